using Stamgast.Formats;

namespace Stamgast.Customers.Rules;

/// <summary>
/// What stands in the field of a postal code beside the code: the town ("9000 Gent"), and the country by the letters before it ("L-1009"). Form and
/// import take it to the fields where it belongs.
/// </summary>
internal static class PostalTown
{
    // The shortest: "1000 A".
    private const int Shortest = 6;

    /// <summary>The town behind a code, and the code alone; null where the text is a code or nothing of the kind.</summary>
    public static (string Code, string Town)? Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length < Shortest || !text.ContainsAny(" ,") || AddressParts.OfPostalCity(text) is not { PostalCode: { } code, City: { Length: > 1 } town }) return null;
        // "3511 ab" is a Dutch code in small letters.
        return char.IsLetter(town[0]) && (town.Length > 2 || code.Length != 4) ? (code, town) : null;
    }

    /// <summary>True when a city says the same town, or more of it: "Gent" and "9000 Gent", "Paris" and "CEDEX 08" do not.</summary>
    public static bool IsOf(string town, string? city) =>
        city is not null && (city.Contains(town, StringComparison.OrdinalIgnoreCase) || town.Contains(city, StringComparison.OrdinalIgnoreCase));

    /// <summary>Puts what stands in the fields of the postal codes where it belongs, as far as those fields are empty.</summary>
    /// <returns>The fields that were filled; a bit by ordinal.</returns>
    public static ulong Spread(CustomerValues raw, RuleContext context)
    {
        ulong filled = 0;
        foreach (var street in (ReadOnlySpan<int>)[CustomerFields.Street, CustomerFields.DeliveryStreet])
        {
            var (code, city, country) = (street + 3, street + 4, street + 5);
            var named = raw[country] is { } written ? Countries.Find(written) : null;
            var here = context with { Country = named, DeliveryCountry = named };
            if (raw[city] is { } whole && Of(whole) is { } cut && (raw[code] is null || raw[code] == cut.Code) && FieldRules.Normalise(CustomerFields.All[code], cut.Code, here).Problem is null)
            {
                (raw[code], raw[city]) = (cut.Code, cut.Town);
                filled |= 1UL << code;
            }
            if (raw[code] is not { } text) continue;
            if (Of(text) is { } parts && (raw[city] is null || IsOf(parts.Town, raw[city])))
            {
                raw[code] = text = parts.Code;
                if (raw[city] is null)
                {
                    raw[city] = parts.Town;
                    filled |= 1UL << city;
                }
            }
            if (raw[country] is not null || PostalCode.CountryOf(text) is not { } letters) continue;
            raw[country] = letters;
            filled |= 1UL << country;
        }
        return filled;
    }
}

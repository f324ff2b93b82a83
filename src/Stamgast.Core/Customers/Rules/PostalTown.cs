using Stamgast.Formats;

namespace Stamgast.Customers.Rules;

/// <summary>
/// Text beside the code in a postal code field: the city ("9000 Gent"), and the country by the letters before it ("L-1009"). Form and import move it
/// to its own field.
/// </summary>
internal static class PostalTown
{
    // The shortest: "1000 A".
    private const int Shortest = 6;

    /// <summary>The city after a postal code, and the code alone; null if the text is only a code or something else.</summary>
    public static (string Code, string Town)? Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length < Shortest || !text.ContainsAny(" ,") || AddressParts.OfPostalCity(text) is not { PostalCode: { } code, City: { Length: > 1 } town })
            return null;
        // "3511 ab" is a Dutch code in small letters.
        return char.IsLetter(town[0]) && (town.Length > 2 || code.Length != 4) ? (code, town) : null;
    }

    /// <summary>True when a city says the same town, or more of it: "Gent" and "9000 Gent", "Paris" and "CEDEX 08" do not.</summary>
    public static bool IsOf(string town, string? city) =>
        city is not null && (city.Contains(town, StringComparison.OrdinalIgnoreCase) || town.Contains(city, StringComparison.OrdinalIgnoreCase));

    /// <summary>Moves additional text in postal code fields to its own fields, as far as those are empty.</summary>
    /// <returns>The fields that were filled; a bit by ordinal.</returns>
    public static ulong Spread(CustomerValues raw, RuleContext context)
    {
        ulong filled = 0;
        foreach (var street in (ReadOnlySpan<int>)[CustomerFields.Street, CustomerFields.DeliveryStreet])
        {
            var (code, city, country) = (street + 3, street + 4, street + 5);
            var named = raw[country] is { } written ? Countries.Find(written) : null;
            var here = context with { Country = named, DeliveryCountry = named };
            if (raw[city] is { } whole && Of(whole) is { } cut && (raw[code] is null || raw[code] == cut.Code)
                && FieldRules.Normalise(CustomerFields.All[code], cut.Code, here).Problem is null)
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

using Stamgast.Customers;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;

namespace Stamgast.Importing.Guessing;

/// <summary>
/// Whether the values of a column can be what its header says. Damaged and foreign values count as long as they resemble the field: they will be
/// refused one by one, with their reason. If hardly any does, the header means something else.
/// </summary>
internal static class SupportedValues
{
    // Of a few hundred values one or two may fit by accident.
    private const double HardlyAny = 0.03;
    private const int Many = 40;
    private const int MostDigitsOfWord = 2;

    /// <summary>
    /// False when hardly any value supports the target. A single value is more likely a mistake than another meaning, unless it is clearly something
    /// else.
    /// </summary>
    public static bool MayBe(List<string> values, string target)
    {
        var own = (ImportTarget.OfPartner(target) ?? target) is var name && name.StartsWith("delivery_", StringComparison.Ordinal)
            ? name["delivery_".Length..] : name;
        var field = CustomerFields.ByName(own);
        var (supports, against, open) = (0, 0, 0);
        foreach (var value in values)
        {
            if (EmptyWords.Of(field, target, value) is not null) continue;
            switch (Supports(own, value))
            {
                case true: supports++; break;
                case false: against++; break;
                default: open++; break;
            }
        }
        if (against <= open || supports > HardlyAny * (supports + against) || (supports > 0 && supports + against < Many)) return true;
        return against == 1 && !values.TrueForAll(v => IsPlainlyOther(own, v));
    }

    // Null for a value that supports neither.
    private static bool? Supports(string target, string value) => target switch
    {
        "email" or "other_emails" => value.Contains('@', StringComparison.Ordinal) || value.Contains("(at)", StringComparison.OrdinalIgnoreCase)
            || value.Contains("[at]", StringComparison.OrdinalIgnoreCase) || value.Contains(" at ", StringComparison.OrdinalIgnoreCase),
        "phone" or "mobile" or "other_phones" => Digits(value) >= 5 && !value.Contains('@', StringComparison.Ordinal),
        "website" => value.Contains('.', StringComparison.Ordinal) || value.Contains("//", StringComparison.Ordinal),
        // Words instead of a number are for the field to understand or to refuse; "21" and "6 %" are rates.
        "iban" or "vat_number" or "enterprise_number" =>
            Digits(value) >= 6 ? !value.Contains('@', StringComparison.Ordinal) : value.Contains('@', StringComparison.Ordinal) || !value.Any(char.IsLetter)
            ? false : null,
        "postal_code" => Digits(value) >= 3 ? !IsAmount(value) : value.Any(char.IsAsciiDigit) && value.Length <= 12 ? null : false,
        "birth_date" or "customer_since" => Digits(value) >= 3,
        "city" => value.Any(char.IsLetter),
        "country" or "language" => value.Any(char.IsLetter) && Digits(value) <= MostDigitsOfWord && !value.Contains('@', StringComparison.Ordinal),
        "house_number" => value.Any(char.IsAsciiDigit),
        "first_name" or "last_name" or "particle" or "street" or "street_line" or "address" =>
        value.Any(char.IsLetter) && !value.Contains('@', StringComparison.Ordinal),
        "full_name" or "name" or "company_name" or ImportTarget.ContactName =>
        value.Any(char.IsLetter) && (!value.Contains('@', StringComparison.Ordinal) || value.Contains('<', StringComparison.Ordinal)) && !IsAddress(value),
        "number" => !value.Contains('@', StringComparison.Ordinal) && !value.Contains("//", StringComparison.Ordinal) && value.Length <= 50,
        ImportTarget.BirthYear => Digits(value) is 2 or 4 && value.Length == Digits(value),
        ImportTarget.BirthMonth => value.Length <= 12,
        _ => null,
    };

    private static bool IsPlainlyOther(string target, string value) =>
        value.Contains('@', StringComparison.Ordinal) ? target is not ("email" or "other_emails") : IsAddress(value)
            || (target is "website" or "email" or "other_emails" && Digits(value) >= 8);

    private static int Digits(string value) => value.Count(char.IsAsciiDigit);

    // "12.50", "1.250,00": no postal code has decimals.
    private static bool IsAmount(string value) =>
        value.LastIndexOfAny(['.', ',']) is var at and > 0 && value.Length - at is 2
            or 3 && value.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or ' ' or '€' or '-');

    private static bool IsAddress(string value) =>
        value.Contains(',', StringComparison.Ordinal) && value.Any(char.IsLetter)
            && value.Split(' ', ',').Any(w => w.Length is 4 or 5 && w.All(char.IsAsciiDigit)) && value.Split(' ').Length >= 4;
}

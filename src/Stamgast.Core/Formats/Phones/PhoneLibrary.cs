using System.Globalization;
using PhoneNumbers;
using Parsed = PhoneNumbers.PhoneNumber;

namespace Stamgast.Formats.Phones;

/// <summary>
/// The numbering plans of the whole world, as Google's libphonenumber knows them. It takes some 50 ms to load and a microsecond a
/// number, so the usual numbers of the home countries are read without it (<see cref="PhonePlan"/>).
/// </summary>
internal static class PhoneLibrary
{
    // E.164: the calling code included.
    private const int MostDigits = 15;

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>The library's data about a calling code; null for an unassigned one.</summary>
    public static CallingCode? CodeOf(int code)
    {
        var region = Library.GetRegionCodeForCountryCode(code);
        if (region == "ZZ") return null;
        // "001" stands for the networks that belong to no country.
        var country = region == "001" ? "" : region;
        return new(code.ToString(CultureInfo.InvariantCulture), country, country.Length == 0 ? "" : TrunkOf(country));
    }

    /// <summary>The calling code of a country (alpha-2); null for one without numbers of its own.</summary>
    public static CallingCode? CodeOf(string country) =>
        Library.GetCountryCodeForRegion(country) is var code and > 0 ? new(code.ToString(CultureInfo.InvariantCulture), country, TrunkOf(country)) : null;

    /// <summary>Reads digits as a number of the country or, after a +, as one that includes its country; null when there is no such number.</summary>
    /// <returns>E.164, with its +.</returns>
    public static string? Read(ReadOnlySpan<char> digits, bool isInternational, string country)
    {
        var number = isInternational ? Parse(string.Concat("+", digits), null) : Parse(digits.ToString(), country);
        return number is not null && IsTaken(number) ? Library.Format(number, PhoneNumberFormat.E164) : null;
    }

    /// <summary>True for an E.164 number of a range that the library knows to be in use.</summary>
    public static bool IsInUse(string e164) => Parse(e164, null) is { } number && Library.IsValidNumber(number);

    /// <summary>True for a mobile number; false for a landline and where the numbers do not tell.</summary>
    public static bool IsMobile(string e164) => Parse(e164, null) is { } number && Library.GetNumberType(number) == PhoneNumberType.MOBILE;

    /// <summary>The country (alpha-2) of an E.164 number; null when unknown.</summary>
    public static string? CountryOf(string e164) =>
        Parse(e164, null) is { } number && Library.GetRegionCodeForNumber(number) is { Length: 2 } region && region != "ZZ" ? region : null;

    /// <summary>An E.164 number in the groups usual in its country; null for a text that is not one.</summary>
    /// <param name="national">As dialled inside its country, instead of with its calling code.</param>
    public static string? Shown(string e164, bool national) =>
        Parse(e164, null) is { } number ? Library.Format(number, national ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL) : null;

    private static string TrunkOf(string country) => Library.GetNddPrefixForRegion(country, true) ?? "";

    // For home countries everything that their plan allows; for others any number with as many digits as their numbers have. A range may be newer
    // than the library.
    private static bool IsTaken(Parsed number)
    {
        var digits = Library.GetNationalSignificantNumber(number);
        var code = number.CountryCode.ToString(CultureInfo.InvariantCulture);
        if (digits.Length + code.Length > MostDigits) return false;
        if (Library.IsValidNumber(number)) return true;
        if (PhonePlan.AtStart(code) is { } plan) return plan.Allows(digits);
        // A remaining leading 0 is one too many.
        return Library.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE
            && !(digits[0] == '0' && CallingCode.AtStart(string.Concat(code, digits)) is { Trunk: "0" });
    }

    private static Parsed? Parse(string text, string? country)
    {
        try { return Library.Parse(text, country); }
        catch (NumberParseException) { return null; }
    }
}

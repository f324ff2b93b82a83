namespace Stamgast.Formats.Phones;

/// <summary>A phone number in the groups usual in its country: "+32 486 12 33 09", "+31 6 2433 1180", "+33 1 23 45 67 89".</summary>
public static class PhoneDisplay
{
    private const int Area = 3;

    /// <summary>International form. A text that is not an E.164 number is returned as it is.</summary>
    public static string International(string e164)
    {
        if (Split(e164) is not var (code, number)) return e164;
        if (IsDutchMobile(code, number)) return "+31 " + InFours(number);
        var shown = PhoneLibrary.Shown(e164, national: false);
        if (shown is null) return e164;
        return shown.AsSpan(2 + code.Digits.Length).ContainsAny(' ', '-') ? shown : $"+{code.Digits} {AreaApart(number)}";
    }

    /// <summary>As dialled inside the number's own country, "0486 12 33 09"; in international form for a number of another country.</summary>
    public static string National(string e164, string country)
    {
        if (Split(e164) is not var (code, number) || PhoneNumber.CountryOf(e164) != country) return International(e164);
        if (IsDutchMobile(code, number)) return "0" + InFours(number);
        var shown = PhoneLibrary.Shown(e164, national: true);
        return shown is not null && shown.AsSpan(1).ContainsAny(' ', '-') ? shown : code.Trunk + AreaApart(number);
    }

    private static (CallingCode Code, string Number)? Split(string e164)
    {
        if (e164.Length <= 5 || e164[0] != '+' || !CheckDigits.AreDigits(e164.AsSpan(1))) return null;
        return CallingCode.AtStart(e164.AsSpan(1)) is { } code && e164.Length > code.Digits.Length + 3 ? (code, e164[(1 + code.Digits.Length)..]) : null;
    }

    // The library leaves the eight digits after the 6 in one run, which nobody can read out.
    private static bool IsDutchMobile(CallingCode code, string number) => code.Country == "NL" && number.Length == 9 && number[0] == '6';

    private static string InFours(string number) => $"{number[..1]} {number[1..5]} {number[5..]}";

    // If the library does not know the range of a number, it does not know its groups either.
    private static string AreaApart(string number) => number.Length > 2 * Area ? $"{number[..Area]} {number[Area..]}" : number;
}

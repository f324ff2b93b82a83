namespace Stamgast.Formats;

/// <summary>
/// The Belgian national register number and the BIS number of people who are not registered: YYMMDD-SSS-CC. It gives neither gender nor century with
/// certainty, and may only be processed on a legal basis (law of 8 August 1983, art. 8).
/// </summary>
public static class BelgianRegisterNumber
{
    private const long Since2000 = 2_000_000_000;

    /// <summary>True for eleven digits of a national register number. Month 00 or day 00 is "not known" or a day's numbers used up.</summary>
    public static bool IsRegisterNumber(ReadOnlySpan<char> digits) => HasShape(digits) && CheckDigits.Number(digits[2..4]) <= 12 && PassesCheck(digits);

    /// <summary>True for a BIS number: the month is raised by 20 (sex not known) or 40.</summary>
    public static bool IsBis(ReadOnlySpan<char> digits) =>
        HasShape(digits) && CheckDigits.Number(digits[2..4]) is (>= 20 and <= 32) or (>= 40 and <= 52) && PassesCheck(digits);

    /// <summary>As printed on the identity card: "85.07.30-033.28".</summary>
    public static string Format(string digits) => $"{digits[..2]}.{digits[2..4]}.{digits[4..6]}-{digits[6..9]}.{digits[9..]}";

    private static bool HasShape(ReadOnlySpan<char> digits) =>
        digits.Length == 11 && CheckDigits.AreDigits(digits) && CheckDigits.Number(digits[6..9]) is >= 1 and <= 998;

    // 97 minus the first nine digits modulo 97; for people born from 2000 on, the nine are preceded by a 2. No number fits both.
    private static bool PassesCheck(ReadOnlySpan<char> digits)
    {
        var number = CheckDigits.Number(digits[..9]);
        var check = CheckDigits.Number(digits[9..]);
        return check == 97 - number % 97 || check == 97 - (Since2000 + number) % 97;
    }
}

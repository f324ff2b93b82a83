using System.Globalization;

namespace Stamgast.Formats.Phones;

/// <summary>The first digits of a country's numbers when dialled from abroad.</summary>
/// <param name="Digits">One to three digits, without a plus.</param>
/// <param name="Country">The country (alpha-2), the main one where several share a code; empty for networks of no country.</param>
/// <param name="Trunk">The prefix of a number inside the country ("0" in most); empty where there is none.</param>
internal sealed record CallingCode(string Digits, string Country, string Trunk)
{
    private const int Codes = 1000;

    // ITU-T E.164 gave out one digit to North America and Russia and two to these; all others have three, and new ones always will.
    private const string OfTwoDigits =
        "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

    private static readonly CallingCode None = new("", "", "");

    private static readonly bool[] HasTwoDigits = TwoDigits();

    // The home countries are included from the start, so that a million of their numbers need no library. Filled by any thread.
    private static readonly CallingCode?[] Known = HomeCodes();

    /// <summary>The code at the start of these digits, or null without one.</summary>
    public static CallingCode? AtStart(ReadOnlySpan<char> digits)
    {
        var length = LengthAtStart(digits);
        if (length == 0) return null;
        var number = 0;
        foreach (var digit in digits[..length]) number = number * 10 + (digit - '0');
        var code = Known[number] ??= PhoneLibrary.CodeOf(number) ?? None;
        return ReferenceEquals(code, None) ? null : code;
    }

    /// <summary>The code of a country (alpha-2); null for one without numbers of its own.</summary>
    public static CallingCode? Of(string country) => PhonePlan.Of(country)?.Code ?? PhoneLibrary.CodeOf(country);

    /// <summary>The length of the code at the start, assigned or not; 0 for too few digits or other characters.</summary>
    public static int LengthAtStart(ReadOnlySpan<char> digits)
    {
        if (digits.Length < 3 || !CheckDigits.AreDigits(digits[..3]) || digits[0] == '0') return 0;
        return digits[0] is '1' or '7' ? 1 : HasTwoDigits[(digits[0] - '0') * 10 + digits[1] - '0'] ? 2 : 3;
    }

    private static bool[] TwoDigits()
    {
        var table = new bool[100];
        foreach (var code in OfTwoDigits.Split(' ')) table[int.Parse(code, CultureInfo.InvariantCulture)] = true;
        return table;
    }

    private static CallingCode?[] HomeCodes()
    {
        var table = new CallingCode?[Codes];
        foreach (var plan in PhonePlan.All) table[int.Parse(plan.Code.Digits, CultureInfo.InvariantCulture)] = plan.Code;
        return table;
    }
}

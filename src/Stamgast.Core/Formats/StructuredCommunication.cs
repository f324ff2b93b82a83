namespace Stamgast.Formats;

/// <summary>The structured communication of Belgian payments (OGM, VCS): +++010/8068/17183+++.</summary>
public static class StructuredCommunication
{
    /// <summary>True for twelve digits where the last two are the first ten modulo 97, with 97 for 0.</summary>
    public static bool IsValid(ReadOnlySpan<char> digits) =>
        digits.Length == 12 && CheckDigits.AreDigits(digits) && CheckDigits.Number(digits[10..]) == Check(digits[..10]);

    /// <summary>Ten digits with their check: "+++010/8068/17183+++".</summary>
    public static string Format(ReadOnlySpan<char> tenDigits) =>
        $"+++{tenDigits[..3]}/{tenDigits[3..7]}/{tenDigits[7..10]}{Check(tenDigits):00}+++";

    private static long Check(ReadOnlySpan<char> tenDigits)
    {
        var check = CheckDigits.Number(tenDigits) % 97;
        return check == 0 ? 97 : check;
    }
}

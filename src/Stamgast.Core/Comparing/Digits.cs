using System.Collections.Frozen;

namespace Stamgast.Comparing;

/// <summary>Normalises phone numbers and identifiers, whatever punctuation people use.</summary>
internal static class Digits
{
    // Country calling codes of two and three digits in Europe and of its neighbours (ITU-T E.164); one digit: 1 and 7.
    private static readonly FrozenSet<int> CallingCodes = new[]
    {
        1, 7, 20, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 52, 54, 55, 61, 64, 81, 86, 90, 91, 212, 213, 216, 243, 250, 257, 351, 352,
            353, 354, 355, 356, 357, 358, 359,
        370, 371, 372, 373, 374, 375, 376, 377, 378, 380, 381, 382, 383, 385, 386, 387, 389, 420, 421, 423,
    }.ToFrozenSet();

    /// <summary>The number within its country: digits without calling code and leading zeros. Returns its length in <paramref name="into"/>; 0 for
    /// none.</summary>
    public static int Phone(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        var isInternational = text.TrimStart(" ('").StartsWith("+", StringComparison.Ordinal);
        for (var i = 0; i < text.Length && length < into.Length; i++)
        {
            if (char.IsAsciiDigit(text[i])) into[length++] = text[i];
            else if (text[i] == '(' && i + 2 < text.Length && text[i + 1] == '0' && text[i + 2] == ')') i += 2;
            else if (text[i] is 'x' or 'X' || char.IsLetter(text[i]) && length > 6) break;
        }
        var digits = into[..length];
        if (!isInternational && digits.StartsWith("00", StringComparison.Ordinal) && length > 9)
        {
            isInternational = true;
            digits = digits[2..];
        }
        if (isInternational || (length >= 11 && digits[0] != '0')) digits = digits[CodeLength(digits)..];
        while (digits.Length > 0 && digits[0] == '0') digits = digits[1..];
        if (digits.Length < 5) return 0;
        digits.CopyTo(into);
        return digits.Length;
    }

    /// <summary>Letters and digits of an identifier, in capitals, without a leading country code before ten digits or leading zeros; 0 for none.</summary>
    public static int Code(ReadOnlySpan<char> text, Span<char> into, bool dropsCountry)
    {
        var length = 0;
        foreach (var c in text)
            if (char.IsLetterOrDigit(c) && length < into.Length) into[length++] = char.ToUpperInvariant(c);
        ReadOnlySpan<char> code = into[..length];
        if (dropsCountry && length >= 8 && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) && char.IsAsciiDigit(code[^1])) code = code[2..];
        while (code.Length > 1 && code[0] == '0') code = code[1..];
        if (code.Length == 1 && code[0] is '0' or 'X') return 0;
        code.CopyTo(into);
        return code.Length;
    }

    private static int CodeLength(ReadOnlySpan<char> digits)
    {
        var code = 0;
        for (var i = 0; i < 3 && i < digits.Length; i++)
        {
            code = code * 10 + digits[i] - '0';
            if (CallingCodes.Contains(code)) return i + 1;
        }
        return 0;
    }
}

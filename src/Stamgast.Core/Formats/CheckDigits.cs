namespace Stamgast.Formats;

/// <summary>The arithmetic that reveals typing errors in numbers.</summary>
internal static class CheckDigits
{
    /// <summary>True for one or more ASCII digits and nothing else.</summary>
    public static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && text.IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>True for letters and digits that may be a number somewhere in the world: enough digits, and no word among them.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text, int fewestDigits, int longestWord)
    {
        var (digits, word) = (0, 0);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c)) (digits, word) = (digits + 1, 0);
            else if (++word > longestWord) return false;
        }
        return digits >= fewestDigits;
    }

    /// <summary>The value of at most 18 digits.</summary>
    public static long Number(ReadOnlySpan<char> digits)
    {
        long number = 0;
        foreach (var c in digits) number = number * 10 + (c - '0');
        return number;
    }

    /// <summary>The remainder by 97, letters counted as A = 10 .. Z = 35 (ISO 7064 mod 97-10).</summary>
    public static int Mod97(ReadOnlySpan<char> text, int carry = 0)
    {
        // Divided only when the next character would overflow.
        const ulong full = ulong.MaxValue / 200;
        var number = (ulong)carry;
        foreach (var c in text)
        {
            number = char.IsAsciiDigit(c) ? number * 10 + (uint)(c - '0') : number * 100 + (uint)(c - 'A' + 10);
            if (number > full) number %= 97;
        }
        return (int)(number % 97);
    }

    /// <summary>The Luhn check (ISO/IEC 7812): every second digit from the right is doubled.</summary>
    public static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }

    /// <summary>The Dutch eleven test of nine digits: 9a + 8b + .. + 2h - i is a multiple of 11.</summary>
    public static bool PassesEleven(ReadOnlySpan<char> nineDigits)
    {
        var sum = -(nineDigits[8] - '0');
        for (var i = 0; i < 8; i++) sum += (9 - i) * (nineDigits[i] - '0');
        return sum % 11 == 0;
    }

    /// <summary>ISO 7064 mod 11,10, where the last digit is the check digit (German VAT number).</summary>
    public static bool PassesMod11And10(ReadOnlySpan<char> digits)
    {
        var check = 10;
        foreach (var c in digits[..^1])
        {
            var sum = (c - '0' + check) % 10;
            check = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - check) % 10 == digits[^1] - '0';
    }

    /// <summary>Copies letters and digits in upper case; returns how many, or -1 when they do not fit.</summary>
    public static int LettersAndDigits(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c)) continue;
            if (length == into.Length) return -1;
            into[length++] = char.ToUpperInvariant(c);
        }
        return length;
    }
}

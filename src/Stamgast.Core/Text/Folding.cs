using System.Buffers;
using System.Globalization;
using System.Text;

namespace Stamgast.Text;

/// <summary>
/// Writes a text as plain small letters and digits, so that spellings that a person reads as the same become the same:
/// "Éloïse D'Hondt-Müller" is "eloise dhondt muller". Latin letters become ASCII; other scripts are kept, in small letters
/// and without their combining marks. Depends on no culture and on no ICU version: canonical decompositions are frozen by Unicode.
/// </summary>
public static class Folding
{
    /// <summary>
    /// A text in a Unicode normal form, even with unpaired surrogates from damaged files: those become U+FFFD, and U+FFFE, which is not a character,
    /// too.
    /// </summary>
    public static string Normalised(ReadOnlySpan<char> text, NormalizationForm form)
    {
        var whole = text.ToString();
        try
        {
            return whole.Normalize(form);
        }
        catch (ArgumentException)
        {
            return string.Concat(whole.EnumerateRunes()).Replace('\uFFFE', '\uFFFD').Normalize(form);
        }
    }

    /// <summary>The most characters that one character can become.</summary>
    public const int MaxExpansion = 4;

    private const int OnStack = 256;
    private const char Separator = '\0';

    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    // The replacement of each character of the Latin, Greek and Cyrillic blocks; "" is dropped, null separates words.
    private static readonly string?[] Low = Table(0, 0x530);
    private static readonly string?[] Extended = Table(0x1E00, 0x2000);

    private static readonly char[] AsciiLow = [.. Enumerable.Range(0, 128)
        .Select(c => char.IsAsciiLetterOrDigit((char)c) ? char.ToLowerInvariant((char)c) : Separator)];

    /// <summary>The words in small letters and digits, one space between; apostrophes vanish, other punctuation separates.</summary>
    public static string Fold(ReadOnlySpan<char> text) => Fold(text, " ");

    /// <summary>The same without spaces, to compare or sort by.</summary>
    public static string Letters(ReadOnlySpan<char> text) => Fold(text, "");

    /// <summary>
    /// Folds into a buffer of at least <see cref="MaxExpansion"/> times the text's length; returns how many characters were
    /// written. Allocates nothing, except for full-width forms and ligatures, which are rare.
    /// </summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> into, bool spaces = true)
    {
        // Most names are one plain word.
        if (!text.ContainsAnyExcept(PlainCharacters)) return Ascii.ToLower(text, into, out var plain) == OperationStatus.Done ? plain : 0;
        return Fold(text, into, spaces, mayCompose: true);
    }

    // Some presentation forms expand to themselves, such as "﷽": an expanded one is not expanded again.
    private static int Fold(ReadOnlySpan<char> text, Span<char> into, bool spaces, bool mayCompose)
    {
        var length = 0;
        var gap = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 128)
            {
                var low = AsciiLow[c];
                if (low != Separator)
                {
                    if (gap && spaces && length > 0) into[length++] = ' ';
                    gap = false;
                    into[length++] = low;
                }
                else if (c is not ('\'' or '`')) gap = true;
                continue;
            }
            if (mayCompose && IsCompatibilityForm(c))
            {
                // One of them may become eighteen characters, and there is room for four.
                var written = Normalised(text, NormalizationForm.FormKC).AsSpan();
                return Fold(written[..Math.Min(written.Length, into.Length / MaxExpansion)], into, spaces, mayCompose: false);
            }
            var folded = Folded(c, text, ref i);
            if (folded is null) { gap = true; continue; }
            if (folded.Length == 0) continue;
            if (gap && spaces && length > 0) into[length++] = ' ';
            gap = false;
            folded.CopyTo(into[length..]);
            length += folded.Length;
        }
        return length;
    }

    private static string Fold(ReadOnlySpan<char> text, string space)
    {
        // A compatibility form may become up to 18 characters, so its text is written out first.
        if (text.ContainsAnyInRange('\uFB00', '\uFFEF')) text = Normalised(text, NormalizationForm.FormKC);
        var need = text.Length * MaxExpansion;
        if (need <= OnStack)
        {
            Span<char> buffer = stackalloc char[OnStack];
            return ToText(text, buffer[..Fold(text, buffer, space.Length > 0)]);
        }
        var rented = ArrayPool<char>.Shared.Rent(need);
        var result = ToText(text, rented.AsSpan(0, Fold(text, rented, space.Length > 0)));
        ArrayPool<char>.Shared.Return(rented);
        return result;
    }

    private static string ToText(ReadOnlySpan<char> text, ReadOnlySpan<char> folded) =>
        folded.Length == 0 ? "" : folded.SequenceEqual(text) ? text.ToString() : folded.ToString();

    // Presentation forms (ligatures such as "ﬁ") and full-width letters. Arabic presentation forms too.
    private static bool IsCompatibilityForm(char c) => c is >= '\uFB00' and <= '\uFFEF' && c != '\uFEFF' && c != '\uFFFD' && !IsHalfMark(c);

    private static bool IsHalfMark(char c) => c is (>= '\uFE00' and <= '\uFE2F') or '\uFE0F';

    private static string? Folded(char c, ReadOnlySpan<char> text, ref int i)
    {
        if (c < Low.Length) return Low[c];
        if (c is >= '\u1E00' and < '\u2000') return Extended[c - 0x1E00];
        if (c is '\u2018' or '\u2019' or '\u201B' or '\u2032' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u0640') return "";
        if (char.IsHighSurrogate(c))
        {
            if (!Rune.TryGetRuneAt(text.ToString(), i, out var rune)) return null;
            i++;
            return Rune.IsLetterOrDigit(rune) ? Rune.ToLowerInvariant(rune).ToString() : null;
        }
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.NonSpacingMark when IsOptionalMark(c) => "",
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => c.ToString(),
            _ when char.IsDigit(c) => ((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c))).ToString(),
            _ when char.IsLetter(c) => char.ToLowerInvariant(c).ToString(),
            _ => null,
        };
    }

    // Accents, Hebrew points and Arabic vowel signs, which are left out in everyday writing; the vowel signs of Indic scripts are not.
    private static bool IsOptionalMark(char c) =>
        c is (>= '\u0300' and <= '\u036F') or (>= '\u0591' and <= '\u05C7') or (>= '\u064B' and <= '\u065F') or '\u0670'
            or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF') or (>= '\u20D0' and <= '\u20FF') or (>= '\uFE00' and <= '\uFE2F');

    private static string?[] Table(int from, int to)
    {
        var table = new string?[to - from];
        for (var c = from; c < to; c++) table[c - from] = Entry((char)c);
        return table;
    }

    private static string? Entry(char c)
    {
        if (Special(c) is { } special) return special;
        if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) return "";
        if (char.IsSurrogate(c)) return null;
        var letters = new string([.. c.ToString().Normalize(NormalizationForm.FormD)
            .Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).SelectMany(l => Special(l) ?? l.ToString())]);
        return letters.Length == 0 ? null : letters;
    }

    // Letters that have no decomposition, and the apostrophes.
    private static string? Special(char c) => char.ToLowerInvariant(c) switch
    {
        'ß' or 'ẞ' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'ı' or 'İ' => "i",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' => "k",
        'ŀ' => "l",
        'ŉ' => "n",
        'ſ' => "s",
        'ƒ' => "f",
        'ə' => "a",
        'ĳ' => "ij",
        'ς' => "σ",
        '´' or 'ʼ' or 'ʻ' or 'ʾ' or 'ʿ' or 'ʹ' or '\u00AD' => "",
        'º' => "o",
        'ª' => "a",
        _ => null,
    };
}

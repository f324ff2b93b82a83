using System.Buffers;
using System.Text;

namespace Stamgast.Formats;

/// <summary>
/// Cleans free text: trimmed, composed (Unicode NFC), without control characters, invisible marks and characters that change the writing direction
/// (which can make a file name or an address look like another one).
/// </summary>
public static class PlainText
{
    private const int OnStack = 512;

    /// <summary>One line: a run of line breaks or a tab becomes one space. Problems: text.length with the limit.</summary>
    public static Reading Line(CellText cell, int maxLength) => Read(cell, maxLength, keepBreaks: false);

    /// <summary>Several lines: every kind of line break becomes "\n". Problems: text.length with the limit.</summary>
    public static Reading Text(CellText cell, int maxLength) => Read(cell, maxLength, keepBreaks: true);

    /// <summary>True when the text is printable ASCII, so that only its ends need trimming.</summary>
    internal static bool IsSimple(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange(' ', '~') < 0;

    private static Reading Read(CellText cell, int maxLength, bool keepBreaks)
    {
        cell = cell.Trim();
        if (cell.IsEmpty) return Reading.Nothing;
        if (IsClean(cell.Characters)) return Limited(cell.Characters, cell, maxLength, null);
        var rented = cell.Length > OnStack ? ArrayPool<char>.Shared.Rent(cell.Length) : null;
        var buffer = rented ?? stackalloc char[OnStack];
        var length = Clean(cell.Characters, buffer, keepBreaks, out var stripped);
        var cleaned = buffer[..length].Trim();
        var warning = stripped ? "text.invisible" : null;
        var reading = cleaned.IsEmpty ? Reading.Of(null, warning)
            : cleaned.IsNormalized(NormalizationForm.FormC) ? Limited(cleaned, cell, maxLength, warning)
            : Limited(cleaned.ToString().Normalize(NormalizationForm.FormC), cell, maxLength, warning);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return reading;
    }

    private static Reading Limited(ReadOnlySpan<char> text, CellText cell, int maxLength, string? warning) =>
        text.Length > maxLength
            ? Reading.Refused("text.length", maxLength.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : Reading.Of(cell.ToText(text), warning);

    // Nothing below U+0300 combines, so such a text is already composed.
    private static bool IsClean(ReadOnlySpan<char> text)
    {
        var from = text.IndexOfAnyExceptInRange(' ', '~');
        if (from < 0) return true;
        foreach (var c in text[from..])
            if (c is < ' ' or > '~' and (<= '\u00A0' or >= '\u0300' or '\u00AD')) return false;
        return true;
    }

    // Returns the length. Drops NUL and other control characters, invisible marks, direction marks, halves of surrogate pairs.
    private static int Clean(ReadOnlySpan<char> text, Span<char> into, bool keepBreaks, out bool stripped)
    {
        stripped = false;
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsBreak(c))
            {
                while (i + 1 < text.Length && IsBreak(text[i + 1]) && (!keepBreaks || (c == '\r' && text[i + 1] == '\n'))) i++;
                into[length++] = keepBreaks ? '\n' : ' ';
            }
            else if (c == '\t' || char.IsSeparator(c)) into[length++] = ' ';
            else if (char.IsControl(c) || IsInvisible(c)) stripped |= c != '\0';
            else if (!char.IsSurrogate(c)) into[length++] = c;
            else if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
            {
                into[length++] = c;
                into[length++] = text[++i];
            }
            else stripped = true;
        }
        return length;
    }

    private static bool IsBreak(char c) => c is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' or '\v' or '\f';

    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\u061C' or '\u2060' or '\uFEFF' or '\uFFFE' or '\uFFFF'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

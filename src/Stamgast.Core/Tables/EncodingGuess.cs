using System.Buffers;
using System.Text;

namespace Stamgast.Tables;

/// <summary>Tells the encoding of a text from its bytes: byte order mark, zero bytes, valid UTF-8, else the likeliest old code page.</summary>
internal static class EncodingGuess
{
    private const int EnoughLetters = 4096;
    private static readonly string[] CodePages = ["windows-1252", "ibm850", "macintosh", "iso-8859-15", "windows-1250"];

    // How often a letter stands in Western European names and notes, roughly; what is missing counts as odd.
    private const string CommonLetters = "éèëêäöüçïôàâîûáíóúñßãõøåæùòìœÿšžłćÉÈÖÜÄÇÀśżźąęńčřŁÔÎÊÂÛÓÁÑÍÚÅØ";

    public static TextEncoding Of(ReadOnlySpan<byte> sample)
    {
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Utf8WithFallback(sample[3..], 3);
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
            return new TextEncoding(TextEncodingKind.Other, "utf-32", [], new UTF32Encoding(false, true)) { MarkLength = 4 };
        if (sample.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return new TextEncoding(TextEncodingKind.Other, "utf-32BE", [], new UTF32Encoding(true, true)) { MarkLength = 4 };
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return TextEncoding.Utf16(false, 2);
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return TextEncoding.Utf16(true, 2);
        return WithoutMark(sample);
    }

    /// <summary>True when no byte is beyond ASCII, so that any encoding would do.</summary>
    public static bool SaysNothing(ReadOnlySpan<byte> sample) => Ascii.IsValid(sample);

    private static TextEncoding WithoutMark(ReadOnlySpan<byte> sample)
    {
        var head = sample[..(Math.Min(sample.Length, 8192) & ~1)];
        int even = 0, odd = 0;
        for (var at = 0; at < head.Length; at += 2)
        {
            if (head[at] == 0) even++;
            if (head[at + 1] == 0) odd++;
        }
        var pairs = head.Length / 2;
        if (odd > pairs * 0.4 && even < pairs * 0.1) return TextEncoding.Utf16(false, 0);
        if (even > pairs * 0.4 && odd < pairs * 0.1) return TextEncoding.Utf16(true, 0);
        return Utf8WithFallback(sample, 0);
    }

    private static TextEncoding Utf8WithFallback(ReadOnlySpan<byte> sample, int markLength)
    {
        var foreign = new List<int>();
        var valid = CountValid(sample, foreign);
        var utf8 = TextEncoding.Utf8(markLength);
        if (foreign.Count == 0) return utf8;
        var page = LikeliestPage(sample, foreign);
        if (valid == 0 && markLength == 0) return TextEncoding.SingleByte(page);
        return utf8 with { Table = TextEncoding.SingleByte(page).Table, IsMixed = true };
    }

    // Counts the sequences that are UTF-8 and mean something, and lists where bytes are none. The last bytes may be cut, so they do not count.
    private static int CountValid(ReadOnlySpan<byte> sample, List<int> foreign)
    {
        var valid = 0;
        var at = 0;
        while (foreign.Count < EnoughLetters)
        {
            var skip = sample[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (skip < 0) break;
            at += skip;
            var status = Rune.DecodeFromUtf8(sample[at..], out var rune, out var used);
            if (status == OperationStatus.NeedMoreData) break;
            if (status == OperationStatus.Done)
            {
                if (rune.Value is >= 0xA0 and <= 0x17F or >= 0x370) valid++;
                at += used;
            }
            else
            {
                foreign.Add(at);
                at++;
            }
        }
        return valid;
    }

    private static string LikeliestPage(ReadOnlySpan<byte> sample, List<int> foreign)
    {
        var best = CodePages[0];
        var bestScore = double.MinValue;
        foreach (var name in CodePages)
        {
            var table = TextEncoding.SingleByte(name).Table;
            // Most files by far are of the first; one letter that is a little rarer there says nothing.
            var score = name == CodePages[0] ? 1.0 : 0.0;
            foreach (var at in foreign) score += Plausibility(sample, at, table);
            if (score > bestScore)
            {
                bestScore = score;
                best = name;
            }
        }
        return best;
    }

    private static double Plausibility(ReadOnlySpan<byte> sample, int at, char[] table)
    {
        var letter = table[sample[at]];
        var (before, after) = (At(sample, at - 1, table), At(sample, at + 1, table));
        if (char.IsControl(letter)) return -4;
        if (!char.IsLetter(letter))
        {
            // "12½", "3 m³", "£500", "¿Qué?", and "d´Hondt" by a keyboard of which that is the nearest to an apostrophe.
            if (letter is '½' or '¼' or '¾' && char.IsDigit(before) || letter is '²' or '³' && (char.IsDigit(before) || before is 'm') && !char.IsLetter(after)) return 0.3;
            if (letter is '£' or '¿' or '¡' && !char.IsLetter(before) || letter is '´' && char.IsLetter(before) && char.IsLetter(after)) return 0.3;
            if (letter is '’' or '‘' && IsApostrophe(sample, at, table)) return 2.5;
            if (letter is '’' or '‘' or '€' or '°' or '–' or '“' or '”' or '«' or '»' or '\u00A0') return char.IsLetter(before) && char.IsLetter(after) && letter != '’' ? -2 : 0.3;
            return char.IsLetter(before) || char.IsLetter(after) ? -3 : -1;
        }
        if (char.IsUpper(letter) && char.IsLower(before) || char.IsLower(letter) && char.IsUpper(after)) return -2;
        // No word ends like that, or is one letter but "à".
        if (!char.IsLetter(after) && (letter is 'ł' && before is 'm' || !char.IsLetter(before) && letter is not ('à' or 'À'))) return -1;
        var rank = CommonLetters.IndexOf(letter, StringComparison.Ordinal);
        return rank < 0 ? -1 : 3.0 - rank / 20.0;
    }

    // "’s-Gravenhage" and "’t Hof", "Fatiha’s", "d’Hondt" and "L’Oréal".
    private static bool IsApostrophe(ReadOnlySpan<byte> sample, int at, char[] table)
    {
        var (letter, after) = (table[sample[at]], At(sample, at + 1, table));
        if (!char.IsLetter(At(sample, at - 1, table))) return after is 's' or 't' or 'n' && !char.IsLetter(At(sample, at + 2, table));
        if (letter == '‘') return false;
        return after == 's' && !char.IsLetter(At(sample, at + 2, table)) || char.IsLetter(after) && !char.IsLetter(At(sample, at - 2, table));
    }

    private static char At(ReadOnlySpan<byte> sample, int at, char[] table) => (uint)at < (uint)sample.Length ? table[sample[at]] : ' ';
}

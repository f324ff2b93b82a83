using System.Buffers;
using System.Text;

namespace Stamgast.Tables.Encodings;

/// <summary>Detects the encoding of a text from its bytes: byte order mark, zero bytes, valid UTF-8, otherwise the likeliest old code page.</summary>
internal static class EncodingGuess
{
    private const int EnoughLetters = 4096;
    private const int RareInUtf8 = 4;
    private const double MakesSense = 1.2;

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
        // Two letters of a code page may happen to be one of UTF-8; two of UTF-8 make no sense in a page.
        if (valid > 0 && markLength == 0 && foreign.Count * RareInUtf8 > valid && LetterGuess.Of(sample, Beyond(sample)) is { ForEach: > MakesSense } whole)
            return TextEncoding.SingleByte(whole.Pages[0]) with { Readings = whole.Pages.Count > 1
                ? EncodingReading.Of(sample, Beyond(sample), whole.Pages) : [] };
        var pages = LetterGuess.Of(sample, foreign).Pages;
        if (valid == 0 && markLength == 0)
            return TextEncoding.SingleByte(pages[0]) with { Readings = pages.Count > 1 ? EncodingReading.Of(sample, foreign, pages) : [] };
        return utf8 with { Table = TextEncoding.SingleByte(pages[0]).Table, IsMixed = true };
    }

    private static List<int> Beyond(ReadOnlySpan<byte> sample)
    {
        var found = new List<int>();
        for (var at = 0; at < sample.Length && found.Count < EnoughLetters; at++)
            if (sample[at] >= 0x80) found.Add(at);
        return found;
    }

    // Counts the valid and meaningful UTF-8 sequences, and lists the positions of invalid bytes. The last bytes may be cut, so they do not count.
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
}

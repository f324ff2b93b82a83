namespace Stamgast.Tables.Encodings;

/// <summary>A way to read the letters of a file: the name of the encoding, and some words of the file read that way.</summary>
public sealed record EncodingReading(string Encoding, IReadOnlyList<string> Words)
{
    private const int MostWords = 3;
    private const int MostReadings = 3;
    private const int Around = 15;

    internal static IReadOnlyList<EncodingReading> Of(ReadOnlySpan<byte> sample, List<int> foreign, IReadOnlyList<string> pages)
    {
        var tables = pages.Take(MostReadings).Select(p => TextEncoding.SingleByte(p).Table).ToList();
        var words = tables.ConvertAll(_ => new List<string>());
        var end = -1;
        foreach (var at in foreign)
        {
            if (words[0].Count == MostWords) break;
            if (at <= end) continue;
            var start = at;
            while (start > 0 && at - start < Around && IsOfWord(sample[start - 1])) start--;
            for (end = at; end + 1 < sample.Length && end - at < Around && IsOfWord(sample[end + 1]);) end++;
            var bytes = sample[start..(end + 1)];
            var read = new string[tables.Count];
            for (var table = 0; table < tables.Count; table++) read[table] = Text(bytes, tables[table]);
            // If all readings agree there is nothing to choose.
            if (read.Distinct().Count() < 2 || words[0].Contains(read[0])) continue;
            for (var table = 0; table < tables.Count; table++) words[table].Add(read[table]);
        }
        return [.. words.Select((w, at) => new EncodingReading(pages[at], w))];
    }

    private static bool IsOfWord(byte one) => one >= 0x80 || char.IsAsciiLetter((char)one) || one is (byte)'-' or (byte)'\'';

    private static string Text(ReadOnlySpan<byte> bytes, char[] table)
    {
        var text = new char[bytes.Length];
        for (var at = 0; at < bytes.Length; at++) text[at] = table[bytes[at]];
        return new string(text);
    }
}

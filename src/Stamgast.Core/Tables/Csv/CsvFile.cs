using System.Text;
using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Csv;

/// <summary>The options for reading a text file: its encoding, delimiter and quote, detected from its start unless chosen.</summary>
internal static class CsvFile
{
    public static (TableFormat Format, Func<TableNotes, CancellationToken, int, RowSource> Open) Detect(string path, byte[] sample, TableOptions options)
    {
        var encoding = EncodingOf(path, sample, options);
        var start = Decode(sample, encoding);
        if (OtherLineEnd(start) is { } lineEnd)
        {
            encoding = encoding with { LineEnd = lineEnd };
            start = start.Replace(lineEnd, '\n');
        }
        FileSignature.RefuseBinary(start);
        if (options.Delimiter is null or AddressList.Delimiter && AddressList.Is(start)) return ListOf(path, encoding, start);
        encoding = DialectGuess.Straightened(sample, encoding, options);
        var (delimiter, quote, hasBackslashes) = DialectGuess.Of(sample, encoding, options);
        if (delimiter > 0xFE || quote > 0xFE || delimiter is '\n' or '\r' || quote is '\n' or '\r')
            throw new RefusedException("table.unusable_delimiter", delimiter);
        var inner = DialectGuess.Inner(sample, encoding, delimiter, quote);
        var aligned = AlignedIn(start, delimiter, options);
        if (aligned is null && DialectGuess.MayBeLong(options) && encoding.LongDelimiter is null
            && DialectGuess.LongDelimiter(sample, encoding, delimiter, quote) is { } sign)
            (encoding, delimiter) = (encoding with { LongDelimiter = sign }, TextEncoding.CellEnd);
        var format = new TableFormat
        {
            Kind = TableKind.Csv,
            Encoding = encoding.Name,
            HasByteOrderMark = encoding.MarkLength > 0,
            IsMixedEncoding = encoding.IsMixed,
            Readings = encoding.Readings,
            Delimiter = aligned is null ? delimiter : AlignedColumns.Delimiter,
            Quote = aligned is null ? quote : '\0',
            LineEnds = LineEnds(start),
        };
        if (aligned is not null)
            return (format, (notes, cancel, _) => new AlignedColumns(new CsvScanner(new TextSource(OpenStream(path), encoding, cancel), '\0', '\0',
                notes), aligned));
        return (format, (notes, cancel, expected) =>
            new CsvScanner(new TextSource(OpenStream(path), encoding, cancel), delimiter, quote, notes) { Expected = expected, HasBackslashes = hasBackslashes,
                LongDelimiter = encoding.LongDelimiter, Inner = inner });
    }

    private static (TableFormat, Func<TableNotes, CancellationToken, int, RowSource>) ListOf(string path, TextEncoding encoding, string start) =>
        (new TableFormat { Kind = TableKind.Csv, Encoding = encoding.Name, HasByteOrderMark = encoding.MarkLength > 0, Readings = encoding.Readings,
            Delimiter = AddressList.Delimiter, Quote = '"', LineEnds = LineEnds(start) },
            (notes, cancel, _) => new AddressList(new CsvScanner(new TextSource(OpenStream(path), encoding, cancel), '\0', '\0', notes)));

    // If no usual delimiter splits a line of the sample, or a person chose so.
    private static int[]? AlignedIn(string start, char delimiter, TableOptions options)
    {
        if (options.Delimiter is { } chosen ? chosen != AlignedColumns.Delimiter : options.Quote is not null) return null;
        var lines = new List<string>();
        foreach (var line in start.AsSpan().EnumerateLines())
        {
            if (lines.Count == TableLimits.DetectionRows) break;
            if (!line.IsWhiteSpace()) lines.Add(line.ToString());
        }
        // The start of a long file may end in the middle of a line.
        if (lines.Count is > 3 and < TableLimits.DetectionRows && start.Length >= TableLimits.DetectionBytes / 4) lines.RemoveAt(lines.Count - 1);
        return options.Delimiter is null && lines.Count(l => l.Contains(delimiter, StringComparison.Ordinal)) > lines.Count / 3
            && IsBetweenCells(delimiter, lines) ? null : AlignedColumns.StartsIn(lines);
    }

    // Not if the header has none and the lines have varying numbers: the comma of an address, the colon of "https:".
    private static bool IsBetweenCells(char delimiter, List<string> lines) =>
        lines[0].Contains(delimiter, StringComparison.Ordinal)
            || (delimiter is not (',' or ':') && lines.Skip(1).Select(l => l.Count(c => c == delimiter)).Distinct().Count() == 1);

    // Mainframes, word processors and ASCII's own separators end lines differently; only if nothing else does.
    private static char? OtherLineEnd(string start)
    {
        if (start.AsSpan().IndexOfAny('\r', '\n') >= 0) return null;
        var at = start.AsSpan().IndexOfAny('\u0085', '\u2028', '\u001E');
        return at < 0 ? null : start[at];
    }

    public static FileStream OpenStream(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);

    private static TextEncoding EncodingOf(string path, byte[] sample, TableOptions options)
    {
        var guessed = EncodingGuess.Of(sample);
        if (options.Encoding is { } name)
        {
            var chosen = TextEncoding.Named(name);
            return chosen.Name == guessed.Name ? guessed with { Readings = [] } : chosen with { MarkLength = chosen.Kind == guessed.Kind
                ? guessed.MarkLength : 0 };
        }
        return guessed.Kind == TextEncodingKind.Utf8 && EncodingGuess.SaysNothing(sample) ? LaterEncoding(path, guessed) : guessed;
    }

    // The start is plain ASCII: find the first part that is not, and judge by that.
    private static TextEncoding LaterEncoding(string path, TextEncoding ascii)
    {
        using var stream = OpenStream(path);
        stream.Position = Math.Min(stream.Length, TableLimits.DetectionBytes);
        var block = new byte[1 << 18];
        for (long seen = 0; seen < TableLimits.EncodingScanBytes;)
        {
            var count = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            if (count == 0) return ascii;
            var stretch = block.AsSpan(0, count);
            if (!EncodingGuess.SaysNothing(stretch))
            {
                var skip = Math.Max(0, stretch.IndexOfAnyInRange((byte)0x80, (byte)0xFF) - 16);
                return EncodingGuess.Of(stretch[skip..]) with { MarkLength = 0 };
            }
            seen += count;
        }
        return ascii;
    }

    private static string Decode(byte[] sample, TextEncoding encoding)
    {
        using var source = new TextSource(new MemoryStream(sample), encoding, default);
        var text = new StringBuilder();
        var block = new char[8192];
        for (var count = source.Read(block); count > 0; count = source.Read(block)) text.Append(block, 0, count);
        return text.ToString();
    }

    private static string LineEnds(string text)
    {
        int both = 0, feeds = 0, returns = 0;
        for (var at = text.AsSpan().IndexOfAny('\r', '\n'); at >= 0 && at < text.Length;)
        {
            if (text[at] == '\n') feeds++;
            else if (at + 1 < text.Length && text[at + 1] == '\n')
            {
                both++;
                at++;
            }
            else returns++;
            var next = text.AsSpan(at + 1).IndexOfAny('\r', '\n');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return (both, feeds, returns) switch
        {
            (0, 0, 0) => "",
            ( > 0, 0, 0) => "CRLF",
            (0, > 0, 0) => "LF",
            (0, 0, > 0) => "CR",
            _ => "mixed",
        };
    }
}

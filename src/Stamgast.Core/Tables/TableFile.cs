using Stamgast.Tables.Cards;
using Stamgast.Tables.Csv;
using Stamgast.Tables.Markup;
using Stamgast.Tables.Workbooks;

namespace Stamgast.Tables;

/// <summary>
/// An open file: its detected format and its rows, which stream with bounded memory whatever the size. Any file in which people keep customers: all
/// kinds of CSV, Excel, address cards.
/// </summary>
public sealed class TableFile : IDisposable
{
    private const int MostCovers = 20;
    private const int SampleCharacters = 4 << 20;
    private const long SampleBytes = 64L << 20;

    private readonly Func<TableNotes, CancellationToken, int, RowSource> open;
    private readonly TableOptions options;
    private readonly CancellationToken cancel;
    private readonly List<SampleRow> sample = [];
    private long firstLine = 1;
    private int expected;
    private string[][] headers = [];

    private TableFile(string path, TableFormat format, Func<TableNotes, CancellationToken, int, RowSource> open, TableOptions options, CancellationToken cancel)
    {
        Path = path;
        Length = new FileInfo(path).Length;
        Format = format;
        this.open = open;
        this.options = options;
        this.cancel = cancel;
    }

    public string Path { get; }

    /// <summary>Size in bytes, for progress.</summary>
    public long Length { get; }

    public TableFormat Format { get; private set; }

    /// <summary>
    /// The header cells as written, trimmed; empty texts without a header. Columns without name and content at the end are left out.
    /// </summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>By column, the two lines of a two-line header; null for any other.</summary>
    public IReadOnlyList<HeaderPair>? HeaderPairs { get; private set; }

    /// <summary>Opens a file and detects its format; throws <see cref="RefusedException"/> (table.*) when it is not a table.</summary>
    public static TableFile Open(string path, TableOptions? options, CancellationToken cancel)
    {
        options ??= new TableOptions();
        var head = ReadHead(path);
        var kind = FileSignature.Of(head);
        var (format, open) = kind switch
        {
            TableKind.Csv => CsvFile.Detect(path, head, options),
            TableKind.Xlsx => XlsxFile.Detect(path, options, cancel),
            TableKind.Html or TableKind.XmlSheet or TableKind.Ods => MarkupFile.Detect(path, kind, head, options, cancel),
            TableKind.Xls => XlsFile.Detect(path, head, options, cancel),
            _ => CardFile.Detect(path, head, options, cancel),
        };
        var file = new TableFile(path, format, open, options, cancel);
        file.FindHeader();
        return options.Sheet is null && file.IsCover ? file.Behind(options, cancel) ?? file : file;
    }

    // A title page, or a page of explanations: its words are one below the other, as the e-mail addresses of a list may be too.
    private bool IsCover => Format.Sheets.Count > 1 && Format.Kind != TableKind.Html && (Format.ColumnCount < 2 || sample.Count < 2)
        && sample.Count(r => r.Cells.Any(c => c.Contains('@', StringComparison.Ordinal))) * 2 <= sample.Count;

    private TableFile? Behind(TableOptions given, CancellationToken cancelOpening)
    {
        foreach (var name in Format.Sheets.Where(n => n != Format.Sheet).Take(MostCovers))
        {
            try
            {
                var other = Open(Path, given with { Sheet = name }, cancelOpening);
                if (!other.IsCover) return other;
                other.Dispose();
            }
            catch (RefusedException)
            {
                // People do not mean an empty sheet either.
            }
        }
        return null;
    }

    /// <summary>A new cursor before the first row.</summary>
    public TableRows ReadRows() => ReadRows(cancel);

    /// <inheritdoc cref="ReadRows()"/>
    public TableRows ReadRows(CancellationToken cancelRows)
    {
        var notes = new TableNotes();
        return new TableRows(open(notes, cancelRows, expected), notes,
            new TableShape(firstLine, Format.ColumnCount, headers, options.KeepSubtotals, Format.Delimiter));
    }

    public void Dispose() { }

    private static byte[] ReadHead(string path)
    {
        try
        {
            using var stream = CsvFile.OpenStream(path);
            var head = new byte[Math.Min(stream.Length, TableLimits.DetectionBytes)];
            stream.ReadExactly(head);
            return head.Length == 0 ? throw new RefusedException("table.empty") : head;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RefusedException("table.not_found", path);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new RefusedException("table.not_readable", path);
        }
    }

    private void FindHeader()
    {
        ReadSample();
        if (UsualWidth() is { } usual)
        {
            // Once more, now that it is known how many cells a row has: a damaged header is read by that too.
            expected = usual;
            ReadSample();
        }
        if (sample.Count == 0)
            throw Format.Sheets.Count > 1 ? new RefusedException("table.empty_sheet", Format.Sheet ?? "") : new RefusedException("table.empty");
        if (Format.Kind == TableKind.VCard || Format.Delimiter == AddressList.Delimiter)
        {
            Describe(0, 1);
            return;
        }
        var (found, first) = HeaderGuess.Of(sample);
        if (options.HeaderLine is { } chosen)
        {
            found = sample.FindIndex(r => r.Line >= chosen);
            if (found < 0) throw new RefusedException("table.no_such_line", chosen);
            first = found + 1;
        }
        else if (options.HasHeader is { } has)
        {
            if (!has && found >= 0) first = found;
            found = has ? (found >= 0 ? found : first) : -1;
            if (has) first = found + 1;
        }
        if (options is { HasHeader: false, HeaderLine: not null }) (found, first) = (-1, found);
        Describe(found, first);
    }

    // Null if every row has the same width, or there are too few to tell.
    private int? UsualWidth()
    {
        var widths = sample.GroupBy(r => r.Cells.Length).OrderByDescending(g => g.Count()).ToList();
        return widths.Count > 1 && widths[0].Key > 2 && widths[0].Count() * 2 > sample.Count && Format.Kind == TableKind.Csv ? widths[0].Key : null;
    }

    private void Describe(int found, int first)
    {
        var pairs = PairsAt(ref found);
        if (pairs is not null) first = found + 2;
        var body = sample.Skip(first).ToList();
        var width = pairs?.Length ?? (found >= 0 ? sample[found].Width : 0);
        // A column without a name counts when a fifth of the rows, and two at least, have something in it or beyond.
        var widths = body.Select(r => r.Width).OrderDescending().ToList();
        var witness = found < 0 ? widths.Count / 5 : Math.Max(1, widths.Count / 5);
        if (witness < widths.Count) width = Math.Max(width, widths[witness]);
        width = Math.Max(1, width);
        expected = found >= 0 ? sample[found].Cells.Length
            : body.GroupBy(r => r.Cells.Length).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
        var header = pairs?.Select(p => p.Joined).ToArray() ?? (found >= 0 ? sample[found].Cells : []);
        headers = [.. sample.Skip(found).Take(found < 0 ? 0 : first - found).Select(r => r.Cells)];
        HeaderPairs = pairs is null ? null : [.. pairs.Select(p => new HeaderPair(Entities.Decode(p.Above), Entities.Decode(p.Below)))];
        Columns = [.. Enumerable.Range(0, width).Select(c => c < header.Length ? Entities.Decode(header[c].Trim()).Trim() : "")];
        firstLine = found >= 0 ? sample[first - 1].Line + 1 : first < sample.Count && first > 0 ? sample[first].Line : 1;
        Format = Format with
        {
            HasHeader = found >= 0,
            HeaderLine = found >= 0 ? sample[found].Line : 0,
            HeaderLines = pairs is null ? 1 : 2,
            SkippedTitleLines = found >= 0 ? found : first,
            ColumnCount = width,
        };
    }

    // A detected header may be the second of two lines, or the first; one that a person chose is never the second.
    private HeaderPair[]? PairsAt(ref int found)
    {
        if (found < 0 || Format.Kind == TableKind.VCard || Format.Delimiter == AddressList.Delimiter) return null;
        if (found > 0 && options.HeaderLine is null && HeaderLines.Of(sample[found - 1], sample[found]) is { } pairs)
        {
            found--;
            return pairs;
        }
        return found + 1 < sample.Count ? HeaderLines.Of(sample[found], sample[found + 1]) : null;
    }

    private void ReadSample()
    {
        sample.Clear();
        var row = new RowBuffer();
        using var source = open(new TableNotes(), cancel, expected);
        for (var characters = 0; sample.Count < TableLimits.DetectionRows && characters < SampleCharacters
            && (sample.Count == 0 || source.BytesRead < SampleBytes) && source.Next(row); characters += row.Filled)
        {
            if (row.Filled == 0) continue;
            var cells = new string[row.Count];
            for (var column = 0; column < cells.Length; column++) cells[column] = row[column].ToString();
            if (cells.Any(c => !string.IsNullOrWhiteSpace(c))) sample.Add(new SampleRow(row.Line, cells));
        }
    }
}

namespace Stamgast.Tables;

/// <summary>Address cards (vCard 2.1, 3.0 and 4.0) as a table: a row each, with those of the known columns that occur in the file.</summary>
internal static class CardFile
{
    public static (TableFormat Format, Func<TableNotes, CancellationToken, int, RowSource> Open) Detect(string path, byte[] sample, TableOptions options, CancellationToken cancel)
    {
        var encoding = options.Encoding is { } name ? TextEncoding.Named(name) : EncodingGuess.Of(sample);
        var used = new bool[Card.Columns.Count];
        using (var all = Open([.. Enumerable.Range(0, used.Length)], new TableNotes(), cancel))
        {
            var row = new RowBuffer();
            all.Next(row);
            while (all.Next(row))
                for (var column = 0; column < used.Length; column++) used[column] |= !row[column].IsEmpty;
        }
        int[] columns = [.. Enumerable.Range(0, used.Length).Where(c => used[c])];
        if (columns.Length == 0) throw new RefusedException("table.empty");
        return (new TableFormat { Kind = TableKind.VCard, Encoding = encoding.Name, HasByteOrderMark = encoding.MarkLength > 0, Readings = encoding.Readings },
            (notes, cancelRows, _) => Open(columns, notes, cancelRows));

        CardRows Open(int[] shown, TableNotes notes, CancellationToken cancelRows) =>
            new(new CsvScanner(new TextSource(CsvFile.OpenStream(path), encoding, cancelRows), '\0', '\0', notes), shown);
    }
}

/// <summary>Reads cards one by one; the first row is the header.</summary>
internal sealed class CardRows(CsvScanner lines, int[] columns) : RowSource
{
    private const int LongestCard = 1 << 20;
    private readonly RowBuffer line = new();
    private readonly Card card = new();
    private string? ahead;
    private long aheadLine;
    private bool started;
    private char[] characters = [];

    public override long BytesRead => lines.BytesRead;

    public override bool HasOwnWidth => false;

    public override bool Next(RowBuffer row)
    {
        if (!started)
        {
            started = true;
            Fill(row, 0, columns.Select(c => Card.Columns[c]));
            return true;
        }
        long? begun = null;
        for (var text = Unfolded(out var at); text is not null; text = Unfolded(out at))
        {
            if (text.Equals("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase))
            {
                card.Clear();
                begun = at;
            }
            else if (begun is { } start)
            {
                if (!text.Equals("END:VCARD", StringComparison.OrdinalIgnoreCase)) card.Add(text);
                else
                {
                    card.Finish();
                    if (card.IsGroup)
                    {
                        begun = null;
                        continue;
                    }
                    Fill(row, start, columns.Select(c => card[c]));
                    return true;
                }
            }
        }
        return false;
    }

    public override void Dispose() => lines.Dispose();

    private void Fill(RowBuffer row, long start, IEnumerable<string> cells)
    {
        row.Clear();
        row.Line = start;
        var all = string.Concat(cells);
        if (characters.Length < all.Length) characters = new char[all.Length * 2];
        all.CopyTo(characters);
        row.Chars = characters;
        row.Base = 0;
        var from = 0;
        foreach (var cell in cells)
        {
            row.Add(from, cell.Length);
            from += cell.Length;
        }
    }

    // Lines that start with a blank go on the one before (RFC 6350, 3.2); quoted-printable goes on after "=".
    private string? Unfolded(out long at)
    {
        var text = ahead ?? NextLine(out aheadLine);
        at = aheadLine;
        ahead = null;
        if (text is null) return null;
        var isQuoted = text.Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);
        System.Text.StringBuilder? joined = null;
        while (NextLine(out var nextLine) is { } next)
        {
            var before = joined is null ? text : null;
            var continues = isQuoted && (before?.EndsWith('=') ?? joined![^1] == '=');
            if (!continues && !(next.Length > 0 && next[0] is ' ' or '\t'))
            {
                ahead = next;
                aheadLine = nextLine;
                break;
            }
            joined ??= new System.Text.StringBuilder(text);
            if (continues) joined.Length--;
            joined.Append(continues ? next : next[1..]);
            if (joined.Length > LongestCard) throw new RefusedException("table.line_too_long", nextLine, LongestCard);
        }
        return joined?.ToString() ?? text;
    }

    private string? NextLine(out long at)
    {
        at = 0;
        if (!lines.Next(line)) return null;
        at = line.Line;
        return line[0].ToString();
    }
}

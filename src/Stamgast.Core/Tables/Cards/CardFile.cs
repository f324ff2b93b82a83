using Stamgast.Tables.Csv;
using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Cards;

/// <summary>Address cards (vCard 2.1, 3.0 and 4.0) as a table: a row each, with those of the known columns that occur in the file.</summary>
internal static class CardFile
{
    public static (TableFormat Format, Func<TableNotes, CancellationToken, int, RowSource> Open) Detect(string path, byte[] sample, TableOptions options,
        CancellationToken cancel)
    {
        var encoding = options.Encoding is { } name ? TextEncoding.Named(name) : EncodingGuess.Of(sample);
        var used = new bool[Card.Columns.Count];
        var groups = new CardGroups();
        using (var all = Open([.. Enumerable.Range(0, used.Length)], new TableNotes(), cancel, isFirst: true))
        {
            var row = new RowBuffer();
            all.Next(row);
            while (all.Next(row))
                for (var column = 0; column < used.Length; column++) used[column] |= !row[column].IsEmpty;
        }
        used[Card.GroupsColumn] |= groups.Any;
        int[] columns = [.. Enumerable.Range(0, used.Length).Where(c => used[c])];
        if (columns.Length == 0) throw new RefusedException("table.empty");
        return (new TableFormat { Kind = TableKind.VCard, Encoding = encoding.Name, HasByteOrderMark = encoding.MarkLength > 0, Readings = encoding.Readings },
            (notes, cancelRows, _) => Open(columns, notes, cancelRows));

        CardRows Open(int[] shown, TableNotes notes, CancellationToken cancelRows, bool isFirst = false) =>
            new(new CsvScanner(new TextSource(CsvFile.OpenStream(path), encoding, cancelRows), '\0', '\0', notes), shown, groups) { IsFirstTime = isFirst,
                Notes = notes };
    }
}

/// <summary>Reads cards one by one; the first row is the header.</summary>
internal sealed class CardRows(CsvScanner lines, int[] columns, CardGroups groups) : RowSource
{
    private readonly Card card = new();
    private readonly CardLines properties = new(lines);
    private bool started;
    private char[] characters = [];

    /// <summary>True during the first pass: groups named by cards are collected, not assigned.</summary>
    public bool IsFirstTime { get; init; }

    /// <summary>Receives unread properties.</summary>
    public required TableNotes Notes { get; init; }

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
        for (var text = properties.Next(out var at); text is not null; text = properties.Next(out at))
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
                        if (IsFirstTime) groups.Add(card.GroupName, card.Members);
                        begun = null;
                        continue;
                    }
                    if (groups.Any && !IsFirstTime) card.TakeGroups(groups);
                    Notes.AddUnread(card.Unread);
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
}

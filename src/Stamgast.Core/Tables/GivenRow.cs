namespace Stamgast.Tables;

/// <summary>A single row with given cells, for example corrected by a person: read by the same code as the rows of a file.</summary>
internal sealed class GivenRow(long line, IReadOnlyList<string> cells) : RowSource
{
    private bool isRead;

    public override long BytesRead => 0;

    /// <summary>The row, positioned at its cells.</summary>
    public static TableRows Of(long line, IReadOnlyList<string> cells)
    {
        var rows = new TableRows(new GivenRow(line, cells), new TableNotes(), new TableShape(0, cells.Count, [], KeepSubtotals: true, Delimiter: '\0'));
        // False for cells that are all blank: they exist all the same.
        rows.Read();
        return rows;
    }

    public override bool Next(RowBuffer row)
    {
        if (isRead) return false;
        isRead = true;
        row.Clear();
        row.Line = line;
        row.Chars = string.Concat(cells).ToCharArray();
        row.Base = 0;
        var start = 0;
        foreach (var cell in cells)
        {
            row.Add(start, cell.Length);
            start += cell.Length;
        }
        return true;
    }

    public override void Dispose() { }
}

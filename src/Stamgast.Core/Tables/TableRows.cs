namespace Stamgast.Tables;

/// <summary>
/// Walks through the rows of a table, forward only. Leaves out blank lines, lines above and with the header, repeated headers and
/// lines with totals. The cells of a row are valid until the next <see cref="Read"/>.
/// </summary>
public sealed class TableRows : IDisposable
{
    private static readonly System.Buffers.SearchValues<char> RulerLetters = System.Buffers.SearchValues.Create("-=+: |");

    private readonly RowSource source;
    private readonly RowBuffer row = new();
    private readonly long firstLine;
    private readonly int columns;
    private readonly string[][] headers;
    private readonly bool keepSubtotals;
    private readonly char delimiter;

    internal TableRows(RowSource source, TableNotes notes, TableShape shape)
    {
        this.source = source;
        Notes = notes;
        (firstLine, columns, headers, keepSubtotals, delimiter) = shape;
        headers = [.. headers.Where(header => header.Length > 1)];
    }

    /// <summary>The notes up to the current row.</summary>
    public TableNotes Notes { get; }

    /// <summary>Line on which the row starts, from 1; in a workbook the number of its row, for address cards that of the card's first line.</summary>
    public long Line => row.Line;

    /// <summary>Cells of this row as written; may be fewer or more than the columns of the table.</summary>
    public int CellCount => row.Count;

    /// <summary>Bytes of the file that were read so far, at most <see cref="TableFile.Length"/>.</summary>
    public long BytesRead => source.BytesRead;

    /// <summary>The text of a cell, from 0, as it is (not trimmed); empty when the row has no such cell.</summary>
    public ReadOnlySpan<char> this[int column] => row[column];

    /// <summary>The type of the cell in the file.</summary>
    public CellKind Kind(int column) => row.Kind(column);

    /// <summary>Goes to the next row; false after the last. Throws <see cref="RefusedException"/> when the file turns out to be damaged.</summary>
    public bool Read()
    {
        while (source.Next(row))
        {
            if (row.Line < firstLine) continue;
            if (row.Filled == 0 || (row.Filled < 64 && IsBlank()))
            {
                Notes.BlankLines++;
                continue;
            }
            var first = row[0];
            var start = first.IsEmpty ? row[1] : first;
            if (!start.IsEmpty && start[0] == '\f') first = first.TrimStart();
            if (!start.IsEmpty && start[0] is '-' or '=' or '+' or ':' && IsRuler())
            {
                Notes.BlankLines++;
                continue;
            }
            if (!keepSubtotals && !first.IsEmpty && first[0] is '#' or '(' or 'P' or 'p' or 'B' or 'b' or 'S' or 's' or 'Q' or 'q' && Remarks.Is(row, columns))
            {
                Notes.AddSubtotal(row.Line, Shown());
                continue;
            }
            if (!keepSubtotals && SubtotalLines.MayBe(first) && SubtotalLines.Is(row, columns))
            {
                Notes.AddSubtotal(row.Line, Shown());
                continue;
            }
            if (!keepSubtotals && row.Count == 1 && columns > 2 && source.HasOwnWidth && Remarks.IsNote(first, delimiter))
            {
                Notes.AddSubtotal(row.Line, Shown());
                continue;
            }
            if (!keepSubtotals && FooterLines.Is(row, columns))
            {
                Notes.AddSubtotal(row.Line, Shown());
                continue;
            }
            if (RepeatsHeader(first))
            {
                Notes.RepeatedHeaders++;
                continue;
            }
            if (row.Count != columns) NoteRagged();
            return true;
        }
        return false;
    }

    public void Dispose() => source.Dispose();

    private bool IsBlank()
    {
        for (var column = 0; column < row.Count; column++)
        {
            var cell = row[column];
            if (!cell.IsWhiteSpace() && cell is not "\u001A") return false;
        }
        return true;
    }

    // "-----;-----" below the header, as database shells print it.
    private bool IsRuler()
    {
        var length = 0;
        for (var column = 0; column < row.Count; column++)
        {
            var cell = row[column];
            if (cell.ContainsAnyExcept(RulerLetters)) return false;
            length += cell.Trim().Length;
        }
        return length >= 3;
    }

    private bool RepeatsHeader(ReadOnlySpan<char> first)
    {
        foreach (var header in headers)
            if (first.Length == header[0].Length && first.SequenceEqual(header[0]) && Repeats(header)) return true;
        return false;
    }

    private bool Repeats(string[] header)
    {
        if (row.Count != header.Length) return false;
        for (var column = 0; column < header.Length; column++)
            if (!row[column].Trim().SequenceEqual(header[column].AsSpan().Trim())) return false;
        return true;
    }

    private void NoteRagged()
    {
        if (row.Count < columns)
        {
            if (source.HasOwnWidth) Notes.ShortRows++;
            return;
        }
        for (var column = columns; column < row.Count; column++)
        {
            if (row[column].IsWhiteSpace()) continue;
            Notes.AddLong(row.Line);
            return;
        }
    }

    private string Shown()
    {
        var text = string.Join(' ', Enumerable.Range(0, row.Count).Select(c => row[c].Trim().ToString()).Where(c => c.Length > 0));
        return text.Length > 200 ? text[..200] : text;
    }
}

/// <summary>The start of the rows, the number of columns, the cells of each header line, whether totals count as rows, and the delimiter.</summary>
internal sealed record TableShape(long FirstLine, int Columns, string[][] Headers, bool KeepSubtotals, char Delimiter);

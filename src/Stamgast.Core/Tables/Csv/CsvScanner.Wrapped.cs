using Stamgast.Tables.Markup;

namespace Stamgast.Tables.Csv;

/// <summary>
/// Lines enclosed in quotes as a whole: <c>"1;Aerts;Gent"</c>. A spreadsheet that assumed another delimiter saved them that way, often only those
/// with a comma in them. And lines pasted from a file with another delimiter.
/// </summary>
internal sealed partial class CsvScanner
{
    private int firstWidth;

    // Whether the first line is enclosed in quotes as a whole, and whether spaces follow its delimiters.
    private bool wrapsLines;
    private bool hasSpaces;
    private char[] unwrapped = [];
    private const string Delimiters = ";,\t|";
    private const int EnoughCells = 3;

    // Only if the first line has several cells, wrapped or not: "Aerts, Jan" below the header "name" is one value.
    private void Unwrap(RowBuffer row)
    {
        var cell = row[0];
        if (firstWidth == 1 || delimiter == '\n' || cell.ContainsAny('\r', '\n')) return;
        if (cell.Contains(delimiter)) UnwrapOwn(row, cell);
        else if (Expected >= EnoughCells)
            foreach (var other in Delimiters)
                if (cell.Count(other) >= Expected - 1 && Cut(row, cell, other, quote, Expected)) return;
    }

    // By RFC 4180 it is one cell, often a remark: it counts as a row in quotes only if it has the expected number of cells.
    private void UnwrapOwn(RowBuffer row, ReadOnlySpan<char> cell)
    {
        var spaced = delimiter != ' ' && cell.IndexOf([delimiter, ' ']) >= 0;
        if (firstWidth == 0)
        {
            wrapsLines = Cut(row, cell, delimiter, quote, Expected);
            hasSpaces = spaced;
            return;
        }
        var wanted = Expected > 0 ? Expected : firstWidth;
        if (!spaced || hasSpaces) Cut(row, cell, delimiter, quote, wrapsLines ? 0 : wanted);
        else if (wrapsLines) Cut(row, cell, delimiter, quote, wanted);
    }

    // A row written by another program: with apostrophes as quotes, or with another delimiter although ours appears in a cell too.
    private bool Recut(RowBuffer row)
    {
        if (Expected < EnoughCells || row.Filled == 0 || delimiter == '\n') return false;
        var hasApostrophes = quote == '"' && buffer[rowStart] == '\'';
        if (!hasApostrophes && row.Count * 2 > Expected) return false;
        var whole = buffer.AsSpan(rowStart, nextRow - rowStart).TrimEnd("\r\n");
        if (whole.IsEmpty || whole.ContainsAny('\r', '\n')) return false;
        if (hasApostrophes) return whole[^1] == '\'' && whole.IndexOf(['\'', delimiter, '\'']) > 0 && Cut(row, whole, delimiter, '\'', Expected);
        foreach (var other in Delimiters)
            if (other != delimiter && whole.Count(other) >= Expected - 1 && Cut(row, whole, other, quote, Expected)) return true;
        return false;
    }

    // "J&ouml;rg": the semicolon of an entity does not separate cells. Only if there are too many cells, or the expected number is unknown.
    private static void JoinEntities(RowBuffer row)
    {
        if (row.Chars.AsSpan(row.Base, row.Span).IndexOf('&') < 0) return;
        for (var cell = 0; cell < row.Count - 1; cell++)
            while (Entities.IsCutAtEnd(row[cell]) && row.JoinNext(cell)) { }
    }

    // "Aerts\, Jozefien": a backslash before the delimiter, as databases write it. Only where that makes the cells that a row should have.
    private void JoinEscaped(RowBuffer row)
    {
        var wanted = row.Count;
        for (var cell = 0; cell < row.Count - 1; cell++)
            if (row[cell].EndsWith('\\')) wanted--;
        if (wanted != Expected) return;
        var length = row.Count;
        for (var cell = 0; cell < row.Count; cell++) length += row[cell].Length;
        if (unwrapped.Length < length) unwrapped = new char[length * 2];
        var (from, to) = (0, 0);
        var cells = new List<(int Start, int Length)>();
        for (var cell = 0; cell < row.Count; cell++)
        {
            var isCut = row[cell].EndsWith('\\') && cell + 1 < row.Count;
            row[cell].CopyTo(unwrapped.AsSpan(to));
            to += row[cell].Length;
            if (isCut)
            {
                unwrapped[to - 1] = delimiter;
                continue;
            }
            cells.Add((from, to - from));
            from = to;
        }
        row.Clear();
        row.Chars = unwrapped;
        row.Base = 0;
        foreach (var (start, count) in cells) row.Add(start, count);
    }

    // With an expected number of cells, only if the result has it.
    private bool Cut(RowBuffer row, ReadOnlySpan<char> cell, char sign, char around, int wanted)
    {
        if (unwrapped.Length < cell.Length) unwrapped = new char[cell.Length * 2];
        var (from, to, isQuoted) = (0, 0, false);
        var cells = new List<(int Start, int Length)>();
        for (var at = 0; at <= cell.Length; at++)
        {
            if (at == cell.Length || (cell[at] == sign && !isQuoted))
            {
                cells.Add((from, to - from));
                from = to;
            }
            else if (cell[at] != around) unwrapped[to++] = cell[at];
            else if (isQuoted && at + 1 < cell.Length && cell[at + 1] == around) unwrapped[to++] = cell[at++];
            else if (isQuoted || to == from) isQuoted = !isQuoted;
            else unwrapped[to++] = cell[at];
        }
        if (isQuoted || (wanted > 0 && cells.Count != wanted)) return false;
        row.Clear();
        row.Chars = unwrapped;
        row.Base = 0;
        foreach (var (start, count) in cells) row.Add(start, count);
        notes.WrappedLines++;
        return true;
    }
}

namespace Stamgast.Tables.Csv;

/// <summary>
/// A table whose columns are aligned by spaces instead of separated by a character, as in old programs and printed lists. A column begins where every
/// sample line has a space before it and some line has more than one.
/// </summary>
internal sealed class AlignedColumns(CsvScanner lines, int[] starts) : RowSource
{
    private const int EnoughLines = 3;
    private const int EnoughColumns = 3;

    /// <summary>Represents the delimiter of such a table.</summary>
    public const char Delimiter = ' ';

    public override long BytesRead => lines.BytesRead;

    public override bool Next(RowBuffer row)
    {
        if (!lines.Next(row)) return false;
        var line = row[0];
        var length = line.Length;
        Span<int> cuts = starts.Length <= 256 ? stackalloc int[starts.Length] : new int[starts.Length];
        for (var column = 0; column < starts.Length; column++) cuts[column] = Cut(line, starts[column], column > 0 ? cuts[column - 1] : 0);
        row.Clear();
        for (var column = 0; column < starts.Length && cuts[column] < length; column++)
            row.Add(cuts[column], (column + 1 < starts.Length ? Math.Min(cuts[column + 1], length) : length) - cuts[column]);
        return true;
    }

    // Never through a value: a number longer than those of the first lines starts before its column.
    private static int Cut(ReadOnlySpan<char> line, int start, int least)
    {
        if (start == 0 || start >= line.Length || line[start] == ' ' || line[start - 1] == ' ') return start;
        var space = line[..start].LastIndexOf(' ');
        return space >= least ? space + 1 : start;
    }

    public override void Dispose() => lines.Dispose();

    /// <summary>The starts of the columns, from 0, detected from the first lines; null when they are not aligned.</summary>
    public static int[]? StartsIn(IReadOnlyList<string> text)
    {
        var lines = text.Where(l => l.AsSpan().Trim().Length > 0 && l.AsSpan().ContainsAnyExcept("-=+ ")).Select(l => l.TrimEnd()).ToList();
        if (lines.Count < EnoughLines || lines.Exists(l => l.Contains('\t', StringComparison.Ordinal))) return null;
        // A title above or a note below has no wide gaps.
        lines = lines.FindAll(l => l.Trim().Contains("  ", StringComparison.Ordinal));
        if (lines.Count < EnoughLines || lines.Count < text.Count * 0.6) return null;
        var width = lines.Max(l => l.Length);
        var starts = new List<int>();
        var inGap = true;
        for (var at = 0; at < width; at++)
        {
            var isGap = lines.TrueForAll(l => at >= l.Length || l[at] == ' ');
            if (!isGap && inGap) starts.Add(at);
            inGap = isGap;
        }
        // "Dorpstraat 1" one below the other: a gap of one space below an empty header position is within a value.
        for (var column = starts.Count - 1; column > 0; column--)
        {
            var (from, to) = (starts[column], column + 1 < starts.Count ? starts[column + 1] : width);
            var isNamed = from < lines[0].Length && lines[0].AsSpan(from, Math.Min(to, lines[0].Length) - from).ContainsAnyExcept(' ');
            if (!isNamed && lines.Exists(l => from > 1 && from - 2 < l.Length && l[from - 2] != ' ')) starts.RemoveAt(column);
        }
        if (starts.Count < EnoughColumns) return null;
        starts[0] = 0;
        return [.. starts];
    }
}

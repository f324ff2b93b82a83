using Stamgast.Tables;

namespace Stamgast.Matching;

/// <summary>Reads any table file into a <see cref="MatchingTable"/>.</summary>
public static class TableFileReading
{
    /// <summary>Reads all rows; a column without heading is called by its place, "Column 3", and one that repeats a heading gets its place behind it.</summary>
    /// <param name="file">The opened file.</param>
    /// <param name="progress">Told the bytes that were read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static MatchingTable Read(TableFile file, IProgress<MatchingProgress>? progress, CancellationToken cancellation)
    {
        var headings = new List<string>();
        for (var i = 0; i < file.Columns.Count; i++)
        {
            var heading = file.Columns[i];
            headings.Add(heading.Length == 0 ? $"Column {i + 1}" : headings.Contains(heading) ? $"{heading} {i + 1}" : heading);
        }
        var table = new MatchingTable(headings);
        using var rows = file.ReadRows(cancellation);
        while (rows.Read())
        {
            for (var i = 0; i < headings.Count; i++) table.AddCell(i, rows[i]);
            table.EndRow();
            if ((table.Rows & 0x3FFF) != 0) continue;
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new(MatchingStage.Reading, rows.BytesRead, file.Length));
        }
        return table;
    }
}

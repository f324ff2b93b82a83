using Stamgast.Tables;
using Stamgast.Profiling;

namespace Stamgast.Matching;

/// <summary>Reads any table file into a <see cref="MatchingTable"/>.</summary>
public static class TableFileReading
{
    /// <summary>
    /// Reads all rows; a column without a header is called by its position, "Column 3", and a repeated header gets its position appended.
    /// </summary>
    /// <param name="file">The opened file.</param>
    /// <param name="progress">Receives the number of bytes read.</param>
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
        // While one stretch of rows is put into the table, the next is read.
        TableStretch filling = new(headings.Count), other = new(headings.Count);
        var adding = Task.CompletedTask;
        try
        {
            while (Fill(filling, rows, headings.Count))
            {
                adding.Wait(cancellation);
                progress?.Report(new(MatchingStage.Reading, rows.BytesRead, file.Length));
                var full = filling;
                adding = Task.Run(() => table.Add(full), CancellationToken.None);
                (filling, other) = (other, filling);
            }
        }
        finally
        {
            adding.Wait(CancellationToken.None);
        }
        return table;
    }

    private static bool Fill(TableStretch stretch, TableRows rows, int columns)
    {
        stretch.Clear();
        while (!stretch.IsFull && rows.Read())
            for (var i = 0; i < columns; i++) stretch.Add(rows[i]);
        return stretch.Rows > 0;
    }
}

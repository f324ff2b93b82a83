using System.Diagnostics;
using System.Globalization;
using System.Text;
using Stamgast.Files;
using Stamgast.Tables;
using Stamgast.Profiling;

namespace Stamgast.Matching;

/// <summary>The result of a search for duplicates in a file.</summary>
/// <param name="Records">Rows of the file.</param>
/// <param name="Pairs">Pairs that were written.</param>
/// <param name="Threshold">The lowest probability of a pair.</param>
/// <param name="Seconds">Time that it took, reading and writing included.</param>
/// <param name="Columns">The role of each column.</param>
public sealed record DuplicatesFound(int Records, int Pairs, double Threshold, double Seconds, IReadOnlyList<UnderstoodColumn> Columns);

/// <summary>
/// Finds duplicates in any table file, without importing it, and writes them as a table of pairs:
/// <c>id_a,id_b,score,why</c>, each pair once, the earlier row first.
/// </summary>
public static class DuplicatesInFile
{
    private const int PairsAtOnce = 20_000;

    /// <summary>Searches a file and writes the pairs; the output appears only when all went well.</summary>
    /// <param name="path">The table: CSV of any kind, a workbook, address cards.</param>
    /// <param name="output">The file of pairs, replaced when it exists.</param>
    /// <param name="options">Threshold, the column of IDs, given roles.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Stops the search; nothing is written then.</param>
    public static DuplicatesFound Find(string path, string output, MatchingOptions options, IProgress<MatchingProgress>? progress,
        CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        OutputFile.Check(output, input: path);
        var table = Read(path, progress, cancellation);
        if (options.IdColumn is { } id && !table.Columns.Contains(id))
            throw new RefusedException("matching.no_column", id, string.Join(", ", table.Columns));
        if (options.Roles?.Keys.FirstOrDefault(c => !table.Columns.Contains(c)) is { } unknown)
            throw new RefusedException("matching.no_column", unknown, string.Join(", ", table.Columns));
        var search = DuplicateSearch.Run(table, options with { FreesTable = true }, progress, cancellation);
        if (table.Rows > 1 && search.Columns.All(c => c.Role is ColumnRole.Ignored or ColumnRole.RowId))
            throw new RefusedException("matching.nothing_to_compare", string.Join(", ", table.Columns));
        Write(output, table, search, progress, cancellation);
        return new DuplicatesFound(table.Rows, search.Pairs.Count, options.Threshold, watch.Elapsed.TotalSeconds, search.Columns);
    }

    private static MatchingTable Read(string path, IProgress<MatchingProgress>? progress, CancellationToken cancellation)
    {
        using var file = TableFile.Open(path, null, cancellation);
        return TableFileReading.Read(file, progress, cancellation);
    }

    private static void Write(string output, MatchingTable table, DuplicateSearch search, IProgress<MatchingProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            using var file = new OutputFile(output);
            using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), leaveOpen: true))
            {
                writer.Write("id_a,id_b,score,why\r\n");
                var idColumn = search.Columns.FirstOrDefault(c => c.Role == ColumnRole.RowId)?.Index;
                for (var from = 0; from < search.Pairs.Count; from += PairsAtOnce)
                {
                    cancellation.ThrowIfCancellationRequested();
                    foreach (var line in Lines(table, search, idColumn, from)) writer.Write(line);
                    progress?.Report(new(MatchingStage.Writing, from, search.Pairs.Count));
                }
            }
            file.Complete();
        }
        catch (Exception error) when (error is UnauthorizedAccessException or DirectoryNotFoundException or IOException)
        {
            throw new RefusedException("matching.cannot_write", output, error.Message);
        }
    }

    // The reasons are worked out again for the pairs that are written, on all cores, in the order of the rows.
    private static string[] Lines(MatchingTable table, DuplicateSearch search, int? idColumn, int from)
    {
        var lines = new string[Math.Min(PairsAtOnce, search.Pairs.Count - from)];
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(0, lines.Length), range =>
        {
            var explainer = search.NewExplainer();
            for (var i = range.Item1; i < range.Item2; i++)
            {
                var pair = search.Pairs[from + i];
                var why = search.Explain(pair, explainer).Compact();
                lines[i] = string.Create(CultureInfo.InvariantCulture,
                    $"{Id(table, idColumn, pair.A)},{Id(table, idColumn, pair.B)},{Math.Min(pair.Score, 0.999999999):0.#########},{Quoted(why)}\r\n");
            }
        });
        return lines;
    }

    private static string Id(MatchingTable table, int? idColumn, int row) =>
        idColumn is { } column ? Quoted(table[row, column].ToString()) : (row + 1).ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}

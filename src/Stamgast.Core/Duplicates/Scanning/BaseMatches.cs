using Stamgast.Customers;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;
using Stamgast.Profiling;

namespace Stamgast.Duplicates.Scanning;

/// <summary>A row on its way into the base, to be compared with the customers there.</summary>
/// <param name="Values">Its values.</param>
/// <param name="CustomerId">The customer that it will change; null for a new one.</param>
public readonly record struct ComparedRow(CustomerValues Values, long? CustomerId);

/// <summary>Somebody whom a row resembles.</summary>
/// <param name="CustomerId">A customer of the base; null when it is another row.</param>
/// <param name="Row">An earlier row, from 0; null when it is a customer.</param>
/// <param name="Explanation">How much, and why.</param>
public sealed record RowMatch(long? CustomerId, int? Row, Explanation Explanation)
{
    /// <summary>The probability that both are one customer, 0 to 1.</summary>
    public double Score => Explanation.Score;
}

/// <summary>
/// For rows of an import: the customers of the base that they resemble, and the earlier rows of the same file. Give it some ten thousand rows at a
/// time; they share all cores, and each takes some dozens of microseconds at a million customers. A new row and the customer that it makes are found
/// alike, whatever else the import does: call it before the import is applied.
/// <code>
/// if (new BaseMatches(memory).Find(rows, most: 1, least: 0.5, progress, cancel) is { } found) ... found[row] is the likeliest first, empty for most rows
/// else the memory is still being built: say so, and ask again later
/// </code>
/// What it finds is not limited to a viewer: before anything is shown, ask whether the viewer sees <see cref="RowMatch.CustomerId"/>.
/// </summary>
/// <param name="memory">The memory of the server; a command by itself makes one and calls <see cref="MatchMemory.Load"/>.</param>
public sealed class BaseMatches(MatchMemory memory)
{
    private static readonly string?[] Nobody = new string?[MatchColumns.Count];

    /// <summary>Compares the rows with the customers of the base and with each other.</summary>
    /// <param name="rows">Rows whose values say that they may not be merged resemble nobody, and nobody resembles them.</param>
    /// <param name="most">The maximum number of customers, and of earlier rows, for each row.</param>
    /// <param name="least">The least probability, 0 to 1.</param>
    /// <param name="progress">Receives the number of rows that are done.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>By row, the likeliest first; null while the memory is being built.</returns>
    public IReadOnlyList<RowMatch>[]? Find(IReadOnlyList<ComparedRow> rows, int most, double least, Action<long>? progress, CancellationToken cancel)
    {
        if (memory.Now() is not { } index) return null;
        var table = MatchColumns.NewTable();
        foreach (var row in rows) table.Add(MayBeMerged(row.Values) ? MatchColumns.CellsOf(row.Values) : Nobody);
        var found = index.FindAll(table, [.. rows.Select(r => r.CustomerId)], most, least, progress, cancel);
        var matches = new IReadOnlyList<RowMatch>[rows.Count];
        for (var row = 0; row < matches.Length; row++)
        {
            var (inIndex, among) = found[row];
            // Two rows for one customer are that customer twice, which the import itself refuses.
            var others = among.Where(r => rows[row].CustomerId is not { } id || rows[(int)r.Key].CustomerId != id);
            matches[row] = inIndex.Count + among.Count == 0 ? [] : [.. inIndex.Select(r => new RowMatch(r.Key, null, r.Explanation))
                .Concat(others.Select(r => new RowMatch(null, (int)r.Key, r.Explanation))).OrderByDescending(m => m.Explanation.Bits)];
        }
        return matches;
    }

    private static bool MayBeMerged(CustomerValues values) => values[CustomerFields.AllowMerge] != "0";
}

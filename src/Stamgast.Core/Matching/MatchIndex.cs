using Stamgast.Matching.Blocking;
using Stamgast.Matching.Scoring;
using Stamgast.Profiling;

namespace Stamgast.Matching;

/// <summary>A row that resembles the requested one.</summary>
/// <param name="Key">The caller's key of the row.</param>
/// <param name="Explanation">How much, and why.</param>
public sealed record Resemblance(long Key, Explanation Explanation)
{
    /// <summary>The probability that both are one customer, 0 to 1.</summary>
    public double Score => Explanation.Score;
}

/// <summary>
/// Finds similar rows within milliseconds, among a million: for the hint while somebody types and for the rows of an import. Kept in memory and
/// updated as rows change; the weights are those learned when it was built. Thread-safe.
/// </summary>
public sealed class MatchIndex
{
    private readonly Lock turn = new();
    private readonly DuplicateSearch search;
    private readonly SlotReader reader;
    private readonly BlockingAtoms atoms;
    private readonly PairScorer scorer;
    private readonly IReadOnlyList<UnderstoodColumn> columns;
    private readonly Dictionary<long, int> recordOf;
    private readonly List<long> keys;
    private readonly List<int[]> added = [];
    private readonly Dictionary<ulong, List<int>> addedBlocks = [];
    private int[] asked;
    private int question;

    private MatchIndex(DuplicateSearch search, IReadOnlyList<long> rowKeys)
    {
        this.search = search;
        reader = search.Records.Reader;
        atoms = new BlockingAtoms(reader);
        scorer = new PairScorer(search.Model);
        columns = reader.Columns;
        keys = [.. search.Records.RowOf.Select(row => rowKeys[row])];
        recordOf = new Dictionary<long, int>(keys.Count);
        for (var i = 0; i < keys.Count; i++) recordOf.Add(keys[i], i);
        asked = new int[keys.Count];
    }

    /// <summary>The number of rows that can be found.</summary>
    public int Count
    {
        get { lock (turn) return recordOf.Count; }
    }

    /// <summary>Builds the index; takes about as long as a search for duplicates without comparing.</summary>
    /// <param name="table">The current rows.</param>
    /// <param name="rowKeys">The caller's key of each row, each once.</param>
    /// <param name="options">As for a search.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static MatchIndex Build(MatchingTable table, IReadOnlyList<long> rowKeys, MatchingOptions options, CancellationToken cancellation) =>
        new(DuplicateSearch.Prepare(table, options, null, cancellation), rowKeys);

    /// <summary>The rows most similar to the given one, the likeliest first.</summary>
    /// <param name="cells">The texts, by the columns of the table; null or "" where nothing is known yet.</param>
    /// <param name="most">The maximum number of results.</param>
    /// <param name="least">The least probability, 0 to 1.</param>
    /// <param name="except">A row to ignore: the one being edited.</param>
    public IReadOnlyList<Resemblance> Find(IReadOnlyList<string?> cells, int most = 10, double least = 0.1, long? except = null)
    {
        lock (turn)
        {
            var row = Read(cells);
            var floor = Math.Log2(least / (1 - Math.Min(least, 0.999999)));
            var best = new PriorityQueue<int, double>();
            question++;
            foreach (var key in KeysOf(row))
            {
                foreach (var entry in search.Blocks.Entries(key)) Weigh(Blocks.RecordOf(entry), row, floor, most, best);
                if (addedBlocks.TryGetValue(key, out var block)) foreach (var record in block) Weigh(record, row, floor, most, best);
            }
            if (search.Blocks.ComparesAll) for (var record = 0; record < keys.Count; record++) Weigh(record, row, floor, most, best);
            var found = new List<Resemblance>();
            while (best.TryDequeue(out var record, out _))
                if (keys[record] != except)
                    found.Add(new Resemblance(keys[record], new Explanation(Explainer.Reasons(search.Model, scorer, row, RowOf(record)))));
            found.Reverse();
            return found.Count > most ? found[..most] : found;
        }
    }

    /// <summary>Adds a row, or replaces the one with this key.</summary>
    public void Put(long key, IReadOnlyList<string?> cells)
    {
        lock (turn)
        {
            var row = Read(cells);
            var record = keys.Count;
            recordOf[key] = record;
            keys.Add(key);
            added.Add(row);
            if (asked.Length < keys.Count) Array.Resize(ref asked, keys.Count * 5 / 4 + 16);
            foreach (var block in KeysOf(row)) (addedBlocks.TryGetValue(block, out var list) ? list : addedBlocks[block] = []).Add(record);
        }
    }

    /// <summary>Removes a row; does nothing when there is none with this key.</summary>
    public void Remove(long key)
    {
        lock (turn) recordOf.Remove(key);
    }

    private void Weigh(int record, int[] row, double floor, int most, PriorityQueue<int, double> best)
    {
        if (asked[record] == question) return;
        asked[record] = question;
        // A replaced or removed row stays in its blocks until the index is rebuilt.
        if (!recordOf.TryGetValue(keys[record], out var current) || current != record) return;
        var bits = scorer.Score(row, RowOf(record), best.Count < most + 1 ? floor : Math.Max(floor, Least(best)));
        if (bits < floor) return;
        best.Enqueue(record, bits);
        if (best.Count > most + 1) best.Dequeue();
    }

    private static double Least(PriorityQueue<int, double> best) => best.TryPeek(out _, out var bits) ? bits : double.NegativeInfinity;

    private ReadOnlySpan<int> RowOf(int record) => record < search.Records.Count ? search.Records[record] : added[record - search.Records.Count];

    private int[] Read(IReadOnlyList<string?> cells)
    {
        var row = new int[reader.Stride];
        Span<int> one = stackalloc int[reader.Stride], written = stackalloc int[reader.Stride];
        foreach (var column in columns)
        {
            if (column.Index >= cells.Count || cells[column.Index] is not { Length: > 0 } text) continue;
            one.Clear();
            reader.Read(column, text.AsSpan().Trim(), one);
            var slots = reader.SlotsOf(column);
            for (var i = 0; i < slots.Length; i++) written[i] = one[slots[i]];
            reader.Merge(slots, written[..slots.Length], row);
        }
        return row;
    }

    private List<ulong> KeysOf(int[] row)
    {
        Span<uint> values = stackalloc uint[atoms.All.Count];
        atoms.Write(row, values);
        var found = new List<ulong>();
        search.Blocks.KeysOf(values, found);
        return found;
    }
}

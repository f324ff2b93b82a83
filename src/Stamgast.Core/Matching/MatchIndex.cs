using System.Collections.Concurrent;
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
/// Finds similar rows within milliseconds, among a million: for the hint while somebody types, for the rows of an import, and to compare again what
/// has changed. Kept in memory and updated as rows change; the weights are those learned when it was built. Thread-safe: any number of questions are
/// answered at once, only reading texts and changing rows take turns.
/// </summary>
public sealed class MatchIndex : IDisposable
{
    // A block of added rows is not split as those of the build are: of a large one the latest rows are compared.
    private const int MostAddedOfBlock = 600;

    private readonly ReaderWriterLockSlim turn = new();
    private readonly ConcurrentBag<IndexQuestion> questions = [];
    private readonly DuplicateSearch search;
    private readonly SlotReader reader;
    private readonly BlockingAtoms atoms;
    private readonly IReadOnlyList<UnderstoodColumn> columns;
    private readonly Dictionary<long, int> recordOf;
    private readonly List<long> keys;
    private readonly List<int[]> added = [];
    private readonly Dictionary<ulong, List<int>> addedBlocks = [];
    private readonly int built;

    // Records of rows that were replaced or removed stay in their blocks until the index is rebuilt.
    private readonly HashSet<int> gone = [];
    private int textsRead;

    private MatchIndex(DuplicateSearch search, IReadOnlyList<long> rowKeys)
    {
        this.search = search;
        reader = search.Records.Reader;
        atoms = search.Blocks.Atoms;
        columns = reader.Columns;
        keys = [.. search.Records.RowOf.Select(row => rowKeys[row])];
        recordOf = new Dictionary<long, int>(keys.Count);
        for (var i = 0; i < keys.Count; i++) recordOf.Add(keys[i], i);
        built = keys.Count;
    }

    /// <summary>The number of rows that can be found.</summary>
    public int Count => Reading(() => recordOf.Count);

    /// <summary>The number of rows when it was built.</summary>
    public int Built => built;

    /// <summary>
    /// How many rows were put into it or asked for since it was built. They make it larger and slower, and its weights older: from a part of
    /// <see cref="Built"/> on it is time for a new one.
    /// </summary>
    public int Grown => Reading(() => added.Count + textsRead);

    /// <summary>Builds the index; takes about as long as a search for duplicates without comparing.</summary>
    /// <param name="table">The current rows.</param>
    /// <param name="rowKeys">The caller's key of each row, each once.</param>
    /// <param name="options">As for a search.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static MatchIndex Build(MatchingTable table, IReadOnlyList<long> rowKeys, MatchingOptions options, CancellationToken cancellation) =>
        new(DuplicateSearch.Prepare(table, options, null, cancellation), rowKeys);

    /// <summary>The index of a table that was searched for duplicates, with the weights of that search.</summary>
    /// <param name="search">The search.</param>
    /// <param name="rowKeys">The caller's key of each row of its table, each once.</param>
    public static MatchIndex Of(DuplicateSearch search, IReadOnlyList<long> rowKeys) => new(search, rowKeys);

    /// <summary>The rows most similar to the given one, the likeliest first.</summary>
    /// <param name="cells">The texts, by the columns of the table; null or "" where nothing is known yet.</param>
    /// <param name="most">The maximum number of results.</param>
    /// <param name="least">The least probability, 0 to 1.</param>
    /// <param name="except">A row to ignore: the one being edited.</param>
    public IReadOnlyList<Resemblance> Find(IReadOnlyList<string?> cells, int most = 10, double least = 0.1, long? except = null)
    {
        var row = Writing(() =>
        {
            textsRead++;
            return Read(cells);
        });
        return Reading(() => Asked(question => Resembling(question, row, most, BitsOf(least), except)));
    }

    /// <summary>The rows most similar to one of the index itself, the likeliest first; none when it has no such row.</summary>
    /// <param name="key">The caller's key of the row.</param>
    /// <param name="most">The maximum number of results.</param>
    /// <param name="least">The least probability, 0 to 1.</param>
    public IReadOnlyList<Resemblance> Like(long key, int most = 10, double least = 0.1) => Reading(() =>
        recordOf.TryGetValue(key, out var record) ? Asked(question => Resembling(question, RowOf(record), most, BitsOf(least), key)) : []);

    /// <summary>Adds a row, or replaces the one with this key.</summary>
    public void Put(long key, IReadOnlyList<string?> cells) => Writing(() =>
    {
        var row = Read(cells);
        var record = keys.Count;
        if (recordOf.TryGetValue(key, out var before)) gone.Add(before);
        recordOf[key] = record;
        keys.Add(key);
        added.Add(row);
        foreach (var block in KeysOf(row)) (addedBlocks.TryGetValue(block, out var list) ? list : addedBlocks[block] = []).Add(record);
        return true;
    });

    /// <summary>Removes a row; does nothing when there is none with this key.</summary>
    public void Remove(long key) => Writing(() => recordOf.Remove(key, out var record) && gone.Add(record));

    /// <summary>
    /// For many rows at once, on all cores: the rows of the index most similar to each, and the earlier rows among them.
    /// </summary>
    /// <param name="table">The rows, in the columns of the table that the index was built of.</param>
    /// <param name="except">By row: the key of the row that it will replace, null for a new one.</param>
    /// <param name="most">The maximum number of results for each row, of each kind.</param>
    /// <param name="least">The least probability, 0 to 1.</param>
    /// <param name="progress">Receives the number of rows that are done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>By row of the table.</returns>
    internal RowResemblance[] FindAll(MatchingTable table, IReadOnlyList<long?> except, int most, double least, Action<long>? progress,
        CancellationToken cancellation)
    {
        var rows = Writing(() =>
        {
            textsRead += table.Rows;
            return RecordTable.Read(table, reader, cancellation);
        });
        var found = new RowResemblance[rows.Count];
        if (rows.Count == 0) return found;
        var among = Reading(() => new RowBlocks(rows, row => KeysOf(row)));
        var floor = BitsOf(least);
        long done = 0;
        Parallel.ForEach(Partitioner.Create(0, rows.Count, Math.Max(1, Math.Min(256, rows.Count / Environment.ProcessorCount + 1))),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, range => Reading(() =>
            {
                for (var record = range.Item1; record < range.Item2; record++)
                {
                    var row = rows.RowOf[record];
                    found[row] = Asked(question => new RowResemblance(
                        Resembling(question, rows[record], most, floor, except[row]),
                        among.Resembling(question, record, most, floor)));
                }
                progress?.Invoke(Interlocked.Add(ref done, range.Item2 - range.Item1));
                return true;
            }));
        return found;
    }

    /// <summary>The score in bits of two rows by themselves; null when one of them is unknown.</summary>
    internal double? Bits(long a, long b) => Reading(() => OfTwo(a, b, (question, x, y) => (double?)question.Bits(RowOf(x), RowOf(y))));

    /// <summary>True for two rows that are surely two, such as a father and a son of one name.</summary>
    internal bool AreTwo(long a, long b) => Reading(() => OfTwo(a, b, (question, x, y) => question.AreTwo(RowOf(x), RowOf(y))));

    /// <summary>The explanation of two rows' score, with the effect of their group when the final score is given; null when one is unknown.</summary>
    public Explanation? Explain(long a, long b, double? finalBits = null) => Reading(() =>
        OfTwo(a, b, (question, x, y) => question.Explain(RowOf(x), RowOf(y), finalBits)));

    /// <summary>
    /// Two rows as the index compares them: what brings them together, and the reasons of their score. A row that is not in the index, or no longer, is
    /// read from its cells.
    /// </summary>
    public ComparedRows Compare(long a, IReadOnlyList<string?> cellsOfA, long b, IReadOnlyList<string?> cellsOfB)
    {
        var (x, y) = (Known(a, cellsOfA), Known(b, cellsOfB));
        return Reading(() =>
        {
            var shared = KeysOf(x).ToHashSet();
            shared.IntersectWith(KeysOf(y));
            var met = shared.Where(key => IsNear(key, x.Record, y.Record)).Select(key => (int)(key >> 32));
            if (x.Record is >= 0 and var one && y.Record is >= 0 and var other && one < built && other < built)
                met = met.Concat(search.Blocks.SeamsBetween(one, other));
            return new ComparedRows(x.Record >= 0 && y.Record >= 0, search.Blocks.ComparesAll, [.. met.Distinct().Order()
                .Select(rule => search.Blocks.Rules[rule].Name)], Asked(question => question.Explain(x.Row, y.Row, null)));
        });
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();

    // The record is -1 for a row from outside.
    private (int Record, int[] Row) Known(long key, IReadOnlyList<string?> cells)
    {
        var known = Reading(() => recordOf.TryGetValue(key, out var record) ? (record, RowOf(record).ToArray()) : (-1, []));
        return known.Item1 >= 0 ? known : (-1, Writing(() =>
        {
            textsRead++;
            return Read(cells);
        }));
    }

    private IEnumerable<ulong> KeysOf((int Record, int[] Row) row) =>
        row.Record >= 0 && row.Record < built ? search.Blocks.KeysOf(row.Record) : KeysOf(row.Row);

    // Of a large block of added rows, only the latest are compared with a new one.
    private bool IsNear(ulong key, int a, int b) => a < built || b < built || !addedBlocks.TryGetValue(key, out var block)
        || Math.Abs(block.IndexOf(a) - block.IndexOf(b)) < MostAddedOfBlock;

    private T? OfTwo<T>(long a, long b, Func<IndexQuestion, int, int, T> ask) =>
        recordOf.TryGetValue(a, out var x) && recordOf.TryGetValue(b, out var y) ? Asked(question => ask(question, x, y)) : default;

    private static double BitsOf(double probability) => Math.Log2(Math.Max(probability, 1e-9) / (1 - Math.Min(probability, 0.999999)));

    private List<Resemblance> Resembling(IndexQuestion question, ReadOnlySpan<int> row, int most, double floor, long? except)
    {
        question.Begin(most, floor);
        var ignored = except is { } known && recordOf.TryGetValue(known, out var own) ? own : -1;
        foreach (var key in KeysOf(row))
        {
            var entries = search.Blocks.Entries(key);
            // The rows of a block are far apart in memory.
            foreach (var entry in entries) search.Records.Fetch(Blocks.RecordOf(entry));
            foreach (var entry in entries) Weigh(question, Blocks.RecordOf(entry), row, ignored);
            if (!addedBlocks.TryGetValue(key, out var block)) continue;
            for (var i = Math.Max(0, block.Count - MostAddedOfBlock); i < block.Count; i++) Weigh(question, block[i], row, ignored);
        }
        // A small table has hardly any rules, an empty one none.
        if (search.Blocks.ComparesAll) for (var record = 0; record < keys.Count; record++) Weigh(question, record, row, ignored);
        var found = new List<Resemblance>();
        foreach (var record in question.Best()) found.Add(new Resemblance(keys[record], question.Explain(row, RowOf(record), null)));
        return found;
    }

    private void Weigh(IndexQuestion question, int record, ReadOnlySpan<int> row, int ignored)
    {
        if (record == ignored || !question.IsNew(record) || gone.Contains(record)) return;
        question.Weigh(record, row, RowOf(record));
    }

    private ReadOnlySpan<int> RowOf(int record) => record < built ? search.Records[record] : added[record - built];

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
        reader.Settle(row);
        return row;
    }

    private List<ulong> KeysOf(ReadOnlySpan<int> row)
    {
        Span<uint> values = stackalloc uint[atoms.All.Count];
        atoms.Write(row, values);
        var found = new List<ulong>();
        search.Blocks.KeysOf(values, found);
        return found;
    }

    private T Asked<T>(Func<IndexQuestion, T> ask)
    {
        if (!questions.TryTake(out var question)) question = new IndexQuestion(search.Model, reader);
        try { return ask(question); }
        finally { questions.Add(question); }
    }

    private T Reading<T>(Func<T> work)
    {
        turn.EnterReadLock();
        try { return work(); }
        finally { turn.ExitReadLock(); }
    }

    private T Writing<T>(Func<T> work)
    {
        turn.EnterWriteLock();
        try { return work(); }
        finally { turn.ExitWriteLock(); }
    }
}

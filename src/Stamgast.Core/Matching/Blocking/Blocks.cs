using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Stamgast.Matching.Blocking;

/// <summary>
/// The rows sorted into blocks by each blocking rule. Rows of one block are compared with each other, each two rows only once
/// over all rules. A block that is too large is split by a further atom, so that no frequent name can explode.
/// </summary>
internal sealed class Blocks
{
    private const int LargestBlock = 300;
    private const int ChunkPairs = 50_000;
    private const int RecordMask = 0x3FFFFFFF;

    private readonly RecordTable records;
    private readonly IReadOnlyList<BlockingRule> rules;
    private readonly IReadOnlyList<double> agreement;
    private readonly bool comparesAll;
    private readonly int width;
    private readonly int[] firstKey;
    private readonly uint[] keys;
    private readonly uint[] atomValues;
    private readonly int[][] order;
    private readonly int[][] starts;

    // By the leading bits of a key: the first block that may have it. Keys are hashes, so that about two blocks share a place.
    private readonly int[][] places;

    // Two rows at each cut through a block: what was cut because it was too large must not fall apart for that.
    private readonly List<(int A, int B)>[] seams;

    public Blocks(RecordTable records, BlockingAtoms atoms, BlockingPlan plan, CancellationToken cancellation)
    {
        (this.records, Atoms) = (records, atoms);
        // Identical rows come first: they always meet.
        rules = [new BlockingRule([], false, "identical"), .. plan.Rules];
        comparesAll = plan.ComparesAll;
        agreement = plan.AtomAgreement;
        firstKey = new int[rules.Count + 1];
        for (var r = 0; r < rules.Count; r++) firstKey[r + 1] = firstKey[r] + Keys(rules[r]);
        width = firstKey[^1];
        keys = new uint[(long)records.Count * width];
        atomValues = WriteAtoms(cancellation);
        order = new int[rules.Count][];
        starts = new int[rules.Count][];
        places = new int[rules.Count][];
        seams = [.. rules.Select(_ => new List<(int, int)>())];
        Splits = [.. rules.Select(_ => new Dictionary<uint, byte>())];
        Parallel.For(0, rules.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, Sort);
        atomValues = [];
        for (var r = 0; r < rules.Count; r++) Pairs += CountPairs(r);
    }

    public IReadOnlyList<BlockingRule> Rules => rules;

    public BlockingAtoms Atoms { get; }

    /// <summary>True when every row is compared with every other.</summary>
    public bool ComparesAll => comparesAll;

    /// <summary>The atom that split the oversized blocks of each rule.</summary>
    public IReadOnlyList<Dictionary<uint, byte>> Splits { get; }

    /// <summary>The maximum number of pairs compared to find duplicates.</summary>
    public long Comparisons => comparesAll ? records.Count * (records.Count - 1L) / 2 : Pairs;

    /// <summary>The number of pairs in the blocks; pairs that meet in several rules count each time.</summary>
    public long Pairs { get; }

    /// <summary>
    /// Visits pairs of records, the lower number first, each pair once, on all cores; each core has its own state.
    /// </summary>
    /// <param name="fraction">Share of the blocks to visit, 0 to 1, chosen by their content.</param>
    public List<T> Visit<T>(double fraction, Func<T> start, Action<T, int, int> visit, Action<long>? progress, CancellationToken cancellation)
    {
        var limit = fraction >= 1 ? uint.MaxValue : (uint)(uint.MaxValue * fraction);
        var states = new ConcurrentBag<T>();
        long done = 0;
        Parallel.ForEach(Chunks(limit), new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, start,
            (chunk, _, state) =>
        {
            for (var block = chunk.From; block < chunk.To; block++)
                if (IsChosen(chunk.Rule, block, limit)) VisitBlock(chunk.Rule, block, state, visit);
            progress?.Invoke(Interlocked.Add(ref done, chunk.Pairs));
            return state;
        }, states.Add);
        if (limit == uint.MaxValue) VisitSeams(states, start, visit);
        return [.. states];
    }

    private void VisitSeams<T>(ConcurrentBag<T> states, Func<T> start, Action<T, int, int> visit)
    {
        var met = new HashSet<(int, int)>();
        var state = start();
        foreach (var (a, b) in seams.SelectMany(s => s))
        {
            var (low, high) = (Math.Min(a, b), Math.Max(a, b));
            if (low != high && met.Add((low, high)) && !HaveMet(rules.Count, low, high, 0)) visit(state, low, high);
        }
        states.Add(state);
    }

    /// <summary>The keys of all blocks of a row with these atoms: the rule in the upper half, the key in the lower.</summary>
    public void KeysOf(ReadOnlySpan<uint> rowAtoms, List<ulong> into)
    {
        for (var r = 1; r < rules.Count; r++)
        {
            var rule = rules[r];
            for (var k = 0; k < Keys(rule); k++)
            {
                var key = Refined(r, rule.IsAnyOf ? rowAtoms[rule.Atoms[k]] : Key(rule, rowAtoms), rowAtoms);
                if (key != 0) into.Add((ulong)r << 32 | key);
            }
        }
    }

    /// <summary>The keys of the blocks that hold a record, in the same form; those of identical rows too.</summary>
    public IEnumerable<ulong> KeysOf(int record)
    {
        for (var r = 0; r < rules.Count; r++)
            for (var i = firstKey[r]; i < firstKey[r + 1]; i++)
                if (keys[(long)record * width + i] is not 0 and var key) yield return (ulong)r << 32 | key;
    }

    /// <summary>The rules by which two records meet although their block was cut between them.</summary>
    public IEnumerable<int> SeamsBetween(int a, int b) =>
        Enumerable.Range(0, rules.Count).Where(r => seams[r].Contains((a, b)) || seams[r].Contains((b, a)));

    /// <summary>The records of one block.</summary>
    public ReadOnlySpan<int> Entries(ulong ruleAndKey)
    {
        var rule = (int)(ruleAndKey >> 32);
        var key = (uint)ruleAndKey;
        var place = PlaceOf(key, places[rule].Length - 1);
        int low = places[rule][place], high = places[rule][place + 1] - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var here = KeyOfBlock(rule, middle, order[rule]);
            if (here < key) low = middle + 1;
            else if (here > key) high = middle - 1;
            else return order[rule].AsSpan(starts[rule][middle]..starts[rule][middle + 1]);
        }
        return default;
    }

    /// <summary>The record of an entry of <see cref="Entries"/>.</summary>
    public static int RecordOf(int entry) => entry & RecordMask;

    /// <summary>Visits every two records, for a table so small that no blocks are needed.</summary>
    public T VisitAll<T>(T state, Action<T, int, int> visit, Action<long>? progress, CancellationToken cancellation)
    {
        for (var i = 0; i < records.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = i + 1; j < records.Count; j++) visit(state, i, j);
            progress?.Invoke((long)i * (2L * records.Count - i - 1) / 2);
        }
        return state;
    }

    private static int Keys(BlockingRule rule) => rule.IsAnyOf ? rule.Atoms.Length : 1;

    private static uint Key(BlockingRule rule, ReadOnlySpan<uint> row)
    {
        var key = row[rule.Atoms[0]];
        for (var i = 1; i < rule.Atoms.Length; i++) key = BlockingAtoms.Join(key, row[rule.Atoms[i]]);
        return key;
    }

    private uint Refined(int rule, uint key, ReadOnlySpan<uint> row)
    {
        while (key != 0 && Splits[rule].TryGetValue(key, out var atom)) key = BlockingAtoms.Join(key, row[atom] | 1);
        return key;
    }

    // An entry is the record, and in the two upper bits which of its keys.
    private uint KeyOfBlock(int rule, int block, int[] rows)
    {
        var entry = rows[starts[rule][block]];
        return keys[(long)(entry & RecordMask) * width + firstKey[rule] + (entry >>> 30)];
    }

    private uint[] WriteAtoms(CancellationToken cancellation)
    {
        var count = Atoms.All.Count;
        var values = new uint[(long)records.Count * count];
        if (records.Count == 0) return values;
        Parallel.ForEach(Partitioner.Create(0, records.Count), new ParallelOptions { CancellationToken = cancellation }, range =>
        {
            for (var i = range.Item1; i < range.Item2; i++) Atoms.Write(records[i], values.AsSpan(i * count, count));
        });
        return values;
    }

    private void Sort(int rule)
    {
        var made = rules[rule];
        var first = firstKey[rule];
        var count = Atoms.All.Count;
        var entries = new ulong[(long)records.Count * Keys(made)];
        var filled = 0;
        for (var i = 0; i < records.Count; i++)
        {
            for (var k = 0; k < Keys(made); k++)
            {
                var row = atomValues.AsSpan(i * count, count);
                var key = rule == 0 ? IdentityKey(i) : made.IsAnyOf ? row[made.Atoms[k]] : Key(made, row);
                keys[(long)i * width + first + k] = key;
                if (key != 0) entries[filled++] = (ulong)key << 32 | (uint)(k << 30) | (uint)i;
            }
        }
        KeySort.Sort(ref entries, filled);
        filled = SplitLarge(rule, ref entries, filled);
        order[rule] = new int[filled];
        var begins = new List<int>();
        for (var i = 0; i < filled; i++)
        {
            order[rule][i] = (int)(uint)entries[i];
            if (i == 0 || entries[i] >> 32 != entries[i - 1] >> 32) begins.Add(i);
        }
        starts[rule] = [.. begins, filled];
        places[rule] = new int[begins.Count / 2 + 2];
        for (int block = 0, place = 0; place < places[rule].Length; place++)
        {
            while (block < begins.Count && PlaceOf((uint)(entries[begins[block]] >> 32), places[rule].Length - 1) < place) block++;
            places[rule][place] = block;
        }
    }

    private static int PlaceOf(uint key, int count) => (int)((ulong)key * (ulong)count >> 32);

    private uint IdentityKey(int record)
    {
        var content = records.Contents[record];
        var isTwin = (record > 0 && records.Contents[record - 1] == content) || (record + 1 < records.Count && records.Contents[record + 1] == content);
        return !isTwin || content == 0 ? 0 : (uint)(content >> 32) ^ (uint)content | 1;
    }

    // Splits blocks until none is too large; returns how many entries are left. Split entries are sorted in again.
    private int SplitLarge(int rule, ref ulong[] entries, int filled)
    {
        for (var depth = 0; depth < 6; depth++)
        {
            var hasSplit = false;
            for (int from = 0, to; from < filled; from = to)
            {
                to = from + 1;
                while (to < filled && entries[to] >> 32 == entries[from] >> 32) to++;
                if (to - from <= LargestBlock) continue;
                hasSplit = true;
                if (depth == 5 || rule == 0 || !SplitBlock(rule, entries.AsSpan(from, to - from), depth)) CutBlock(rule, entries.AsSpan(from, to - from));
            }
            if (!hasSplit) break;
            KeySort.Sort(ref entries, filled);
        }
        return filled;
    }

    // By the least distinctive atom that makes the pieces small enough.
    private bool SplitBlock(int rule, Span<ulong> block, int depth)
    {
        var used = rules[rule].Atoms.Aggregate(0, (parts, a) => parts | Atoms.All[a].Parts);
        var wanted = LargestBlock * 0.5 / block.Length;
        var best = -1;
        for (var a = 0; a < Atoms.All.Count; a++)
        {
            if (Atoms.All[a].IsOneOfMany || (Atoms.All[a].Parts & used) != 0 || agreement[a] > 0.6) continue;
            if (best < 0 || IsBetter(agreement[a], agreement[best], wanted)) best = a;
        }
        // The same atom twice would split nothing: later rounds use ever more distinctive ones.
        for (var again = 0; again < depth && best >= 0; again++) best = Next(used, agreement[best]);
        if (best < 0) return false;
        var key = (uint)(block[0] >> 32);
        Splits[rule][key] = (byte)best;
        Rekey(rule, block, best, key);
        return true;
    }

    private int Next(int used, double below)
    {
        var best = -1;
        for (var a = 0; a < Atoms.All.Count; a++)
            if (!Atoms.All[a].IsOneOfMany && (Atoms.All[a].Parts & used) == 0 && agreement[a] < below && (best < 0 || agreement[a] > agreement[best])) best = a;
        return best;
    }

    private static bool IsBetter(double candidate, double best, double wanted) =>
        candidate <= wanted ? best > wanted || candidate > best : candidate < best;

    private void Rekey(int rule, Span<ulong> block, int atom, uint key)
    {
        foreach (ref var entry in block)
        {
            var record = (int)((uint)entry & RecordMask);
            SetKey(rule, ref entry, BlockingAtoms.Join(key, atomValues[record * Atoms.All.Count + atom] | 1));
        }
    }

    // Nothing distinguishes these rows any more: neighbours by content stay together.
    private void CutBlock(int rule, Span<ulong> block)
    {
        var key = (uint)(block[0] >> 32);
        for (var i = LargestBlock; i < block.Length; i += LargestBlock)
        {
            int before = (int)((uint)block[i - 1] & RecordMask), first = (int)((uint)block[0] & RecordMask), here = (int)((uint)block[i] & RecordMask);
            seams[rule].Add((before, here));
            seams[rule].Add((first, here));
        }
        for (var i = 0; i < block.Length; i++) SetKey(rule, ref block[i], BlockingAtoms.Join(key, (uint)(i / LargestBlock) * 2 + 1));
    }

    private void SetKey(int rule, ref ulong entry, uint key)
    {
        var record = (uint)entry & RecordMask;
        keys[(long)record * width + firstKey[rule] + ((uint)entry >> 30)] = key;
        entry = (ulong)key << 32 | (uint)entry;
    }

    private long CountPairs(int rule)
    {
        long pairs = 0;
        for (var block = 0; block + 1 < starts[rule].Length; block++)
        {
            long size = starts[rule][block + 1] - starts[rule][block];
            pairs += size * (size - 1) / 2;
        }
        return pairs;
    }

    private IEnumerable<(int Rule, int From, int To, long Pairs)> Chunks(uint limit)
    {
        for (var rule = 0; rule < rules.Count; rule++)
        {
            var from = 0;
            long pairs = 0;
            for (var block = 0; block + 1 < starts[rule].Length; block++)
            {
                long size = starts[rule][block + 1] - starts[rule][block];
                if (size > 1 && IsChosen(rule, block, limit)) pairs += size * (size - 1) / 2;
                if (pairs < ChunkPairs) continue;
                yield return (rule, from, block + 1, pairs);
                from = block + 1;
                pairs = 0;
            }
            if (pairs > 0) yield return (rule, from, starts[rule].Length - 1, pairs);
        }
    }

    private bool IsChosen(int rule, int block, uint limit) => limit == uint.MaxValue || KeyOfBlock(rule, block, order[rule]) * 0x85EBCA6B <= limit;

    private void VisitBlock<T>(int rule, int block, T state, Action<T, int, int> visit)
    {
        var entries = order[rule].AsSpan(starts[rule][block]..starts[rule][block + 1]);
        // The rows of a block are far apart in memory: they are prefetched while the previous ones are compared.
        foreach (var entry in entries) Fetch(entry & RecordMask);
        for (var i = 0; i < entries.Length; i++)
        {
            var a = entries[i] & RecordMask;
            for (var j = i + 1; j < entries.Length; j++)
            {
                var b = entries[j] & RecordMask;
                if (a != b && !HaveMet(rule, a, b, entries[i])) visit(state, Math.Min(a, b), Math.Max(a, b));
            }
        }
    }

    private unsafe void Fetch(int record)
    {
        if (!Sse.IsSupported) return;
        records.Fetch(record);
        Sse.Prefetch0(Unsafe.AsPointer(ref keys[(long)record * width]));
        Sse.Prefetch0(Unsafe.AsPointer(ref keys[(long)record * width + width - 1]));
    }

    // True when an earlier rule, or an earlier value of this list, has already brought these two together.
    private bool HaveMet(int rule, int a, int b, int entry)
    {
        var rowA = keys.AsSpan(a * width, width);
        var rowB = keys.AsSpan(b * width, width);
        for (var r = 0; r < rule; r++)
        {
            int from = firstKey[r], to = firstKey[r + 1];
            if (to - from == 1)
            {
                if (rowA[from] == rowB[from] && rowA[from] != 0) return true;
                continue;
            }
            for (var i = from; i < to; i++)
                if (rowA[i] != 0 && rowB[from..to].Contains(rowA[i])) return true;
        }
        if (rule == rules.Count || !rules[rule].IsAnyOf) return false;
        var here = rowA[firstKey[rule] + (entry >>> 30)];
        for (var i = firstKey[rule]; i < firstKey[rule + 1]; i++)
            if (rowA[i] != 0 && rowA[i] < here && rowB[firstKey[rule]..firstKey[rule + 1]].Contains(rowA[i])) return true;
        return false;
    }
}

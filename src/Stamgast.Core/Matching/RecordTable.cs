using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Stamgast.Comparing;
using Stamgast.Profiling;

namespace Stamgast.Matching;

/// <summary>
/// All rows as normalised values, row after row in one block of numbers, in an order derived from their content, so that no later result depends on
/// the order of the file.
/// </summary>
internal sealed class RecordTable
{
    private readonly int[] cells;

    private RecordTable(SlotReader reader, int[] cells, int[] rowOf, ulong[] contents)
    {
        Reader = reader;
        this.cells = cells;
        RowOf = rowOf;
        Contents = contents;
    }

    public SlotReader Reader { get; }

    public int Count => RowOf.Length;

    /// <summary>The row of the file that each record was, from 0.</summary>
    public int[] RowOf { get; }

    /// <summary>A hash of the text of all compared cells of each record, ascending.</summary>
    public ulong[] Contents { get; }

    public ReadOnlySpan<int> this[int record] => cells.AsSpan(record * Reader.Stride, Reader.Stride);

    /// <summary>Asks the processor to bring a record near, so that reading it later need not wait.</summary>
    public unsafe void Fetch(int record)
    {
        if (!Sse.IsSupported || Reader.Stride == 0) return;
        Sse.Prefetch0(Unsafe.AsPointer(ref cells[record * Reader.Stride]));
        Sse.Prefetch0(Unsafe.AsPointer(ref cells[record * Reader.Stride + Reader.Stride - 1]));
    }

    /// <summary>Reads a table with the given understanding of its columns, on all cores.</summary>
    public static RecordTable Read(MatchingTable table, SlotReader reader, CancellationToken cancellation)
    {
        var rows = table.Rows;
        var cores = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        var contents = Hashes(table, reader, cores);
        var groups = reader.Columns.GroupBy(SlotReader.PoolOf).OrderByDescending(g => g.Sum(c => table.Values(c.Index).Count)).ToArray();
        var written = new Written[reader.Columns.Count];
        var order = new int[rows];
        // The order of the records is computed in parallel with the values.
        Parallel.For(-1, groups.Length, cores, task =>
        {
            if (task < 0) Sort(contents, order);
            else foreach (var column in groups[task]) written[IndexOf(reader, column)] = ReadValues(table, reader, column);
        });
        return new RecordTable(reader, Cells(reader, written, order, cores), order, contents);
    }

    // The rows are visited in the order in which their values were numbered, so most lookups are close together.
    private static int[] Cells(SlotReader reader, Written[] written, int[] order, ParallelOptions cores)
    {
        var stride = reader.Stride;
        var cells = new int[(long)order.Length * stride];
        var recordOf = new int[order.Length];
        for (var record = 0; record < order.Length; record++) recordOf[order[record]] = record;
        if (order.Length == 0) return cells;
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(0, order.Length), cores, range =>
        {
            for (var row = range.Item1; row < range.Item2; row++)
            {
                var into = cells.AsSpan(recordOf[row] * stride, stride);
                foreach (var (ids, slots, values) in written)
                    if (ids[row] != 0) reader.Merge(slots, values.AsSpan(ids[row] * slots.Length, slots.Length), into);
                reader.Settle(into);
            }
        });
        return cells;
    }

    /// <summary>The output of the distinct values of a column, and the value of each row.</summary>
    private readonly record struct Written(int[] Ids, int[] Slots, int[] Values);

    private static int IndexOf(SlotReader reader, UnderstoodColumn column)
    {
        for (var i = 0; i < reader.Columns.Count; i++) if (ReferenceEquals(reader.Columns[i], column)) return i;
        throw new InvalidOperationException("The column is not of this reader.");
    }

    private static Written ReadValues(MatchingTable table, SlotReader reader, UnderstoodColumn column)
    {
        var pool = table.Values(column.Index);
        var slots = reader.SlotsOf(column);
        var values = new int[pool.Count * slots.Length];
        Span<int> row = stackalloc int[reader.Stride];
        for (var id = 1; id < pool.Count && slots.Length > 0; id++)
        {
            row.Clear();
            reader.Read(column, pool[id], row);
            for (var i = 0; i < slots.Length; i++) values[id * slots.Length + i] = row[slots[i]];
        }
        return new Written(table.Ids(column.Index), slots, values);
    }

    // The columns' hashes are added up, so that their order plays no part either.
    private static ulong[] Hashes(MatchingTable table, SlotReader reader, ParallelOptions cores)
    {
        var contents = new ulong[table.Rows];
        if (contents.Length == 0) return contents;
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(0, contents.Length), cores, range =>
        {
            foreach (var column in reader.Columns)
            {
                var salt = ValuePool.Hash(column.Name) | 1UL;
                var pool = table.Values(column.Index);
                var ids = table.Ids(column.Index);
                for (var row = range.Item1; row < range.Item2; row++)
                    if (ids[row] != 0) contents[row] += Mixed((ulong)pool.HashOf(ids[row]) << 20 ^ salt);
            }
        });
        return contents;
    }

    private static void Sort(ulong[] contents, int[] order)
    {
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(contents, order);
    }

    private static ulong Mixed(ulong x)
    {
        x = (x ^ (x >> 31)) * 0x7FB5D329728EA185;
        x = (x ^ (x >> 27)) * 0x81DADEF4BC2DD44D;
        return x ^ (x >> 33);
    }
}

using Stamgast.Comparing;

namespace Stamgast.Matching;

/// <summary>
/// All rows as normalised values, row after row in one block of numbers, in an order that follows from their content: so
/// nothing that is worked out afterwards depends on the order of the file.
/// </summary>
internal sealed class RecordTable
{
    private readonly int[] cells;

    private RecordTable(RowReader reader, int[] cells, int[] rowOf, ulong[] contents)
    {
        Reader = reader;
        this.cells = cells;
        RowOf = rowOf;
        Contents = contents;
    }

    public RowReader Reader { get; }

    public int Count => RowOf.Length;

    /// <summary>The row of the file that each record was, from 0.</summary>
    public int[] RowOf { get; }

    /// <summary>A hash of the text of all compared cells of each record, ascending.</summary>
    public ulong[] Contents { get; }

    public ReadOnlySpan<int> this[int record] => cells.AsSpan(record * Reader.Stride, Reader.Stride);

    /// <summary>Reads a table with the given understanding of its columns; two threads share the columns.</summary>
    public static RecordTable Read(MatchingTable table, RowReader reader, CancellationToken cancellation)
    {
        int rows = table.Rows, stride = reader.Stride;
        var cells = new int[(long)rows * stride];
        var contents = new ulong[rows];
        var groups = reader.Columns.GroupBy(RowReader.PoolOf).OrderByDescending(g => g.Sum(c => table.Values(c.Index).Count)).ToArray();
        var written = new (UnderstoodColumn Column, int[] Slots, int[] Values)[reader.Columns.Count];
        Parallel.ForEach(groups, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, group =>
        {
            foreach (var column in group) written[IndexOf(reader, column)] = (column, reader.SlotsOf(column), ReadValues(table, reader, column));
        });
        var order = Order(table, reader, contents, cancellation);
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(0, Math.Max(1, rows)), range =>
        {
            Span<int> one = stackalloc int[stride];
            for (var record = range.Item1; record < Math.Min(rows, range.Item2); record++)
            {
                var into = cells.AsSpan(record * stride, stride);
                foreach (var (column, slots, values) in written)
                {
                    var id = table.Ids(column.Index)[order[record]];
                    if (id == 0 || slots.Length == 0) continue;
                    one.Clear();
                    for (var i = 0; i < slots.Length; i++) one[slots[i]] = values[id * slots.Length + i];
                    reader.Merge(one, into);
                }
            }
        });
        return new RecordTable(reader, cells, order, contents);
    }

    private static int IndexOf(RowReader reader, UnderstoodColumn column)
    {
        for (var i = 0; i < reader.Columns.Count; i++) if (ReferenceEquals(reader.Columns[i], column)) return i;
        throw new InvalidOperationException("The column is not of this reader.");
    }

    // What each distinct value of a column writes.
    private static int[] ReadValues(MatchingTable table, RowReader reader, UnderstoodColumn column)
    {
        var pool = table.Values(column.Index);
        var slots = reader.SlotsOf(column);
        var values = new int[pool.Count * slots.Length];
        Span<int> row = stackalloc int[reader.Stride];
        for (var id = 1; id < pool.Count; id++)
        {
            row.Clear();
            reader.Read(column, pool[id], row);
            for (var i = 0; i < slots.Length; i++) values[id * slots.Length + i] = row[slots[i]];
        }
        return values;
    }

    // The columns' hashes are added up, so that their order plays no part either.
    private static int[] Order(MatchingTable table, RowReader reader, ulong[] contents, CancellationToken cancellation)
    {
        foreach (var column in reader.Columns)
        {
            cancellation.ThrowIfCancellationRequested();
            var salt = ValuePool.Hash(column.Name) | 1UL;
            var pool = table.Values(column.Index);
            var ids = table.Ids(column.Index);
            for (var row = 0; row < contents.Length; row++)
                if (ids[row] != 0) contents[row] += Mixed((ulong)pool.HashOf(ids[row]) << 20 ^ salt);
        }
        var order = new int[contents.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(contents, order);
        return order;
    }

    private static ulong Mixed(ulong x)
    {
        x = (x ^ (x >> 31)) * 0x7FB5D329728EA185;
        x = (x ^ (x >> 27)) * 0x81DADEF4BC2DD44D;
        return x ^ (x >> 33);
    }
}

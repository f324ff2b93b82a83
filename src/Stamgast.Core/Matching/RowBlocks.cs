namespace Stamgast.Matching;

/// <summary>What a row of many resembles.</summary>
/// <param name="InIndex">Rows of the index, the likeliest first.</param>
/// <param name="Among">Earlier rows of the same table, by their number, the likeliest first.</param>
internal readonly record struct RowResemblance(IReadOnlyList<Resemblance> InIndex, IReadOnlyList<Resemblance> Among);

/// <summary>Rows on their way in, sorted into the blocks of an index, so that those that resemble each other are found too.</summary>
internal sealed class RowBlocks
{
    // Of a block that is larger only neighbours are compared: an import in which thousands share a name must not take hours.
    private const int MostOfBlock = 300;

    private readonly RecordTable rows;
    private readonly int[] firstOf;
    private readonly int[] blockOf;
    private readonly int[] starts;
    private readonly int[] members;

    /// <param name="rows">The rows.</param>
    /// <param name="keysOf">The blocks of a row.</param>
    public RowBlocks(RecordTable rows, KeysOfRow keysOf)
    {
        this.rows = rows;
        var numbers = new Dictionary<ulong, int>();
        var sizes = new List<int>();
        var blocks = new List<int>();
        firstOf = new int[rows.Count + 1];
        for (var record = 0; record < rows.Count; record++)
        {
            firstOf[record] = blocks.Count;
            foreach (var key in keysOf(rows[record]))
            {
                if (!numbers.TryGetValue(key, out var number))
                {
                    numbers.Add(key, number = sizes.Count);
                    sizes.Add(0);
                }
                sizes[number]++;
                blocks.Add(number);
            }
        }
        firstOf[^1] = blocks.Count;
        blockOf = [.. blocks];
        starts = new int[sizes.Count + 1];
        for (var i = 0; i < sizes.Count; i++) starts[i + 1] = starts[i] + sizes[i];
        members = new int[blockOf.Length];
        var next = starts[..^1].ToArray();
        for (var record = 0; record < rows.Count; record++)
            for (var i = firstOf[record]; i < firstOf[record + 1]; i++) members[next[blockOf[i]]++] = record;
    }

    /// <summary>The blocks of a row.</summary>
    public delegate IReadOnlyList<ulong> KeysOfRow(ReadOnlySpan<int> row);

    /// <summary>The rows before this one in the table that resemble it, with their numbers as keys.</summary>
    public List<Resemblance> Resembling(IndexQuestion question, int record, int most, double floor)
    {
        question.Begin(most, floor);
        for (var i = firstOf[record]; i < firstOf[record + 1]; i++)
        {
            var block = members.AsSpan(starts[blockOf[i]]..starts[blockOf[i] + 1]);
            if (block.Length == 1) continue;
            var at = block.BinarySearch(record);
            foreach (var other in block[Math.Max(0, at - MostOfBlock)..Math.Min(block.Length, at + MostOfBlock)])
                if (rows.RowOf[other] < rows.RowOf[record] && question.IsNew(other)) question.Weigh(other, rows[record], rows[other]);
        }
        var found = new List<Resemblance>();
        foreach (var other in question.Best())
            found.Add(new Resemblance(rows.RowOf[other], question.Explain(rows[record], rows[other], null)));
        return found;
    }
}

using System.Globalization;
using System.Text;
using Stamgast.Profiling;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>A table with duplicates that was made up, and who repeats whom; written as the file and its truth that <c>quality</c> takes.</summary>
internal sealed class InventedTable(string[] headings)
{
    private readonly List<(string[] Cells, int Entity)> rows = [];

    public void Add(int entity, params string[] cells) => rows.Add((cells, entity));

    /// <summary>The rows in random order with an ID before them, and the entity of each.</summary>
    public (MatchingTable Table, int[] Entities) Shuffled(Random random)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        random.Shuffle(order);
        var table = new MatchingTable(["id", .. headings]);
        for (var i = 0; i < order.Length; i++) table.Add([(100_001 + i).ToString(CultureInfo.InvariantCulture), .. rows[order[i]].Cells]);
        return (table, [.. order.Select(o => rows[o].Entity)]);
    }

    /// <summary>Writes the rows in random order.</summary>
    public void Write(string path, string truthPath, Random random, bool hasHeader = true)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        random.Shuffle(order);
        using var file = new StreamWriter(path, false, new UTF8Encoding(false));
        using var truth = new StreamWriter(truthPath, false, new UTF8Encoding(false));
        if (hasHeader) file.WriteLine("id;" + string.Join(';', headings));
        truth.WriteLine("id,entity");
        for (var i = 0; i < order.Length; i++)
        {
            var (cells, entity) = rows[order[i]];
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{100_001 + i};{string.Join(';', cells)}"));
            truth.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{100_001 + i},{entity}"));
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Stamgast.Matching;
using Stamgast.Profiling;
using Stamgast.Tables;

namespace Stamgast.Benchmarks;

/// <summary>
/// Measures the lookup of similar customers: <c>index FILE</c> builds the index of a file and looks up 5,000 of its rows, half of them with an error
/// in each of two cells, as a form would; then again after 1,000 rows have changed.
/// </summary>
internal static class MatchIndexSpeed
{
    private const int Questions = 5000;

    public static int Run(string[] args, TextWriter output)
    {
        if (args.Length < 1)
        {
            output.WriteLine("index FILE");
            return 2;
        }
        using var file = TableFile.Open(args[0], null, default);
        var table = TableFileReading.Read(file, null, default);
        var watch = Stopwatch.StartNew();
        var index = MatchIndex.Build(table, [.. Enumerable.Range(0, table.Rows).Select(r => (long)r)], new MatchingOptions(), default);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{table.Rows} rows, built in {watch.Elapsed.TotalSeconds:0.0} s, {Process.GetCurrentProcess().WorkingSet64 >> 20} MB"));
        var random = new Random(5);
        Ask(output, "first 500 (warming up)", index, table, random, 500);
        Ask(output, "asked", index, table, random, Questions);
        for (var i = 0; i < 1000; i++) index.Put(random.Next(table.Rows), Row(table, random.Next(table.Rows), random));
        Ask(output, "after 1,000 changes", index, table, random, Questions);
        return 0;
    }

    private static void Ask(TextWriter output, string what, MatchIndex index, MatchingTable table, Random random, int questions)
    {
        var times = new double[questions];
        var found = 0;
        for (var i = 0; i < questions; i++)
        {
            var row = Row(table, random.Next(table.Rows), random);
            var watch = Stopwatch.StartNew();
            found += index.Find(row).Count > 0 ? 1 : 0;
            times[i] = watch.Elapsed.TotalMilliseconds;
        }
        Array.Sort(times);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: p50 {times[questions / 2]:0.00} ms, p95 {times[questions * 95 / 100]:0.00} ms, p99 {times[questions * 99 / 100]:0.00} ms, most "
            + $"{times[^1]:0.0} ms; found {100.0 * found / questions:0.0} %"));
    }

    private static string?[] Row(MatchingTable table, int row, Random random)
    {
        var cells = Enumerable.Range(0, table.Columns.Count).Select(c => (string?)table[row, c].ToString()).ToArray();
        for (var errors = random.Next(2) * 2; errors > 0; errors--)
        {
            var column = random.Next(cells.Length);
            if (cells[column] is { Length: > 2 } text) cells[column] = text.Remove(random.Next(text.Length), 1);
        }
        return cells;
    }
}

using System.Diagnostics;
using System.Globalization;
using Stamgast.Benchmarks.Shapes;
using Stamgast.Matching;

namespace Stamgast.Benchmarks;

/// <summary>
/// <c>kinds [SEED...] [--only NAME,NAME] [--errors N]</c> makes up a table of every shape and searches it: one line each, so that what mends one kind of error
/// is seen to break another.
/// </summary>
internal static class MatchingKinds
{
    public static int Run(string[] args, TextWriter output)
    {
        var only = Option(args, "--only")?.Split(',');
        var errors = Option(args, "--errors") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 0;
        var seeds = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        output.WriteLine($"{"shape",-18} {"seed",4} {"rows",6} {"precis.",7} {"recall",7} {"F1",7} {"best F1",7} {"at",6} {"at .05",7} {"CPU s",6}");
        foreach (var (name, shape) in ShapeCommand.Small)
        {
            if (only is not null && !only.Contains(name)) continue;
            foreach (var seed in seeds.Length == 0 ? [1] : seeds) Measure(name, seed, shape(new Invention(seed)), errors, output);
        }
        return 0;
    }

    private static void Measure(string name, int seed, InventedTable invented, int errors, TextWriter output)
    {
        var (table, entities) = invented.Shuffled(new Random(seed));
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var search = DuplicateSearch.Run(table, new MatchingOptions { Threshold = 0.01 }, null, default);
        var spent = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        var isTrue = search.Pairs.Select(p => (p.Bits, IsTrue: entities[p.A] == entities[p.B])).OrderByDescending(p => p.Bits).ToArray();
        var all = entities.GroupBy(e => e).Sum(g => g.LongCount() * (g.LongCount() - 1) / 2);
        double best = 0, bestAt = 0;
        long right = 0;
        for (var i = 0; i < isTrue.Length; i++)
        {
            if (isTrue[i].IsTrue) right++;
            if (i + 1 < isTrue.Length && isTrue[i + 1].Bits == isTrue[i].Bits) continue;
            if (2.0 * right / (i + 1 + all) is var f1 && f1 > best) (best, bestAt) = (f1, 1 / (1 + Math.Pow(2, -isTrue[i].Bits)));
        }
        long taken = isTrue.LongCount(p => p.Bits >= 0), hits = isTrue.LongCount(p => p.Bits >= 0 && p.IsTrue);
        var findable = isTrue.LongCount(p => p.IsTrue && p.Bits >= Math.Log2(0.05 / 0.95));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-18} {seed,4} {table.Rows,6} {(double)hits / Math.Max(1, taken),7:0.0000} {(double)hits / Math.Max(1, all),7:0.0000} "
            + $"{2.0 * hits / (taken + all),7:0.0000} {best,7:0.0000} {bestAt,6:0.000} {(double)findable / Math.Max(1, all),7:0.0000} {spent,6:0.0}"));
        if (errors == 0) return;
        output.WriteLine("columns: " + string.Join(", ", search.Columns.Select(c => $"{c.Name}={c.Role}")));
        foreach (var weight in search.Weights()) output.WriteLine(weight);
        MatchingQuality.PrintErrors(output, search, table, [.. entities.Select(e => e.ToString(CultureInfo.InvariantCulture))], errors);
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 || at + 1 == args.Length ? null : args[at + 1];
    }
}

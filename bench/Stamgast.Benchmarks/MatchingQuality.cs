using System.Diagnostics;
using System.Globalization;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;
using Stamgast.Profiling;
using Stamgast.Tables;

namespace Stamgast.Benchmarks;

/// <summary>
/// Measures how well duplicates are found: <c>quality FILE TRUTH [--id COLUMN] [--errors N] [--pairs OUT]</c> searches the file, compares the
/// pairs with the truth (a table of id and entity; rows of one entity are one customer), and prints precision, recall and F1 at
/// the default and at the best threshold, and how far the scores can be believed.
/// </summary>
internal static class MatchingQuality
{
    public static int Run(string[] args, TextWriter output)
    {
        if (args.Length < 2)
        {
            output.WriteLine("quality FILE TRUTH [--id COLUMN] [--errors N]");
            return 2;
        }
        var watch = Stopwatch.StartNew();
        using var file = TableFile.Open(args[0], null, default);
        var table = TableFileReading.Read(file, null, default);
        var read = watch.Elapsed.TotalSeconds;
        var search = DuplicateSearch.Run(table, new MatchingOptions { Threshold = 0.01, IdColumn = Option(args, "--id"),
            FreesTable = !args.Contains("--errors") }, args.Contains("--stages") ? new Stages(output) : null, default);
        var seconds = watch.Elapsed.TotalSeconds;
        var entities = EntityOfRow(args[1], table, search);
        var truePairs = entities.Where(e => e.Length > 0).GroupBy(e => e).Sum(g => g.LongCount() * (g.LongCount() - 1) / 2);
        var scored = search.Pairs.Select(p => (p.Bits, IsTrue: IsTrue(entities, p))).OrderByDescending(p => p.Bits).ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(args[0])}: {table.Rows} rows, {search.Compared} comparisons, {truePairs} true pairs, reading {read:0.0} s, all {seconds:0.0} "
            + $"s, {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.0} s CPU, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        output.WriteLine("columns: " + string.Join(", ", search.Columns.Select(c => $"{c.Name}={c.Role}")));
        if (args.Contains("--rules")) foreach (var rule in search.RuleNames) output.WriteLine("rule: " + rule);
        if (args.Contains("--weights")) foreach (var weight in search.Weights()) output.WriteLine(weight);
        Print(output, scored, truePairs);
        if (Option(args, "--pairs") is { } pairs) File.WriteAllLines(pairs, search.Pairs.Select(p => Line(search.Explain(p), IsTrue(entities, p))));
        if (Option(args, "--errors") is { } count) PrintErrors(output, search, table, entities, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;
    }

    // What the table of experience is made of: the evidence in bits without it, whether the pair is true, and whether it is of two companies.
    private static string Line(Explanation why, bool isTrue)
    {
        var isOfCompanies = why.Reasons.Any(r => r.Field == "company_name") && !why.Reasons.Any(r => r.Field == "first_name");
        var bits = why.Reasons.Where(r => r.Field is not ("experience" or "group")).Sum(r => r.Bits);
        return string.Create(CultureInfo.InvariantCulture, $"{bits:0.000},{(isTrue ? 1 : 0)},{(isOfCompanies ? "companies" : "others")}");
    }

    private sealed class Stages(TextWriter output) : IProgress<MatchingProgress>
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private MatchingStage? stage;

        public void Report(MatchingProgress value)
        {
            if (stage == value.Stage) return;
            stage = value.Stage;
            var process = Process.GetCurrentProcess();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{watch.Elapsed.TotalSeconds,6:0.0} s {process.TotalProcessorTime.TotalSeconds,6:0.0} s CPU {process.WorkingSet64 >> 20,5} MB (peak "
                + $"{process.PeakWorkingSet64 >> 20}) {stage} {value.Total}"));
        }
    }

    private static bool IsTrue(string[] entities, MatchedPair pair) => entities[pair.A].Length > 0 && entities[pair.A] == entities[pair.B];

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : args[at + 1];
    }

    private static string[] EntityOfRow(string truthPath, MatchingTable table, DuplicateSearch search)
    {
        using var file = TableFile.Open(truthPath, new TableOptions { KeepSubtotals = true }, default);
        var entityOf = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var rows = file.ReadRows()) while (rows.Read()) entityOf[rows[0].ToString()] = rows[1].ToString();
        var id = search.Columns.FirstOrDefault(c => c.Role == ColumnRole.RowId);
        return [.. Enumerable.Range(0, table.Rows).Select(r => entityOf.GetValueOrDefault(id is null
            ? (r + 1).ToString(CultureInfo.InvariantCulture) : table[r, id.Index].ToString(), ""))];
    }

    private static void Print(TextWriter output, (double Bits, bool IsTrue)[] scored, long truePairs)
    {
        double best = 0, bestAt = 0;
        long hits = 0;
        for (var i = 0; i < scored.Length; i++)
        {
            if (scored[i].IsTrue) hits++;
            // A threshold takes all pairs of one score or none.
            if (i + 1 < scored.Length && scored[i + 1].Bits == scored[i].Bits) continue;
            var f1 = 2.0 * hits / (i + 1 + truePairs);
            if (f1 > best) (best, bestAt) = (f1, scored[i].Bits);
        }
        foreach (var (name, bits) in new[] { ("default", 0.0), ("best", bestAt), ("0.05", Math.Log2(0.05 / 0.95)) })
        {
            long taken = scored.LongCount(s => s.Bits >= bits), right = scored.LongCount(s => s.Bits >= bits && s.IsTrue);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,8} {1 / (1 + Math.Pow(2, -bits)),8:0.0000}: precision {(double)right / Math.Max(1, taken):0.0000} recall "
                + $"{(double)right / Math.Max(1, truePairs):0.0000} F1 {2.0 * right / (taken + truePairs):0.0000} ({taken} pairs)"));
        }
        double[] edges = [0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 0.999, 1.0000001];
        for (var e = 0; e + 1 < edges.Length; e++)
        {
            var bin = scored.Where(s => Probability(s.Bits) >= edges[e] && Probability(s.Bits) < edges[e + 1]).ToArray();
            if (bin.Length > 0)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  score {edges[e]:0.000}-{Math.Min(1, edges[e + 1]):0.000}: {bin.Length,7} pairs, mean {bin.Average(s => Probability(s.Bits)):0.000}, true "
                + $"{bin.Average(s => s.IsTrue ? 1.0 : 0.0):0.000}"));
        }
    }

    private static double Probability(double bits) => 1 / (1 + Math.Pow(2, -bits));

    internal static void PrintErrors(TextWriter output, DuplicateSearch search, MatchingTable table, string[] entities, int count)
    {
        foreach (var pair in search.Pairs.Where(p => p.Bits >= 0 && !IsTrue(entities, p)).OrderByDescending(p => p.Bits).Take(count))
            Show(output, "WRONG ", search, table, pair.A, pair.B, search.Explain(pair));
        var found = search.Pairs.Where(p => p.Bits >= 0).Select(p => (p.A, p.B)).ToHashSet();
        var missed = Enumerable.Range(0, table.Rows).Where(r => entities[r].Length > 0).GroupBy(r => entities[r])
            .SelectMany(g => g.SelectMany(a => g.Where(b => b > a).Select(b => (a, b)))).Where(p => !found.Contains(p)).ToList();
        output.WriteLine($"missed {missed.Count}");
        foreach (var (a, b) in missed.OrderBy(m => (m.a * 7919L + m.b) % 1009).Take(count)) Show(output, "MISSED", search, table, a, b, search.Explain(a, b));
    }

    private static void Show(TextWriter output, string kind, DuplicateSearch search, MatchingTable table, int a, int b, Explanation why)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} {why.Bits:0.0} {why.Compact()}"));
        foreach (var row in new[] { a, b })
            output.WriteLine("    " + string.Join(" | ", search.Columns.Where(c => c.Role != ColumnRole.Ignored).Select(c => table[row, c.Index].ToString())));
    }
}

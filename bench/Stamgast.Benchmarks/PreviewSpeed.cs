using System.Diagnostics;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;

namespace Stamgast.Benchmarks;

/// <summary>
/// <c>preview DIR|CONNECTION SET</c>: pages of a waiting import by the clock, in milliseconds: the first question of each filter by itself (it may
/// make an index), then pages from its start and from far within, then searches letter by letter within it.
/// </summary>
internal static class PreviewSpeed
{
    private const int RowsAtOnce = 101;

    private static readonly string[] Typed = ["jozefien aerts", "van den berg", "0486123", "willem gent", "boulangerie", "xyz"];

    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        var set = long.Parse(arguments[1], CultureInfo.InvariantCulture);
        var preview = new ImportPreview(customers);
        preview.Page(set, PreviewFilter.All, 0, RowsAtOnce);
        output.WriteLine("| what | first | median | p95 | slowest | at |\n|---|---|---|---|---|---|");
        foreach (var query in Enum.GetValues<PreviewFilter>().Select(f => new PreviewQuery(f)).Append(new PreviewQuery(PreviewFilter.Everything, CustomerFields.ByName("street"))))
        {
            var name = query.Field is { } field ? "changes " + field.Name : query.Filter.ToString();
            Write(output, name, [.. Pages(preview, set, query, 0, 20), .. new[] { 500_000L, 900_000, 990_000 }.SelectMany(after => Pages(preview, set, query, after, 5))]);
            Write(output, name + ", searched", [.. KeyPresses().SelectMany(words => Pages(preview, set, query with { Text = words }, 0, 1))]);
            Write(output, name + ", searched further", [.. new[] { "an", "gent", "jozefien" }.SelectMany(words => Pages(preview, set, query with { Text = words }, 0, 8))]);
        }
        return 0;
    }

    // Each letter of what is typed is a key press.
    private static IEnumerable<string> KeyPresses() => Typed.SelectMany(w => Enumerable.Range(1, w.Length).Select(n => w[..n])).Where(w => !w.EndsWith(' '));

    private static IEnumerable<(double Milliseconds, string At)> Pages(ImportPreview preview, long set, PreviewQuery query, long after, int most)
    {
        for (var i = 0; i < most; i++)
        {
            var watch = Stopwatch.StartNew();
            var rows = preview.Page(set, query, after, RowsAtOnce);
            yield return (watch.Elapsed.TotalMilliseconds, $"{query.Text} after {after.ToString(CultureInfo.InvariantCulture)}");
            if (rows.Count < RowsAtOnce) yield break;
            after = rows[^2].Seq;
        }
    }

    private static void Write(TextWriter output, string what, List<(double Milliseconds, string At)> times)
    {
        var sorted = times.OrderBy(t => t.Milliseconds).ToList();
        static string Text(double time) => time.ToString("0.0", CultureInfo.InvariantCulture);
        output.WriteLine($"| {what} | {Text(times[0].Milliseconds)} | {Text(sorted[sorted.Count / 2].Milliseconds)} | {Text(sorted[(int)((sorted.Count - 1) * 0.95)].Milliseconds)} | {Text(sorted[^1].Milliseconds)} | {sorted[^1].At} |");
        output.Flush();
    }
}

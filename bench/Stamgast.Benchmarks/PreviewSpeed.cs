using System.Diagnostics;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.Benchmarks;

/// <summary>
/// <c>preview DIR|CONNECTION SET</c>: measures how long it takes to load a waiting import into memory, then pages of it in wall-clock milliseconds:
/// the first use of each filter, pages from the start and from the middle, and searches letter by letter, with and without a typing error in each
/// word.
/// </summary>
internal static class PreviewSpeed
{
    private const int RowsAtOnce = 101;

    private static readonly string[] Typed = ["jozefien aerts", "van den berg", "0486123", "willem gent", "boulangerie", "xyz", "gent aerts 9000",
        "w.debakker@kabel.example"];

    private static readonly string[] Mistyped = ["jozefein aertz", "bakkre willem", "vandenbreg", "boulangreie", "claas gant", "lefevrre"];

    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        var set = long.Parse(arguments[1], CultureInfo.InvariantCulture);
        using var list = new ListMemory(customers);
        list.Load();
        using var memory = new PreviewMemory(customers, list, TimeProvider.System);
        var preview = new ProposalPreview(customers, Viewer.System, memory);
        Prepare(preview, memory, set, output);
        output.WriteLine("| what | first | median | p95 | slowest | at |\n|---|---|---|---|---|---|");
        foreach (var query in Enum.GetValues<PreviewFilter>().Select(f => new PreviewQuery(f))
            .Concat(new[] { "street", "city" }.Select(f => new PreviewQuery(PreviewFilter.Everything, CustomerFields.ByName(f)))))
        {
            var name = query.Field is { } field ? "changes " + field.Name : query.Filter.ToString();
            Write(output, name, [.. Pages(preview, set, query, 0, 20),
                .. new[] { 500_000L, 900_000, 990_000 }.SelectMany(after => Pages(preview, set, query, after, 5))]);
            Write(output, name + ", searched", [.. KeyPresses(Typed).SelectMany(words => Pages(preview, set, query with { Text = words }, 0, 1))]);
            Write(output, name + ", with typing errors", [.. KeyPresses(Mistyped).SelectMany(words => Pages(preview, set, query with { Text = words }, 0, 1))]);
            Write(output, name + ", searched further",
                [.. new[] { "an", "gent", "jozefien" }.SelectMany(words => Pages(preview, set, query with { Text = words }, 0, 8))]);
        }
        return 0;
    }

    // The memory it uses is the difference from before.
    private static void Prepare(ProposalPreview preview, PreviewMemory memory, long set, TextWriter output)
    {
        static double Megabytes() => GC.GetTotalMemory(forceFullCollection: true) / 1e6;
        var before = Megabytes();
        var (watch, process) = (Stopwatch.StartNew(), Process.GetCurrentProcess());
        var used = process.TotalProcessorTime;
        var query = new PreviewQuery(PreviewFilter.All, Text: "jozefien");
        var first = preview.Look(set, query, 0, RowsAtOnce);
        var answered = watch.Elapsed.TotalMilliseconds;
        while (preview.Look(set, query, 0, RowsAtOnce, looks: false).Waits is not null) Thread.Sleep(20);
        process.Refresh();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"asked meanwhile: {first.Rows.Count} rows in {answered:0} ms; prepared in {watch.Elapsed.TotalSeconds:0.0} s, processor "
            + $"{(process.TotalProcessorTime - used).TotalSeconds:0.0} s; remembers {Megabytes() - before:0} MB of {memory.Remembered} rows, at most "
            + $"{process.PeakWorkingSet64 / 1e6:0} MB with the list\n"));
    }

    // Each typed letter is a key press.
    private static IEnumerable<string> KeyPresses(string[] typed) =>
        typed.SelectMany(w => Enumerable.Range(1, w.Length).Select(n => w[..n])).Where(w => !w.EndsWith(' '));

    private static IEnumerable<(double Milliseconds, string At)> Pages(ProposalPreview preview, long set, PreviewQuery query, long after, int most)
    {
        for (var i = 0; i < most; i++)
        {
            var watch = Stopwatch.StartNew();
            var rows = preview.Look(set, query, after, RowsAtOnce).Rows;
            yield return (watch.Elapsed.TotalMilliseconds, $"{query.Text} after {after.ToString(CultureInfo.InvariantCulture)}");
            if (rows.Count < RowsAtOnce) yield break;
            after = rows[^2].Seq;
        }
    }

    private static void Write(TextWriter output, string what, List<(double Milliseconds, string At)> times)
    {
        var sorted = times.OrderBy(t => t.Milliseconds).ToList();
        static string Text(double time) => time.ToString("0.0", CultureInfo.InvariantCulture);
        output.WriteLine(
            $"| {what} | {Text(times[0].Milliseconds)} | {Text(sorted[sorted.Count / 2].Milliseconds)} | "
            + $"{Text(sorted[(int)((sorted.Count - 1) * 0.95)].Milliseconds)} | {Text(sorted[^1].Milliseconds)} | {sorted[^1].At} |");
        output.Flush();
    }
}

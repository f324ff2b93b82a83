using System.Diagnostics;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Exporting;

namespace Stamgast.Benchmarks;

/// <summary>
/// <c>lists DIR|CONNECTION [--search] [--fields] [--export]</c>: how long a page of the list, the exact count and a key press take on a seeded base;
/// median, 95th percentile and slowest, in milliseconds of processor time (which a busy machine does not blur), from the call to the rows.
/// </summary>
internal static class ListsAndSearch
{
    private const int Rounds = 20;

    // A server's processor time is not ours to read: there it is the clock.
    private static bool onServer;

    private static readonly (string What, string[] Addresses)[] Pages =
    [
        ("by name", [""]),
        ("by city", ["sort=city", "sort=-city"]),
        ("by e-mail", ["sort=email"]),
        ("by number", ["sort=number", "sort=-number"]),
        ("by language", ["sort=language"]),
        ("by label", ["sort=label"]),
        ("chips", ["type=company", "lang=fr", "lang=en", "group=VIP", "group=Pers", "label=Nadia%20Peeters", "label=", "lang=fr&type=company",
        "group=VIP&lang=de"]),
        ("a city", ["city=Gent"]),
        ("the trash", ["active=trash"]),
    ];

    private static readonly string[] Fields =
        ["newsletter=1", "gender=female", "country=NL", "postal_code=9000", "city=Gent", "email=", "vat_number=*", "birth_date=*",
            "postal_code=9000&gender=female", "first_name=Jozefien"];

    private static readonly string[] Typed =
        ["jozefien aerts", "van den berg", "lefevre", "0486123", "willem gent", "boulangerie", "claes zonen", "peeters an", "debakker", "info@",
            "2018", "be0403"];

    private static readonly string[] WithError =
        ["jozzefien", "xozefien", "jofefien aertd", "van der bergh", "leffevre", "boulagnerie", "peetres an", "antwrpen", "vermeuleb", "dubios marie", "claesz",
            "willlem gent"];

    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        onServer = customers.Engine == Engine.Postgres;
        using var memory = new ListMemory(customers);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var reading = Time(memory.Load, "").Milliseconds;
        var list = new CustomerList(customers, Viewer.System, memory);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"memory of the list: {reading:0} ms, {(GC.GetTotalMemory(forceFullCollection: true) - before) >> 20} MB"));
        output.WriteLine(
            $"{list.Count(new CustomerQuery()).ToString("N0", CultureInfo.InvariantCulture)} customers, {customers.Engine}, "
                + $"{Environment.ProcessorCount} cores");
        if (arguments.Contains("--fields"))
        {
            WriteFields(list, output);
            return 0;
        }
        output.WriteLine("| what | median | p95 | slowest | at |\n|---|---|---|---|---|");
        // Work done once per program is not part of the cost of a key press.
        foreach (var words in KeyPresses()) list.Page(CustomerQueryText.FromAddress("q=" + Uri.EscapeDataString(words)));
        // The places in an order are read in the background when they are first asked for.
        foreach (var sort in new[] { "name", "city" })
        {
            list.Page(CustomerQueryText.FromAddress("type=person&sort=" + sort));
            Thread.Sleep(TimeSpan.FromSeconds(5));
        }
        if (!arguments.Contains("--search")) WritePages(list, output);
        WriteSearches(list, output);
        if (arguments.Contains("--export")) Export(customers, output);
        return 0;
    }

    private static void WriteSearches(CustomerList list, TextWriter output)
    {
        foreach (var (what, chips) in new[] { ("", ""), (" and three chips", "&lang=fr&type=company&group=VIP"), (" by name", "&sort=name"),
            (" by city", "&sort=city") })
        {
            CustomerQuery Query(string words) => CustomerQueryText.FromAddress($"q={Uri.EscapeDataString(words)}{chips}");
            Write(output, "key press" + what, KeyPresses().SelectMany(w => Enumerable.Range(0, 3).Select(_ => Time(() => list.Page(Query(w)), w))));
            Write(output, "with a typing error" + what, WithError.SelectMany(w => Enumerable.Range(0, 3).Select(_ => Time(() => list.Page(Query(w)), w))));
            if (!chips.Contains("sort", StringComparison.Ordinal))
                Write(output, "their counts" + what, KeyPresses().Concat(WithError).Select(w => Time(() => list.Count(Query(w)), w)));
        }
        Write(output, "tenth page of a search", Typed.Select(w =>
            Time(() => Follow(list, CustomerQueryText.FromAddress($"q={Uri.EscapeDataString(w[..3])}")), w[..3])));
    }

    // One line a filter: the first use costs more than the next ones.
    private static void WriteFields(CustomerList list, TextWriter output)
    {
        foreach (var fields in Fields)
            foreach (var rest in new[] { "", "&sort=city", "&lang=fr", "&q=a", "&q=jozefien", "&q=peetres an", "&q=van&sort=name" })
            {
                var query = CustomerQueryText.FromAddress(fields + rest);
                var (first, again) = (Time(() => list.Page(query), ""), Time(() => list.Page(query), ""));
                var count = Time(() => list.Count(query), "");
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{fields + rest}: page {first.Milliseconds:0.0}, again {again.Milliseconds:0.0}, count {count.Milliseconds:0.0}"));
                output.Flush();
            }
    }

    private static void Follow(CustomerList list, CustomerQuery query)
    {
        string? cursor = null;
        for (var i = 0; i < 10; i++)
            if ((cursor = list.Page(query, cursor).Next) is null) return;
    }

    private static void WritePages(CustomerList list, TextWriter output)
    {
        foreach (var (what, addresses) in Pages)
        {
            Write(output, "page " + what, addresses.SelectMany(a => Walk(list, CustomerQueryText.FromAddress(a), a)));
            Write(output, "count " + what, addresses.Select(a => Time(() => list.Count(CustomerQueryText.FromAddress(a)), a)));
        }
    }

    // Each typed letter is a key press.
    private static IEnumerable<string> KeyPresses() => Typed.SelectMany(w => Enumerable.Range(1, w.Length).Select(n => w[..n])).Where(w => !w.EndsWith(' '));

    private static IEnumerable<(double Milliseconds, string At)> Walk(CustomerList list, CustomerQuery query, string address)
    {
        string? cursor = null;
        for (var i = 0; i < Rounds; i++)
        {
            string? next = null;
            yield return Time(() => next = list.Page(query, cursor, 100).Next, $"{address} page {i + 1}");
            if (next is null) yield break;
            cursor = next;
        }
    }

    private static (double Milliseconds, string At) Time(Action work, string at)
    {
        var start = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        work();
        return (onServer ? watch.Elapsed.TotalMilliseconds : (Environment.CpuUsage.TotalTime - start).TotalMilliseconds, at);
    }

    private static (double Milliseconds, string At) Time<T>(Func<T> work, string at) => Time(() => { work(); }, at);

    private static void Write(TextWriter output, string what, IEnumerable<(double Milliseconds, string At)> times)
    {
        var sorted = times.OrderBy(t => t.Milliseconds).ToList();
        string At(double share) => sorted[(int)((sorted.Count - 1) * share)].Milliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        output.WriteLine($"| {what} | {At(0.5)} | {At(0.95)} | {At(1)} | {sorted[^1].At} |");
        output.Flush();
    }

    private static void Export(Base customers, TextWriter output)
    {
        var path = Path.Combine(Path.GetTempPath(), $"stamgast-export-{Environment.ProcessId}.csv");
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        new CustomerExport(customers, Viewer.System).WriteFile(new ExportRequest(new CustomerQuery(), ExportFormat.Csv) { AllFields = true }, path);
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"export of all fields: {watch.Elapsed.TotalSeconds:0.0} s, processor {processor.TotalSeconds:0.0} s, {new FileInfo(path).Length >> 20} MB"));
        File.Delete(path);
    }
}

using System.Diagnostics;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.ExtraFields;

namespace Stamgast.Benchmarks;

/// <summary>
/// <c>extra DIR|CONNECTION</c>: how long a page of the list takes that is filtered by an extra field, on a base that is thrown away: each
/// customer gets values by a plain statement, past the history. Each value is asked for the first time, then again, then counted; in
/// milliseconds, from the call to the rows. What it takes without the indexes comes first.
/// </summary>
internal static class ExtraFieldSpeed
{
    private const int Machines = 40;
    private const int Kilos = 5_000;
    private const int Asked = 40;

    private static readonly string[] Orders = ["name", "city", "x:bench_kilos"];

    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        output.WriteLine(
            $"{customers.Engine}, {new CustomerList(customers, Viewer.System).Count(new CustomerQuery()).ToString("N0", CultureInfo.InvariantCulture)} "
            + $"customers, {Environment.ProcessorCount} cores");
        Fill(customers);
        output.WriteLine("| what | median | p95 | slowest |\n|---|---|---|---|");
        Measure(customers, "without an index: ", 5, output);
        var watch = Stopwatch.StartNew();
        var made = new ExtraIndexes(customers).Make();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {made} indexes made: {watch.Elapsed.TotalSeconds:0.0} s | | | |"));
        Measure(customers, "", Asked, output);
        return 0;
    }

    // Values that 2.5 % of all have, that one of 5,000 has, days of two years, and yes or no.
    private static void Fill(Base customers)
    {
        var verbs = new ExtraFieldVerbs(customers, TimeProvider.System);
        var known = ExtraDefinitions.Of(customers);
        if (known.ByKey("bench_machine") is not null) return;
        var machine = verbs.Add("bench_machine", ExtraKind.Choice,
            new ExtraWish { Choices = [.. Enumerable.Range(0, Machines).Select(i => new ExtraChoice($"Machine {i}"))] });
        var kilos = verbs.Add("bench_kilos", ExtraKind.Number, new ExtraWish());
        var own = verbs.Add("bench_own", ExtraKind.Flag, new ExtraWish());
        var text = customers.Engine == Engine.Postgres ? "::text" : "";
        customers.Write(transaction => transaction.Execute($$"""
            update customer set extra = '{"{{machine.MapId}}":"Machine ' || (id * 7919 % {{Machines}}){{text}} || '","{{kilos.MapId}}":"' || (id * 31 % {{Kilos}}){{text}}
                || '","{{own.MapId}}":"' || (id % 2){{text}} || '"}'
            """));
        if (customers.Engine == Engine.Postgres) customers.Write(transaction => transaction.Execute("analyze customer"));
    }

    private static void Measure(Base customers, string how, int most, TextWriter output)
    {
        var extra = ExtraDefinitions.Of(customers);
        // One memory for each kind of filter: it keeps what was asked last, as a program does that runs all day.
        foreach (var (what, addresses) in new (string, IEnumerable<string>)[]
        {
            ("a choice of 2.5 %", Enumerable.Range(0, Machines).Select(i => $"x:bench_machine=Machine%20{i}")),
            ("a number of 0.02 %", Enumerable.Range(0, Kilos).Select(i => $"x:bench_kilos={i * 97 % Kilos}")),
            ("a range of 1 %", Enumerable.Range(0, 100).Select(i => $"x:bench_kilos.after={i * 50 - 1}&x:bench_kilos.before={(i + 1) * 50}")),
            ("yes or no and a choice", Enumerable.Range(0, Machines).Select(i => $"x:bench_own={i % 2}&x:bench_machine=Machine%20{i}")),
        })
        {
            using var memory = new ListMemory(customers);
            memory.Load();
            var list = new CustomerList(customers, Viewer.System, memory);
            foreach (var order in how.Length > 0 ? Orders[..1] : Orders)
            {
                // The places in an order are read in the background when they are first asked for.
                list.Page(CustomerQueryText.FromAddress($"type=person&sort={order}", extra));
                Thread.Sleep(TimeSpan.FromSeconds(5));
                var queries = addresses.Skip(Array.IndexOf(Orders, order) * most).Concat(addresses).Take(most)
                    .Select(a => CustomerQueryText.FromAddress($"{a}&sort={order}", extra)).ToList();
                Write(output, $"{how}{what}, by {order}: page", queries.ConvertAll(q => Time(() => list.Page(q))));
                Write(output, $"{how}{what}, by {order}: next page", queries.ConvertAll(q => Next(list, q)));
                Write(output, $"{how}{what}, by {order}: count", queries.ConvertAll(q => Time(() => list.Count(q))));
            }
        }
    }

    private static double Next(CustomerList list, CustomerQuery query)
    {
        var cursor = list.Page(query).Next;
        return Time(() => list.Page(query, cursor));
    }

    private static double Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Write(TextWriter output, string what, List<double> times)
    {
        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {times[times.Count / 2]:0.0} | {times[Math.Min(times.Count - 1, times.Count * 95 / 100)]:0.0} | {times[^1]:0.0} |"));
        output.Flush();
    }
}

using System.Diagnostics;
using System.Globalization;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;

namespace Stamgast.Benchmarks;

/// <summary>
/// Measures the hint while a customer is typed and the comparison of the rows of an import: <c>known DIR|CONNECTION</c>. It asks for customers of the
/// base, half of them with an error in each of two fields, alone and four at once; then compares 100,000 rows made of them.
/// </summary>
internal static class KnownSpeed
{
    private const int Questions = 5000;
    private const int Rows = 100_000;

    private static readonly int[] Spoilt =
    [
        CustomerFields.FirstName, CustomerFields.LastName, CustomerFields.CompanyName, CustomerFields.Email, CustomerFields.Mobile, CustomerFields.Street,
    ];

    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        using var memory = new MatchMemory(customers);
        var watch = Stopwatch.StartNew();
        memory.Load();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"memory built in {watch.Elapsed.TotalSeconds:0.0} s, {Process.GetCurrentProcess().WorkingSet64 >> 20} MB"));
        var random = new Random(5);
        var typed = Typed(customers, random, Questions);
        var known = new KnownAlready(customers, memory, Viewer.System);
        Ask(output, "first 500 (warming up)", known, typed[..500], 1);
        Ask(output, "asked one after the other", known, typed, 1);
        Ask(output, "asked four at once", known, typed, 4);
        var rows = Enumerable.Range(0, Rows).Select(i => new ComparedRow(Altered(typed[i % typed.Length], random), null)).ToList();
        watch.Restart();
        var found = new BaseMatches(memory).Find(rows, 1, 0.5, null, default)!;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Rows} rows of an import compared in {watch.Elapsed.TotalSeconds:0.0} s, {found.Count(m => m.Count > 0)} with a match"));
        return 0;
    }

    private static void Ask(TextWriter output, string what, KnownAlready known, CustomerValues[] typed, int threads)
    {
        var times = new double[typed.Length];
        Parallel.For(0, typed.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var watch = Stopwatch.StartNew();
            _ = known.Of(typed[i], null);
            times[i] = watch.Elapsed.TotalMilliseconds;
        });
        Array.Sort(times);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: p50 {times[times.Length / 2]:0.00} ms, p95 {times[times.Length * 95 / 100]:0.00} ms, p99 {times[times.Length * 99 / 100]:0.00} ms, "
            + $"most {times[^1]:0.0} ms"));
    }

    private static CustomerValues[] Typed(Base customers, Random random, int count)
    {
        using var connection = customers.OpenReader();
        var most = BaseTable.Number(connection, Counter.Customers);
        var ids = Enumerable.Range(0, count).Select(_ => random.NextInt64(1, most + 1)).ToList();
        var states = new CustomerLookup(customers, Viewer.System).All(ids);
        return [.. states.Select(s => Altered(s.Values, random))];
    }

    private static CustomerValues Altered(CustomerValues values, Random random)
    {
        var altered = values.Copy();
        for (var errors = random.Next(2) * 2; errors > 0; errors--)
        {
            var field = Spoilt[random.Next(Spoilt.Length)];
            if (altered[field] is { Length: > 2 } text) altered[field] = text.Remove(random.Next(text.Length), 1);
        }
        return altered;
    }
}

using System.Diagnostics;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.Benchmarks;

/// <summary><c>edit DIR|CONNECTION</c>: edits of one customer each, and merges and splits of two, in a seeded base. It alters the base: take a
/// copy.</summary>
internal static class EditSpeed
{
    private const int Rounds = 500;
    private const int WarmUp = 20;

    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        var lookup = new CustomerLookup(customers, Viewer.System);
        var ids = Enumerable.Range(1, 2000).Select(id => lookup.Find(id)).OfType<CustomerState>().Where(c => c.IsLive).Select(c => c.Id).ToList();
        var editing = new EditCustomer(customers, TimeProvider.System);
        Measure(output, "edit of one customer", Rounds, round =>
        {
            var state = lookup.Find(ids[round % ids.Count])!;
            var values = state.Values.Copy();
            values[CustomerFields.Notes] = $"Round {round} {state.Version}";
            editing.Do(state.Id, state.Version, GivenValues.Between(state.Values, values), Actor.CommandLine);
        });
        var (merging, splitting) = (new MergeCustomers(customers, TimeProvider.System), new SplitCustomers(customers, TimeProvider.System));
        Measure(output, "merge of two and its split", Rounds / 5, round =>
        {
            var merge = merging.Do(ids[2 * round], [ids[2 * round + 1]], Actor.CommandLine);
            splitting.Do(merge.Set.Id, Actor.CommandLine);
        });
        return 0;
    }

    private static void Measure(TextWriter output, string what, int rounds, Action<int> work)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds + WarmUp; round++)
        {
            var watch = Stopwatch.StartNew();
            work(round);
            if (round >= WarmUp) times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: median {times[times.Count / 2]:0.0} ms, p95 {times[(int)(times.Count * 0.95)]:0.0} ms, slowest {times[^1]:0.0} ms"));
    }
}

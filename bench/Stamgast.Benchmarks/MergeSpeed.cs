using System.Diagnostics;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging;
using Stamgast.Merging.Many;
using Stamgast.Tasks;

namespace Stamgast.Benchmarks;

/// <summary>
/// Measures merges and splits: <c>merges DIR|CONNECTION</c>, a base that may be filled: it adds two customers with 1,000 and two with 100,000 tasks,
/// and 10,000 groups of two. Each is merged and split again several times, since other work may be in the way: the best counts.
/// </summary>
internal static class MergeSpeed
{
    private const int Times = 7;
    private const int Groups = 10_000;

    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        foreach (var tasks in new[] { 1000, 100_000 }) Two(customers, tasks, output);
        Many(customers, output);
        return 0;
    }

    private static void Two(Base customers, int tasks, TextWriter output)
    {
        var first = Add(customers, 2);
        AddTasks(customers, first + 1, tasks);
        var (merging, splitting) = (new MergeCustomers(customers, TimeProvider.System), new SplitCustomers(customers, TimeProvider.System));
        var (merges, splits) = (new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            var watch = Stopwatch.StartNew();
            var set = merging.Do(first, [first + 1], Actor.CommandLine).Set.Id;
            merges.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            splitting.Do(set, Actor.CommandLine);
            splits.Add(watch.Elapsed.TotalMilliseconds);
        }
        Say(output, $"two with {tasks} tasks: merge", merges);
        Say(output, $"two with {tasks} tasks: split", splits);
    }

    private static void Many(Base customers, TextWriter output)
    {
        var first = Add(customers, 2 * Groups);
        List<MergeWish> wishes = [.. Enumerable.Range(0, Groups).Select(i => new MergeWish(first + (2 * i), [first + (2 * i) + 1]))];
        var (merges, splits) = (new List<double>(), new List<double>());
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            var set = new MergeMany(customers, TimeProvider.System).Do(wishes, Actor.CommandLine, null, new Course()).Outcome!.Set.Id;
            merges.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            new ChangeSets(customers, TimeProvider.System).Undo(set, Actor.CommandLine);
            splits.Add(watch.Elapsed.TotalMilliseconds);
        }
        Say(output, $"{Groups} groups as one set: merge", merges);
        Say(output, $"{Groups} groups as one set: undo", splits);
    }

    private static void Say(TextWriter output, string what, List<double> times) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: best {times.Min():0.0} ms, median {times.Order().ElementAt(times.Count / 2):0.0} ms, first {times[0]:0.0} ms"));

    // Returns the first ID.
    private static long Add(Base customers, int count)
    {
        var values = Enumerable.Range(0, count).Select(i =>
        {
            var one = CustomerValues.Blank();
            (one[CustomerFields.FirstName], one[CustomerFields.LastName]) = ("Jozefien", $"Aerts {i / 2}");
            (one[CustomerFields.Email], one[CustomerFields.City]) = ($"jozefien{i}@aerts.example", "Gent");
            if (i % 2 == 1) one[CustomerFields.Mobile] = "+32470" + (100000 + i).ToString(CultureInfo.InvariantCulture);
            return one;
        });
        var set = new ChangeSets(customers, TimeProvider.System).CreateMany(values, ChangeKind.Sample, Actor.CommandLine).Set;
        using var context = customers.NewContext();
        return context.ChangeItems.Single(i => i.Seq == set.FirstSeq).RecordId;
    }

    private static void AddTasks(Base customers, long customer, int count)
    {
        var changes = new ChangeSets(customers, TimeProvider.System);
        foreach (var some in Enumerable.Range(0, count).Chunk(1000))
            changes.Create([.. some.Select(i =>
            {
                var task = TaskShape.Instance.Blank();
                (task[TaskFields.Title], task[TaskFields.Customer]) = ($"Call back {i}", customer.ToString(CultureInfo.InvariantCulture));
                return task;
            })], Actor.CommandLine);
    }
}

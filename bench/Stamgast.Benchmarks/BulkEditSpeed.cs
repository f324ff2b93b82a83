using System.Diagnostics;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Database;

namespace Stamgast.Benchmarks;

/// <summary><c>bulk DIR|CONNECTION</c>: a label on all customers of a seeded base at once, and its undo. It alters the base: take a copy.</summary>
internal static class BulkEditSpeed
{
    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        using var memory = new ListMemory(customers);
        memory.Load();
        var edit = new BulkEdit(customers, Viewer.System, TimeProvider.System);
        static void Label(CustomerValues values) => values[CustomerFields.Label] = "Karim";
        IReadOnlyList<long> ids = [];
        Write(output, "all that match", () => ids = [.. new CustomerList(customers, Viewer.System, memory).Ids(new CustomerQuery())]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ids.Count:N0} customers"));
        Write(output, "counted who will change", () => edit.CountChanged(ids, Label));
        using (var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            Write(output, "cancelled after 2 s", () =>
            {
                try { edit.Apply(ids, Label, ChangeKind.Bulk, Actor.CommandLine, new Course(Cancel: stop.Token)); }
                catch (OperationCanceledException) { output.Write("(cancelled) "); }
            });
        ChangeOutcome? outcome = null;
        Write(output, "changed", () => outcome = edit.Apply(ids, Label, ChangeKind.Bulk, Actor.CommandLine));
        Write(output, "undone", () => new ChangeSets(customers, TimeProvider.System).Undo(outcome!.Set.Id, Actor.CommandLine));
        return 0;
    }

    private static void Write(TextWriter output, string what, Action work)
    {
        var start = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        work();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {watch.Elapsed.TotalSeconds:0.0} s, processor {(Environment.CpuUsage.TotalTime - start).TotalSeconds:0.0} s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        output.Flush();
    }
}

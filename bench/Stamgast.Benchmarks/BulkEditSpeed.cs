using System.Diagnostics;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Undoing;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.Benchmarks;

/// <summary><c>bulk DIR|CONNECTION</c>: the preview of a label on all customers of a seeded base, its confirmation and its undo. It alters the base: take
/// a copy.</summary>
internal static class BulkEditSpeed
{
    public static int Run(string[] arguments, TextWriter output)
    {
        var location = Directory.Exists(arguments[0]) ? BaseLocation.InFolder(arguments[0]) : BaseLocation.OnServer(arguments[0], Path.GetTempPath());
        using var customers = Base.Open(location);
        using var memory = new ListMemory(customers);
        memory.Load();
        var proposing = new ProposeVerb(customers, TimeProvider.System);
        var verb = new SetLabel("Karim");
        IReadOnlyList<long> ids = [];
        Write(output, "all that match", () => ids = [.. new CustomerList(customers, Viewer.System, memory).Ids(new CustomerQuery()).Order()]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ids.Count:N0} customers"));
        Write(output, "counted what the fields hold now", () => FieldsNow.Of(customers, Viewer.System, ids));
        using (var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            Write(output, "cancelled after 2 s", () =>
            {
                try { proposing.Do(verb, ids, Actor.CommandLine, course: new Course(Cancel: stop.Token)); }
                catch (OperationCanceledException) { output.Write("(cancelled) "); }
            });
        ChangeSet? proposed = null;
        Write(output, "preview", () => proposed = proposing.Do(verb, ids, Actor.CommandLine));
        Write(output, "first page of it", () => new ProposalPreview(customers, Viewer.System).Page(proposed!.Id, PreviewFilter.Everything, 0, 101));
        Write(output, "applied", () => new ConfirmProposal(customers, TimeProvider.System).Do(proposed!.Id, proposed.Revision, Actor.CommandLine));
        Write(output, "undone", () => new ChangeSets(customers, TimeProvider.System).Undo(proposed!.Id, Actor.CommandLine));
        return 0;
    }

    private static void Write(TextWriter output, string what, Action work)
    {
        var start = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        work();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {watch.Elapsed.TotalSeconds:0.0} s, processor {(Environment.CpuUsage.TotalTime - start).TotalSeconds:0.0} s, peak "
            + $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"));
        output.Flush();
    }
}

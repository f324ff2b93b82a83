using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.BulkEdit;

/// <summary>Does what a preview shows. Whoever does it again finds it applied.</summary>
internal abstract class ConfirmBulkJob(Base customers, TimeProvider clock, PreviewMemory memory, JobActors actors) : PageJob
{
    /// <param name="Set">The proposal.</param>
    /// <param name="Revision">The one that was shown.</param>
    /// <param name="List">Where to go then.</param>
    public sealed record Order(long Set, int Revision, string List);

    public override string Caption => "selection.working";

    public override string At => "customers";

    public override int Resumptions => 2;

    // It was confirmed once; nobody needs to stand by until others have written.
    public override IReadOnlyList<TimeSpan> RetryAfter { get; } = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    public static string KeyOf(long setId) => "bulk-" + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is asked to confirm a proposal.</summary>
    public static JobRequest Request(BulkAct act, Order order, long user) =>
        new JobRequest(act.Permission == Permission.DeleteCustomers ? ConfirmTrashJob.KindName : ConfirmEditJob.KindName, KeyOf(order.Set), user, BulkView.AddressOf(order.Set))
            .With(order);

    public override string AddressOfDone(Job job) => job.SetId is { } set ? BulkRoutes.DoneOf(set) : PlaceOf(job);

    public override string? AddressOfEnd(Job job) => job.State switch
    {
        JobState.Cancelled => DoneWords.Said(PlaceOf(job), "import.applyCancelled"),
        JobState.Interrupted => PlaceOf(job),
        _ => null,
    };

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        memory.Drop(order.Set);
        var set = ConfirmProposal.Find(customers, order.Set);
        // The program stopped after it was applied, or before that could be said.
        if (set is { State: ChangeState.Applied }) return BulkRoutes.DoneOf(order.Set);
        var actor = set is { Kind: ChangeKind.Restore } ? actors.OfPart(run, Door.Bulk) : actors.OfAll(run, Door.Bulk);
        var outcome = new ConfirmProposal(customers, clock)
            .Do(order.Set, order.Revision, actor, strict: false, (rows, fraction) => run.Report(rows, fraction), run.Cancel);
        return EndOf(outcome, order.List);
    }

    // Several changes, each of which can be undone by itself, stand on the page of the activity. What somebody else changed is offered again.
    private static string EndOf(ChangeOutcome outcome, string list) => outcome.Also.Count > 0
        ? new Flash { Key = "trash.restored", Count = outcome.AllCustomers }.At("/activity")
        : DoneWords.Address(outcome.LeftTo is { } left ? BulkView.AddressOf(left) : list, outcome);
}

/// <summary>Fields of many customers.</summary>
internal sealed class ConfirmEditJob(Base customers, TimeProvider clock, PreviewMemory memory, JobActors actors) : ConfirmBulkJob(customers, clock, memory, actors)
{
    public const string KindName = "bulk.confirm";

    public override string Name => KindName;

    public override Permission Permission => Permission.EditCustomers;
}

/// <summary>Many customers to the trash, or back from it.</summary>
internal sealed class ConfirmTrashJob(Base customers, TimeProvider clock, PreviewMemory memory, JobActors actors) : ConfirmBulkJob(customers, clock, memory, actors)
{
    public const string KindName = "bulk.confirmTrash";

    public override string Name => KindName;

    public override Permission Permission => Permission.DeleteCustomers;
}

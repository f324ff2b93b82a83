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

/// <summary>Applies a preview. Repeating it finds it already applied.</summary>
internal abstract class ConfirmBulkJob(Base customers, TimeProvider clock, PreviewMemory memory, JobActors actors) : PageJob
{
    /// <param name="Set">The proposal.</param>
    /// <param name="Revision">The revision that was shown.</param>
    /// <param name="List">The list to return to.</param>
    public sealed record Order(long Set, int Revision, string List);

    public override string Caption => "selection.working";

    public override string At => "customers";

    public override int Resumptions => 2;

    // It was confirmed once; nobody has to wait while others write.
    public override IReadOnlyList<TimeSpan> RetryAfter { get; } = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    public static string KeyOf(long setId) => "bulk-" + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The parameters of a confirmation.</summary>
    public static JobRequest Request(BulkAct act, Order order, long user) =>
        new JobRequest(act.Permission == Permission.DeleteCustomers ? ConfirmTrashJob.KindName : ConfirmEditJob.KindName, KeyOf(order.Set), user,
            BulkView.AddressOf(order.Set))
            .With(order);

    public override string AddressOfDone(Job job) => job.SetId is { } set ? BulkRoutes.DoneOf(set) : PlaceOf(job);

    public override string? AddressOfEnd(Job job) => job.State switch
    {
        JobState.Cancelled => DoneTexts.Said(PlaceOf(job), "import.applyCancelled"),
        JobState.Interrupted => PlaceOf(job),
        _ => null,
    };

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        memory.Drop(order.Set);
        var set = ConfirmProposal.Find(customers, order.Set);
        // The program stopped after applying it, or before it could report.
        if (set is { State: ChangeState.Applied }) return BulkRoutes.DoneOf(order.Set);
        var actor = set is { Kind: ChangeKind.Restore } ? actors.OfPart(run, Door.Bulk) : actors.OfAll(run, Door.Bulk);
        var outcome = new ConfirmProposal(customers, clock)
            .Do(order.Set, order.Revision, actor, strict: false, (rows, fraction) => run.Report(rows, fraction), run.Cancel);
        return EndOf(outcome, order.List);
    }

    // Several changes, each with an undo of its own, are shown in Activity. Conflicts are offered again.
    private static string EndOf(ChangeOutcome outcome, string list) => outcome.Also.Count > 0
        ? new Flash { Key = "trash.restored", Count = outcome.AllCustomers }.At("/activity")
        : DoneTexts.Address(outcome.LeftTo is { } left ? BulkView.AddressOf(left) : list, outcome);
}

/// <summary>Fields of many customers.</summary>
internal sealed class ConfirmEditJob(Base customers, TimeProvider clock, PreviewMemory memory, JobActors actors)
    : ConfirmBulkJob(customers, clock, memory, actors)
{
    public const string KindName = "bulk.confirm";

    public override string Name => KindName;

    public override Permission Permission => Permission.EditCustomers;
}

/// <summary>Many customers to the trash, or back from it.</summary>
internal sealed class ConfirmTrashJob(Base customers, TimeProvider clock, PreviewMemory memory, JobActors actors)
    : ConfirmBulkJob(customers, clock, memory, actors)
{
    public const string KindName = "bulk.confirmTrash";

    public override string Name => KindName;

    public override Permission Permission => Permission.DeleteCustomers;
}

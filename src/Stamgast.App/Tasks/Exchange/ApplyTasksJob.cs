using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Proposals;

namespace Stamgast.App.Tasks.Exchange;

/// <summary>Applies a confirmed preview of a task import.</summary>
internal sealed class ApplyTasksJob(Base customers, TimeProvider clock, JobActors actors) : PageJob
{
    private const string KindName = "tasks.apply";

    /// <param name="Set">The proposal.</param>
    /// <param name="Revision">The revision of the confirmed preview.</param>
    public sealed record Order(long Set, int Revision);

    public override string Name => KindName;

    public override string Caption => "tasks.import.applying";

    public override Permission Permission => Permission.Import;

    public override string At => "tasks";

    public static string KeyOf(long setId) => "tasks-" + setId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The parameters of applying a preview.</summary>
    public static JobRequest Request(Order order, long user)
    {
        return new JobRequest(KindName, KeyOf(order.Set), user, TaskAddress.OfImport(order.Set)).With(order);
    }

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        // The program stopped after applying it, or before it could report.
        if (ConfirmProposal.Find(customers, order.Set).State == ChangeState.Applied) return TaskAddress.Path;
        var outcome = new ConfirmProposal(customers, clock).Do(
            order.Set, order.Revision, actors.OfAll(run, Door.Import), strict: false, (rows, fraction) => run.Report(rows, fraction), run.Cancel);
        // Rows that somebody else changed are offered again.
        return DoneTexts.Address(outcome.LeftTo is { } left ? TaskAddress.OfImport(left) : TaskAddress.Path, outcome);
    }
}

using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Proposals;

namespace Stamgast.App.Tasks;

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

    /// <summary>The parameters of applying a preview.</summary>
    public static JobRequest Request(Order order, long user)
    {
        var set = order.Set.ToString(CultureInfo.InvariantCulture);
        return new JobRequest(KindName, "tasks-" + set, user, "/tasks/import/" + set).With(order);
    }

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var outcome = new ConfirmProposal(customers, clock).Do(
            order.Set, order.Revision, actors.OfAll(run, Door.Import), strict: false, (rows, fraction) => run.Report(rows, fraction), run.Cancel);
        return DoneWords.Address(TaskAddress.Path, outcome);
    }
}

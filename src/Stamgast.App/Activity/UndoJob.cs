using System.Globalization;
using Stamgast.App.Customers.Names;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Undoing;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Activity;

/// <summary>Undoes a change. Does not restart automatically after a crash: the user should first see the current state.</summary>
internal sealed class UndoJob(Base customers, TimeProvider clock, NameBooks names, JobActors actors) : PageJob
{
    /// <param name="Set">The change set.</param>
    /// <param name="OnlyCustomer">Undoes only what it did to this customer.</param>
    public sealed record Order(long Set, long? OnlyCustomer);

    public override string Name => "activity.undo";

    public override string Caption => "activity.undoing";

    public override Permission Permission => Permission.Undo;

    /// <summary>The parameters of an undo.</summary>
    /// <param name="back">The page on which it was asked.</param>
    public static JobRequest Request(Order order, long user, string back) =>
        new JobRequest("activity.undo", string.Create(CultureInfo.InvariantCulture, $"undo-{order.Set}-{order.OnlyCustomer}"), user, back).With(order);

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var outcome = new ChangeSets(customers, clock).Undo(
            order.Set, actors.OfAll(run, Door.Undo), order.OnlyCustomer, (rows, fraction) => run.Report(rows, fraction), run.Cancel);
        // It may have been a change of names.
        names.Forget();
        return DoneTexts.Address(PlaceOf(run.Job), outcome);
    }
}

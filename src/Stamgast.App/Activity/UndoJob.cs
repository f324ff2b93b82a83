using System.Globalization;
using Stamgast.App.Customers.Names;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Undoing;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Merging;

namespace Stamgast.App.Activity;

/// <summary>Undoes a change. Does not restart automatically after a crash: the user should first see the current state.</summary>
internal sealed class UndoJob(Base customers, TimeProvider clock, NameBooks names, JobActors actors) : PageJob
{
    /// <param name="Set">The change set.</param>
    /// <param name="OnlyCustomer">Undoes only what it did to this customer.</param>
    /// <param name="WithSplits">Splits the merges first that would keep customers as they are.</param>
    public sealed record Order(long Set, long? OnlyCustomer, bool WithSplits = false);

    public override string Name => "activity.undo";

    public override string Caption => "activity.undoing";

    public override Permission Permission => Permission.Undo;

    /// <summary>The parameters of an undo.</summary>
    /// <param name="back">The page on which it was asked.</param>
    public static JobRequest Request(Order order, long user, string back) =>
        // With splits it is another job: the plain one may still be running.
        new JobRequest("activity.undo", string.Create(CultureInfo.InvariantCulture,
            $"undo-{order.Set}-{order.OnlyCustomer}{(order.WithSplits ? "-splits" : "")}"), user, back).With(order);

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var actor = actors.OfAll(run, Door.Undo);
        ChangeOutcome outcome;
        try
        {
            outcome = order.WithSplits ? new UndoWithSplits(customers, clock).Do(order.Set, actor, (rows, fraction) => run.Report(rows, fraction), run.Cancel)
                : new ChangeSets(customers, clock).Undo(order.Set, actor, order.OnlyCustomer, (rows, fraction) => run.Report(rows, fraction), run.Cancel);
        }
        catch (NothingUndoneException nothing) when (!order.WithSplits && nothing.Kept.Any(k => k.Reason == "merged"))
        {
            return ActivityRoutes.AddressOfSplits(order.Set, PlaceOf(run.Job));
        }
        // It may have been a change of names.
        names.Forget();
        return DoneTexts.Address(PlaceOf(run.Job), outcome);
    }
}

using Stamgast.App.Activity;
using Stamgast.App.Customers;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Jobs;

namespace Stamgast.App.ExtraFields;

/// <summary>Changes the kind of an extra field with all its values. Cancelled before the end it changes nothing.</summary>
internal sealed class ExtraKindJob(Base customers, TimeProvider clock, JobActors actors, IServiceProvider parts) : PageJob
{
    /// <param name="Key">Of the field.</param>
    /// <param name="MayLose">How many values were said to be lost.</param>
    /// <param name="Caption">What whoever asked calls it.</param>
    public sealed record Order(string Key, ExtraKind Kind, long MayLose, string Caption);

    public const string KindName = "fields.kind";

    public override string Name => KindName;

    public override string Caption => "extra.kind.working";

    public override string At => "settings";

    public override Permission Permission => Permission.ChangeSettings;

    // Whoever does it again finds the kind that was asked for, or begins anew: it is one transaction.
    public override int Resumptions => 2;

    /// <summary>What is asked to change a kind.</summary>
    public static JobRequest Request(Order order, long user) =>
        new JobRequest(KindName, "fields-kind-" + order.Key, user, ExtraFieldsRoutes.Path).With(order);

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var field = ExtraDefinitions.Of(customers).Require(order.Key);
        var outcome = new ChangeExtraKind(customers, clock).Do(field.Key, order.Kind, actors.OfAll(run, Door.Form), order.MayLose, run.Course());
        // The queue that it asks knows this job.
        parts.GetRequiredService<ExtraIndexing>().AskBeside();
        return outcome is null ? DoneTexts.Said(PlaceOf(run.Job), "extra.kind.changed", order.Caption) : DoneTexts.Address(PlaceOf(run.Job), outcome);
    }
}

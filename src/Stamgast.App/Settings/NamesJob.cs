using Stamgast.App.Customers.Names;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Settings;

/// <summary>Renames, merges or removes groups or responsibles for all customers who have them.</summary>
internal sealed class NamesJob(Base customers, NameBooks books, TimeProvider clock, JobActors actors) : PageJob
{
    /// <param name="To">The new name; null removes them.</param>
    public sealed record Order(NameKind Kind, IReadOnlyList<string> Names, string? To);

    public override string Name => "settings.names";

    public override string Caption => "names.working";

    public override string At => "settings";

    public override Permission Permission => Permission.ChangeSettings;

    /// <summary>The parameters of a change of names.</summary>
    /// <param name="once">The token of the form: submitting twice is done once.</param>
    public static JobRequest Request(Order order, long user, string once) =>
        new JobRequest("settings.names", "names-" + once, user, "/settings/" + NamesView.KeyOf(order.Kind)) { Once = true }.With(order);

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var path = PlaceOf(run.Job);
        var outcome = new NameEdit(customers, clock).Replace(order.Kind, order.Names, order.To, actors.OfAll(run, Door.Form), run.Course());
        books.Forget();
        return outcome is null ? DoneTexts.Said(path, order.To is null ? "names.gone" : "account.done.saved") : DoneTexts.Address(path, outcome);
    }
}

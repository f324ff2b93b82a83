using Stamgast.App.Activity;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Customers;

/// <summary>Does one thing to many selected customers. Not begun again by itself after a crash: the list may be another one by then.</summary>
internal abstract class SelectionJob(Base customers, ListMemory memory, TimeProvider clock, JobActors actors) : PageJob
{
    /// <param name="Act">The parts of a <see cref="SelectionAct"/>, as the form has them.</param>
    /// <param name="Query">The parts of <see cref="Selected"/>.</param>
    /// <param name="Ticked">By ID; null: all that the list has when it is done.</param>
    /// <param name="Shown">How many the page told of; when it is another number by now, the page is shown again instead.</param>
    public sealed record Order(string Act, string Value, bool Remove, string Query, string Ids, string Kept, IReadOnlyList<long>? Ticked, long? Shown);

    public override string Caption => "selection.working";

    public override string At => "customers";

    /// <summary>What is asked to do something to a selection.</summary>
    /// <param name="once">Of the form: sent twice it is done once.</param>
    public static JobRequest Request(SelectionAct act, Selected selected, IReadOnlyList<long>? ticked, long? shown, long user, string once) =>
        new JobRequest(act.MovesToTrash ? TrashSelectionJob.KindName : EditSelectionJob.KindName, "selection-" + once, user, selected.List) { Once = true }
            .With(new Order(act.Name, act.Value, act.Remove, selected.Query, selected.Ids, selected.Kept, ticked, shown));

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var act = new SelectionAct(order.Act, order.Value, order.Remove);
        var selected = new Selected(order.Query, order.Ticked is null, order.Ids, order.Kept);
        var actor = act.Name == "restore" ? actors.OfPart(run, Door.Bulk) : actors.OfAll(run, Door.Bulk);
        var ids = order.Ticked ?? [.. new CustomerList(customers, actor.Viewer, memory).Ids(CustomerQueryText.FromAddress(selected.Query))];
        if (order.Shown is { } told && told != ids.Count) return new SelectionView(act, selected, 0).Href() + "&moved=1";
        if (act.Name == "restore")
        {
            var outcomes = new BringBackCustomers(customers, clock).Do(ids, actor, run.Course());
            // Several changes, each of which can be undone by itself, stand on the page of the activity.
            return outcomes.Count == 1 ? DoneWords.Address(selected.List, outcomes[0])
                : new Flash { Key = "trash.restored", Count = outcomes.Sum(o => o.Customers) }.At("/activity");
        }
        var outcome = act.MovesToTrash ? new TrashCustomers(customers, clock).Do(ids, actor, run.Course())
            : new BulkEdit(customers, actor.Viewer, clock).Apply(ids, act.Change!, act.Kind, actor, run.Course());
        return outcome is null ? selected.List : DoneWords.Address(selected.List, outcome);
    }
}

/// <summary>A group, a responsible, active or not for many customers.</summary>
internal sealed class EditSelectionJob(Base customers, ListMemory memory, TimeProvider clock, JobActors actors) : SelectionJob(customers, memory, clock, actors)
{
    public const string KindName = "customers.edit";

    public override string Name => KindName;

    public override Permission Permission => Permission.EditCustomers;
}

/// <summary>Many customers to the trash, or back from it.</summary>
internal sealed class TrashSelectionJob(Base customers, ListMemory memory, TimeProvider clock, JobActors actors)
    : SelectionJob(customers, memory, clock, actors)
{
    public const string KindName = "customers.trash";

    public override string Name => KindName;

    public override Permission Permission => Permission.DeleteCustomers;
}

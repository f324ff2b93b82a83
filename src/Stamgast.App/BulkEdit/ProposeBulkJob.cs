using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Jobs;

namespace Stamgast.App.BulkEdit;

/// <summary>Works out the change of each of many customers and stores it as a preview. Running it twice only makes a second preview.</summary>
internal abstract class ProposeBulkJob(Base customers, ListMemory memory, TimeProvider clock, JobActors actors) : PageJob
{
    /// <param name="Act">The <see cref="BulkAct.Name"/> of the button.</param>
    /// <param name="Edits">The edits of the fields; empty if the button defines the action.</param>
    /// <param name="Query">The list, as its address has it.</param>
    /// <param name="List">The list to return to when it is cancelled.</param>
    /// <param name="Ticked">The ticked IDs; null for everything the list has now.</param>
    public sealed record Order(string Act, IReadOnlyList<FieldEdit> Edits, string Query, string List, IReadOnlyList<long>? Ticked);

    public override string Caption => "bulk.preparing";

    public override string At => "customers";

    public override int Resumptions => 2;

    /// <summary>The parameters of a proposal.</summary>
    /// <param name="once">The token of the form: submitting twice is done once.</param>
    public static JobRequest Request(BulkAct act, Order order, long user, string once) =>
        new JobRequest(act.Permission == Permission.DeleteCustomers ? ProposeTrashJob.KindName : ProposeEditJob.KindName, "propose-" + once, user,
            order.List) { Once = true }
            .With(order);

    public override string? AddressOfEnd(Job job) => job.State == JobState.Cancelled ? DoneTexts.Said(PlaceOf(job), "bulk.cancelled") : null;

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var actor = actors.OfPart(run, Door.Bulk);
        CustomerVerb verb = order.Edits.Count > 0 && new BulkAct(order.Act).IsOfFields ? new EditFields(order.Edits) : new BulkAct(order.Act).Verb;
        var ids = order.Ticked ?? [.. new CustomerList(customers, actor.Viewer, memory)
            .Ids(CustomerQueryText.FromAddress(order.Query, ExtraDefinitions.Of(customers))).Order()];
        var course = new Course((rows, _) => run.Report(rows, (double)rows / ids.Count), run.Cancel);
        return BulkView.AddressOf(new ProposeVerb(customers, clock).Do(verb, ids, actor, order.List, course).Id);
    }
}

/// <summary>Fields of many customers.</summary>
internal sealed class ProposeEditJob(Base customers, ListMemory memory, TimeProvider clock, JobActors actors) : ProposeBulkJob(customers, memory, clock, actors)
{
    public const string KindName = "bulk.propose";

    public override string Name => KindName;

    public override Permission Permission => Permission.EditCustomers;
}

/// <summary>Many customers to the trash, or back from it.</summary>
internal sealed class ProposeTrashJob(Base customers, ListMemory memory, TimeProvider clock, JobActors actors)
    : ProposeBulkJob(customers, memory, clock, actors)
{
    public const string KindName = "bulk.proposeTrash";

    public override string Name => KindName;

    public override Permission Permission => Permission.DeleteCustomers;
}

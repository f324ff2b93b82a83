using System.Diagnostics;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>
/// Proposes an action on many customers: the selection and the change of each customer are stored and shown. Confirming does exactly that, whichever
/// customers match the list by then.
/// </summary>
public sealed class ProposeVerb(Base customers, TimeProvider clock)
{
    /// <summary>An unconfirmed proposal is deleted after this time, when the next one is made.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The kinds of change sets that are proposed here.</summary>
    public static readonly IReadOnlyList<ChangeKind> Kinds =
        [ChangeKind.Bulk, ChangeKind.Activate, ChangeKind.Deactivate, ChangeKind.Trash, ChangeKind.Restore];

    /// <summary>Stores the proposal. The customers are taken some at a time, so they may be a million.</summary>
    /// <param name="actor">The requesting user: a customer hidden from this viewer is an error, as if it did not exist.</param>
    /// <param name="list">The address of the list in which they were selected; empty for none.</param>
    /// <exception cref="RefusedException">busy, or the disk is full; nothing is left of it.</exception>
    public ChangeSet Do(CustomerVerb verb, IEnumerable<long> ids, Actor actor, string list = "", Course? course = null)
    {
        course ??= new Course();
        var watch = Stopwatch.StartNew();
        DropOld();
        var set = customers.WriteCustomers(transaction =>
        {
            var begun = new ChangeSet
            {
                Kind = verb.Kind, Door = actor.Door, State = ChangeState.Staging, UserId = actor.UserId, ProposedAt = clock.GetUtcNow().UtcDateTime,
            };
            ChangeSetRows.Insert(transaction, begun);
            return begun;
        }, Patience, cancel: course.Cancel);
        var stage = Stage.OfProposal(customers, set);
        try
        {
            var staging = Fill(verb, ids, stage, actor.Viewer, course);
            customers.WriteCustomers(transaction =>
            {
                new ConflictCheck(transaction, stage).Run(mayRebase: true, staging.NumbersDiffer);
                return true;
            }, Patience, stage.File, course.Cancel);
            var causes = ErrorCauses.Count(stage, [], course.Cancel).Open;
            var report = new VerbReport { Edits = verb is EditFields fields ? fields.Edits : [], List = list, Causes = causes };
            return Store(set, stage, staging, report, watch);
        }
        catch
        {
            new DropProposal(customers).Do(set.Id);
            throw;
        }
    }

    private VerbStaging Fill(CustomerVerb verb, IEnumerable<long> ids, Stage stage, Viewer viewer, Course course)
    {
        var staging = new VerbStaging(verb, VerbRules.Of(customers, clock), viewer);
        using var reader = customers.OpenReader();
        using var writer = stage.Create();
        staging.Fill(writer, reader, customers.Engine, ids, course);
        writer.Complete();
        return staging;
    }

    private ChangeSet Store(ChangeSet set, Stage stage, VerbStaging staging, VerbReport report, Stopwatch watch) => customers.WriteCustomers(transaction =>
    {
        Proposal.Recount(transaction, stage, set, staging.Rows);
        set.State = ChangeState.Proposed;
        set.Staged = stage.Number;
        set.Seconds = watch.Elapsed.TotalSeconds;
        stage.KeepRevision(transaction, set.Revision);
        var counts = PreviewCounts.FieldsOf(transaction, stage, staging.FieldCounts, anyLeftOut: false);
        set.Reading = JsonSerializer.Serialize(report with { FieldCounts = counts }, JsonSerializerOptions.Web);
        ChangeSetRows.Update(transaction, set);
        return set;
    }, Patience, stage.File);

    private void DropOld()
    {
        var before = clock.GetUtcNow().UtcDateTime - Kept;
        List<long> old;
        using (var reading = customers.NewContext())
            old = [.. reading.ChangeSets.Where(s => s.State == ChangeState.Proposed && Kinds.Contains(s.Kind) && s.ProposedAt < before).Select(s => s.Id)];
        foreach (var id in old) new DropProposal(customers).Do(id);
    }
}

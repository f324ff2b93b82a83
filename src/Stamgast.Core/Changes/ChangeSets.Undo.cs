using System.Diagnostics;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <content>What was done is taken back, and brought in again.</content>
public sealed partial class ChangeSets
{
    /// <summary>Undoes a set as far as possible, as a set of its own. Undoing an undo redoes the changes.</summary>
    /// <param name="onlyCustomer">Undoes only what the set did to this record.</param>
    public ChangeOutcome Undo(long setId, Actor actor, long? onlyCustomer = null, Action<long, double>? progress = null, CancellationToken cancel = default)
    {
        var (target, origin) = UndoTarget(setId);
        // Customers who named a shop as it was called before would name none.
        if (onlyCustomer is null && CarriedNames.Of(target) is { By: var by }) return Undo(by, actor, onlyCustomer: null, progress, cancel);
        if (SplitOf(target, origin, onlyCustomer, actor) is { } split) return split;
        // A file in which only the customers changed.
        if (onlyCustomer is null && target.Created + target.Changed == 0 && TurnAlong(target, origin, back: false, actor, cancel) is { } along) return along;
        var apart = onlyCustomer is null ? SplitAlong(target, actor, cancel) ?? TurnAlong(target, origin, back: true, actor, cancel) : null;
        // Merging again is done whole or not at all: a customer without what it brought would be lost.
        var outcome = Undo(setId, actor, origin.Kind == ChangeKind.Merge && actor.Viewer.SeesAll ? UndoOnly.All
            : UndoOnly.Of(customers, actor.Viewer, setId, onlyCustomer), progress, cancel);
        apart ??= onlyCustomer is null ? TurnAlong(target, origin, back: false, actor, cancel) : null;
        return apart is null ? outcome : outcome with { Also = [.. outcome.Also, apart] };
    }

    /// <summary>Undoes what a set took from one origin for some records (D3), such as one of three merged customers.</summary>
    internal ChangeOutcome UndoOrigin(long setId, IReadOnlyList<long> records, long origin, Actor actor) =>
        Undo(setId, actor, new UndoOnly(records, [origin]));

    private ChangeOutcome Undo(long setId, Actor actor, UndoOnly only, Action<long, double>? progress = null, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        var (target, origin) = UndoTarget(setId);
        var patience = !only.IsAll || target.LastSeq - target.FirstSeq < LargeFrom ? Base.Patience : LongPatience;
        var set = customers.WriteCustomers(transaction =>
        {
            var begun = UndoSet(target, origin, actor);
            ChangeSetRows.Insert(transaction, begun);
            return begun;
        }, patience, cancel: cancel);
        Fault.Point("undo.begun");
        var stage = Changes.Stages.Stage.OfProposal(customers, set.Id);
        try
        {
            var (kept, leftOut) = StageUndo(stage, target, origin, only, cancel);
            return customers.WriteCustomers(transaction =>
            {
                var check = new ConflictCheck(transaction, stage);
                check.Run(mayRebase: false);
                check.Fixed();
                if (origin.Kind == ChangeKind.Merge) RefuseTakenNumber(transaction, stage, check);
                Proposal.Recount(transaction, stage, set);
                IReadOnlyList<KeptChange> stays = [.. kept, .. ConflictCheck.Left(transaction, stage)];
                // A set without any change would only be in the way of the history.
                if (set.Changed == 0 && stays is [{ Reason: "fixed" } issued, ..]) throw new RefusedException("undo.issued", issued.Name ?? "", setId);
                if (set.Changed == 0) throw new NothingUndoneException(setId, stays, leftOut + set.Conflicts);
                var outcome = Finish(transaction, stage, set, stays, watch, actor, leftOut, progress);
                Flip(transaction, stage, target, only);
                if (only.IsAll && NameWork.Of(origin) is { } names) NameRows.Turn(transaction, names, done: set.Revives);
                if (only.IsAll && ExtraKindWork.Of(origin) is { } kind) kind.Turn(transaction, done: set.Revives);
                if (set.Revives && origin.Kind == ChangeKind.Merge)
                {
                    TellOfMerge(transaction, set, origin);
                    outcome = outcome with { Also = MovedBack(transaction, target, set, actor) };
                }
                Fault.Point("undo.flipped");
                return outcome;
            }, patience, stage.File, cancel);
        }
        catch
        {
            DeleteStaging(set.Id);
            throw;
        }
        finally { stage.Delete(); }
    }

    private List<ChangeOutcome> MovedBack(WriteTransaction transaction, ChangeSet split, ChangeSet set, Actor actor)
    {
        var moved = UndoAlong(transaction, SplitWork.MovedBy(split), actor);
        if (moved.Count > 0)
            ChangeSetRows.KeepReading(transaction, set.Id, new SplitWork([]) { Moved = moved.ConvertAll(m => m.Set.Id) }.ToJson());
        return moved;
    }

    private (IReadOnlyList<KeptChange> Kept, long LeftOut) StageUndo(Stage stage, ChangeSet target, ChangeSet origin, UndoOnly only, CancellationToken cancel)
    {
        using var reader = customers.OpenReader();
        using var walking = customers.OpenReader();
        var undo = new UndoPlan(walking, reader, customers.Engine, target, origin, only);
        long untouched = 0;
        using var writer = stage.Create(!only.IsAll ? null : (connection, rows, schema) =>
            customers.Stoppable(connection, () =>
                untouched = UntouchedCreation.Stage(connection, customers.Engine, rows, schema, target, origin,
                    target.UndoOf is not null && !target.Revives), cancel));
        undo.Stage(writer, untouched, cancel);
        writer.Complete();
        return (undo.Kept, undo.LeftOut);
    }

    private ChangeSet UndoSet(ChangeSet target, ChangeSet origin, Actor actor) => new()
    {
        Kind = ChangeKind.Undo, Door = actor.Door == Door.CommandLine ? Door.CommandLine : Door.Undo, State = ChangeState.Staging,
        UserId = actor.UserId, ProposedAt = Now, RecordKind = target.RecordKind, HasOrigins = target.HasOrigins, UndoOf = target.Id,
        RootSet = origin.Id, Revives = target.UndoOf is not null && !target.Revives, FileName = origin.FileName,
    };

    private (ChangeSet Target, ChangeSet Origin) UndoTarget(long setId)
    {
        using var context = customers.NewContext();
        var target = context.ChangeSets.SingleOrDefault(s => s.Id == setId) ?? throw new RefusedException("change_set.unknown", setId);
        if (target.State != ChangeState.Applied) throw new RefusedException("change_set.not_applied", setId);
        var origin = target.RootSet is { } id ? context.ChangeSets.Single(s => s.Id == id) : target;
        return (target, origin);
    }

    // The set that is undone loses its effect, so the set that it undid has its effect again, and so on down to the origin.
    private static void Flip(WriteTransaction transaction, Stage stage, ChangeSet target, UndoOnly only, IReadOnlyList<long>? merges = null)
    {
        var records = $"record_kind = {stage.Shape.Kind} and record_id in "
            + $"(select record_id from {stage.Rows} where class = {(int)RowClass.Changed} and left_out = 0)"
            + (only.Origins is { } from ? $" and origin in {Sql.InList(from)}" : "");
        // An undo of some origins is itself undone only for these.
        if (target is { HasOrigins: true, UndoOf: not null }) records += $"""
             and exists (select 1 from change_item u where u.set_id = {target.Id} and u.seq between {target.FirstSeq} and {target.LastSeq}
              and u.record_id = change_item.record_id and u.origin is not distinct from change_item.origin)
            """;
        var (yes, no) = (transaction.Engine.Truth(true), transaction.Engine.Truth(false));
        var kills = true;
        var further = merges ?? [.. SplitWork.MergesOf(target, target)];
        for (var set = target; set is not null; set = set.UndoOf is { } below ? ChangeSetRows.Find(transaction, below) : null)
        {
            Turn(set);
            // A split reaches into later merges too, and so does its undo.
            if (set.UndoOf is null)
                foreach (var merge in further.Where(m => m != set.Id && m != target.Id)) Turn(ChangeSetRows.Find(transaction, merge));
            kills = !kills;
        }

        void Turn(ChangeSet set)
        {
            var flipped = transaction.Execute(
                $"update change_item set dead = {(kills ? yes : no)} where seq between @first and @last and set_id = @set and dead = {(kills ? no : yes)} and "
                    + $"{records}",
                ("first", set.FirstSeq), ("last", set.LastSeq), ("set", set.Id));
            if (!set.HasOrigins)
                transaction.Execute("update change_set set undone = undone + @n where id = @id", ("n", kills ? flipped : -flipped), ("id", set.Id));
            // A record has several items there, and counts when none of them is left.
            else transaction.Execute("""
                update change_set set undone = (
                    select count(distinct record_id) - count(distinct case when not dead then record_id end)
                    from change_item where seq between @first and @last and set_id = @id)
                where id = @id
                """, ("first", set.FirstSeq), ("last", set.LastSeq), ("id", set.Id));
        }
    }
}

using System.Globalization;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>The effect of a merge: the kept record, what each other one contributes (D3), and the absorbed ones.</summary>
/// <param name="Kept">The record that is kept, as it was before.</param>
/// <param name="Origins">The changes by the record that each value came from; at least one for each absorbed record.</param>
/// <param name="Absorbed">The records that point at it from now on.</param>
internal sealed record RecordMerge(RecordState Kept, IReadOnlyList<OriginChanges> Origins, IReadOnlyList<RecordState> Absorbed);

/// <content>Merges, and the split of one record of a merge.</content>
public sealed partial class ChangeSets
{
    /// <summary>Merges records as one set: all or none.</summary>
    /// <param name="plan">Plans the merge within the transaction, on data that nobody can change until the end.</param>
    /// <exception cref="RefusedException">number.taken; busy; what the plan throws</exception>
    internal ChangeOutcome Merge(RecordShape shape, Actor actor, Func<WriteTransaction, IReadOnlyList<RecordMerge>> plan) =>
        customers.WriteCustomers(transaction => Merge(transaction, shape, plan(transaction), actor), LongPatience);

    /// <summary>
    /// Splits records off the record they were merged into, with everything that came from them or from records merged into them before, even where
    /// the kept one was merged further: one set. Later edits stay.
    /// </summary>
    /// <param name="absorbed">The IDs of absorbed records of one set.</param>
    /// <param name="answer">Where a person decided what belongs to whom: plans these changes within the transaction.</param>
    /// <param name="along">Sets to be undone with it: those that took linked records back when the same split was undone.</param>
    /// <param name="takesBack">True when the merge itself is taken back: nobody said that they are two.</param>
    /// <exception cref="RefusedException">change_set.unknown; customer.not_merged: one of them is not merged, or was absorbed by another set;
    /// number.taken; busy; what the answers throw</exception>
    internal ChangeOutcome Split(
        RecordShape shape, long setId, IReadOnlyList<long> absorbed, Actor actor, Func<WriteTransaction, SplitAnswers>? answer = null,
        IReadOnlyList<long>? along = null, bool takesBack = false)
    {
        UndoTarget(setId);
        return customers.WriteCustomers(transaction =>
        {
            var connection = transaction.Connection;
            var family = MergedFamily.Below(connection, shape, absorbed);
            var there = MergedFamily.AbsorbedBy(connection, shape, setId).ToHashSet();
            foreach (var id in absorbed)
                if (!there.Contains(id)) throw new RefusedException(Refusals.NotMerged(shape), id);
            var absorbers = MergedFamily.Absorbers(connection, shape, absorbed);
            List<(long, long)> pairs = [.. absorbed.Select(id => (absorbers[id], id))];
            var above = absorbers.Values.Distinct().SelectMany(id => MergedFamily.Above(connection, shape, id).Prepend(id)).Distinct().ToList();
            var sets = MergedFamily.SetsThatBrought(connection, shape, above, family);
            if (!sets.Any(s => s.Set == setId)) throw new RefusedException(Refusals.NotMerged(shape), absorbed[0]);
            var answers = answer?.Invoke(transaction) ?? ApplyingWork.OfProgram.SplitUnasked(customers, transaction, shape, setId, absorbed);
            // A job is told of its change once, when all of it is done.
            var moved = answers.Moves.Where(m => m.Rows.Count > 0).Select(m => Small(transaction, m.Shape, ChangeKind.Edit, actor with { Committing = null },
                writer => WriteAll(writer, m.Rows))).ToList();
            moved.AddRange(UndoAlong(transaction, along ?? [], actor));
            var plan = new SplitPlan([.. sets.Select(s => s.Set)],
                [.. sets.SelectMany(s => s.Records).Concat(absorbed).Concat(answers.Changes.Keys).Distinct().Order()], answers.Changes)
            {
                Moved = moved.ConvertAll(m => m.Set.Id), TakesBack = takesBack,
            };
            return UndoWithin(transaction, ChangeSetRows.Find(transaction, setId), new UndoOnly(plan.Records, family), plan,
                Telling(actor, takesBack ? ApplyingWork.OfProgram.MergeTakenBack : ApplyingWork.OfProgram.Split, pairs)) with { Also = moved };
        }, Base.Patience);

        static void WriteAll(StageWriter writer, IReadOnlyList<(RecordState State, FieldChange Change)> rows)
        {
            var seq = 0L;
            foreach (var (state, change) in rows) writer.Write(ChangedRow(++seq, state, [change], state.Trashed));
        }
    }

    // Undoing a merge, or the redo of one, is splitting it: its values may have been merged further since.
    private ChangeOutcome? SplitOf(ChangeSet target, ChangeSet origin, long? only, Actor actor)
    {
        if (origin.Kind != ChangeKind.Merge || (target.UndoOf is not null && !target.Revives)) return null;
        var shape = RecordShapes.Of(origin.RecordKind);
        IReadOnlyList<long> absorbed;
        Dictionary<long, long> absorbers;
        using (var reader = customers.OpenReader())
        {
            absorbed = MergedFamily.AbsorbedBy(reader, shape, origin.Id);
            // One of many that came back alone leaves alone.
            if (target.UndoOf is not null) absorbed = [.. MergedFamily.PointedBy(reader, shape, target.Id).Intersect(absorbed)];
            absorbers = MergedFamily.Absorbers(reader, shape, absorbed);
        }
        List<long> kept = [.. absorbers.Values.Distinct()];
        if (!actor.Viewer.SeesAll && new CustomerLookup(customers, actor.Viewer).Seen([.. absorbed, .. kept]).Count < absorbed.Count + kept.Count)
            throw new RefusedException("change_set.unknown", target.Id);
        if (only is { } one) absorbed = [.. absorbed.Where(id => id == one || absorbers[id] == one)];
        if (absorbed.Count == 0) throw new NothingUndoneException(target.Id, [], 0);
        return Split(shape, origin.Id, absorbed, actor, along: SplitWork.MovedBy(target), takesBack: !SplitsAgain(target));
    }

    // The split that a redo had undone is done again, and says what it said.
    private bool SplitsAgain(ChangeSet target)
    {
        if (target.UndoOf is not { } split) return false;
        using var context = customers.NewContext();
        return !SplitWork.TookBack(context.ChangeSets.Single(s => s.Id == split));
    }

    // What is decided by the change is written before its actor writes more, which may take the decision back.
    private static Actor Telling(Actor actor, Action<WriteTransaction, ChangeSet, IReadOnlyList<(long, long)>> whom, List<(long, long)> pairs) => actor with
    {
        Committing = (transaction, set) =>
        {
            whom(transaction, set, pairs);
            actor.Committing?.Invoke(transaction, set);
        },
    };

    // Merged again by the undo of a split.
    private static void TellOfMerge(WriteTransaction transaction, ChangeSet set, ChangeSet origin)
    {
        var shape = RecordShapes.Of(origin.RecordKind);
        var absorbed = MergedFamily.AbsorbedBy(transaction.Connection, shape, origin.Id);
        var absorbers = MergedFamily.Absorbers(transaction.Connection, shape, absorbed);
        ApplyingWork.OfProgram.Merged(transaction, set, [.. absorbed.Select(id => (absorbers[id], id))]);
    }

    // The split of a few records, within a transaction that continues.
    private ChangeOutcome UndoWithin(WriteTransaction transaction, ChangeSet target, UndoOnly only, SplitPlan plan, Actor actor)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var set = UndoSet(target, target, actor);
        set.Reading = new SplitWork([.. plan.Merges.Where(m => m != target.Id)]) { Moved = plan.Moved, TakesBack = plan.TakesBack }.ToJson();
        ChangeSetRows.Insert(transaction, set);
        var stage = Stages.Stage.Temporary(transaction, RecordShapes.Of(target.RecordKind));
        var undo = new UndoPlan(transaction.Connection, transaction.Connection, customers.Engine, target, target, only, plan);
        using (var writer = stage.WriterIn(transaction))
        {
            undo.Stage(writer, 0, CancellationToken.None);
            writer.Complete();
        }
        var check = new ConflictCheck(transaction, stage);
        check.Run(mayRebase: false);
        RefuseTakenNumber(transaction, stage, check);
        Proposal.Recount(transaction, stage, set);
        var outcome = Finish(transaction, stage, set, [.. undo.Kept, .. ConflictCheck.Left(transaction, stage)], watch, actor, undo.LeftOut);
        Flip(transaction, stage, target, only, plan.Merges);
        return outcome;
    }

    // Linked records go with the split, and back with its undo; one that somebody moved since stays there.
    private List<ChangeOutcome> UndoAlong(WriteTransaction transaction, IReadOnlyList<long> sets, Actor actor)
    {
        var outcomes = new List<ChangeOutcome>();
        foreach (var id in sets)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var target = ChangeSetRows.Find(transaction, id);
            var origin = target.RootSet is { } root ? ChangeSetRows.Find(transaction, root) : target;
            var set = UndoSet(target, origin, actor);
            ChangeSetRows.Insert(transaction, set);
            var stage = Stages.Stage.Temporary(transaction, RecordShapes.Of(target.RecordKind));
            var undo = new UndoPlan(transaction.Connection, transaction.Connection, customers.Engine, target, origin, UndoOnly.All);
            using (var writer = stage.WriterIn(transaction))
            {
                undo.Stage(writer, 0, CancellationToken.None);
                writer.Complete();
            }
            new ConflictCheck(transaction, stage).Run(mayRebase: false);
            Proposal.Recount(transaction, stage, set);
            if (set.Changed == 0)
            {
                ChangeSetRows.Drop(transaction, set.Id);
                continue;
            }
            outcomes.Add(Finish(transaction, stage, set, [.. undo.Kept, .. ConflictCheck.Left(transaction, stage)], watch,
                actor with { Committing = null }, undo.LeftOut));
            Flip(transaction, stage, target, UndoOnly.All);
        }
        return outcomes;
    }

    private static StagedRow KeptRow(long seq, RecordMerge merge)
    {
        List<FieldChange> changes = [.. merge.Origins.SelectMany(o => o.Changes)];
        var row = ChangedRow(seq, merge.Kept, changes, merge.Kept.Trashed);
        // A change by the merge itself is among those of each origin.
        row.FieldCount = changes.DistinctBy(c => c.Field).Count();
        if (changes.Count == 0) (row.Operation, row.Values) = (RowOperation.ItemsOnly, null);
        row.Origins.AddRange(merge.Origins);
        return row;
    }

    private static StagedRow PointerRow(long seq, RecordState absorbed, long kept)
    {
        FieldChange[] changes = [new(RecordField.MergedInto, null, kept.ToString(CultureInfo.InvariantCulture))];
        var row = new StagedRow
        {
            Seq = seq, Class = RowClass.Changed, Operation = RowOperation.PointerOnly, RecordId = absorbed.Id, SeenVersion = absorbed.Version,
            MergedInto = kept, Points = true, Changes = changes,
        };
        row.Origins.Add(new OriginChanges(absorbed.Id, changes));
        return row;
    }
}

using System.Text.Json.Nodes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <content>A record that is merged as soon as it is created.</content>
public sealed partial class ChangeSets
{
    /// <summary>Runs work of another feature and adds the records that it gives, as one set in the same transaction; without any there is no set.</summary>
    /// <param name="hanging">Gives what hangs on the new records, all of one kind, by their IDs: a set of its own, which is undone with the first.</param>
    internal ChangeOutcome? CreateAlong(
        RecordShape shape, Func<WriteTransaction, IReadOnlyList<RecordValues>> work, Actor actor,
        Func<IReadOnlyList<long>, IReadOnlyList<RecordValues>>? hanging = null) =>
        customers.WriteCustomers(transaction =>
        {
            if (work(transaction) is not { Count: > 0 } values) return null;
            var outcome = Small(transaction, shape, ChangeKind.Create, actor, writer => StageNew(writer, values));
            return hanging is null ? outcome : AddHanging(transaction, outcome, hanging(IdsOf(transaction, outcome.Set)), actor);
        }, Base.Patience);

    /// <summary>Adds what hangs on records that a set has just added, all of one kind; undoing that set takes it back too.</summary>
    internal ChangeOutcome AddHanging(WriteTransaction transaction, ChangeOutcome outcome, IReadOnlyList<RecordValues> values, Actor actor)
    {
        if (values.Count == 0) return outcome;
        var added = Small(transaction, values[0].Shape, ChangeKind.Create, actor with { Committing = null }, writer => StageNew(writer, values));
        outcome.Set.Reading = new JsonObject { ["createdAlong"] = added.Set.Id }.ToJsonString();
        ChangeSetRows.KeepReading(transaction, outcome.Set.Id, outcome.Set.Reading);
        return outcome with { Also = [.. outcome.Also, added] };
    }

    private static List<long> IdsOf(WriteTransaction transaction, ChangeSet set)
    {
        using var command = transaction.Command("select record_id from change_item where seq between @first and @last order by seq",
            ("first", set.FirstSeq), ("last", set.LastSeq));
        using var rows = command.ExecuteReader();
        var ids = new List<long>();
        while (rows.Read()) ids.Add(rows.GetInt64(0));
        return ids;
    }

    /// <summary>Adds a record and, if the plan says so, merges it in the same transaction, as a set of its own that can be undone.</summary>
    /// <param name="plan">Takes the ID of the new record; null leaves it alone.</param>
    /// <returns>The ID, and the outcome of the merge if there was one, otherwise of the creation.</returns>
    /// <exception cref="RefusedException">number.taken; number.leads; busy; what the plan throws</exception>
    internal (long Id, ChangeOutcome Outcome) CreateAndMerge(RecordValues values, Actor actor, Func<WriteTransaction, long, RecordMerge?> plan) =>
        customers.WriteCustomers(transaction =>
        {
            var created = Small(transaction, values.Shape, ChangeKind.Create, actor, writer => StageNew(writer, [values]));
            var id = transaction.Number("select record_id from change_item where seq = @seq", ("seq", created.Set.FirstSeq));
            return plan(transaction, id) is not { } merge ? (id, created)
                : (id, Merge(transaction, values.Shape, [merge], actor) with { Also = [created] });
        }, Base.Patience);

    // The import remembers it: its undo takes the merges back first.
    private ChangeOutcome MergedAlong(WriteTransaction transaction, ChangeOutcome applied, IReadOnlyList<RecordMerge> merges, Actor actor)
    {
        // A job is told of its change once.
        var merged = Merge(transaction, RecordShapes.Of(applied.Set.RecordKind), merges, actor with { Committing = null });
        var reading = JsonNode.Parse(applied.Set.Reading ?? "{}")!.AsObject();
        reading["mergedAlong"] = merged.Set.Id;
        reading["merges"] = merges.Sum(m => m.Absorbed.Count);
        applied.Set.Reading = reading.ToJsonString();
        return applied with { Also = [merged] };
    }

    // Customers that a file of other records brings along are a set of their own, before them.
    private ChangeOutcome Bring(WriteTransaction transaction, CustomersAlong along, Actor actor) =>
        Small(transaction, CustomerShape.Instance, ChangeKind.Import, actor with { Committing = null }, writer =>
        {
            StageNew(writer, along.New);
            var seq = (long)along.New.Count;
            foreach (var (state, changes) in along.Changed) writer.Write(ChangedRow(++seq, state, changes, state.Trashed));
        });

    // The import remembers it: its undo takes them back last.
    private static ChangeOutcome With(ChangeOutcome applied, BroughtAlong along)
    {
        applied = applied with { CustomersKept = along.Kept };
        if (along.Outcome is not { } added) return applied;
        var reading = JsonNode.Parse(applied.Set.Reading ?? "{}")!.AsObject();
        reading["createdAlong"] = added.Set.Id;
        reading["newCustomers"] = added.Set.Created;
        reading["changingCustomers"] = added.Set.Changed;
        applied.Set.Reading = reading.ToJsonString();
        return applied with { Also = [.. applied.Also, added] };
    }

    // The customers that came along with an import of other records, or the files that came with a mail: they go when its records are gone, and come back
    // before them.
    private ChangeOutcome? TurnAlong(ChangeSet target, ChangeSet origin, bool back, Actor actor, CancellationToken cancel)
    {
        if (target.TakesBack() != back || AlongOf(origin) is not { } along) return null;
        var last = LastOf(along);
        if (last.TakesBack() != back) return null;
        // Customers who have got something else since stay.
        try { return Undo(last.Id, actor with { Committing = null }, UndoOnly.Of(customers, actor.Viewer, last.Id, null), cancel: cancel); }
        catch (NothingUndoneException) { return null; }
    }

    // The set of what came along with the records that a set created; null without any.
    private static long? AlongOf(ChangeSet origin) => origin is { Kind: ChangeKind.Import or ChangeKind.Create, Reading: { } reading }
        ? JsonNode.Parse(reading)?["createdAlong"]?.GetValue<long>() : null;

    // The last set that did, undid or redid it.
    private ChangeSet LastOf(long set)
    {
        using var context = customers.NewContext();
        return context.ChangeSets.Where(s => (s.Id == set || s.RootSet == set) && s.State == ChangeState.Applied).OrderByDescending(s => s.Id).First();
    }

    // The merges that came along with an import, if any of them is left: split first, its new customers can go.
    private ChangeOutcome? SplitAlong(ChangeSet target, Actor actor, CancellationToken cancel)
    {
        if (target is not { Kind: ChangeKind.Import, Reading: { } reading } || JsonNode.Parse(reading)?["mergedAlong"]?.GetValue<long>() is not { } along)
            return null;
        using (var reader = customers.OpenReader())
            if (MergedFamily.AbsorbedBy(reader, RecordShapes.Of(target.RecordKind), along).Count == 0) return null;
        return Undo(along, actor with { Committing = null }, cancel: cancel);
    }

    /// <summary>Merges records as one set within a transaction that continues.</summary>
    internal ChangeOutcome Merge(WriteTransaction transaction, RecordShape shape, IReadOnlyList<RecordMerge> merges, Actor actor)
    {
        List<(long, long)> pairs = [.. merges.SelectMany(m => m.Absorbed.Select(a => (m.Kept.Id, a.Id)))];
        return Small(transaction, shape, ChangeKind.Merge, Telling(actor, ApplyingWork.OfProgram.Merged, pairs), writer =>
        {
            var seq = 0L;
            foreach (var merge in merges)
            {
                writer.Write(KeptRow(++seq, merge));
                foreach (var absorbed in merge.Absorbed) writer.Write(PointerRow(++seq, absorbed, merge.Kept.Id));
            }
        }, hasOrigins: true);
    }

    /// <summary>Runs work that makes several sets in one transaction.</summary>
    internal T Together<T>(Func<WriteTransaction, T> work) => customers.WriteCustomers(work, Base.Patience);

    /// <summary>Adds a record as a set of its own, within a transaction that continues. Returns its ID.</summary>
    internal (ChangeOutcome Outcome, long Id) CreateWithin(WriteTransaction transaction, RecordValues values, Actor actor)
    {
        var outcome = Small(transaction, values.Shape, ChangeKind.Create, actor, writer => StageNew(writer, [values]));
        return (outcome, transaction.Number("select record_id from change_item where seq = @seq", ("seq", outcome.Set.FirstSeq)));
    }

    /// <summary>Changes a record as a set of its own, within a transaction that continues; null when it has these values already.</summary>
    internal ChangeOutcome? EditWithin(WriteTransaction transaction, RecordState state, RecordValues after, Actor actor) =>
        Difference.Between(state.Values, after) is not { Count: > 0 } changes ? null
            : Small(transaction, after.Shape, ChangeKind.Edit, actor, writer => writer.Write(ChangedRow(1, state, changes, state.Trashed)));
}

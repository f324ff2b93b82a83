using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <content>Into the trash and back.</content>
public sealed partial class ChangeSets
{
    /// <summary>
    /// Moves customers to the trash, or brings them back. Skips those that already are there, and those that are in the trash because their creation
    /// was undone: these come back by <see cref="Restore"/>. Of several, one whose number has been taken is left out and listed; a single one is
    /// refused.
    /// </summary>
    /// <exception cref="RefusedException">number.taken</exception>
    internal ChangeOutcome Trash(IReadOnlyList<long> ids, bool into, Actor actor, Course? course = null, RecordShape? shape = null) =>
        Trash(shape ?? CustomerShape.Instance, ids, into, actor, refuses: ids.Count == 1, course ?? new Course());

    private ChangeOutcome Trash(RecordShape shape, IReadOnlyList<long> ids, bool into, Actor actor, bool refuses, Course course)
    {
        var kind = into ? ChangeKind.Trash : ChangeKind.Restore;
        if (ids.Count > LargeFrom)
        {
            using var reader = customers.OpenReader();
            return ChangeMany(shape, TrashRows.Of(RecordStates.InPortions(reader, customers.Engine, shape, ids), ids => UndoneCreations.Of(reader, shape, ids),
                into), kind, actor, course);
        }
        return customers.WriteCustomers(transaction => Small(transaction, shape, kind, actor, writer =>
        {
            var seq = 0;
            foreach (var (state, changes, _) in TrashRows.Of([RecordStates.Read(transaction, shape, ids)],
                ids => UndoneCreations.Of(transaction, shape, ids), into))
                writer.Write(ChangedRow(++seq, state, changes, into));
        }, refuses), Base.Patience);
    }

    /// <summary>
    /// Brings customers back from the trash. Those whose creation was undone come back by undoing that undo, one set for each such undo; all others
    /// come back in one set. Customers whose number has been taken are left out and listed.
    /// </summary>
    internal IReadOnlyList<ChangeOutcome> Restore(IReadOnlyList<long> ids, Actor actor, Course? course = null, RecordShape? shape = null)
    {
        shape ??= CustomerShape.Instance;
        course ??= new Course();
        var outcomes = RestoreUndone(shape, ids, actor, course);
        var plain = Trash(shape, ids, into: false, actor, refuses: false, course);
        if (plain.Customers + plain.Conflicts > 0 || outcomes.Count == 0) outcomes.Add(plain);
        return outcomes;
    }

    // Those of these records that are in the trash because their creation was undone: a set for each such undo.
    private List<ChangeOutcome> RestoreUndone(RecordShape shape, IReadOnlyList<long> ids, Actor actor, Course course, long? created = null)
    {
        var undone = new List<KeyValuePair<long, long>>();
        using (var reader = customers.OpenReader())
            foreach (var portion in ids.Chunk(RecordStates.Portion)) undone.AddRange(UndoneCreations.Of(reader, shape, portion));
        var outcomes = new List<ChangeOutcome>();
        foreach (var group in undone.GroupBy(u => u.Value, u => u.Key).OrderByDescending(g => g.Key))
        {
            var (_, origin) = UndoTarget(group.Key);
            if (created is { } set && origin.Id != set) continue;
            // The statement that undoes for some names each of them.
            foreach (var some in group.Chunk(50_000))
            {
                outcomes.AddRange(RestoreAlong(origin, shape, some, actor, course, before: true));
                if (UndoIfAny(group.Key, actor, some, course) is { } outcome) outcomes.Add(outcome);
                outcomes.AddRange(RestoreAlong(origin, shape, some, actor, course, before: false));
            }
        }
        return outcomes;
    }

    // What came along with these records when they were created, and went with them: the customers that they name come back before them, what hangs on them
    // after them.
    private List<ChangeOutcome> RestoreAlong(ChangeSet origin, RecordShape shape, long[] ids, Actor actor, Course course, bool before)
    {
        if (AlongOf(origin) is not { } along) return [];
        var of = RecordShapes.Of(LastOf(along).RecordKind);
        List<string> selects = before ? [.. shape.References.Where(r => r.Kind == of.Kind).Select(r => r.Field.Name)
                .Select(name => $"select distinct c.{name} from {shape.Table} c where c.{name} is not null")]
            : of.HangsOn is not { } hangs ? []
            : [$"select f.id from {of.Table} f join {shape.Table} c on c.id = f.{hangs.OfId.Name} where f.{hangs.OfKind.Name} = @kind "
                + $"and {shape.Alive(customers.Engine, "c")}"];
        var found = new SortedSet<long>();
        using (var reader = customers.OpenReader())
            foreach (var portion in ids.Chunk(RecordStates.Portion))
                foreach (var select in selects)
                {
                    using var command = reader.Query($"{select} and c.id in {Sql.InList(portion)}", before ? [] : [("kind", of.HangsOn!.NameOf(shape))]);
                    using var rows = command.ExecuteReader();
                    while (rows.Read()) found.Add(rows.GetInt64(0));
                }
        return found.Count == 0 ? [] : RestoreUndone(of, [.. found], actor with { Committing = null }, course, along);
    }

    // The same for the rows of a proposal; rows left out of it stay in the trash.
    private List<ChangeOutcome> RestoreUndone(Stage stage, Actor actor, Course course)
    {
        var ids = new List<long>();
        using (var reader = stage.OpenReader())
        using (var command = reader.Query($"select record_id from {stage.Rows} where class = {(int)RowClass.Changed} and left_out = 0 order by record_id"))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        return RestoreUndone(stage.Shape, ids, actor, course);
    }

    // Somebody else may have just brought these back: then the others still come.
    private ChangeOutcome? UndoIfAny(long setId, Actor actor, long[] only, Course course)
    {
        try { return Undo(setId, actor, new UndoOnly(only), course.Progress, course.Cancel); }
        catch (NothingUndoneException) { return null; }
    }
}

using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.Kinds.Verbs;

/// <summary>Moves records of a declared kind to the trash, from which they can be brought back.</summary>
public sealed class TrashRecords(Base customers, RecordKind kind, TimeProvider clock)
{
    /// <summary>Moves them all to the trash, as one change set; those already there are skipped.</summary>
    /// <returns>Null when all of them are there already.</returns>
    /// <exception cref="RefusedException">record.unknown: one of them does not exist; what the kind says against it; record.linked: others refer to one
    /// of them; none was moved then; busy</exception>
    public ChangeOutcome? Do(IReadOnlyList<long> ids, Actor actor)
    {
        if (AskedRecords.InTrash(customers, kind, ids).Count == ids.Count) return null;
        using (var reader = customers.OpenReader())
        {
            foreach (var states in RecordStates.InPortions(reader, customers.Engine, kind.Shape, ids))
                foreach (var state in states.Values)
                    if (!state.Trashed && kind.RefusesTrash(state) is { } refusal) throw new RefusedException(refusal);
            Blockers.MustBeNone(reader, customers.Engine, kind.Shape, ids);
        }
        return new ChangeSets(customers, clock).Trash(ids, into: true, actor, shape: kind.Shape);
    }
}

/// <summary>Brings records of a declared kind back from the trash, however they got there.</summary>
public sealed class BringBackRecords(Base customers, RecordKind kind, TimeProvider clock)
{
    /// <summary>
    /// Brings them back: those whose creation was undone by undoing that undo, one change set for each such undo; all others as one.
    /// </summary>
    /// <returns>None when none of them is in the trash.</returns>
    /// <exception cref="RefusedException">record.unknown: one of them does not exist, and none was moved; number.taken; busy</exception>
    public IReadOnlyList<ChangeOutcome> Do(IReadOnlyList<long> ids, Actor actor) => AskedRecords.InTrash(customers, kind, ids) is { Count: > 0 } trashed
        ? new ChangeSets(customers, clock).Restore(trashed, actor, shape: kind.Shape) : [];
}

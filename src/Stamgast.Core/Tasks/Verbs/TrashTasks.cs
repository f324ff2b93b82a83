using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.Tasks.Verbs;

/// <summary>Moves tasks to the trash, from which they can be brought back.</summary>
public sealed class TrashTasks(Base customers, TimeProvider clock)
{
    /// <summary>Moves them all to the trash, as one change set; those already there are skipped.</summary>
    /// <returns>Null when all of them are there already.</returns>
    /// <exception cref="RefusedException">task.unknown: one of them does not exist, and none was moved; busy</exception>
    public ChangeOutcome? Do(IReadOnlyList<long> ids, Actor actor) => AskedTasks.InTrash(customers, ids).Count == ids.Count
        ? null : new ChangeSets(customers, clock).Trash(ids, into: true, actor, shape: TaskShape.Instance);
}

using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.Tasks.Verbs;

/// <summary>Brings tasks back from the trash, however they got there.</summary>
public sealed class BringBackTasks(Base customers, TimeProvider clock)
{
    /// <summary>
    /// Brings them back: those whose creation was undone by undoing that undo, one change set for each such undo; all others as one.
    /// </summary>
    /// <returns>None when none of them is in the trash.</returns>
    /// <exception cref="RefusedException">task.unknown: one of them does not exist, and none was moved; busy</exception>
    public IReadOnlyList<ChangeOutcome> Do(IReadOnlyList<long> ids, Actor actor) => AskedTasks.InTrash(customers, ids) is { Count: > 0 } trashed
        ? new ChangeSets(customers, clock).Restore(trashed, actor, shape: TaskShape.Instance) : [];
}

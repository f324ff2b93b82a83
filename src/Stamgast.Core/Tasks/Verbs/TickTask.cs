using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.Tasks.Verbs;

/// <summary>Ticks tasks as done, or takes the tick away again.</summary>
public sealed class TickTask(Base customers, TimeProvider clock)
{
    /// <summary>So many at most.</summary>
    public const int Most = 1000;

    /// <summary>Applies it to all of them or to none, as one change set; tasks that would not change are skipped.</summary>
    /// <returns>Null when all of them are so already.</returns>
    /// <exception cref="RefusedException">task.unknown; task.trashed; busy</exception>
    public ChangeOutcome? Do(IReadOnlyList<long> ids, bool done, Actor actor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, Most);
        var rules = TaskRules.Of(customers, clock);
        return new ChangeSets(customers, clock).ApplyEach(TaskShape.Instance, ChangeKind.Edit, actor, transaction =>
        {
            var states = RecordStates.Read(transaction, TaskShape.Instance, ids);
            var rows = new List<(RecordState State, IReadOnlyList<FieldChange> Changes)>();
            foreach (var id in ids.Distinct().Order())
            {
                if (!states.TryGetValue(id, out var state)) throw new RefusedException("task.unknown", id);
                if (state.Trashed) throw new RefusedException("task.trashed", id);
                var after = state.Values.Copy();
                after[TaskFields.Done] = done ? "1" : "0";
                after[TaskFields.DoneAt] = rules.DoneAt(after[TaskFields.Done], state.Values);
                if (Difference.Between(state.Values, after) is var changes && changes.Exists(c => c.Field == TaskFields.Done)) rows.Add((state, changes));
            }
            return rows;
        });
    }
}

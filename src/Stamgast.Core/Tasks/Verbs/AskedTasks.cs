using Stamgast.Changes.Histories;
using Stamgast.Database;

namespace Stamgast.Tasks.Verbs;

/// <summary>Looks up tasks by ID.</summary>
public static class AskedTasks
{
    /// <summary>The task in its current state, in the trash or not; null without one.</summary>
    public static RecordState? Find(Base customers, long id)
    {
        using var reader = customers.OpenReader();
        return RecordStates.Find(reader, customers.Engine, TaskShape.Instance, id);
    }

    /// <summary>The values of a task at a version; for a version that never existed, the current or the first ones.</summary>
    public static RecordValues AtVersion(Base customers, RecordState now, int version)
    {
        if (version >= now.Version) return now.Values;
        using var reader = customers.OpenReader();
        return History.AtVersion(reader, now, version);
    }

    /// <summary>Those of them that are in the trash.</summary>
    /// <param name="ids">Each once.</param>
    /// <exception cref="RefusedException">task.unknown: one of them does not exist.</exception>
    internal static IReadOnlyList<long> InTrash(Base customers, IReadOnlyList<long> ids)
    {
        using var reader = customers.OpenReader();
        var trashed = new List<long>();
        foreach (var portion in ids.Chunk(RecordStates.Portion))
        {
            var states = RecordStates.Read(reader, customers.Engine, TaskShape.Instance, portion);
            foreach (var id in portion)
                if (!states.TryGetValue(id, out var state)) throw new RefusedException("task.unknown", id);
                else if (state.Trashed) trashed.Add(id);
        }
        return trashed;
    }
}

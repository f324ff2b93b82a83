namespace Stamgast.Tasks;

/// <summary>Which tasks: those that are open, of them the overdue ones, those that are done, those in the trash.</summary>
public enum TaskPresence
{
    Open,
    Overdue,
    Done,
    Trashed,
}

/// <summary>Which tasks are asked for.</summary>
/// <param name="Presence">Open, overdue, done or in the trash.</param>
public sealed record TaskQuery(TaskPresence Presence = TaskPresence.Open)
{
    /// <summary>Only those of this user; null is everybody's.</summary>
    public long? Assignee { get; init; }

    /// <summary>Only those about this customer.</summary>
    public long? Customer { get; init; }

    /// <summary>Only those whose title or text has these letters, whatever their case.</summary>
    public string Words { get; init; } = "";
}

/// <summary>One task in a list.</summary>
/// <param name="CustomerName">Of the customer whom it is about; null where there is none, or none that may be seen.</param>
/// <param name="IsOverdue">Open, and due before now.</param>
public sealed record TaskRow(RecordState State, string? CustomerName, bool IsOverdue)
{
    public string? this[int field] => State.Values[field];

    public bool IsDone => State.Values[TaskFields.Done] == "1";
}

/// <summary>Some tasks in their order.</summary>
/// <param name="Next">The cursor with which the list goes on; null at its end.</param>
public sealed record TaskPage(IReadOnlyList<TaskRow> Rows, string? Next);

/// <summary>How many tasks are open, and how many of them are overdue.</summary>
public readonly record struct TaskCounts(long Open, long Overdue);

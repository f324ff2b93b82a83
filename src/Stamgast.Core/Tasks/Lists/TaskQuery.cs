namespace Stamgast.Tasks.Lists;

/// <summary>Which tasks: open ones, overdue ones among these, done ones, those in the trash.</summary>
public enum TaskPresence
{
    Open,
    Overdue,
    Done,
    Trashed,
}

/// <summary>The state of the requested tasks.</summary>
/// <param name="Presence">Open, overdue, done or in the trash.</param>
public sealed record TaskQuery(TaskPresence Presence = TaskPresence.Open)
{
    /// <summary>Only those of this user; null for everybody's.</summary>
    public long? Assignee { get; init; }

    /// <summary>Only those about this customer.</summary>
    public long? Customer { get; init; }

    /// <summary>Only those about this record: the key of its kind, and its ID.</summary>
    public (string Kind, long Id)? About { get; init; }

    /// <summary>Only those whose title or text contains all these words or parts of words, ignoring case and accents.</summary>
    public string Words { get; init; } = "";
}

/// <summary>One task in a list.</summary>
/// <param name="CustomerName">The name of its customer; null without one, or for a hidden one.</param>
/// <param name="Group">The due date group.</param>
public sealed record TaskRow(RecordState State, string? CustomerName, TaskGroup Group)
{
    public string? this[int field] => State.Values[field];

    /// <summary>Open, and due before now.</summary>
    public bool IsOverdue => !IsDone && Group == TaskGroup.Overdue;

    public bool IsDone => State.Values[TaskFields.Done] == "1";
}

/// <summary>Some tasks in their order.</summary>
/// <param name="Next">The cursor for the next page; null at the end.</param>
public sealed record TaskPage(IReadOnlyList<TaskRow> Rows, string? Next);

/// <summary>The number of open tasks, and of overdue ones among them.</summary>
public readonly record struct TaskCounts(long Open, long Overdue);

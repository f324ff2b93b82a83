using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Tasks;

namespace Stamgast.App.Tasks;

/// <summary>What the list of tasks shows.</summary>
/// <param name="About">The name of the customer about whom alone they are; null is whoever.</param>
public sealed record TaskListView(TaskAddress Address, TaskPage Page, TaskCounts Counts, string? About)
{
    /// <summary>What was typed into the line for a new one, and what is wrong with it.</summary>
    public QuickTask Quick { get; init; } = new();
}

/// <summary>The line for a new task.</summary>
public sealed record QuickTask(string Title = "", string Due = "", string? Problem = null)
{
    /// <summary>The customer whom it will be about; null is nobody.</summary>
    public long? Customer { get; init; }

    /// <summary>Sent along unchanged, so that a second click adds nothing twice.</summary>
    public string Once { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>The status of the page on which it stands.</summary>
    internal int Status => Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}

/// <summary>What the page of one task shows.</summary>
public sealed record TaskView(RecordState Task, TaskForm Form, bool IsOverdue, IReadOnlyList<HistoryEntry> History, UserNames Users, ChangeTitles Titles)
{
    /// <summary>The users who can be given a task: those who can sign in, and the one who has it.</summary>
    public IReadOnlyList<(long Id, string Name)> People { get; init; } = [];
}

/// <summary>What the topic of a customer shows.</summary>
public sealed record CustomerTasksView(TaskPage Open, TaskPage Done, QuickTask Quick);

/// <summary>What the preview of an import of tasks shows.</summary>
public sealed record TaskImportView(ChangeSet Set, IReadOnlyList<TaskPreviewRow> Rows, string Show, long? Next);

using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;

namespace Stamgast.App.Tasks;

/// <summary>The content of the task list.</summary>
/// <param name="About">The name of the customer they are about; null for any.</param>
public sealed record TaskListView(TaskAddress Address, TaskPage Page, TaskCounts Counts, string? About)
{
    /// <summary>The number of tasks of the list for each due date group; null where it does not matter.</summary>
    public IReadOnlyDictionary<TaskGroup, long>? Groups { get; init; }

    /// <summary>The input for a new task, and the problems with it.</summary>
    public QuickTask Quick { get; init; } = new();
}

/// <summary>The line for a new task.</summary>
public sealed record QuickTask(string Title = "", string Due = "", string? Problem = null)
{
    /// <summary>The customer it will be about; null for none.</summary>
    public long? Customer { get; init; }

    /// <summary>The record it will be about: the key of its kind, and its ID; null for none.</summary>
    public (string Kind, long Id)? About { get; init; }

    /// <summary>Sent along unchanged, so that a second click adds nothing twice.</summary>
    public string Once { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>The status of the page it is on.</summary>
    internal int Status => Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}

/// <summary>The content of the page of one task.</summary>
public sealed record TaskView(RecordState Task, TaskForm Form, bool IsOverdue, IReadOnlyList<HistoryEntry> History, UserNames Users, ChangeTitles Titles)
{
    /// <summary>The possible assignees: users who can sign in, and the current one.</summary>
    public IReadOnlyList<(long Id, string Name)> People { get; init; } = [];
}

/// <summary>The content of the topic of a customer.</summary>
public sealed record CustomerTasksView(TaskPage Open, TaskPage Done, QuickTask Quick);

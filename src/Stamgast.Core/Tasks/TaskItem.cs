namespace Stamgast.Tasks;

/// <summary>
/// A task as stored in the database: every field of <see cref="TaskFields"/>, and Stamgast's own data about it. Read it freely; only <c>Apply</c>
/// writes it.
/// </summary>
public sealed class TaskItem
{
    /// <summary>System ID: 1..N in order of creation, never reused.</summary>
    public long Id { get; set; }

    /// <summary>Counts the changes of this task, from 1.</summary>
    public int Version { get; set; }

    /// <summary>In the trash: hidden everywhere else, and brought back by undo.</summary>
    public bool Trashed { get; set; }

    /// <summary>See <see cref="TaskShape.OrderOf"/>.</summary>
    public string SortFull { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    public DateTime ChangedAt { get; set; }

    public string? Title { get; set; }
    public string? Text { get; set; }
    public long? Customer { get; set; }
    public DateOnly? DueDate { get; set; }
    public string? DueTime { get; set; }
    public long? Assignee { get; set; }
    public string Priority { get; set; } = TaskPriority.Normal;
    public bool Done { get; set; }
    public string? DoneAt { get; set; }
    public string? AboutKind { get; set; }
    public long? AboutId { get; set; }
}

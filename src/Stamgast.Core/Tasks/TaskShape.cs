using System.Text;

namespace Stamgast.Tasks;

/// <summary>Tasks as a kind of record. sort_full puts them in order: by due date and time, and what presses first.</summary>
public sealed class TaskShape : RecordShape
{
    /// <summary>The number under which what happened to tasks is stored.</summary>
    public const int KindNumber = 2;

    /// <summary>The shape of tasks.</summary>
    public static readonly TaskShape Instance = new();

    private TaskShape() : base(KindNumber, "tasks", "task", TaskFields.All) =>
        References = [new RecordReference(TaskFields.All[TaskFields.Customer], Customers.CustomerShape.KindNumber)];

    /// <inheritdoc />
    public override IReadOnlyList<string> Derived { get; } = ["sort_full"];

    /// <inheritdoc />
    public override IReadOnlyList<RecordReference> References { get; }

    /// <inheritdoc />
    public override FollowedRecord? HangsOn { get; } =
        new(TaskFields.All[TaskFields.AboutKind], TaskFields.All[TaskFields.AboutId], TaskFields.All[TaskFields.Customer]);

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => values[TaskFields.Title];

    /// <summary>The order of a task: "2026-12-04 17:00 1". A day without a time ends the day, no day at all comes last.</summary>
    public static string OrderOf(RecordValues values) =>
        $"{values[TaskFields.DueDate] ?? "9999-12-31"} {values[TaskFields.DueTime] ?? "24:00"} {TaskPriority.Rank(values[TaskFields.Priority])}";

    internal override RecordDeriver Deriver() => new OfTasks();

    private sealed class OfTasks : RecordDeriver
    {
        private byte[] sort = [];

        public override ReadOnlySpan<byte> SortFull(RecordValues values) => sort = Encoding.UTF8.GetBytes(OrderOf(values));
    }
}

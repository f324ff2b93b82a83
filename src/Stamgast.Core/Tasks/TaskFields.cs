namespace Stamgast.Tasks;

/// <summary>The fields of a task, by ordinal.</summary>
public static class TaskFields
{
    public const int Title = 0;
    public const int Text = 1;

    /// <summary>The ID of the customer whom the task is about, if any.</summary>
    public const int Customer = 2;
    public const int DueDate = 3;

    /// <summary>"17:00", in the time zone of the organisation; only together with a due date.</summary>
    public const int DueTime = 4;

    /// <summary>The ID of the assigned user, if any. Not the e-mail address, which may change and would stay in the history for good.</summary>
    public const int Assignee = 5;

    /// <summary>"low", "normal" or "high".</summary>
    public const int Priority = 6;
    public const int Done = 7;

    /// <summary>When it was ticked, UTC: "2026-11-30T14:02:31Z". Set only by verbs.</summary>
    public const int DoneAt = 8;

    /// <summary>The kind of record that the task is about, beside its customer: "orders"; only together with <see cref="AboutId"/>.</summary>
    public const int AboutKind = 9;

    /// <summary>The ID of that record.</summary>
    public const int AboutId = 10;

    public static readonly IReadOnlyList<RecordField> All =
    [
        Field(Title, "title", FieldKind.Line, 200),
        Field(Text, "text", FieldKind.Text, 4000),
        Field(Customer, "customer", FieldKind.Reference, 19),
        Field(DueDate, "due_date", FieldKind.Date, 10),
        Field(DueTime, "due_time", FieldKind.Time, 5),
        Field(Assignee, "assignee", FieldKind.Whole, 19),
        Field(Priority, "priority", FieldKind.Line, 6, TaskPriority.Normal),
        Field(Done, "done", FieldKind.Flag, 1, "0"),
        Field(DoneAt, "done_at", FieldKind.Line, 20),
        Field(AboutKind, "about_kind", FieldKind.Line, 30),
        Field(AboutId, "about_id", FieldKind.Whole, 19),
    ];

    private static RecordField Field(int ordinal, string name, FieldKind kind, int longest, string? usual = null) =>
        new(ordinal, name, kind, longest, usual) { CaptionKey = "task.field." + name };
}

namespace Stamgast.Tasks.Lists;

/// <summary>When an open task is due, relative to today: the groups of the list of tasks, in order.</summary>
public enum TaskGroup
{
    /// <summary>Due before now.</summary>
    Overdue,
    Today,
    Tomorrow,

    /// <summary>Until Sunday.</summary>
    ThisWeek,
    Later,

    /// <summary>Without a due date.</summary>
    NoDay,
}

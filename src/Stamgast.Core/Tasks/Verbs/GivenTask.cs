namespace Stamgast.Tasks.Verbs;

/// <summary>The requested values of a task: the texts of the edited fields, by ordinal, beside the earlier values.</summary>
/// <param name="Was">The values of the version that the person saw; those of <see cref="RecordShape.Blank"/> for a new task.</param>
/// <param name="Texts">As typed; null or blank clears the field.</param>
public sealed record GivenTask(RecordValues Was, IReadOnlyDictionary<int, string?> Texts)
{
    /// <summary>A new task with these texts.</summary>
    public static GivenTask New(params (int Field, string? Text)[] texts) => new(TaskShape.Instance.Blank(), texts.ToDictionary(t => t.Field, t => t.Text));
}

/// <summary>The result of checking a <see cref="GivenTask"/>: the values to store, and the problems in the order of the fields.</summary>
public sealed record JudgedTask(RecordValues Values, IReadOnlyList<TaskProblem> Problems)
{
    /// <exception cref="TaskRefusedException">Something is wrong with it.</exception>
    internal RecordValues ValuesOrRefusal() => Problems.Count > 0 ? throw new TaskRefusedException(Problems) : Values;
}

/// <summary>Values of a task refused by a rule: nothing was written. The refusal reports the first problem.</summary>
public sealed class TaskRefusedException : RefusedException
{
    internal TaskRefusedException(IReadOnlyList<TaskProblem> problems) : base("value.refused", problems[0]) => Problems = problems;

    /// <summary>All problems.</summary>
    public IReadOnlyList<TaskProblem> Problems { get; }
}

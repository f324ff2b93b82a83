namespace Stamgast.Tasks;

/// <summary>What somebody wants a task to be: the texts of the fields that were touched, by ordinal, beside the values as they were.</summary>
/// <param name="Was">The values of the version that the person saw; those of <see cref="RecordShape.Blank"/> for a new task.</param>
/// <param name="Texts">As typed; null or blank empties the field.</param>
public sealed record GivenTask(RecordValues Was, IReadOnlyDictionary<int, string?> Texts)
{
    /// <summary>A new task with these texts.</summary>
    public static GivenTask New(params (int Field, string? Text)[] texts) => new(TaskShape.Instance.Blank(), texts.ToDictionary(t => t.Field, t => t.Text));
}

/// <summary>What would be stored of a <see cref="GivenTask"/>, and what is wrong with it, in the order of the fields.</summary>
public sealed record JudgedTask(RecordValues Values, IReadOnlyList<TaskProblem> Problems)
{
    /// <exception cref="TaskRefusedException">Something is wrong with it.</exception>
    internal RecordValues ValuesOrRefusal() => Problems.Count > 0 ? throw new TaskRefusedException(Problems) : Values;
}

/// <summary>Values of a task that a rule refuses: nothing was written. The refusal tells of the first problem.</summary>
public sealed class TaskRefusedException : RefusedException
{
    internal TaskRefusedException(IReadOnlyList<TaskProblem> problems) : base("value.refused", problems[0]) => Problems = problems;

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<TaskProblem> Problems { get; }
}

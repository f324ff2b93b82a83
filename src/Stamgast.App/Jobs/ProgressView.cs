using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>A job that has not ended, as its page shows it.</summary>
public sealed record ProgressView(Job Job, PageJob Kind, DateTime Now)
{
    /// <summary>How long it has been running; empty while it waits.</summary>
    public TimeSpan Elapsed => Job is { State: JobState.Running, StartedAt: { } started } && Now > started ? Now - started : TimeSpan.Zero;

    /// <summary>The time of the next attempt after a temporary failure; null while it waits its turn or runs.</summary>
    public DateTime? TriedAgainAt => Job is { State: JobState.Waiting, Error: not null } && Job.NextAt > Now ? Job.NextAt : null;
}

using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>A job that has not ended, as its page shows it.</summary>
public sealed record ProgressView(Job Job, PageJob Kind, DateTime Now)
{
    /// <summary>For how long it has been done; nothing while it waits.</summary>
    public TimeSpan Elapsed => Job is { State: JobState.Running, StartedAt: { } started } && Now > started ? Now - started : TimeSpan.Zero;

    /// <summary>When it is tried again after a failure that goes by; null when it waits for its turn, or is being done.</summary>
    public DateTime? TriedAgainAt => Job is { State: JobState.Waiting, Error: not null } && Job.NextAt > Now ? Job.NextAt : null;
}

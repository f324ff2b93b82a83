namespace Stamgast.Jobs;

/// <summary>The state of a job. The numbers are stored; those below 2 are unfinished.</summary>
public enum JobState
{
    /// <summary>Nobody is working on it yet, or not again yet.</summary>
    Waiting = 0,

    /// <summary>A program works on it.</summary>
    Running = 1,

    /// <summary>Completely done.</summary>
    Done = 2,

    /// <summary>It was refused or met something unexpected; <see cref="Job.Error"/> says what.</summary>
    Failed = 3,

    /// <summary>Cancelled by somebody.</summary>
    Cancelled = 4,

    /// <summary>Its program stopped, and a job of its kind is not restarted automatically.</summary>
    Interrupted = 5,
}

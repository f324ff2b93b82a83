namespace Stamgast.Jobs;

/// <summary>How far a job has come. The numbers are stored; those below 2 have not ended.</summary>
public enum JobState
{
    /// <summary>Nobody works on it yet, or not again yet.</summary>
    Waiting = 0,

    /// <summary>A program works on it.</summary>
    Running = 1,

    /// <summary>All of it is done.</summary>
    Done = 2,

    /// <summary>It was refused or met something unexpected; <see cref="Job.Error"/> says what.</summary>
    Failed = 3,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled = 4,

    /// <summary>The program that worked on it stopped, and a job of its kind is not begun again by itself.</summary>
    Interrupted = 5,
}

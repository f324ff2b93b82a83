namespace Stamgast.Jobs;

/// <summary>
/// Something that is done in the background. A kind is one class in the folder of its feature, and is registered where the program is put
/// together; what one job of it is about stands in <see cref="Job.Payload"/>.
/// </summary>
public abstract class JobKind
{
    /// <summary>Stable, since it is stored: the feature, a point, what is done.</summary>
    public abstract string Name { get; }

    /// <summary>So many of this kind are done by one program at a time; the others wait.</summary>
    public virtual int AtOnce => JobQueue.MostAtOnce;

    /// <summary>
    /// How often a job is begun again by itself after the program that worked on it stopped. 0 marks it as interrupted, for somebody to
    /// decide. More is for kinds that do no harm when they are done twice, or find out that they were done.
    /// </summary>
    public virtual int Resumptions => 0;

    /// <summary>
    /// How long it waits before it is tried again, the first time, the second time and so on, when what failed goes by: the base is busy or away.
    /// </summary>
    public virtual IReadOnlyList<TimeSpan> RetryAfter => [];

    /// <summary>False when this program cannot do it, since something it needs is on the disk of another.</summary>
    public virtual bool CanBeDoneHere(Job job) => true;

    /// <summary>Does it, on a thread of its own.</summary>
    /// <returns>What <see cref="Job.Result"/> keeps.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled, or the program stops.</exception>
    /// <exception cref="RefusedException">Said in <see cref="Job.Error"/>.</exception>
    public abstract string? Run(JobRun run);

    /// <summary>Puts away what a job would have worked on, after it was cancelled while it waited.</summary>
    public virtual void Dropped(Job job) { }
}

namespace Stamgast.Jobs;

/// <summary>
/// A kind of background work. Each is one class in the folder of its feature, registered where the program is composed; the parameters of a job are
/// in <see cref="Job.Payload"/>.
/// </summary>
public abstract class JobKind
{
    /// <summary>Stable, since it is stored: the feature, a dot, the action.</summary>
    public abstract string Name { get; }

    /// <summary>So many of this kind are done by one program at a time; the others wait.</summary>
    public virtual int AtOnce => JobQueue.MostAtOnce;

    /// <summary>
    /// How often a job is restarted automatically after its program stopped. 0 marks it as interrupted, for a person to decide. More is for kinds
    /// that do no harm when repeated, or notice that they are already done.
    /// </summary>
    public virtual int Resumptions => 0;

    /// <summary>The delays before each retry of a temporary failure: the base is busy or away.</summary>
    public virtual IReadOnlyList<TimeSpan> RetryAfter => [];

    /// <summary>True when it is done once a day without being asked for (<see cref="DailyJobs"/>).</summary>
    public virtual bool IsDaily => false;

    /// <summary>False when this program cannot do it, since something it needs is on the disk of another.</summary>
    public virtual bool CanBeDoneHere(Job job) => true;

    /// <summary>Does the work, on a thread of its own.</summary>
    /// <returns>The content of <see cref="Job.Result"/>.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled, or the program stops.</exception>
    /// <exception cref="RefusedException">Reported in <see cref="Job.Error"/>.</exception>
    public abstract string? Run(JobRun run);

    /// <summary>Cleans up after a job that was cancelled while it waited.</summary>
    public virtual void Dropped(Job job) { }
}

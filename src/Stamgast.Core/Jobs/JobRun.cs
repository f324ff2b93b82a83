using Stamgast.Database;

namespace Stamgast.Jobs;

/// <summary>The environment of a kind while it does a job.</summary>
public sealed class JobRun
{
    private readonly LiveJob live;
    private bool isCompleting;

    internal JobRun(LiveJob live, Job job)
    {
        this.live = live;
        Job = job;
    }

    /// <summary>The job as it was when it started.</summary>
    public Job Job { get; }

    /// <summary>Cancelled by somebody, or because the program stops.</summary>
    public CancellationToken Cancel => live.Cancel;

    /// <summary>True when somebody cancelled it. If it stops for another reason, its data must stay for the next attempt.</summary>
    public bool IsCancelled => live.Now.CancelAsked;

    /// <summary>Reports the progress.</summary>
    /// <param name="done">Rows that are done.</param>
    /// <param name="fraction">The finished share, 0 to 1; null when unknown.</param>
    public void Report(long done, double? fraction, long? total = null) => live.Report(done, total, fraction);

    /// <summary>
    /// Marks the job as done in the transaction that does it: after a crash either both happened or neither, and a program that was taken
    /// for dead and is not takes its work back.
    /// </summary>
    /// <param name="setId">The change set that was made.</param>
    /// <exception cref="RefusedException">job.lost: another program has taken it over.</exception>
    public void Complete(WriteTransaction transaction, long setId)
    {
        if (!JobRows.Complete(transaction, Job, setId)) throw Lost();
        isCompleting = true;
        live.TellOf(setId);
    }

    /// <summary>Makes sure that this program still has the job, in a transaction that does a part of it.</summary>
    /// <exception cref="RefusedException">job.lost: another program has taken it over.</exception>
    public void StillMine(WriteTransaction transaction)
    {
        if (!JobRows.IsMine(transaction, Job)) throw Lost();
    }

    private RefusedException Lost()
    {
        live.Lose();
        return new RefusedException("job.lost", Job.Id);
    }

    /// <summary>True when the transaction that marks it as done may have been committed.</summary>
    internal bool MayBeComplete => isCompleting;
}

using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>Leads from an action to the result of its job, or to its progress page.</summary>
public sealed class JobProgress(JobQueue jobs)
{
    /// <summary>Work that ends within this time needs no progress page.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(900);

    private const int LongestOnce = 64;

    public static string AddressOf(string key) => "/progress/" + key;

    /// <summary>The once-only token of a form, if it looks like ours; otherwise a new one.</summary>
    public static string OnceOf(string? sent) =>
        sent is { Length: > 0 and <= LongestOnce } && sent.All(char.IsAsciiLetterOrDigit) ? sent : Guid.NewGuid().ToString("N");

    /// <summary>Leads to the result of a job that ends soon, otherwise to its progress page.</summary>
    /// <exception cref="RefusedException">It was refused.</exception>
    public async Task<IResult> FollowAsync(Job job)
    {
        var now = await jobs.WaitAsync(job, AtOnce);
        return now.HasEnded ? Page.GoTo(EndOf(now, tells: true)) : Page.GoTo(AddressOf(now.Key));
    }

    /// <summary>Leads on from a job that was just cancelled.</summary>
    public async Task<IResult> CancelAsync(Job job)
    {
        jobs.Cancel(job);
        var now = await jobs.WaitAsync(job, AtOnce);
        // A page of its own reports that nothing was changed: nobody filled in a form to return to.
        return Page.GoTo(now.State == JobState.Done || AddressOfEnd(now) is not null ? EndOf(now, tells: true) : AddressOf(now.Key));
    }

    /// <summary>The kind of a job, when this person may look at it.</summary>
    /// <exception cref="RefusedException">work.unknown</exception>
    public PageJob KindOf(Job? job, Visit visit) =>
        job is not null && jobs.Kinds.GetValueOrDefault(job.Kind) is PageJob kind && visit.May(kind.Permission)
            ? kind : throw new RefusedException("work.unknown");

    /// <summary>Where a finished job leads.</summary>
    /// <param name="tells">True to report there what was done.</param>
    /// <exception cref="RefusedException">It was refused, cancelled or interrupted.</exception>
    public string EndOf(Job job, bool tells)
    {
        if (job is { State: JobState.Done, Result: { } result }) return JobEnd.Read(result, tells);
        if (job.State == JobState.Done) return Said(((PageJob)jobs.Kinds[job.Kind]).AddressOfDone(job), tells);
        if (AddressOfEnd(job) is { } address) return Said(address, tells);
        throw new RefusedException(job.State switch
        {
            JobState.Cancelled => new Refusal("work.cancelled"),
            JobState.Interrupted => new Refusal("job.interrupted", job.Id),
            _ => job.Refusal ?? new Refusal("job.broken", job.Id),
        });
    }

    private string? AddressOfEnd(Job job) =>
        job.HasEnded && job.State != JobState.Done ? ((PageJob)jobs.Kinds[job.Kind]).AddressOfEnd(job) : null;

    private static string Said(string address, bool tells) => tells ? address : Flash.Part(address).Clean;
}

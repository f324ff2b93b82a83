using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Jobs;
using Stamgast.Users;

namespace Stamgast.App.Jobs;

/// <summary>The actor of a change within a job: the user who requested it, with their current permissions.</summary>
public sealed class JobActors(UserAccounts users)
{
    /// <summary>For a job that is one change set: marks the job as done in the same transaction.</summary>
    /// <exception cref="RefusedException">job.user: that user may not sign in any more.</exception>
    public Actor OfAll(JobRun run, Door door) => Of(run, door) with { Committing = (transaction, set) => run.Complete(transaction, set.Id) };

    /// <summary>For a job with several change sets: each is made only while this program still owns the job.</summary>
    /// <inheritdoc cref="OfAll" />
    public Actor OfPart(JobRun run, Door door) => Of(run, door) with { Committing = (transaction, _) => run.StillMine(transaction) };

    private Actor Of(JobRun run, Door door) => run.Job.UserId is { } id && users.Find(id) is { Active: true } user
        ? new Actor(id, door) { Viewer = Viewer.Of(user) } : throw new RefusedException("job.user", run.Job.Id);
}

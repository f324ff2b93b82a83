using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>
/// Something that is asked for on a page and ends at another one. Its texts are <c>job.kind.NAME</c> in the list of background work, and
/// <see cref="Caption"/> above its progress.
/// </summary>
public abstract class PageJob : JobKind
{
    /// <summary>What somebody must be allowed to do to look at it, to cancel it or to begin it again.</summary>
    public abstract Permission Permission { get; }

    /// <summary>Resource key of what is being done.</summary>
    public abstract string Caption { get; }

    /// <summary>Resource key of what it does, in the list.</summary>
    public virtual string Title => "job.kind." + Name;

    /// <summary>The entry of the menu to which its progress belongs.</summary>
    public virtual string At => "activity";

    /// <inheritdoc />
    public sealed override string Run(JobRun run) => JobEnd.Write(Do(run));

    /// <summary>Where one sees what it is about, also while it is being done.</summary>
    public virtual string PlaceOf(Job job) => job.Back ?? "/activity";

    /// <summary>Where a job leads that was done and could not say where any more, since the program stopped at that moment.</summary>
    public virtual string AddressOfDone(Job job) => job.SetId is { } set ? DoneWords.Address(PlaceOf(job), set) : PlaceOf(job);

    /// <summary>Where a job leads that failed, was cancelled or interrupted; null says why on a page of its own.</summary>
    public virtual string? AddressOfEnd(Job job) => null;

    /// <summary>Does it.</summary>
    /// <returns>The address to go to, with what is to be said there.</returns>
    protected abstract string Do(JobRun run);
}

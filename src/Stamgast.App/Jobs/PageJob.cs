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
    /// <summary>The permission needed to look at it, cancel it or start it again.</summary>
    public abstract Permission Permission { get; }

    /// <summary>Resource key of the caption while it runs.</summary>
    public abstract string Caption { get; }

    /// <summary>Resource key of its description in the list.</summary>
    public virtual string Title => "job.kind." + Name;

    /// <summary>The menu entry of its progress page.</summary>
    public virtual string At => "activity";

    /// <inheritdoc />
    public sealed override string Run(JobRun run) => JobEnd.Write(Do(run));

    /// <summary>The page about its subject, also while it runs.</summary>
    public virtual string PlaceOf(Job job) => job.Back ?? "/activity";

    /// <summary>Where a finished job leads that could not store its result, because the program stopped at that moment.</summary>
    public virtual string AddressOfDone(Job job) => job.SetId is { } set ? DoneTexts.Address(PlaceOf(job), set) : PlaceOf(job);

    /// <summary>Where a failed, cancelled or interrupted job leads; null for a page with the reason.</summary>
    public virtual string? AddressOfEnd(Job job) => null;

    /// <summary>Does it.</summary>
    /// <returns>The address to go to, with the message to show there.</returns>
    protected abstract string Do(JobRun run);
}

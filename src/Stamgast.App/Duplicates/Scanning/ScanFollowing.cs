using System.Diagnostics.CodeAnalysis;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Jobs;

namespace Stamgast.App.Duplicates.Scanning;

/// <summary>
/// Keeps the pairs up to date while the server runs: looks now and then whether customers changed, compares those again, and asks for a search of the
/// whole base when that is better or none was made yet. It looks at the base, not at this program's own changes: several programs may share one base.
/// </summary>
internal sealed class ScanFollowing(Base customers, MatchMemory memory, JobQueue jobs, TimeProvider clock, ILogger<ScanFollowing> log) : IDisposable
{
    /// <summary>A look that finds nothing costs two reads of one row.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private Task looking = Task.CompletedTask;
    private long lastItem = -1;

    /// <summary>Starts looking.</summary>
    public void Begin() => looking = Task.Run(LookForEverAsync);

    /// <inheritdoc />
    public void Dispose()
    {
        stop.Cancel();
        looking.Wait();
        stop.Dispose();
    }

    /// <summary>One look.</summary>
    internal void Look()
    {
        Following said;
        do said = new FollowChanges(customers, memory).Step(stop.Token);
        while (said == Following.Followed);
        // While somebody imports, more changes come: a search of everything waits until nothing was changed between two looks.
        var last = ListMemory.LastItem(customers);
        var isQuiet = last == lastItem;
        lastItem = last;
        if (isQuiet && last > 0 && said is Following.NeedsScan or Following.NeverScanned && !WasGivenUp()) jobs.Start(ScanJob.Request(null));
    }

    // Somebody cancelled it, or it failed for good: a person has to ask for it again.
    private bool WasGivenUp() => jobs.Find(ScanJob.Key) is { } job && (!job.HasEnded || job.State != JobState.Done);

    [SuppressMessage("Design", "CA1031", Justification = "The next look tries again.")]
    private async Task LookForEverAsync()
    {
        using var timer = new PeriodicTimer(BetweenLooks, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                try { Look(); }
                catch (RefusedException) { }
                catch (Exception e) when (e is not OperationCanceledException) { log.LogError(e, "Changes could not be compared; it is tried again"); }
            }
        }
        catch (OperationCanceledException) { }
    }
}

using Stamgast.Changes;
using Stamgast.Importing.Similar;
using Stamgast.Jobs;

namespace Stamgast.App.Importing.Similar;

/// <summary>Starts the search for duplicates of a preview when it is looked at, and tells how far it is.</summary>
public sealed class SimilarSearches(JobQueue jobs)
{
    /// <summary>Starts it, unless that was done; nobody waits for that.</summary>
    /// <returns>True while it goes on.</returns>
    public bool Begin(ChangeSet set)
    {
        if (!FindSimilarRows.IsWanted(set)) return false;
        var key = FindSimilarJob.KeyOf(set.Id);
        var known = jobs.Find(key);
        // What failed or was cancelled is not begun again for the same reading; another reading is another preview.
        if (known is { HasEnded: true, State: not JobState.Done } && known.Back == BackOf(set)) return false;
        if (known is not { HasEnded: false })
            Task.Run(() =>
            {
                try { jobs.Start(new JobRequest(FindSimilarJob.KindName, key, set.UserId, BackOf(set)).With(set.Created)); }
                catch (RefusedException)
                {
                    // Others write; the next look asks again.
                }
                catch (ObjectDisposedException)
                {
                    // The program ends.
                }
            });
        return true;
    }

    /// <summary>The share that is done, from 0 to 1; null when it is not going on.</summary>
    public double? Progress(long setId) => jobs.Find(FindSimilarJob.KeyOf(setId)) is { HasEnded: false } job ? job.Fraction ?? 0 : null;

    private static string BackOf(ChangeSet set) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/import/{set.Id}#{set.Staged}");
}

using System.Diagnostics;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates.Queue;

namespace Stamgast.App.Duplicates;

/// <summary>
/// How much there is in each lane, cached for the menu of every page until pairs, decisions or customers change. Where counting takes long, because
/// there are hundreds of thousands of pairs, it is not repeated after every change, but as often as costs a twentieth of the time.
/// </summary>
public sealed class DuplicateCounts(Base customers)
{
    private const int Share = 20;

    private readonly Lock holding = new();
    private readonly Dictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>The counts as this viewer sees them.</summary>
    public LaneCounts Of(Viewer viewer)
    {
        var queue = new DuplicateQueue(customers, viewer);
        var stamp = queue.Stamp();
        lock (holding)
            if (known.TryGetValue(viewer.Visibility.Key, out var found) && (found.Stamp == stamp || Stopwatch.GetElapsedTime(found.At) < found.Took * Share))
                return found.Counts;
        var begun = Stopwatch.GetTimestamp();
        var counts = queue.Counts();
        var took = Stopwatch.GetElapsedTime(begun);
        // A few milliseconds need no saving, and whoever has just decided wants to see it.
        lock (holding) known[viewer.Visibility.Key] = new(stamp, counts, took < TimeSpan.FromMilliseconds(20) ? TimeSpan.Zero : took, Stopwatch.GetTimestamp());
        return counts;
    }

    private sealed record Known((long, long) Stamp, LaneCounts Counts, TimeSpan Took, long At);
}

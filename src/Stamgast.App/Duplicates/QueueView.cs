using Stamgast.App.Duplicates.Pairs;
using Stamgast.Customers;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;

namespace Stamgast.App.Duplicates;

/// <summary>Two customers that were asked for and are not open in a lane.</summary>
/// <param name="A">Null, as the other, when one of the two may not be seen.</param>
/// <param name="B">The other.</param>
/// <param name="Decision">What was decided on them; null without one.</param>
/// <param name="Lane">Where they are; null when they are no pair.</param>
public sealed record MissingPair(CustomerState? A, CustomerState? B, DuplicateDecision? Decision, PairLane? Lane);

/// <summary>What the queue shows.</summary>
/// <param name="Address">The lane and its filters.</param>
/// <param name="Counts">How much there is in each lane.</param>
/// <param name="Groups">The first groups of the list.</param>
/// <param name="Open">The pair to judge; null when there is none.</param>
public sealed record QueueView(DuplicateAddress Address, LaneCounts Counts, QueuePage Groups, PairView? Open)
{
    /// <summary>The number of groups that meet the filters.</summary>
    public long Total { get; init; }

    /// <summary>What this user decided last today; null for nothing.</summary>
    public DecidedPair? Last { get; init; }

    /// <summary>What the last decision merged; null when it merged nobody.</summary>
    public MergedTogether? Merged { get; init; }

    /// <summary>The pair that was asked for and is not open; null when it is.</summary>
    public MissingPair? Missing { get; init; }

    /// <summary>Why the last key did nothing; null when it did.</summary>
    public string? Skipped { get; init; }

    /// <summary>The pair on which the last key did nothing, if it is open still.</summary>
    public (long A, long B)? StillOpen { get; init; }

    /// <summary>The number of decisions of this user today.</summary>
    public int DecidedToday { get; init; }

    /// <summary>The expected time for what is left; null before the tenth decision.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>The import that the page is limited to; null without one.</summary>
    public ImportPairs? Import { get; init; }

    /// <summary>The last import, to look at its customers alone; null without one.</summary>
    public long? LastImport { get; init; }
}

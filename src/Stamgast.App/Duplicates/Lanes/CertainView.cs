using Stamgast.Customers;
using Stamgast.Duplicates.Queue;
using Stamgast.Merging;

namespace Stamgast.App.Duplicates.Lanes;

/// <summary>A group that is certain, with the customer that the rule keeps.</summary>
/// <param name="Kept">Kept.</param>
/// <param name="Others">Those that go into it.</param>
public sealed record CertainRow(QueueGroup Group, MergeCandidate Kept, IReadOnlyList<MergeCandidate> Others);

/// <summary>What the page of certain duplicates shows.</summary>
/// <param name="Rows">Some groups, most alike first.</param>
/// <param name="Next">Where to go on; null at the end.</param>
/// <param name="Rule">Which of each group is kept.</param>
/// <param name="Total">The number of groups that meet the filters.</param>
/// <param name="Out">Groups that were unticked on this page or before it.</param>
public sealed record CertainView(
    DuplicateAddress Address, LaneCounts Counts, IReadOnlyList<CertainRow> Rows, QueueCursor? Next, KeptRule Rule, long Total, IReadOnlySet<long> Out)
{
    /// <summary>When it was read, in milliseconds since 1970.</summary>
    public long ShownAt { get; init; }

    /// <summary>The last import; null without one.</summary>
    public long? LastImport { get; init; }
}

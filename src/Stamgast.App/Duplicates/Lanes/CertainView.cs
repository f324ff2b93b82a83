using Stamgast.Customers;
using Stamgast.Duplicates.Queue;
using Stamgast.Merging;

namespace Stamgast.App.Duplicates.Lanes;

/// <summary>A group that is certain, with the customer that the rule keeps.</summary>
/// <param name="Kept">Kept.</param>
/// <param name="Others">Those that go into it.</param>
/// <param name="Moves">How many records move along.</param>
public sealed record CertainRow(QueueGroup Group, MergeCandidate Kept, IReadOnlyList<MergeCandidate> Others, long Moves);

/// <summary>What the page of certain duplicates shows.</summary>
/// <param name="Rows">Some groups, most alike first.</param>
/// <param name="Next">Where to go on; null at the end.</param>
/// <param name="Rule">Which of each group is kept.</param>
/// <param name="Total">The number of groups that meet the filters.</param>
/// <param name="Exceptions">Groups that were unticked on this page or before it; ticked ones where none is ticked to begin with.</param>
public sealed record CertainView(
    DuplicateAddress Address, LaneCounts Counts, IReadOnlyList<CertainRow> Rows, QueueCursor? Next, KeptRule Rule, long Total, IReadOnlySet<long> Exceptions)
{
    /// <summary>True when only the groups of <see cref="Exceptions"/> are ticked, of all that meet the filters.</summary>
    public bool TicksNone { get; init; }

    /// <summary>The number of groups that are ticked.</summary>
    public long Ticked => TicksNone ? Exceptions.Count : Total - Exceptions.Count;

    /// <summary>True when a group is ticked.</summary>
    public bool IsTicked(long group) => Exceptions.Contains(group) == TicksNone;

    /// <summary>The same page with all that meet the filters ticked, or none.</summary>
    public string Href(bool none)
    {
        var address = (Address with { After = null }).Href();
        return address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "keep=" + Rule + (none ? "&none=1" : "");
    }

    /// <summary>The import that the page is limited to; null without one.</summary>
    public ImportPairs? Import { get; init; }

    /// <summary>When its first page was read, in milliseconds since 1970.</summary>
    public long ShownAt { get; init; }

    /// <summary>The number of the last change of pairs at that time: what became certain later is not among them.</summary>
    public long Turn { get; init; }

    /// <summary>The last import; null without one.</summary>
    public long? LastImport { get; init; }
}

using Stamgast.Customers;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;
using Stamgast.Merging;

namespace Stamgast.App.Duplicates.Pairs;

/// <summary>Two customers side by side.</summary>
/// <param name="A">The customer with the lower ID.</param>
/// <param name="B">The other.</param>
/// <param name="Why">The score and its reasons.</param>
public sealed record PairView(CustomerState A, CustomerState B, Explanation Why)
{
    /// <summary>Its group in the queue; null outside it.</summary>
    public QueueGroup? Group { get; init; }

    /// <summary>What a merge would give; null when they cannot be merged.</summary>
    public MergePreview? Plan { get; init; }

    /// <summary>Why they cannot be merged; null when they can.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>The customer that is kept unless somebody chooses.</summary>
    public long Kept { get; init; }

    /// <summary>The rows that differ, or of which one has no value.</summary>
    public IReadOnlyList<PairRow> Differing { get; init; } = [];

    /// <summary>The equal ones that count.</summary>
    public IReadOnlyList<PairRow> Equal { get; init; } = [];

    /// <summary>Values that are equal and prove nothing.</summary>
    public string AlsoEqual { get; init; } = "";

    /// <summary>Reasons about no single field.</summary>
    public IReadOnlyList<Reason> Others { get; init; } = [];

    /// <summary>By the key of a kind, how many records refer to each.</summary>
    public IReadOnlyDictionary<string, long> LinkedA { get; init; } = new Dictionary<string, long>();

    /// <inheritdoc cref="LinkedA" />
    public IReadOnlyDictionary<string, long> LinkedB { get; init; } = new Dictionary<string, long>();

    /// <summary>A decision that a change has reopened; null without one.</summary>
    public DuplicateDecision? Reopened { get; init; }

    /// <summary>The customers of the group, if it is more than this pair.</summary>
    public IReadOnlyList<CustomerState> More => Group is { Members.Count: > 2 } group ? group.Members : [];
}

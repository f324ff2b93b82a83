using Stamgast.ExtraFields;

namespace Stamgast.Merging.Plans;

/// <summary>What is known of the customers of a merge besides their values.</summary>
/// <param name="Owners">For customers that others were merged into before: where their values come from.</param>
internal sealed record MergeFacts(Dictionary<long, ValueOwners> Owners, ExtraDefinitions Extra)
{
    /// <summary>Their IDs, the one that changed last first: the order of <see cref="MergeFill.Latest"/>. Null for another order.</summary>
    public IReadOnlyList<long>? Newest { get; init; }

    /// <summary>Since when they want the newsletter or not, where somebody said so.</summary>
    public IReadOnlyDictionary<long, DateTime> NewsletterSince { get; init; } = new Dictionary<long, DateTime>();
}

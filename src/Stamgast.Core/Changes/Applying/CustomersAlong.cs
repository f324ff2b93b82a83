using Stamgast.Customers;

namespace Stamgast.Changes.Applying;

/// <summary>The customers that an import of other records brings along: a set of their own, in the same transaction.</summary>
/// <param name="New">Those that are added, in this order.</param>
/// <param name="Changed">Those that change.</param>
internal sealed record CustomersAlong(IReadOnlyList<CustomerValues> New, IReadOnlyList<(CustomerState State, List<FieldChange> Changes)> Changed);

/// <summary>What became of them.</summary>
/// <param name="Outcome">Their set; null when nothing was left to do.</param>
/// <param name="Kept">Those that stay, since somebody else has changed them.</param>
internal sealed record BroughtAlong(ChangeOutcome? Outcome, IReadOnlyList<KeptChange> Kept)
{
    public static readonly BroughtAlong Nothing = new(null, []);
}

using Stamgast.Customers.Rules;

namespace Stamgast.Changes;

/// <summary>A row of an import that was found in conflict only when the import was applied, and was left out.</summary>
/// <param name="Line">The line of the file; for the partner of the customer on it the negative of it.</param>
/// <param name="CustomerId">The customer whom it is about by now; null where there is none, or more than one.</param>
/// <param name="Name">That customer, or whom the row names.</param>
/// <param name="Why">What was in its way; of a row that is not offered again, why not.</param>
/// <param name="IsOffered">True when the row stands in the proposal that was made of such rows and would change something.</param>
public sealed record LateRow(long? Line, long? CustomerId, string? Name, Problem Why, bool IsOffered);

/// <summary>What became of the rows that were left out when an import was applied.</summary>
/// <param name="Offer">The proposal in which they are offered again; null when none of them would change anything.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Named">The first of them, those that are not offered before the others; at most <see cref="MostNamed"/>.</param>
internal sealed record LateOffer(long? Offer, long Count, IReadOnlyList<LateRow> Named)
{
    public const int MostNamed = 100;

    public static readonly LateOffer None = new(null, 0, []);
}

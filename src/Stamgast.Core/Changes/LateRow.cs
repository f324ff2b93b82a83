using Stamgast.Customers.Rules;

namespace Stamgast.Changes;

/// <summary>A row of a proposal that only turned out to conflict when the proposal was applied, and was left out.</summary>
/// <param name="Line">The line of the file; for the partner of the customer on it the negative of it.</param>
/// <param name="CustomerId">The customer, or the record of another kind, that it is about now; null for none, or for more than one.</param>
/// <param name="Name">The name of that customer, or the name in the row.</param>
/// <param name="Why">The conflict; for a row that is not offered again, the reason.</param>
/// <param name="IsOffered">True when the row is in the proposal made of such rows and would change something.</param>
public sealed record LateRow(long? Line, long? CustomerId, string? Name, Problem Why, bool IsOffered);

/// <summary>The outcome of the rows left out when an import was applied.</summary>
/// <param name="Offer">The proposal that offers them again; null when none of them would change anything.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Named">The first of them, those not offered again first; at most <see cref="MostNamed"/>.</param>
internal sealed record LateOffer(long? Offer, long Count, IReadOnlyList<LateRow> Named)
{
    public const int MostNamed = 100;

    public static readonly LateOffer None = new(null, 0, []);
}

using Stamgast.Customers;

namespace Stamgast.Changes.Histories;

/// <summary>The customer that somebody named.</summary>
/// <param name="State">In its current state; null when the viewer does not see it.</param>
/// <param name="Named">The ID of the customer that bears the name: another one, when that was merged since.</param>
public sealed record NamedCustomer(CustomerState? State, long Named);

using Stamgast.Customers;

namespace Stamgast.Merging;

/// <summary>A customer that is part of another.</summary>
/// <param name="Merge">The change set that merged it.</param>
/// <param name="At">When that was (UTC).</param>
/// <param name="UserId">Who did it; null for the command line.</param>
public sealed record AbsorbedCustomer(CustomerState State, long Merge, DateTime At, long? UserId);

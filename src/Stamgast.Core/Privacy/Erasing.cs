using Stamgast.Database;

namespace Stamgast.Privacy;

/// <summary>An erasure that is under way.</summary>
/// <param name="CustomerId">The customer to erase.</param>
/// <param name="UserId">The user who requested it; null for the command line.</param>
internal sealed record Erasing(Base Base, long CustomerId, long? UserId, TimeProvider Clock, CancellationToken Cancel);

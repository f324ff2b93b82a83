using Stamgast.Database;

namespace Stamgast.Privacy;

/// <summary>An erasure that is under way.</summary>
/// <param name="CustomerId">Whose data go.</param>
/// <param name="UserId">Who asked for it; null for the command line.</param>
internal sealed record Erasing(Base Base, long CustomerId, long? UserId, TimeProvider Clock, CancellationToken Cancel);

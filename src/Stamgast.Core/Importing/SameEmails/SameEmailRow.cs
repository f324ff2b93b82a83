namespace Stamgast.Importing.SameEmails;

/// <summary>A new row that the policy on customers with the same e-mail address merges.</summary>
/// <param name="Seq">The number of the row in the proposal.</param>
/// <param name="CustomerId">The existing customer that it is merged into; null for another new row.</param>
/// <param name="First">The number of that row; null for a customer.</param>
/// <param name="FirstLine">The line of that row.</param>
internal readonly record struct SameEmailRow(long Seq, long? CustomerId, long? First, long? FirstLine);

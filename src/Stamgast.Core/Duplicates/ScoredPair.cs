namespace Stamgast.Duplicates;

/// <summary>Two customers that matching takes for one.</summary>
/// <param name="A">The lower ID of the two.</param>
/// <param name="B">The higher ID.</param>
/// <param name="Bits">The score as base-2 odds.</param>
/// <param name="Why">The reasons, as <see cref="Matching.Explanation.Compact"/> writes them.</param>
/// <param name="IsCertain">Above the threshold of certainty, and without a differing compared value.</param>
public sealed record ScoredPair(long A, long B, double Bits, string Why, bool IsCertain);

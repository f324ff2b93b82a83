using Stamgast.Matching.Scoring;

namespace Stamgast.Matching;

/// <summary>Two rows that may be one customer.</summary>
/// <param name="A">The earlier row, from 0.</param>
/// <param name="B">The later row.</param>
/// <param name="Bits">The score as base-2 odds: 0 is even, 10 a thousand to one.</param>
public readonly record struct MatchedPair(int A, int B, double Bits)
{
    /// <summary>The probability that the two are one customer, 0 to 1.</summary>
    public double Score => MatchModel.Probability(Bits);
}

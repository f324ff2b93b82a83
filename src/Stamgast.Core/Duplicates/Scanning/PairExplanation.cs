using Stamgast.Customers;
using Stamgast.Matching;
using Stamgast.Matching.Scoring;

namespace Stamgast.Duplicates.Scanning;

/// <summary>Why two customers are, or are not, a pair of possible duplicates.</summary>
/// <param name="A">The customer with the lower ID.</param>
/// <param name="B">The other.</param>
/// <param name="Standing">What they are to the search.</param>
/// <param name="Compared">What the engine says of them by themselves.</param>
/// <param name="Why">The reasons and the score; of a pair those with which it is stored, with the effect of its group.</param>
public sealed record PairExplanation(CustomerState A, CustomerState B, PairStanding Standing, ComparedRows Compared, Explanation Why)
{
    /// <summary>The score from which two customers are a pair, 0 to 1.</summary>
    public double Threshold => ScanBase.Least;

    /// <summary>The score from which a pair without a differing value is certain, 0 to 1.</summary>
    public required double CertainFrom { get; init; }

    /// <summary>The lane of a pair; null for two that are none.</summary>
    public PairLane? Lane { get; init; }

    /// <summary>What was decided on them; null without a decision.</summary>
    public DuplicateDecision? Decision { get; init; }

    /// <summary>The names of the blocking rules in words, such as "the same phone".</summary>
    public IEnumerable<string> Blocks(System.Globalization.CultureInfo culture) => Compared.Rules.Select(rule => Explanation.Rule(rule, culture));
}

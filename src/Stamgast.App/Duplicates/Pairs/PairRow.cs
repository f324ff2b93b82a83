using Stamgast.Matching;
using Stamgast.Matching.Scoring;

namespace Stamgast.App.Duplicates.Pairs;

/// <summary>A field of two customers side by side, with the evidence that it gives.</summary>
/// <param name="Caption">What it is.</param>
/// <param name="A">The value of the first as people read it; null without one.</param>
/// <param name="B">The value of the second.</param>
/// <param name="Reasons">What matching says of it.</param>
public sealed record PairRow(string Caption, string? A, string? B, IReadOnlyList<Reason> Reasons)
{
    /// <summary>The name of the field to take when a value is chosen; null where both are kept, or nothing can be chosen.</summary>
    public string? Take { get; init; }

    /// <summary>The customer whose value is taken unless somebody chooses.</summary>
    public long Source { get; init; }

    /// <summary>What happens with both values, if it is not plain.</summary>
    public string? Note { get; init; }

    /// <summary>The digit that takes the other value; null without one.</summary>
    public int? Digit { get; init; }

    /// <summary>Yes or no.</summary>
    public bool IsFlag { get; init; }

    /// <summary>Both have it, and not the same.</summary>
    public bool Differs => A is not null && B is not null && A != B;

    /// <summary>Both have the same.</summary>
    public bool IsEqual => A == B;

    /// <summary>The weight of its reasons, in bits: above 0 for one customer, below 0 against.</summary>
    public double Bits => Reasons.Sum(r => r.Bits);
}

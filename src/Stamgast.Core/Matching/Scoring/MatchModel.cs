using Stamgast.Comparing;

namespace Stamgast.Matching.Scoring;

/// <summary>
/// What agreement and difference prove in this table: the weight of each level of each comparison, in bits (base-2 logarithms), learned from the rows
/// themselves.
/// </summary>
/// <remarks>
/// I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage" (1969): weight = log2(m / u). Rare values weigh more as in W. E. Winkler (1989) and
/// the term-frequency adjustment documented by Splink, here also for misspelt values. Since treating the comparisons as independent would overrate
/// relatives, there is a third kind of pair beside "same" and "unrelated": two people of one household, who share name and address but not first name
/// and birth date.
/// </remarks>
internal sealed class MatchModel
{
    /// <summary>How far rarity may move the weight of a level other than exact agreement, in bits.</summary>
    public const double RarityLimit = 6;

    // The effect of rarity on each level; needed for every pair, so computed once.
    private readonly RarityUse[][] uses;
    private readonly Comparison[] compared;

    public MatchModel(IReadOnlyList<Comparison> comparisons)
    {
        Comparisons = comparisons;
        compared = [.. comparisons];
        uses = [.. comparisons.Select(c => new RarityUse[c.Levels.Count])];
        Match = Table();
        Chance = Table();
        Household = Table();
        Weights = Table();
        HouseholdWeights = Table();
        Typical = Table();
    }

    public IReadOnlyList<Comparison> Comparisons { get; }

    /// <summary>m: how often rows of one customer are at a level; by comparison and level.</summary>
    public double[][] Match { get; }

    /// <summary>u: how often unrelated rows are.</summary>
    public double[][] Chance { get; }

    /// <summary>How frequent rows of one household are.</summary>
    public double[][] Household { get; }

    /// <summary>log2(m / u) and log2(household / u).</summary>
    public double[][] Weights { get; }
    public double[][] HouseholdWeights { get; }

    /// <summary>Base-2 logarithm of the share of the values with which unrelated rows usually reach a level.</summary>
    public double[][] Typical { get; }

    /// <summary>Base-2 odds that any two rows are one customer, and that they are one household.</summary>
    public double Prior { get; set; }
    public double HouseholdPrior { get; set; }

    /// <summary>False when the table has no columns that reveal households.</summary>
    public bool KnowsHouseholds { get; set; }

    public void SetWeights()
    {
        for (var k = 0; k < Comparisons.Count; k++)
        {
            for (var l = 1; l < Weights[k].Length; l++)
            {
                uses[k][l] = UseOf(Comparisons[k], l);
                if (Comparisons[k].Levels[l].WeighsAsRare) continue;
                Weights[k][l] = Math.Min(Comparisons[k].MostBits, Math.Clamp(Math.Log2(Match[k][l] / Chance[k][l]), -20, 40));
                HouseholdWeights[k][l] = Comparisons[k].Sharing == Sharing.Personal ? 0
                    : Math.Min(Comparisons[k].MostBits, Math.Clamp(Math.Log2(Household[k][l] / Chance[k][l]), -20, 40));
            }
        }
    }

    /// <summary>The bits that the rarity of the agreeing values adds to a level's weight.</summary>
    public double Rarity(int comparison, int level, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var use = uses[comparison][level];
        if (use == RarityUse.None) return 0;
        var share = compared[comparison].LogShare(a, b, level);
        if (use == RarityUse.Alone) return -share;
        var bits = Typical[comparison][level] - share;
        return use == RarityUse.Full ? bits : Math.Clamp(bits, -RarityLimit, RarityLimit);
    }

    /// <summary>The bits by which the chance of a household lowers a score; 0 or less.</summary>
    /// <param name="householdBits">Base-2 odds that the two are one household rather than unrelated.</param>
    /// <param name="relatives">The same for relatives who are nearly alike, see <see cref="Matching.Relatives"/>.</param>
    /// <param name="areTwoPeople">True when first names or birth dates were compared and no companies: these have no relatives.</param>
    public double HouseholdBits(double householdBits, double relatives, bool areTwoPeople)
    {
        if (!KnowsHouseholds || !areTwoPeople) return 0;
        if (relatives > householdBits) (householdBits, relatives) = (relatives, householdBits);
        return householdBits > 50 ? -householdBits : -Math.Log2(1 + Math.Pow(2, householdBits) + Math.Pow(2, relatives));
    }

    /// <summary>What a level says about whether two rows may be relatives: true, false, or nothing.</summary>
    public bool? ArePeople(int comparison) =>
        Comparisons[comparison].Field == "company_name" ? false : Comparisons[comparison].Sharing == Sharing.Personal ? true : null;

    public static double Probability(double bits) => 1 / (1 + Math.Pow(2, -bits));

    private static RarityUse UseOf(Comparison comparison, int level) =>
        !comparison.Levels[level].UsesRarity || comparison.MostBits < 1 ? RarityUse.None
        : comparison.Levels[level].WeighsAsRare ? RarityUse.Alone
        : level == 1 ? RarityUse.Full : RarityUse.Limited;

    private enum RarityUse : byte { None, Full, Limited, Alone }

    private double[][] Table() => [.. Comparisons.Select(c => new double[c.Levels.Count])];
}

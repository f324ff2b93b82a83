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
    // A number of one's own is hardly ever a stranger's: an eighth as often as its share in the table says, which cannot fall below that of one row.
    private const double OwnBits = 3;

    private readonly Comparison[] compared;
    private readonly bool[] isPersonal;
    private readonly int[] ownLevel;
    private readonly Relatives relatives;
    private readonly int given, company;

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
        AreOwn = new bool[comparisons.Count];
        isPersonal = [.. comparisons.Select(c => c.Sharing == Sharing.Personal)];
        ownLevel = [.. comparisons.Select(c => c.OwnLevel)];
        relatives = new Relatives(this);
        given = Array.FindIndex(compared, c => c.Field == "first_name");
        company = Array.FindIndex(compared, c => c.Field == "company_name");
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

    /// <summary>By comparison: true when a customer has one such number and no other customer has it, as far as this table shows.</summary>
    public bool[] AreOwn { get; }

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
                Weights[k][l] = Math.Min(Most(k, l), Math.Clamp(Math.Log2(Match[k][l] / Chance[k][l]), -20, 40)) + (l == 1 && AreOwn[k] ? OwnBits : 0);
                HouseholdWeights[k][l] = Comparisons[k].Sharing == Sharing.Personal ? 0
                    : Math.Min(Most(k, l), Math.Clamp(Math.Log2(Household[k][l] / Chance[k][l]), -20, 40));
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
        if (use == RarityUse.Full) return bits;
        var most = -compared[comparison].LogShareOfFrequent(a, b, level) - Weights[comparison][level];
        return Math.Min(most, Math.Clamp(bits, -RarityLimit, RarityLimit));
    }

    /// <summary>The evidence before anything is compared.</summary>
    public PairEvidence Start(double personalRarity = 0, double sharedRarity = 0) =>
        new()
        {
            Bits = Prior + personalRarity + sharedRarity, Household = HouseholdPrior + sharedRarity, House = HouseholdPrior + sharedRarity,
            Shared = sharedRarity,
        };

    /// <summary>Adds the result of a comparison.</summary>
    public void Take(int comparison, int level, double rarity, ref PairEvidence evidence)
    {
        var own = Weights[comparison][level] + rarity;
        evidence.Bits += own;
        if (isPersonal[comparison])
        {
            relatives.Take(comparison, level, own, ref evidence.Relatives);
            evidence.IsPersonal = true;
            evidence.AreNamed |= comparison == given;
        }
        else
        {
            var together = HouseholdWeights[comparison][level] + rarity;
            // Colleagues share the company as one person's rows do; two companies of a house have names and numbers of their own.
            evidence.Household += comparison == company ? own : together;
            evidence.IsCompany |= comparison == company;
            relatives.TakeFamily(comparison, level, ref evidence.Relatives);
            if (ownLevel[comparison] == 0)
            {
                evidence.House += together;
                evidence.Shared += own;
            }
        }
        if (ownLevel[comparison] == level && AreOwn[comparison]) evidence.HaveOwnNumbers = true;
    }

    /// <summary>The bits by which the chance of two relatives, or of two companies of one group, lowers a score; 0 or less.</summary>
    public double Doubt(in PairEvidence evidence, ReadOnlySpan<int> a, ReadOnlySpan<int> b) =>
        AreTwoPeople(evidence, a, b) ? Doubt(evidence, evidence.Household, relatives.Bits(evidence.Relatives, evidence.Household, a, b)) : Doubt(evidence);

    /// <summary>The same without relatives who are nearly alike.</summary>
    public double Doubt(in PairEvidence evidence) => Doubt(evidence,
        Together(evidence), double.NegativeInfinity);

    /// <summary>Base-2 odds that the two are of one household or house rather than unrelated; minus infinity where the table knows none.</summary>
    public double Together(in PairEvidence evidence) => !KnowsHouseholds ? double.NegativeInfinity
        : evidence.AreNamed || evidence is { IsPersonal: true, IsCompany: false } ? evidence.Household
        : evidence.IsCompany ? evidence.House : double.NegativeInfinity;

    /// <summary>The odds that a pair's evidence is worth by experience, in bits.</summary>
    public static double Calibrated(in PairEvidence evidence, double bits) =>
        (evidence is { IsCompany: true, AreNamed: false } ? Calibration.Companies : Calibration.Others).Of(bits);

    /// <summary>True when each of the two has a number of its own.</summary>
    public bool HaveOwnNumbers(Pattern pattern)
    {
        for (var k = 0; k < compared.Length; k++) if (AreOwn[k] && pattern[k] == compared[k].OwnLevel) return true;
        return false;
    }

    // A first name or birth date that only one of them has belongs to a person as well.
    private bool AreTwoPeople(in PairEvidence evidence, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (!KnowsHouseholds) return false;
        if (evidence.AreNamed) return true;
        if (evidence.IsCompany) return false;
        if (evidence.IsPersonal) return true;
        foreach (var comparison in compared) if (comparison.Sharing == Sharing.Personal && comparison.IsOneMissing(a, b)) return true;
        return false;
    }

    private double Doubt(in PairEvidence evidence, double household, double relatives)
    {
        // Whoever has a number of his own is another, however much the two share otherwise. Companies of one group are as frequent as duplicates.
        var group = !evidence.HaveOwnNumbers ? double.NegativeInfinity
            : evidence.Shared + (KnowsHouseholds && !evidence.IsCompany ? HouseholdPrior : Math.Max(Prior, HouseholdPrior));
        var most = Math.Max(household, Math.Max(relatives, group));
        return most < -40 ? 0 : most > 50 ? -most : -Math.Log2(1 + Math.Pow(2, household) + Math.Pow(2, relatives) + Math.Pow(2, group));
    }

    public static double Probability(double bits) => 1 / (1 + Math.Pow(2, -bits));

    private double Most(int comparison, int level) => Math.Min(compared[comparison].MostBits, compared[comparison].Levels[level].MostBits);

    private static RarityUse UseOf(Comparison comparison, int level) =>
        !comparison.Levels[level].UsesRarity || comparison.MostBits < 1 ? RarityUse.None
        : comparison.Levels[level].WeighsAsRare ? RarityUse.Alone
        : level == 1 ? RarityUse.Full : RarityUse.Limited;

    private enum RarityUse : byte { None, Full, Limited, Alone }

    private double[][] Table() => [.. Comparisons.Select(c => new double[c.Levels.Count])];
}

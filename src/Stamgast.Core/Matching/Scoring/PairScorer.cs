using Stamgast.Comparing;

namespace Stamgast.Matching.Scoring;

/// <summary>The levels of one compared pair: four bits for each comparison.</summary>
internal readonly record struct Pattern(ulong Bits)
{
    public int this[int comparison] => (int)(Bits >> (comparison * 4)) & 15;
}

/// <summary>What the comparisons of one pair have said so far, in bits: for one customer, and for two of one household or group.</summary>
internal struct PairEvidence
{
    /// <summary>Base-2 odds that the two are one customer.</summary>
    public double Bits;
    /// <summary>Base-2 odds that they are people of one household or company rather than unrelated.</summary>
    public double Household;
    /// <summary>Base-2 odds that they are companies of one house rather than unrelated.</summary>
    public double House;
    /// <summary>The bits of values that a household or a group of companies shares, as if they were one customer's.</summary>
    public double Shared;
    /// <summary>First names were compared.</summary>
    public bool AreNamed;
    /// <summary>A first name, birth date or identifier was compared.</summary>
    public bool IsPersonal;
    /// <summary>Company names were compared.</summary>
    public bool IsCompany;
    /// <summary>Each has a number of its own.</summary>
    public bool HaveOwnNumbers;
    /// <summary>How first names and birth dates compare.</summary>
    public Relatives.Found Relatives;
}

/// <summary>Compares two rows with a model; one for each thread. Allocates nothing.</summary>
internal sealed class PairScorer(MatchModel model)
{
    private readonly PairCache cache = new();
    private readonly Comparison[] comparisons = [.. model.Comparisons];
    private readonly double[] most = Most(model);
    private readonly int[] unsure = new int[model.Comparisons.Count];

    /// <summary>Bits that rarity added in the last full comparison, for values that households share and for others.</summary>
    public double SharedRarity { get; private set; }
    public double PersonalRarity { get; private set; }

    /// <summary>The levels of all comparisons.</summary>
    public Pattern Compare(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var bits = 0UL;
        SharedRarity = PersonalRarity = 0;
        for (var k = 0; k < comparisons.Length; k++)
        {
            var level = comparisons[k].Quick(a, b);
            if (level == Comparison.Unsure) level = comparisons[k].Full(a, b, cache);
            if (level == 0) continue;
            bits |= (ulong)level << (k * 4);
            var rarity = model.Rarity(k, level, a, b);
            if (comparisons[k].Sharing == Sharing.Personal) PersonalRarity += rarity;
            else SharedRarity += rarity;
        }
        return new Pattern(bits);
    }

    /// <summary>The score in bits, base-2 odds; or minus infinity as soon as it is certain to stay below the floor.</summary>
    public double Score(ReadOnlySpan<int> a, ReadOnlySpan<int> b, double floor)
    {
        var evidence = model.Start();
        var hope = 0.0;
        var open = 0;
        for (var k = 0; k < comparisons.Length; k++)
        {
            var level = comparisons[k].Quick(a, b);
            if (level > 0) model.Take(k, level, model.Rarity(k, level, a, b), ref evidence);
            else if (level < 0)
            {
                unsure[open++] = k;
                hope += most[k];
            }
        }
        for (var i = 0; i < open; i++)
        {
            if (evidence.Bits + hope < floor) return double.NegativeInfinity;
            var k = unsure[i];
            hope -= most[k];
            var level = comparisons[k].Full(a, b, cache);
            if (level > 0) model.Take(k, level, model.Rarity(k, level, a, b), ref evidence);
        }
        return evidence.Bits < floor ? double.NegativeInfinity : MatchModel.Calibrated(evidence, evidence.Bits + model.Doubt(evidence, a, b));
    }

    // The most that a comparison other than exact can add.
    private static double[] Most(MatchModel model) =>
    [
        .. model.Comparisons.Select((c, k) => Math.Max(0, Enumerable.Range(2, Math.Max(0, c.Levels.Count - 2))
            .Select(l => c.Levels[l].WeighsAsRare ? 25 : model.Weights[k][l] + (c.Levels[l].UsesRarity ? MatchModel.RarityLimit : 0)).DefaultIfEmpty(0).Max())),
    ];
}

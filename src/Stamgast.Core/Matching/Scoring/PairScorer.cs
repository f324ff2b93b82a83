using Stamgast.Comparing;

namespace Stamgast.Matching.Scoring;

/// <summary>The levels of one compared pair: four bits for each comparison.</summary>
internal readonly record struct Pattern(ulong Bits)
{
    public int this[int comparison] => (int)(Bits >> (comparison * 4)) & 15;
}

/// <summary>Compares two rows with a model; one for each thread. Allocates nothing.</summary>
internal sealed class PairScorer(MatchModel model)
{
    private readonly PairCache cache = new();
    private readonly Comparison[] comparisons = [.. model.Comparisons];
    private readonly double[] most = Most(model);
    private readonly bool?[] arePeople = [.. model.Comparisons.Select((_, k) => model.ArePeople(k))];
    private readonly Relatives relatives = new(model);
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
        double bits = model.Prior, household = model.HouseholdPrior, hope = 0;
        bool isPersonal = false, isCompany = false;
        var found = default(Relatives.Found);
        var open = 0;
        for (var k = 0; k < comparisons.Length; k++)
        {
            var level = comparisons[k].Quick(a, b);
            isPersonal |= level != 0 && arePeople[k] == true;
            isCompany |= level != 0 && arePeople[k] == false;
            if (level > 0) Take(k, level, a, b, ref bits, ref household, ref found);
            else if (level < 0)
            {
                unsure[open++] = k;
                hope += most[k];
            }
        }
        for (var i = 0; i < open; i++)
        {
            if (bits + hope < floor) return double.NegativeInfinity;
            var k = unsure[i];
            hope -= most[k];
            var level = comparisons[k].Full(a, b, cache);
            if (level > 0) Take(k, level, a, b, ref bits, ref household, ref found);
        }
        return bits < floor ? double.NegativeInfinity : bits + model.HouseholdBits(household, relatives.Bits(found, household, a, b), isPersonal && !isCompany);
    }

    private void Take(int k, int level, ReadOnlySpan<int> a, ReadOnlySpan<int> b, ref double bits, ref double household, ref Relatives.Found found)
    {
        var rarity = model.Rarity(k, level, a, b);
        var own = model.Weights[k][level] + rarity;
        bits += own;
        relatives.Take(k, level, own, ref found);
        if (comparisons[k].Sharing == Sharing.Household) household += model.HouseholdWeights[k][level] + rarity;
    }

    // The most that a comparison other than exact can add.
    private static double[] Most(MatchModel model) =>
    [
        .. model.Comparisons.Select((c, k) => Math.Max(0, Enumerable.Range(2, Math.Max(0, c.Levels.Count - 2))
            .Select(l => c.Levels[l].WeighsAsRare ? 25 : model.Weights[k][l] + (c.Levels[l].UsesRarity ? MatchModel.RarityLimit : 0)).DefaultIfEmpty(0).Max())),
    ];
}

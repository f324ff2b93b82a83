namespace Stamgast.Matching.Scoring;

/// <summary>Splits the score of any two rows into reasons for and against.</summary>
internal sealed class Explainer(RecordTable records, MatchModel model)
{
    /// <summary>The number of bits from which two identical rows are a pair, whatever the model thinks of so few values: nineteen to one.</summary>
    public const double IdenticalBits = 4.25;

    private readonly PairScorer scorer = new(model);
    private readonly Relatives relatives = new(model);

    /// <summary>The reasons for two records by themselves; with the final score, also the effect of their group.</summary>
    public Explanation Explain(int a, int b, double? finalBits = null)
    {
        var reasons = Reasons(model, scorer, records[a], records[b]);
        var sum = reasons.Sum(r => r.Bits);
        if (IsIdentical(a, b) && sum < IdenticalBits)
        {
            reasons.Add(new Reason("row", "identical", IdenticalBits - sum));
            sum = IdenticalBits;
        }
        if (finalBits is { } final && Math.Abs(final - sum) > 1e-9) reasons.Add(new Reason("group", final > sum ? "joined" : "cut", final - sum));
        return new Explanation(reasons);
    }

    /// <summary>The score in bits of two records by themselves.</summary>
    public double Bits(int a, int b) => Lifted(a, b, scorer.Score(records[a], records[b], double.NegativeInfinity));

    /// <summary>True for a father and a son of one name: both have a birth date, and these have nothing in common.</summary>
    public bool AreOfOneName(int a, int b) => relatives.AreOfOneName(scorer.Compare(records[a], records[b]));

    /// <summary>Rows that say the same in every column are a pair.</summary>
    public double Lifted(int a, int b, double bits) => bits < IdenticalBits && IsIdentical(a, b) ? IdenticalBits : bits;

    /// <summary>The reasons for two rows of values.</summary>
    public static List<Reason> Reasons(MatchModel model, PairScorer scorer, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var pattern = scorer.Compare(a, b);
        var reasons = new List<Reason> { new("prior", "chance", model.Prior) };
        var household = model.HouseholdPrior;
        var relatives = new Relatives(model);
        var found = default(Relatives.Found);
        bool isPersonal = false, isCompany = false;
        for (var k = 0; k < model.Comparisons.Count; k++)
        {
            var level = pattern[k];
            if (level == 0) continue;
            isPersonal |= model.ArePeople(k) == true;
            isCompany |= model.ArePeople(k) == false;
            var comparison = model.Comparisons[k];
            var rarity = model.Rarity(k, level, a, b);
            relatives.Take(k, level, model.Weights[k][level] + rarity, ref found);
            reasons.Add(new Reason(comparison.Field, comparison.Levels[level].Code, model.Weights[k][level] + rarity));
            if (comparison.Sharing == Comparing.Sharing.Household) household += model.HouseholdWeights[k][level] + rarity;
        }
        var doubt = model.HouseholdBits(household, relatives.Bits(found, household, a, b), isPersonal && !isCompany);
        if (doubt < 0) reasons.Add(new Reason("household", "possible", doubt));
        return reasons;
    }

    private bool IsIdentical(int a, int b)
    {
        if (records.Contents[a] != records.Contents[b]) return false;
        var reader = records.Reader;
        var row = records[a];
        // An empty row, or one with only a city, identifies nobody.
        foreach (var slot in (ReadOnlySpan<int>)[reader.Given, reader.Family, reader.Organisation, .. reader.EmailSlots, .. reader.PhoneSlots])
            if (slot >= 0 && row[slot] != 0) return true;
        foreach (var (slot, _) in reader.IdentifierSlots) if (row[slot] != 0) return true;
        return false;
    }
}

namespace Stamgast.Matching.Scoring;

/// <summary>Splits the score of any two rows into reasons for and against.</summary>
internal sealed class Explainer(RecordTable records, MatchModel model)
{
    /// <summary>The number of bits from which two identical rows are a pair, whatever the model thinks of so few values: nineteen to one.</summary>
    public const double IdenticalBits = 4.25;

    // Bits against two rows with numbers of their own from which no third row makes them one.
    private const double SurelyTwo = -6;

    // Sums in another order are not quite equal.
    private const double LeastExperience = 1e-9;

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

    /// <summary>True for a father and a son of one name, and for two who have a number of their own each.</summary>
    public bool AreTwo(int a, int b) => AreTwo(model, scorer, relatives, records[a], records[b]);

    /// <summary>Rows that say the same in every column are a pair.</summary>
    public double Lifted(int a, int b, double bits) => bits < IdenticalBits && IsIdentical(a, b) ? IdenticalBits : bits;

    /// <summary>The same for two rows of values.</summary>
    public static bool AreTwo(MatchModel model, PairScorer scorer, Relatives relatives, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var pattern = scorer.Compare(a, b);
        return relatives.AreOfOneName(pattern, a, b) || (model.HaveOwnNumbers(pattern) && !relatives.AreBornTogether(pattern)
            && Reasons(model, scorer, a, b).Any(r => r is { Field: "numbers", Bits: < SurelyTwo }));
    }

    /// <summary>The reasons for two rows of values.</summary>
    public static List<Reason> Reasons(MatchModel model, PairScorer scorer, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var pattern = scorer.Compare(a, b);
        var reasons = new List<Reason> { new("prior", "chance", model.Prior) };
        var evidence = model.Start();
        for (var k = 0; k < model.Comparisons.Count; k++)
        {
            var level = pattern[k];
            if (level == 0) continue;
            var comparison = model.Comparisons[k];
            var rarity = model.Rarity(k, level, a, b);
            model.Take(k, level, rarity, ref evidence);
            reasons.Add(new Reason(comparison.Field, comparison.Levels[level].Code, model.Weights[k][level] + rarity));
        }
        var doubt = model.Doubt(evidence, a, b);
        if (doubt < 0) reasons.Add(new Reason(evidence.HaveOwnNumbers ? "numbers" : "household", "possible", doubt));
        var sum = reasons.Sum(r => r.Bits);
        var experience = MatchModel.Calibrated(evidence, sum) - sum;
        if (Math.Abs(experience) >= LeastExperience) reasons.Add(new Reason("experience", "measured", experience));
        return reasons;
    }

    private bool IsIdentical(int a, int b)
    {
        var reader = records.Reader;
        var row = records[a];
        if (!row.SequenceEqual(records[b])) return false;
        // An empty row, or one with only a city, identifies nobody.
        foreach (var slot in (ReadOnlySpan<int>)[reader.Given, reader.Family, reader.Organisation, .. reader.EmailSlots, .. reader.PhoneSlots])
            if (slot >= 0 && row[slot] != 0) return true;
        foreach (var (slot, _, _) in reader.IdentifierSlots) if (row[slot] != 0) return true;
        return false;
    }
}

using Stamgast.Matching.Scoring;

namespace Stamgast.Matching;

/// <summary>The working space of one question to a <see cref="MatchIndex"/>, used again for the next one; of one thread at a time.</summary>
internal sealed class IndexQuestion(MatchModel model, SlotReader reader)
{
    private readonly PairScorer scorer = new(model);
    private readonly Relatives relatives = new(model);
    private readonly HashSet<int> met = [];
    private readonly PriorityQueue<int, double> best = new();
    private readonly int[] naming = [reader.Given, reader.Family, reader.Organisation, .. reader.EmailSlots, .. reader.PhoneSlots,
        .. reader.IdentifierSlots.Select(i => i.Slot)];

    private int most;
    private double floor;

    /// <summary>Starts a question.</summary>
    /// <param name="wanted">The maximum number of results.</param>
    /// <param name="least">The least score in bits.</param>
    public void Begin(int wanted, double least)
    {
        met.Clear();
        best.Clear();
        (most, floor) = (wanted, least);
    }

    /// <summary>True the first time that this record is met in the question.</summary>
    public bool IsNew(int record) => met.Add(record);

    /// <summary>Keeps the record if its row is among the most similar.</summary>
    public void Weigh(int record, ReadOnlySpan<int> row, ReadOnlySpan<int> other)
    {
        var least = best.Count < most ? floor : Math.Max(floor, best.TryPeek(out _, out var lowest) ? lowest : floor);
        var bits = scorer.Score(row, other, least);
        if (bits < Explainer.IdenticalBits && IsIdentical(row, other)) bits = Explainer.IdenticalBits;
        if (bits < least) return;
        best.Enqueue(record, bits);
        if (best.Count > most) best.Dequeue();
    }

    /// <summary>The kept records, the most similar first. Ends the question.</summary>
    public IEnumerable<int> Best()
    {
        var records = new int[best.Count];
        for (var i = records.Length - 1; i >= 0; i--) records[i] = best.Dequeue();
        return records;
    }

    /// <summary>The score in bits of two rows by themselves.</summary>
    public double Bits(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var bits = scorer.Score(a, b, double.NegativeInfinity);
        return bits < Explainer.IdenticalBits && IsIdentical(a, b) ? Explainer.IdenticalBits : bits;
    }

    /// <summary>True for two rows that are surely two; see <see cref="Explainer"/>.</summary>
    public bool AreTwo(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => Explainer.AreTwo(model, scorer, relatives, a, b);

    /// <summary>The reasons for two rows, and with a final score also the effect of their group.</summary>
    public Explanation Explain(ReadOnlySpan<int> a, ReadOnlySpan<int> b, double? finalBits)
    {
        var reasons = Explainer.Reasons(model, scorer, a, b);
        var sum = reasons.Sum(r => r.Bits);
        if (sum < Explainer.IdenticalBits && IsIdentical(a, b))
        {
            reasons.Add(new Reason("row", "identical", Explainer.IdenticalBits - sum));
            sum = Explainer.IdenticalBits;
        }
        if (finalBits is { } final && Math.Abs(final - sum) > 1e-9) reasons.Add(new Reason("group", final > sum ? "joined" : "cut", final - sum));
        return new Explanation(reasons);
    }

    // As in a search: rows that say the same are a pair, unless they name nobody.
    private bool IsIdentical(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (!a.SequenceEqual(b)) return false;
        foreach (var slot in naming) if (slot >= 0 && a[slot] != 0) return true;
        return false;
    }
}

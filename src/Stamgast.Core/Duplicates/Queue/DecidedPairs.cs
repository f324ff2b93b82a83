using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Duplicates.Queue;

/// <summary>A decision, with both customers as they are now.</summary>
public sealed record DecidedPair(DuplicateDecision Decision, CustomerState A, CustomerState B);

/// <summary>The decisions as somebody sees them.</summary>
public sealed class DecidedPairs(Base customers, Viewer viewer)
{
    /// <summary>Decisions that ended a question: later ones come back, reopened ones are open, and those in the basket are not carried out yet.</summary>
    internal const string Standing = "d.reopened is null and (d.verdict = 2 or (d.verdict = 1 and d.set_id is not null))";

    private const string InBasket = "d.reopened is null and d.verdict = 1 and d.set_id is null";

    // Whoever was away for longer was not judging.
    private static readonly TimeSpan LongestThought = TimeSpan.FromMinutes(5);

    /// <summary>Decisions that stand, the last first.</summary>
    /// <param name="before">Where the last page ended; null for the beginning.</param>
    public IReadOnlyList<DecidedPair> Page(DuplicateDecision? before, int size)
    {
        var where = Standing;
        List<(string, object?)> values = [];
        if (before is { } last)
        {
            where += " and (d.decided_at, d.a, d.b) < (@at, @lastA, @lastB)";
            values.AddRange([("at", RecordWriter.Milliseconds(last.DecidedAt)), ("lastA", last.A), ("lastB", last.B)]);
        }
        return Read($"{where} and @seen order by d.decided_at desc, d.a desc, d.b desc limit {size}", [.. values]);
    }

    /// <summary>The pairs that were marked to be merged, in the order in which that was done.</summary>
    public IReadOnlyList<DecidedPair> Basket() => [.. Read($"{InBasket} and @seen order by d.decided_at, d.a, d.b")
        .Where(d => d.A.IsLive && d.B.IsLive)];

    /// <summary>The decision on two customers; null without one.</summary>
    public DecidedPair? Find(long a, long b) =>
        Read("d.a = @a and d.b = @b and @seen", ("a", Math.Min(a, b)), ("b", Math.Max(a, b))).FirstOrDefault();

    /// <summary>The pairs that a merge decided.</summary>
    public IReadOnlyList<DuplicateDecision> OfSet(long setId) => [.. Read("d.set_id = @set and @seen", ("set", setId)).Select(d => d.Decision)];

    /// <summary>The last decision of a user since a moment; null without one.</summary>
    public DecidedPair? LastOf(long? user, DateTime since) => Read(
        "d.decided_at >= @since and d.user_id = @user and @seen order by d.decided_at desc, d.a, d.b limit 1",
        ("since", RecordWriter.Milliseconds(since)), ("user", user)).FirstOrDefault();

    /// <summary>How many decisions a user took since a moment, and how long one takes; null before the tenth.</summary>
    public (int Count, TimeSpan? Each) PaceOf(long? user, DateTime since)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select decided_at from duplicate_decision where decided_at >= @since and user_id = @user order by decided_at",
            ("since", RecordWriter.Milliseconds(since)), ("user", user));
        using var rows = command.ExecuteReader();
        var times = new List<long>();
        while (rows.Read()) times.Add(rows.GetInt64(0));
        var between = times.Zip(times.Skip(1), (one, next) => TimeSpan.FromMilliseconds(next - one)).Where(t => t < LongestThought).Order().ToList();
        return (times.Count, times.Count < 10 || between.Count == 0 ? null : between[between.Count / 2]);
    }

    private List<DecidedPair> Read(string where, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var open = new OpenPairs(customers.Engine, viewer);
        using var reader = customers.OpenReader();
        var decisions = PairDecisions.Read(reader, where.Replace("@seen", open.BothSeen("d"), StringComparison.Ordinal), [.. open.Parameters, .. values]);
        var states = new Dictionary<long, CustomerState>();
        foreach (var some in CustomerStates.InPortions(reader, customers.Engine, decisions.SelectMany(d => new[] { d.A, d.B }).Distinct()))
            foreach (var (id, state) in some) states[id] = state;
        return [.. decisions.Select(d => new DecidedPair(d, states[d.A], states[d.B]))];
    }
}

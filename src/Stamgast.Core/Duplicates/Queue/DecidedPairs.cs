using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Duplicates.Queue;

/// <summary>A decision, with both customers as they are now.</summary>
public sealed record DecidedPair(DuplicateDecision Decision, CustomerState A, CustomerState B);

/// <summary>What a merge did.</summary>
/// <param name="Groups">The number of groups that became one customer each.</param>
/// <param name="Customers">The number of customers of the group that is asked about.</param>
/// <param name="Kept">The customer that is kept of that group.</param>
public sealed record MergedTogether(int Groups, int Customers, CustomerState Kept);

/// <summary>The decisions as somebody sees them.</summary>
public sealed class DecidedPairs(Base customers, Viewer viewer)
{
    /// <summary>Decisions that ended a question: later ones come back, reopened ones are open, and those in the basket are not carried out yet.</summary>
    internal const string Standing = "d.reopened is null and (d.verdict = 2 or (d.verdict = 1 and d.set_id is not null))";

    private const string InBasket = "d.reopened is null and d.verdict = 1 and d.set_id is null";

    // Whoever was away for longer was not judging.
    private static readonly TimeSpan LongestThought = TimeSpan.FromMinutes(5);

    // Nobody judges two groups within this time: a merge of several, a basket, a file of decisions are one act.
    private static readonly TimeSpan ShortestThought = TimeSpan.FromMilliseconds(250);

    private const int MostTold = 5000;

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

    /// <summary>
    /// The pairs that were marked to be merged, in the order in which that was done, whether a search found them or not. Of a customer that was merged
    /// since, the one that it is now; a pair that is one customer already is left out.
    /// </summary>
    /// <param name="until">Only marks that were made by then, in UTC; null for all.</param>
    public IReadOnlyList<DecidedPair> Basket(DateTime? until = null)
    {
        var marked = Read($"{InBasket} and @seen and d.decided_at <= @until order by d.decided_at, d.a, d.b",
            ("until", until is { } moment ? RecordWriter.Milliseconds(moment) : long.MaxValue));
        using var reader = customers.OpenReader();
        var now = Roots(reader, marked.SelectMany(m => new[] { m.A, m.B }).Where(c => c.MergedInto is not null).Select(c => c.Id));
        return [.. marked.Select(m => m with { A = now.GetValueOrDefault(m.A.Id, m.A), B = now.GetValueOrDefault(m.B.Id, m.B) })
            .Where(m => m.A.Id != m.B.Id && IsOpen(m.A) && IsOpen(m.B))];
    }

    /// <summary>The number of pairs in the basket.</summary>
    internal long BasketCount(DbConnection reader)
    {
        var open = new OpenPairs(customers.Engine, viewer);
        using (var command = open.Query(reader, $"""
            select count(*) from duplicate_decision d where {InBasket} and {open.BothSeen("d")} and exists (
                select 1 from customer m where m.id in (d.a, d.b) and m.merged_into is not null)
            """))
            if (Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0) return Basket().Count;
        using var alive = open.Query(reader, $"select count(*) from duplicate_decision d where {InBasket} and {open.BothAlive("d")}");
        return Convert.ToInt64(alive.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The decision on two customers; null without one.</summary>
    public DecidedPair? Find(long a, long b) =>
        Read("d.a = @a and d.b = @b and @seen", ("a", Math.Min(a, b)), ("b", Math.Max(a, b))).FirstOrDefault();

    /// <summary>The pairs that a merge decided.</summary>
    public IReadOnlyList<DuplicateDecision> OfSet(long setId) => [.. Read("d.set_id = @set and @seen", ("set", setId)).Select(d => d.Decision)];

    /// <summary>The last decision of a user since a moment; null without one.</summary>
    public DecidedPair? LastOf(long? user, DateTime since) => Read(
        "d.decided_at >= @since and d.user_id = @user and @seen order by d.decided_at desc, d.a, d.b limit 1",
        ("since", RecordWriter.Milliseconds(since)), ("user", user)).FirstOrDefault();

    /// <summary>
    /// How many groups a user decided on since a moment, however many pairs each of them had, and how long one takes; null before the tenth.
    /// </summary>
    public (int Count, TimeSpan? Each) PaceOf(long? user, DateTime since)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select decided_at, a, b from duplicate_decision where decided_at >= @since and user_id = @user order by decided_at",
            ("since", RecordWriter.Milliseconds(since)), ("user", user));
        using var rows = command.ExecuteReader();
        var (count, last) = (0, long.MinValue);
        var acts = new List<long>();
        var together = new Together();
        while (rows.Read())
        {
            var at = rows.GetInt64(0);
            if (at != last)
            {
                count += together.Count;
                together = new Together();
                if (acts.Count == 0 || at - last >= ShortestThought.TotalMilliseconds) acts.Add(at);
                last = at;
            }
            together.Join(rows.GetInt64(1), rows.GetInt64(2));
        }
        count += together.Count;
        var between = acts.Zip(acts.Skip(1), (one, next) => TimeSpan.FromMilliseconds(next - one)).Where(t => t < LongestThought).Order().ToList();
        return (count, acts.Count < 10 || between.Count == 0 ? null : between[between.Count / 2]);
    }

    /// <summary>What a merge did besides deciding this pair; null for a decision that merged nobody.</summary>
    public MergedTogether? TogetherWith(DecidedPair decided)
    {
        if (decided.Decision.SetId is not { } set) return null;
        using var reader = customers.OpenReader();
        // All that a change set decides, it decides at one time: found by ix_duplicate_decision_at.
        using var command = reader.Query($"select a, b from duplicate_decision where decided_at = @at and set_id = @set limit {MostTold}",
            ("at", RecordWriter.Milliseconds(decided.Decision.DecidedAt)), ("set", set));
        using var rows = command.ExecuteReader();
        var together = new Together();
        while (rows.Read()) together.Join(rows.GetInt64(0), rows.GetInt64(1));
        var (a, b) = (decided.A, decided.B);
        var kept = a.MergedInto is not { } into ? a : into == b.Id ? b : new CustomerLookup(customers, viewer).Find(into) ?? a;
        return new MergedTogether(together.Count, together.MembersOf(a.Id), kept);
    }

    // Customers that pairs connect.
    private sealed class Together
    {
        private readonly Dictionary<long, long> above = [];

        public int Count { get; private set; }

        public void Join(long a, long b)
        {
            var (one, other) = (Root(a), Root(b));
            if (one == other) return;
            above[other] = one;
            Count--;
        }

        public int MembersOf(long id) => Root(id) is var root ? above.Keys.ToList().Count(k => Root(k) == root) : 0;

        private long Root(long id)
        {
            if (above.TryAdd(id, id)) Count++;
            while (above[id] != id) id = above[id] = above[above[id]];
            return id;
        }
    }

    private bool IsOpen(CustomerState customer) => customer.IsLive && viewer.Sees(customer.Values);

    // By ID, the customers that these merged ones are now.
    private Dictionary<long, CustomerState> Roots(DbConnection reader, IEnumerable<long> merged)
    {
        var roots = merged.Distinct().ToDictionary(id => id, id => MergedFamily.Root(reader, CustomerShape.Instance, id));
        var states = new Dictionary<long, CustomerState>();
        foreach (var some in CustomerStates.InPortions(reader, customers.Engine, roots.Values.Distinct()))
            foreach (var (id, state) in some) states[id] = state;
        return roots.ToDictionary(r => r.Key, r => states[r.Value]);
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

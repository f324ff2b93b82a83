using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Matching.Scoring;

namespace Stamgast.Duplicates.Queue;

/// <summary>The lanes of possible duplicates as somebody sees them.</summary>
public sealed class DuplicateQueue(Base customers, Viewer viewer)
{
    private const int PairsAtOnce = 200;

    /// <summary>A group with more pairs is a mistake of the data, such as an address that hundreds share: its best ones are shown.</summary>
    public const int MostPairs = 60;

    /// <summary>The groups of a lane, most alike first.</summary>
    /// <param name="after">Where the last page ended; null for the beginning.</param>
    /// <param name="size">At most so many groups.</param>
    public QueuePage Page(PairLane lane, QueueFilter filter, QueueCursor? after, int size)
    {
        using var reader = customers.OpenReader();
        using var moment = new Moment(reader, customers.Engine);
        var groups = new List<(QueueCursor Cursor, List<DuplicatePair> Pairs)>();
        var from = after;
        for (var hasMore = true; hasMore && groups.Count <= size;)
        {
            var pairs = Pairs(reader, lane, filter, from);
            hasMore = pairs.Count == PairsAtOnce;
            var found = pairs.GroupBy(p => new QueueCursor(p.GroupBits, p.GroupId)).Select(g => (g.Key, g.ToList())).ToList();
            // The last group may be cut; alone it is larger than what is read at once.
            if (hasMore && found.Count > 1) found.RemoveAt(found.Count - 1);
            groups.AddRange(found);
            if (found.Count > 0) from = found[^1].Key;
        }
        var shown = groups.Take(size).ToList();
        var states = States(reader, shown.SelectMany(g => g.Pairs));
        return new QueuePage([.. shown.Select(g => Group(g.Cursor, g.Pairs, states) with
        {
            Total = g.Pairs.Count < PairsAtOnce ? 0 : Customers(reader, lane, filter, g.Cursor.Group),
        })], groups.Count > size ? shown[^1].Cursor : null);
    }

    /// <summary>The number of groups of a lane; with a filter, of those that meet it.</summary>
    public long Count(PairLane lane, QueueFilter filter)
    {
        var open = new OpenPairs(customers.Engine, viewer);
        using var reader = customers.OpenReader();
        using var command = open.Query(reader,
            $"select count(distinct p.group_id) from duplicate_pair p where p.lane = {(int)lane} and {open.Filtered(filter)}");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The group of a pair with that pair first; null when it is not open in this lane, or not seen.</summary>
    public QueueGroup? Find(PairLane lane, long a, long b)
    {
        using var reader = customers.OpenReader();
        var open = new OpenPairs(customers.Engine, viewer);
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        var found = PairRows.Read(reader, $"p.a = @a and p.b = @b and p.lane = {(int)lane} and {open.Both}", [.. open.Parameters, ("a", low), ("b", high)]);
        if (found is not [var pair]) return null;
        var others = lane >= PairLane.Decided ? [] : PairRows.Read(reader,
            $"p.lane = {(int)lane} and p.group_id = @group and {open.Both} order by p.bits desc limit {MostPairs}",
            [.. open.Parameters, ("group", pair.GroupId)]);
        List<DuplicatePair> pairs = [pair, .. others.Where(p => (p.A, p.B) != (low, high))];
        return Group(new QueueCursor(pair.GroupBits, pair.GroupId), pairs, States(reader, pairs)) with
        {
            Total = others.Count < MostPairs ? 0 : Customers(reader, lane, QueueFilter.None, pair.GroupId),
        };
    }

    /// <summary>The group after a place in the order, and from the end the first one; null when there is none.</summary>
    public QueueGroup? Next(PairLane lane, QueueFilter filter, QueueCursor? after)
    {
        if (Page(lane, filter, after, 1).Groups is [var group]) return group;
        return after is not null && Page(lane, filter, null, 1).Groups is [var first] ? first : null;
    }

    /// <summary>How much there is in each lane.</summary>
    public LaneCounts Counts()
    {
        var open = new OpenPairs(customers.Engine, viewer);
        var groups = new long[3];
        using var reader = customers.OpenReader();
        using (var command = open.Query(reader, $"""
            select p.lane, count(distinct p.group_id) from duplicate_pair p
            where p.lane in (0, 1, 2) and {open.Both} group by p.lane
            """))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) groups[rows.GetInt32(0)] = rows.GetInt64(1);
        using var decided = open.Query(reader, $"select count(*) from duplicate_decision d where {DecidedPairs.Standing} and {open.BothSeen("d")}");
        return new LaneCounts(groups[0], groups[1], groups[2], Convert.ToInt64(decided.ExecuteScalar(), CultureInfo.InvariantCulture),
            new DecidedPairs(customers, viewer).BasketCount(reader));
    }

    /// <summary>Why matching takes two customers for one; null for two that are no pair.</summary>
    public Explanation? Why(long a, long b) => Stored(a, b) is { } pair ? Explanation.Read(pair.Why) : null;

    /// <summary>The lane of two customers; null when they are no pair.</summary>
    public PairLane? LaneOf(long a, long b) => Stored(a, b)?.Lane;

    /// <summary>A number that changes whenever counts may change: after changes of pairs, of decisions, and of customers.</summary>
    public (long Pairs, long Customers) Stamp()
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select name, value from counter where name in (@pairs, @items)",
            ("pairs", PairStore.Revision), ("items", Counter.Items));
        using var rows = command.ExecuteReader();
        var (pairs, items) = (0L, 0L);
        while (rows.Read())
            if (rows.GetString(0) == PairStore.Revision) pairs = rows.GetInt64(1);
            else items = rows.GetInt64(1);
        return (pairs, items);
    }

    /// <summary>The last import of customers; null when there was none.</summary>
    public ChangeSet? LastImport()
    {
        using var context = customers.NewContext();
        return context.ChangeSets.Where(s => s.Kind == ChangeKind.Import && s.State == ChangeState.Applied && s.RecordKind == CustomerShape.KindNumber)
            .OrderByDescending(s => s.Id).FirstOrDefault();
    }

    /// <summary>Pairs that were put off until now come back.</summary>
    public void BringBackDue(TimeProvider clock) => PairDecisions.BringBackDue(customers, clock.GetUtcNow().UtcDateTime);

    private DuplicatePair? Stored(long a, long b)
    {
        using var reader = customers.OpenReader();
        var open = new OpenPairs(customers.Engine, viewer);
        var pairs = PairRows.Read(reader, $"p.a = @a and p.b = @b and {open.BothSeen("p")}",
            [.. open.Parameters, ("a", Math.Min(a, b)), ("b", Math.Max(a, b))]);
        return pairs is [var pair] ? pair : null;
    }

    private List<DuplicatePair> Pairs(DbConnection reader, PairLane lane, QueueFilter filter, QueueCursor? from)
    {
        var open = new OpenPairs(customers.Engine, viewer);
        var where = $"p.lane = {(int)lane} and {open.Filtered(filter)}";
        if (from is { } cursor)
        {
            where += " and (p.group_bits, p.group_id) < (@bits, @group)";
            open.Parameters.AddRange([("bits", cursor.Bits), ("group", cursor.Group)]);
        }
        return PairRows.Read(reader, where + $" order by p.group_bits desc, p.group_id desc, p.bits desc limit {PairsAtOnce}", [.. open.Parameters]);
    }

    private int Customers(DbConnection reader, PairLane lane, QueueFilter filter, long group)
    {
        var open = new OpenPairs(customers.Engine, viewer);
        var where = $"p.lane = {(int)lane} and p.group_id = @counted and {open.Filtered(filter)}";
        using var command = open.Query(reader, $"""
            select count(*) from (select p.a from duplicate_pair p where {where} union select p.b from duplicate_pair p where {where}) c
            """, ("counted", group));
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private Dictionary<long, CustomerState> States(DbConnection reader, IEnumerable<DuplicatePair> pairs)
    {
        var states = new Dictionary<long, CustomerState>();
        foreach (var some in CustomerStates.InPortions(reader, customers.Engine, pairs.SelectMany(p => new[] { p.A, p.B }).Distinct()))
            foreach (var (id, state) in some) states[id] = state;
        return states;
    }

    private static QueueGroup Group(QueueCursor cursor, IReadOnlyList<DuplicatePair> pairs, Dictionary<long, CustomerState> states) =>
        new(cursor, pairs, [.. pairs.SelectMany(p => new[] { p.A, p.B }).Distinct().Order().Select(id => states[id])]);
}

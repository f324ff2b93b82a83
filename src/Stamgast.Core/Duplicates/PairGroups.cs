using Stamgast.Database;

namespace Stamgast.Duplicates;

/// <summary>
/// The groups of customers that the pairs of a lane connect. Each pair keeps the number of its group, so that a list of groups reads only what it
/// shows, and a decision touches only the groups of its two customers.
/// </summary>
internal static class PairGroups
{
    // Pairs that were judged stand for themselves.
    private static readonly PairLane[] Grouped = [PairLane.Certain, PairLane.ToJudge, PairLane.Later];

    /// <summary>Gives all these pairs their groups.</summary>
    public static void Assign(IReadOnlyCollection<DuplicatePair> pairs)
    {
        foreach (var pair in pairs) (pair.GroupId, pair.GroupBits) = (pair.A, pair.Bits);
        foreach (var lane in Grouped)
        {
            var some = pairs.Where(p => p.Lane == lane).ToList();
            Connect(some);
            // What is to be judged comes after what is certain, so that it takes these in.
            if (lane == PairLane.Certain) foreach (var pair in Doubtful(some)) pair.Lane = PairLane.ToJudge;
        }
    }

    /// <summary>The numbers of the groups that these customers belong to, by lane; to be asked for before pairs of theirs go.</summary>
    public static List<(PairLane Lane, long Group)> Of(WriteTransaction transaction, IReadOnlyCollection<long> customers)
    {
        using var command = transaction.Command($"""
            select lane, group_id from duplicate_pair where a in {Sql.InList(customers)} and lane < {(int)PairLane.Decided}
            union select lane, group_id from duplicate_pair where b in {Sql.InList(customers)} and lane < {(int)PairLane.Decided}
            """);
        using var rows = command.ExecuteReader();
        var groups = new List<(PairLane, long)>();
        while (rows.Read()) groups.Add(((PairLane)rows.GetInt32(0), rows.GetInt64(1)));
        return groups;
    }

    /// <summary>Finds the groups again, when pairs of these customers changed.</summary>
    /// <param name="before">Their groups before that.</param>
    public static void Again(WriteTransaction transaction, IReadOnlyCollection<long> customers, IEnumerable<(PairLane Lane, long Group)> before)
    {
        var groups = before.Concat(customers.Chunk(500).SelectMany(some => Of(transaction, some))).Distinct().GroupBy(g => g.Lane, g => g.Group);
        foreach (var lane in groups)
        {
            var pairs = lane.Distinct().Chunk(500).SelectMany(some =>
                PairRows.Read(transaction.Connection, $"p.lane = {(int)lane.Key} and p.group_id in {Sql.InList(some)}")).ToList();
            var old = pairs.ConvertAll(p => (p.GroupId, p.GroupBits));
            Connect(pairs);
            for (var i = 0; i < pairs.Count; i++)
                if (old[i] != (pairs[i].GroupId, pairs[i].GroupBits))
                    transaction.Execute("update duplicate_pair set group_id = @group, group_bits = @bits where a = @a and b = @b",
                        ("group", pairs[i].GroupId), ("bits", pairs[i].GroupBits), ("a", pairs[i].A), ("b", pairs[i].B));
            if (lane.Key == PairLane.Certain) Doubt(transaction, Doubtful(pairs));
        }
    }

    /// <summary>
    /// The pairs of groups that are not certain as a whole: two of their customers are no certain pair with each other, such as two with numbers of their
    /// own that are both like a third without one.
    /// </summary>
    private static List<DuplicatePair> Doubtful(List<DuplicatePair> certain) =>
    [
        .. certain.GroupBy(p => p.GroupId).Where(group =>
        {
            var customers = group.SelectMany(p => new[] { p.A, p.B }).Distinct().Count();
            return group.Count() < customers * (customers - 1) / 2;
        }).SelectMany(group => group),
    ];

    private static void Doubt(WriteTransaction transaction, List<DuplicatePair> pairs)
    {
        if (pairs.Count == 0) return;
        foreach (var pair in pairs)
            transaction.Execute("update duplicate_pair set lane = @lane, group_id = a, group_bits = bits where a = @a and b = @b",
                ("lane", (int)PairLane.ToJudge), ("a", pair.A), ("b", pair.B));
        Again(transaction, [.. pairs.SelectMany(p => new[] { p.A, p.B }).Distinct()], []);
    }

    private static void Connect(List<DuplicatePair> pairs)
    {
        var above = new Dictionary<long, long>();
        foreach (var pair in pairs)
        {
            var (a, b) = (Top(above, pair.A), Top(above, pair.B));
            if (a != b) above[Math.Max(a, b)] = Math.Min(a, b);
        }
        var best = new Dictionary<long, double>();
        foreach (var pair in pairs)
        {
            pair.GroupId = Top(above, pair.A);
            best[pair.GroupId] = Math.Max(best.GetValueOrDefault(pair.GroupId, double.NegativeInfinity), pair.Bits);
        }
        foreach (var pair in pairs) pair.GroupBits = best[pair.GroupId];
    }

    // The lowest ID leads, and ways to it are shortened.
    private static long Top(Dictionary<long, long> above, long id)
    {
        var top = id;
        while (above.TryGetValue(top, out var next)) top = next;
        while (above.TryGetValue(id, out var next) && next != top) (above[id], id) = (top, next);
        return top;
    }
}

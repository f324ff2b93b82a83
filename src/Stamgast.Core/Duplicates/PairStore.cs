using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Duplicates;

/// <summary>Stores what matching found. Decisions stay; pairs that nobody decided on and that are not found any more go.</summary>
internal static class PairStore
{
    /// <summary>A whole scan may take its time before it is stored.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The name of the counter that grows with every change of pairs or decisions.</summary>
    public const string Revision = "duplicates";

    private static readonly string Certain = $"p.lane = {(int)PairLane.Certain}";

    /// <summary>Stores the result of a scan of the whole base, in one transaction.</summary>
    /// <param name="pairs">Each once, A before B.</param>
    /// <param name="within">More to write in the same transaction.</param>
    public static void ReplaceAll(Base customers, IEnumerable<ScoredPair> pairs, Action<WriteTransaction>? within = null, CancellationToken cancel = default)
    {
        var found = pairs.Select(Row).ToList();
        customers.Write(transaction =>
        {
            var turn = Turn(transaction);
            var certain = PairRows.Read(transaction.Connection, Certain);
            PairDecisions.Settle(transaction, found, null);
            var known = found.Select(p => (p.A, p.B)).ToHashSet();
            found.AddRange(PairRows.Read(transaction.Connection, $"p.lane >= {(int)PairLane.Later}").Where(p => !known.Contains((p.A, p.B))));
            found.AddRange(ProposedPairs.Still(transaction, null).Where(p => !known.Contains((p.A, p.B))));
            PairGroups.Assign(found);
            Date(found, certain, turn);
            transaction.Execute("delete from duplicate_pair");
            PairRows.Insert(transaction, found, cancel);
            within?.Invoke(transaction);
            return true;
        }, Patience);
    }

    /// <summary>Stores what was found for some customers that changed, in place of their pairs that nobody decided on.</summary>
    /// <param name="customerIds">The customers, also those that are no longer to be compared.</param>
    /// <param name="pairs">All pairs in which one of them is, each once.</param>
    public static void ReplaceOf(WriteTransaction transaction, IReadOnlyCollection<long> customerIds, IEnumerable<ScoredPair> pairs)
    {
        if (customerIds.Count == 0) return;
        var turn = Turn(transaction);
        var found = pairs.Select(Row).ToList();
        Date(found, [.. customerIds.Chunk(500).SelectMany(some => PairRows.Read(transaction.Connection,
            $"{Certain} and (p.a in {Sql.InList(some)} or p.b in {Sql.InList(some)})"))], turn);
        PairDecisions.Settle(transaction, found, customerIds);
        var known = found.Select(p => (p.A, p.B)).ToHashSet();
        found.AddRange(ProposedPairs.Still(transaction, customerIds).Where(p => !known.Contains((p.A, p.B))));
        HashSet<long> touched = [.. customerIds, .. found.Select(p => p.A), .. found.Select(p => p.B)];
        var before = touched.Chunk(500).SelectMany(some => PairGroups.Of(transaction, some)).ToHashSet();
        foreach (var some in customerIds.Chunk(500))
            foreach (var end in new[] { "a", "b" })
                transaction.Execute($"delete from duplicate_pair where {end} in {Sql.InList(some)} and lane < {(int)PairLane.Later}");
        foreach (var pair in found)
        {
            transaction.Execute("delete from duplicate_pair where a = @a and b = @b", ("a", pair.A), ("b", pair.B));
            (pair.GroupId, pair.GroupBits) = (pair.A, pair.Bits);
        }
        PairRows.Insert(transaction, found);
        PairGroups.Again(transaction, touched, before);
    }

    /// <summary>
    /// Takes the turn to write pairs and decisions, until the end of the transaction: whoever changes them waits here. Tells readers that keep counts
    /// that these are outdated.
    /// </summary>
    /// <returns>The number of this turn.</returns>
    public static long Turn(WriteTransaction transaction)
    {
        transaction.Execute("insert into counter(name, value) values(@name, 0) on conflict do nothing", ("name", Revision));
        using var command = transaction.Command("update counter set value = value + 1 where name = @name returning value", ("name", Revision));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The number of the last turn.</summary>
    public static long TurnNow(WriteTransaction transaction)
    {
        using var command = transaction.Command("select value from counter where name = @name", ("name", Revision));
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, CultureInfo.InvariantCulture);
    }

    // What was certain before is so since then.
    private static void Date(IEnumerable<DuplicatePair> found, IReadOnlyList<DuplicatePair> certain, long turn)
    {
        var since = new Dictionary<(long, long), long?>();
        foreach (var pair in certain) since[(pair.A, pair.B)] = pair.CertainSince;
        foreach (var pair in found) pair.CertainSince = since.TryGetValue((pair.A, pair.B), out var before) ? before : turn;
    }

    private static DuplicatePair Row(ScoredPair pair) => new()
    {
        A = Math.Min(pair.A, pair.B), B = Math.Max(pair.A, pair.B), Bits = pair.Bits, Why = pair.Why, IsCertain = pair.IsCertain,
        Lane = pair.IsCertain ? PairLane.Certain : PairLane.ToJudge,
    };
}

using System.Data.Common;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Duplicates;

/// <summary>Reads and writes decisions, and finds out which of them a change has reopened.</summary>
internal static class PairDecisions
{
    private const string Columns = "a, b, verdict, user_id, decided_at, back_at, version_a, version_b, seen, reopened, set_id, choices";

    /// <summary>The decisions that meet a condition, which speaks of d.</summary>
    public static List<DuplicateDecision> Read(DbConnection connection, string where, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Query($"select {Columns} from duplicate_decision d where {where}", parameters);
        using var rows = command.ExecuteReader();
        var decisions = new List<DuplicateDecision>();
        while (rows.Read()) decisions.Add(At(rows));
        return decisions;
    }

    /// <summary>The decision on two customers; null without one.</summary>
    public static DuplicateDecision? Find(DbConnection connection, long a, long b) =>
        Read(connection, "d.a = @a and d.b = @b", ("a", Math.Min(a, b)), ("b", Math.Max(a, b))).FirstOrDefault();

    /// <summary>Stores a decision in place of an earlier one, and moves the pair, if matching found one, to its lane.</summary>
    public static void Write(WriteTransaction transaction, DuplicateDecision decision)
    {
        Remove(transaction, decision.A, decision.B);
        transaction.Execute($"""
            insert into duplicate_decision({Columns})
            values(@a, @b, @verdict, @user, @at, @back, @versionA, @versionB, @seen, @reopened, @set, @choices)
            """,
            ("a", decision.A), ("b", decision.B), ("verdict", (int)decision.Verdict), ("user", decision.UserId),
            ("at", RecordWriter.Milliseconds(decision.DecidedAt)), ("back", decision.BackAt is { } back ? RecordWriter.Milliseconds(back) : null),
            ("versionA", decision.VersionA), ("versionB", decision.VersionB), ("seen", decision.Seen), ("reopened", decision.Reopened),
            ("set", decision.SetId), ("choices", decision.Choices));
        Place(transaction, decision.A, decision.B, decision);
    }

    /// <summary>Takes decisions back: the pairs are open again, all at once, since a group is certain only as a whole.</summary>
    public static void TakeBack(WriteTransaction transaction, IReadOnlyList<(long A, long B)> decided)
    {
        var customers = decided.SelectMany(d => new[] { d.A, d.B }).Distinct().ToList();
        var before = customers.Chunk(500).SelectMany(some => PairGroups.Of(transaction, some)).Distinct().ToList();
        foreach (var (a, b) in decided)
        {
            Remove(transaction, a, b);
            Move(transaction, a, b, null);
        }
        if (customers.Count > 0) PairGroups.Again(transaction, customers, before);
    }

    /// <summary>Pairs that were put off until now come back.</summary>
    public static void BringBackDue(Base customers, DateTime now)
    {
        var until = RecordWriter.Milliseconds(now);
        const string due = "d.back_at <= @now and d.reopened is null";
        using (var reader = customers.OpenReader())
            if (Read(reader, due + " limit 1", ("now", until)).Count == 0) return;
        customers.Write(transaction =>
        {
            PairStore.Turn(transaction);
            TakeBack(transaction, [.. Read(transaction.Connection, due, ("now", until)).Select(d => (d.A, d.B))]);
        });
    }

    /// <summary>Puts pairs that were found in the lanes of the decisions on them; a decision is reopened when what was compared has changed since.</summary>
    /// <param name="customers">The customers whose decisions count; null for all.</param>
    public static void Settle(WriteTransaction transaction, IReadOnlyList<DuplicatePair> found, IReadOnlyCollection<long>? customers)
    {
        var decisions = (customers is null ? Read(transaction.Connection, "true")
            : [.. customers.Chunk(500).SelectMany(some => Read(transaction.Connection, $"d.a in {Sql.InList(some)} or d.b in {Sql.InList(some)}"))])
            .DistinctBy(d => (d.A, d.B)).ToDictionary(d => (d.A, d.B));
        if (decisions.Count == 0) return;
        var concerned = found.Where(p => decisions.ContainsKey((p.A, p.B))).ToList();
        foreach (var portion in concerned.Chunk(CustomerStates.Portion / 2))
        {
            var states = CustomerStates.Read(transaction, [.. portion.SelectMany(p => new[] { p.A, p.B }).Distinct()]);
            foreach (var pair in portion)
            {
                var decision = decisions[(pair.A, pair.B)];
                if (states.GetValueOrDefault(pair.A) is { } a && states.GetValueOrDefault(pair.B) is { } b) Compare(transaction, decision, a, b);
                pair.Lane = LaneOf(pair, decision);
            }
        }
    }

    /// <summary>The lane of a pair with this decision on it.</summary>
    public static PairLane LaneOf(DuplicatePair pair, DuplicateDecision? decision) => decision switch
    {
        null => pair.IsCertain ? PairLane.Certain : PairLane.ToJudge,
        // Somebody has doubted before.
        { Reopened: not null } => PairLane.ToJudge,
        { Verdict: PairVerdict.Later } => PairLane.Later,
        { Verdict: PairVerdict.Duplicate, SetId: null } => PairLane.Marked,
        _ => PairLane.Decided,
    };

    private static void Compare(WriteTransaction transaction, DuplicateDecision decision, CustomerState a, CustomerState b)
    {
        // A merged pair is not open, and a pair in the basket is compared when it is merged.
        if (decision.Reopened is not null || decision.Verdict == PairVerdict.Duplicate) return;
        if (decision.VersionA == a.Version && decision.VersionB == b.Version) return;
        var changed = ComparedFields.Changed(decision.Seen, ComparedFields.Fingerprint(a.Values, b.Values));
        (decision.VersionA, decision.VersionB) = (a.Version, b.Version);
        if (changed.Count > 0) decision.Reopened = string.Join(',', changed);
        transaction.Execute("update duplicate_decision set version_a = @va, version_b = @vb, reopened = @reopened where a = @a and b = @b",
            ("va", a.Version), ("vb", b.Version), ("reopened", decision.Reopened), ("a", decision.A), ("b", decision.B));
    }

    private static void Remove(WriteTransaction transaction, long a, long b) =>
        transaction.Execute("delete from duplicate_decision where a = @a and b = @b", ("a", a), ("b", b));

    private static void Place(WriteTransaction transaction, long a, long b, DuplicateDecision? decision)
    {
        var before = PairGroups.Of(transaction, [a, b]);
        if (Move(transaction, a, b, decision)) PairGroups.Again(transaction, [a, b], before);
    }

    // False when matching found no such pair.
    private static bool Move(WriteTransaction transaction, long a, long b, DuplicateDecision? decision)
    {
        if (PairRows.Read(transaction.Connection, "p.a = @a and p.b = @b", ("a", a), ("b", b)) is not [var pair]) return false;
        var lane = LaneOf(pair, decision);
        var since = lane == PairLane.Certain && pair.Lane != lane ? PairStore.TurnNow(transaction) : pair.CertainSince ?? 0;
        transaction.Execute("update duplicate_pair set lane = @lane, group_id = a, group_bits = bits, certain_since = @since where a = @a and b = @b",
            ("lane", (int)lane), ("since", since), ("a", a), ("b", b));
        return true;
    }

    private static DuplicateDecision At(DbDataReader rows) => new()
    {
        A = rows.GetInt64(0), B = rows.GetInt64(1), Verdict = (PairVerdict)rows.GetInt32(2), UserId = rows.NumberOrNull(3),
        DecidedAt = Time(rows.GetInt64(4)), BackAt = rows.NumberOrNull(5) is { } back ? Time(back) : null, VersionA = rows.GetInt32(6),
        VersionB = rows.GetInt32(7), Seen = rows.GetString(8), Reopened = rows.TextOrNull(9), SetId = rows.NumberOrNull(10), Choices = rows.TextOrNull(11),
    };

    private static DateTime Time(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}

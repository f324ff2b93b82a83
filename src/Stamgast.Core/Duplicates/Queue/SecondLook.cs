using System.Data.Common;
using System.Globalization;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Duplicates.Queue;

/// <summary>A pair that somebody judged, as both were then.</summary>
/// <param name="Decision">The first answer, which is not shown before the second.</param>
public sealed record SecondLookPair(DuplicateDecision Decision, CustomerState A, CustomerState B);

/// <summary>How one person judges.</summary>
/// <param name="UserId">The person; null for the command line.</param>
/// <param name="Decided">Pairs judged since the asked moment that still stand.</param>
/// <param name="Each">The time that one takes, as a median; null before the tenth.</param>
/// <param name="Again">Pairs judged twice.</param>
/// <param name="Same">Those of them with the same answer.</param>
public sealed record Reviewer(long? UserId, int Decided, TimeSpan? Each, int Again, int Same);

/// <summary>
/// Shows people pairs that they judged themselves once more, without the first answer. How often they say the same tells how far such answers can be
/// trusted. Nothing is changed by a second answer.
/// </summary>
public sealed class SecondLook(Base customers, Viewer viewer, TimeProvider clock)
{
    internal const string Table = "duplicate_second_look";

    /// <summary>Only of the latest decisions of a person: what was judged long ago is of other customers by now.</summary>
    private const int Latest = 500;

    /// <summary>A pair that this person judged and was not asked about again; null when there is none left. Which one is left to chance.</summary>
    public SecondLookPair? Next(long user, Random random)
    {
        using var reader = customers.OpenReader();
        var open = new OpenPairs(customers.Engine, viewer);
        var decisions = PairDecisions.Read(reader, $"""
            {DecidedPairs.Standing} and d.user_id = @user and {open.BothSeen("d")}
                and not exists (select 1 from duplicate_second_look l where l.user_id = @user and l.a = d.a and l.b = d.b)
            order by d.decided_at desc, d.a desc, d.b desc limit {Latest}
            """, [.. open.Parameters, ("user", user)]);
        foreach (var decision in decisions.OrderBy(_ => random.Next()))
            if (Then(reader, decision) is { } pair) return pair;
        return null;
    }

    /// <summary>Keeps the second answer.</summary>
    /// <returns>The first one; null when there is none of this person that stands, or it was answered already.</returns>
    public DuplicateDecision? Answer(long user, long a, long b, PairVerdict said)
    {
        var open = new OpenPairs(customers.Engine, viewer);
        return customers.Write(transaction =>
        {
            var found = PairDecisions.Read(transaction.Connection, $"""
                d.a = @a and d.b = @b and d.user_id = @user and {DecidedPairs.Standing} and {open.BothSeen("d")}
                    and not exists (select 1 from duplicate_second_look l where l.user_id = @user and l.a = d.a and l.b = d.b)
                """, [.. open.Parameters, ("a", a), ("b", b), ("user", user)]);
            if (found is not [var first]) return null;
            transaction.Execute("insert into duplicate_second_look(user_id, a, b, first, second, at) values(@user, @a, @b, @first, @second, @at)",
                ("user", user), ("a", a), ("b", b), ("first", (int)first.Verdict), ("second", (int)said),
                ("at", RecordWriter.Milliseconds(clock.GetUtcNow().UtcDateTime)));
            return first;
        });
    }

    /// <summary>Everybody who judged since a moment, or looked twice, the busiest first.</summary>
    public IReadOnlyList<Reviewer> Reviewers(DateTime since)
    {
        var users = new Dictionary<long, (int Again, int Same)>();
        var judged = new HashSet<long?>();
        using (var reader = customers.OpenReader())
        {
            using (var command = reader.Query(
                "select user_id, count(*), sum(case when first = second then 1 else 0 end) from duplicate_second_look group by 1"))
            using (var rows = command.ExecuteReader())
                while (rows.Read()) users[rows.GetInt64(0)] = ((int)rows.GetInt64(1), Convert.ToInt32(rows.GetValue(2), CultureInfo.InvariantCulture));
            using (var command = reader.Query("select distinct user_id from duplicate_decision where decided_at >= @since",
                ("since", RecordWriter.Milliseconds(since))))
            using (var rows = command.ExecuteReader())
                while (rows.Read()) judged.Add(rows.NumberOrNull(0));
        }
        var decided = new DecidedPairs(customers, viewer);
        return
        [
            .. judged.Union(users.Keys.Select(u => (long?)u)).Select(user =>
            {
                var (count, each) = decided.PaceOf(user, since);
                var (again, same) = user is { } id ? users.GetValueOrDefault(id) : default;
                return new Reviewer(user, count, each, again, same);
            }).OrderByDescending(r => r.Decided).ThenBy(r => r.UserId),
        ];
    }

    // Both as they were judged: before a merge, and not when what was compared has changed since.
    private SecondLookPair? Then(DbConnection reader, DuplicateDecision decision)
    {
        var states = CustomerStates.Read(reader, customers.Engine, [decision.A, decision.B]);
        if (!states.TryGetValue(decision.A, out var a) || !states.TryGetValue(decision.B, out var b)) return null;
        if (decision.SetId is not { } set) return a.IsLive && b.IsLive ? new SecondLookPair(decision, a, b) : null;
        return new SecondLookPair(decision, Before(reader, a, set), Before(reader, b, set));
    }

    private static CustomerState Before(DbConnection reader, CustomerState now, long set)
    {
        using var command = reader.Query($"""
            select min(version_before) from change_item where set_id = @set and record_kind = {CustomerShape.KindNumber} and record_id = @id
            """, ("set", set), ("id", now.Id));
        return command.ExecuteScalar() is { } version and not DBNull
            ? now with { Values = (CustomerValues)History.AtVersion(reader, now, Convert.ToInt32(version, CultureInfo.InvariantCulture)) } : now;
    }
}

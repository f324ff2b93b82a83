using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.Outbox.Sending;

/// <summary>
/// Which mails a program sends next. A claim puts a mail off for the length of a lease, so that others pass over it; one whose program died comes
/// back by itself. What was being handed over when it died is uncertain.
/// </summary>
internal static class OutboxClaims
{
    /// <summary>Longer than an attempt may take, with all its waiting.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    private const string Gone = "claimed_until < @now";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Ends all leases: the base is opened by a program that has it for itself, so whoever had them is dead.</summary>
    public static void EndAll(Base customers)
    {
        try
        {
            customers.Write(transaction => transaction.Execute("""
                update outbox_mail set claimed_until = 0, next_at = case when next_at is null then null else 0 end where claimed_until is not null
                """));
        }
        // They end by themselves, later.
        catch (RefusedException e) when (e.Refusal.Code is DiskFull.Here or DiskFull.OnServer) { }
    }

    /// <summary>Marks what programs left that are gone, and lets mails wait, or go, as there is a server.</summary>
    /// <returns>How many are uncertain now.</returns>
    public static long Tidy(WriteTransaction transaction, bool canSend, DateTime now)
    {
        var ms = OutboxRows.Milliseconds(now);
        // Each line of the ledger before its state: they are the same rows.
        transaction.Execute($"""
            insert into outbox_attempt(mail, attempt, at, what)
            select id, attempts, @now, 'uncertain' from outbox_mail where {Gone} and state = 'sending'
            """, ("now", ms));
        var uncertain = transaction.Execute($"""
            update outbox_mail set state = 'uncertain', claimed_by = null, claimed_until = null, last_code = null, last_answer = null
            where {Gone} and state = 'sending'
            """, ("now", ms));
        transaction.Execute($"update outbox_mail set claimed_by = null, claimed_until = null, next_at = @now where {Gone} and next_at is not null",
            ("now", ms));
        if (canSend) transaction.Execute("update outbox_mail set state = 'queued', next_at = @now where state = 'held'", ("now", ms));
        else
            transaction.Execute("""
                update outbox_mail set state = 'held', next_at = null, claimed_by = null, claimed_until = null where state in ('queued', 'retry')
                """);
        return uncertain;
    }

    /// <summary>True when there is something to tidy or to send: one cheap question for a program that has nothing to do.</summary>
    public static bool IsNeeded(Base customers, DateTime now)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query($"""
            select case when exists(select 1 from outbox_mail where priority = 0 and next_at <= @now)
                or exists(select 1 from outbox_mail where priority = 1 and next_at <= @now)
                or exists(select 1 from outbox_mail where priority = 2 and next_at <= @now)
                or exists(select 1 from outbox_mail where state = 'held') or exists(select 1 from outbox_mail where {Gone})
                or {ListSent.Waits} then 1 else 0 end
            """, ("now", OutboxRows.Milliseconds(now)));
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) == 1;
    }

    /// <summary>Claims due mails, the most urgent first; none while the limit of a minute is used up.</summary>
    public static List<OutboxMail> Take(WriteTransaction transaction, string owner, int most, int perMinute, DateTime now)
    {
        var mails = new List<OutboxMail>();
        if (perMinute > 0) most = Math.Min(most, Allowed(transaction, perMinute, now));
        for (var priority = 0; priority <= 2 && mails.Count < most; priority++)
        {
            using var select = transaction.Command($"""
                select {OutboxRows.Columns} from outbox_mail m where m.priority = @priority and m.next_at <= @now
                order by m.next_at, m.id limit {most - mails.Count} {transaction.Engine.SkipLocked()}
                """, ("priority", (long)priority), ("now", OutboxRows.Milliseconds(now)));
            mails.AddRange(OutboxRows.Read(select));
        }
        if (mails.Count > 0)
            transaction.Execute($"""
                update outbox_mail set claimed_by = @owner, claimed_until = @until, next_at = @until where id in {Sql.InList(mails.Select(m => m.Id))}
                """, ("owner", owner), ("until", OutboxRows.Milliseconds(now + Lease)));
        return mails;
    }

    /// <summary>Gives back what was claimed and not begun.</summary>
    public static void Return(WriteTransaction transaction, string owner, IReadOnlyList<OutboxMail> mails, DateTime now)
    {
        if (mails.Count > 0)
            transaction.Execute($"""
                update outbox_mail set claimed_by = null, claimed_until = null, next_at = @now
                where claimed_by = @owner and next_at is not null and id in {Sql.InList(mails.Select(m => m.Id))}
                """, ("owner", owner), ("now", OutboxRows.Milliseconds(now)));
    }

    /// <summary>The server cannot be reached: everything that is due waits a little. No attempt is counted, and nothing is given up.</summary>
    /// <returns>How many wait.</returns>
    public static long PutOff(WriteTransaction transaction, string owner, string why, DateTime now)
    {
        var due = "next_at is not null and (next_at <= @now or claimed_by = @owner)";
        var ms = OutboxRows.Milliseconds(now);
        transaction.Execute($"""
            insert into outbox_attempt(mail, attempt, at, what, answer) select id, attempts, @now, 'retry', @why from outbox_mail where {due}
            """, ("now", ms), ("owner", owner), ("why", OutboxRows.Short(why)));
        return transaction.Execute($"""
            update outbox_mail set state = 'retry', next_at = @now + {Backoff.WhileAway}, connect_failures = connect_failures + 1, claimed_by = null,
                claimed_until = null, last_code = null, last_answer = @why
            where {due}
            """, ("now", ms), ("owner", owner), ("why", OutboxRows.Short(why)));
    }

    // The row of the setting makes several programs ask one after the other. What was claimed and not begun counts too.
    private static int Allowed(WriteTransaction transaction, int perMinute, DateTime now)
    {
        transaction.Execute("update setting set value = value where key = @key", ("key", MailSettings.PerMinute.Key));
        var begun = transaction.Number("select count(*) from outbox_attempt where what = 'began' and at > @since",
            ("since", OutboxRows.Milliseconds(now - Minute)));
        var claimed = transaction.Number("select count(*) from outbox_mail where claimed_until is not null and next_at is not null and claimed_until > @now",
            ("now", OutboxRows.Milliseconds(now)));
        return (int)Math.Max(0, perMinute - begun - claimed);
    }
}

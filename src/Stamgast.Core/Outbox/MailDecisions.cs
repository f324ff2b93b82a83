using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Outbox.Sending;

namespace Stamgast.Outbox;

/// <summary>What people do with a mail of the outbox. Each refuses a mail whose state has changed meanwhile.</summary>
public sealed class MailDecisions(Base customers, TimeProvider clock)
{
    private const int Portion = 500;

    private const string SetSent = "state = 'accepted', sent_at = coalesce(sent_at, @now), next_at = null";
    private const string SetAgain = "state = 'queued', next_at = @now, connect_failures = 0, claimed_by = null, claimed_until = null";

    /// <summary>Tries again at once: one that was refused, put off, taken back or uncertain. An uncertain one may then arrive twice.</summary>
    /// <exception cref="RefusedException">mail.unknown; mail.state</exception>
    public void Retry(long id, Actor actor) => Move(id, actor, "again", SetAgain,
        "(state in ('refused', 'uncertain', 'cancelled') or (state = 'retry' and claimed_by is null))");

    /// <summary>Takes back a mail that is not being sent yet.</summary>
    /// <inheritdoc cref="Retry" />
    public void Cancel(long id, Actor actor) => Move(id, actor, "cancelled", """
        state = 'cancelled', next_at = null, claimed_by = null, claimed_until = null
        """, "state in ('queued', 'retry', 'held')");

    /// <summary>Says of an uncertain mail that it was sent; it is listed in the conversations.</summary>
    /// <inheritdoc cref="Retry" />
    public void WasSent(long id, Actor actor)
    {
        customers.Write(transaction =>
        {
            var mail = Require(transaction, id, actor);
            Move(transaction, mail, actor, "sent", SetSent, "state = 'uncertain'");
            ListSent.Add(transaction, [mail]);
        });
        new ListSent(customers, clock, DocumentStore.Of(customers)).Do();
    }

    /// <summary>Decides about many uncertain mails; those that are not uncertain any more are passed over.</summary>
    /// <param name="which">Those with these IDs, or all up to one.</param>
    /// <param name="wasSent">True: they count as sent. False: they are sent again, and may arrive twice.</param>
    /// <returns>How many were decided.</returns>
    public int Decide(UncertainMails which, bool wasSent, Actor actor)
    {
        var decided = 0;
        for (var after = 0L; ;)
        {
            var last = customers.Write(transaction => Decide(transaction, which, after, wasSent, actor, ref decided));
            if (last is null) break;
            after = last.Value;
        }
        if (wasSent) new ListSent(customers, clock, DocumentStore.Of(customers)).Do();
        return decided;
    }

    /// <summary>After the settings changed: what waits because the server could not be used is due again.</summary>
    public void DueAgain() => customers.Write(transaction => transaction.Execute(
        "update outbox_mail set next_at = @now where state = 'retry' and connect_failures > 0 and claimed_by is null and next_at > @now",
        ("now", OutboxRows.Milliseconds(clock.GetUtcNow().UtcDateTime))));

    private long? Decide(WriteTransaction transaction, UncertainMails which, long after, bool wasSent, Actor actor, ref int decided)
    {
        using var select = transaction.Command($"""
            select {OutboxRows.Columns} from outbox_mail m where {which.Condition} and m.id > @after order by m.id limit {Portion}
            """, ("after", after));
        var mails = OutboxRows.Read(select);
        if (mails.Count == 0) return null;
        var seen = OutboxRows.Seen(transaction.Connection, transaction.Engine, actor.Viewer, mails);
        if (seen.Count > 0)
        {
            var now = OutboxRows.Milliseconds(clock.GetUtcNow().UtcDateTime);
            var those = $"state = 'uncertain' and id in {Sql.InList(seen.Select(m => m.Id))}";
            // Each line of the ledger before its state: they are the same rows.
            transaction.Execute($"""
                insert into outbox_attempt(mail, attempt, at, what, user_id) select id, attempts, @now, @what, @user from outbox_mail where {those} order by id
                """, ("now", now), ("what", wasSent ? "sent" : "again"), ("user", actor.UserId));
            decided += (int)transaction.Execute($"update outbox_mail set {(wasSent ? SetSent : SetAgain)} where {those}", ("now", now));
            if (wasSent) ListSent.Add(transaction, seen);
        }
        return mails[^1].Id;
    }

    private void Move(long id, Actor actor, string what, string set, string from) =>
        customers.Write(transaction => Move(transaction, Require(transaction, id, actor), actor, what, set, from));

    // The attempts count anew: whoever tries again has changed something.
    private void Move(WriteTransaction transaction, OutboxMail mail, Actor actor, string what, string set, string from)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (transaction.Execute($"update outbox_mail set {set} where id = @id and {from}", ("id", mail.Id), ("now", OutboxRows.Milliseconds(now))) == 0)
            throw new RefusedException("mail.state", mail.Id, mail.State);
        OutboxRows.Note(transaction, mail.Id, mail.Attempts, now, what, userId: actor.UserId);
    }

    private static OutboxMail Require(WriteTransaction transaction, long id, Actor actor) =>
        OutboxRows.Find(transaction.Connection, id, transaction.Transaction) is { } mail
            && OutboxRows.Seen(transaction.Connection, transaction.Engine, actor.Viewer, [mail]) is [var seen]
            ? seen : throw new RefusedException("mail.unknown", id);
}

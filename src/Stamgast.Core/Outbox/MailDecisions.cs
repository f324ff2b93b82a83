using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Kinds.Verbs;
using Stamgast.Outbox.Sending;
using Stamgast.Service.Conversations;
using Stamgast.Settings;

namespace Stamgast.Outbox;

/// <summary>What people do with a mail of the outbox. Each refuses a mail whose state has changed meanwhile.</summary>
public sealed class MailDecisions(Base customers, TimeProvider clock)
{
    /// <summary>Tries again at once: one that was refused, put off, taken back or uncertain. An uncertain one may then arrive twice.</summary>
    /// <exception cref="RefusedException">mail.unknown; mail.state</exception>
    public void Retry(long id, Actor actor) => Move(id, actor, "again", """
        state = 'queued', next_at = @now, connect_failures = 0, claimed_by = null, claimed_until = null
        """, "(state in ('refused', 'uncertain', 'cancelled') or (state = 'retry' and claimed_by is null))");

    /// <summary>Takes back a mail that is not being sent yet.</summary>
    /// <inheritdoc cref="Retry" />
    public void Cancel(long id, Actor actor) => Move(id, actor, "cancelled", """
        state = 'cancelled', next_at = null, claimed_by = null, claimed_until = null
        """, "state in ('queued', 'retry', 'held')");

    /// <summary>Says of an uncertain mail that it was sent; it is listed in the conversations.</summary>
    /// <inheritdoc cref="Retry" />
    public void WasSent(long id, Actor actor)
    {
        var sender = MailServer.SenderOf(OrganisationSettings.Of(customers))?.ToString();
        new CreateAlong(customers, ConversationKind.Instance, clock).Do(transaction =>
        {
            var mail = Require(transaction, id, actor);
            Move(transaction, mail, actor, "sent", "state = 'accepted', sent_at = coalesce(sent_at, @now), next_at = null", "state = 'uncertain'");
            return mail.SentAt is null && SentMail.IsListed(mail) ? [SentMail.Of(mail, sender, mail.BeganAt ?? mail.CreatedAt)] : [];
        }, actor);
    }

    /// <summary>After the settings changed: what waits because the server could not be used is due again.</summary>
    public void DueAgain() => customers.Write(transaction => transaction.Execute(
        "update outbox_mail set next_at = @now where state = 'retry' and connect_failures > 0 and claimed_by is null and next_at > @now",
        ("now", OutboxRows.Milliseconds(clock.GetUtcNow().UtcDateTime))));

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

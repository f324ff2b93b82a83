using System.Text.Json.Nodes;
using Stamgast.Database;

namespace Stamgast.Outbox.Sending;

/// <summary>What became of attempts: the state of the mails, and the lines of their ledger.</summary>
internal static class OutboxResult
{
    /// <summary>The state that follows from an outcome: what is put off too often is refused.</summary>
    public static MailState StateAfter(OutboxMail mail, SendOutcome outcome) => outcome.State switch
    {
        MailState.Accepted when outcome.Refused.Any(r => r.IsTemporary) && Backoff.Next(mail.Attempts) is not null => MailState.Retry,
        MailState.Retry when Backoff.Next(mail.Attempts) is null => MailState.Refused,
        var state => state,
    };

    /// <summary>A statement that writes <see cref="Rows"/> in the parameter <c>@results</c>, and gives the IDs of the mails that it wrote.</summary>
    public static string Statement(Engine engine, IReadOnlyList<(OutboxMail Mail, SendOutcome Outcome)> done) =>
        // When it was marked as uncertain meanwhile, since this took longer than a lease, it is certain again.
        $"""
        update outbox_mail set state = r.state, next_at = r.next, claimed_by = null, claimed_until = null, last_code = r.code, last_answer = r.answer,
            left_to = r.left_to, sent_at = coalesce(outbox_mail.sent_at, r.sent), connect_failures = 0
        from (select {MailLines.Number(engine, "id")} as id, {MailLines.Number(engine, "attempt")} as attempt, {MailLines.Text(engine, "state")} as state,
            {MailLines.Number(engine, "next")} as next, {MailLines.Number(engine, "code")} as code, {MailLines.Text(engine, "answer")} as answer,
            {MailLines.Text(engine, "left")} as left_to, {MailLines.Number(engine, "sent")} as sent {MailLines.From(engine, "@results")}) r
        where outbox_mail.id in {Sql.InList(done.Select(d => d.Mail.Id))} and outbox_mail.id = r.id and outbox_mail.attempts = r.attempt
            and outbox_mail.state in ('sending', 'uncertain')
        returning outbox_mail.id
        """;

    /// <summary>What became of them, as a JSON array.</summary>
    public static string Rows(IReadOnlyList<(OutboxMail Mail, SendOutcome Outcome)> done, DateTime now) =>
        new JsonArray([.. done.Select(d => Row(d.Mail, d.Outcome, now))]).ToJsonString();

    /// <summary>The lines of the ledger about an attempt.</summary>
    public static void Tell(MailLines lines, OutboxMail mail, SendOutcome outcome, DateTime now)
    {
        lines.Add(mail, now, OutboxRows.Code(outcome.State), outcome.Code, outcome.Answer);
        foreach (var refused in outcome.Refused)
            lines.Add(mail, now, OutboxRows.Code(refused.IsTemporary ? MailState.Retry : MailState.Refused), refused.Code, refused.Answer, refused.Address);
    }

    private static JsonObject Row(OutboxMail mail, SendOutcome outcome, DateTime now)
    {
        var state = StateAfter(mail, outcome);
        return new JsonObject
        {
            ["id"] = mail.Id, ["attempt"] = mail.Attempts, ["state"] = OutboxRows.Code(state),
            ["next"] = state == MailState.Retry ? OutboxRows.Milliseconds(now + Backoff.Next(mail.Attempts)!.Value) : null,
            ["code"] = outcome.Code, ["answer"] = OutboxRows.Short(outcome.Answer), ["left"] = Left(mail, outcome, state),
            ["sent"] = outcome.State == MailState.Accepted ? OutboxRows.Milliseconds(now) : null,
        };
    }

    // Who has it does not get it again, and who was refused for good is not asked again.
    private static string? Left(OutboxMail mail, SendOutcome outcome, MailState state) => state != MailState.Retry || outcome.Refused.Count == 0 ? mail.Left
        : string.Join(", ", outcome.Refused.Where(r => r.IsTemporary).Select(r => r.Address)) is { Length: > 0 } left ? left : mail.Left;
}

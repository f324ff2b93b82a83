using Stamgast.Database;

namespace Stamgast.Outbox.Sending;

/// <summary>Writes what became of an attempt: the state of the mail, and the lines of its ledger.</summary>
internal static class OutboxResult
{
    /// <summary>The state that follows from an outcome: what is put off too often is refused.</summary>
    public static MailState StateAfter(OutboxMail mail, SendOutcome outcome) => outcome.State switch
    {
        MailState.Accepted when outcome.Refused.Any(r => r.IsTemporary) && Backoff.Next(mail.Attempts) is not null => MailState.Retry,
        MailState.Retry when Backoff.Next(mail.Attempts) is null => MailState.Refused,
        var state => state,
    };

    /// <returns>True when somebody has the mail now, by this attempt.</returns>
    public static bool Write(WriteTransaction transaction, OutboxMail mail, SendOutcome outcome, DateTime now)
    {
        var state = StateAfter(mail, outcome);
        var isSent = outcome.State == MailState.Accepted;
        // When it was marked as uncertain meanwhile, since this took longer than a lease, it is certain again.
        var mine = transaction.Execute("""
            update outbox_mail set state = @state, next_at = @next, claimed_by = null, claimed_until = null, last_code = @code, last_answer = @answer,
                left_to = @left, sent_at = coalesce(sent_at, @sent), connect_failures = 0
            where id = @id and attempts = @attempt and state in ('sending', 'uncertain')
            """, ("state", OutboxRows.Code(state)),
            ("next", state == MailState.Retry ? OutboxRows.Milliseconds(now + Backoff.Next(mail.Attempts)!.Value) : null),
            ("code", outcome.Code), ("answer", OutboxRows.Short(outcome.Answer)), ("left", Left(mail, outcome, state)),
            ("sent", isSent ? OutboxRows.Milliseconds(now) : null), ("id", mail.Id), ("attempt", (long)mail.Attempts)) > 0;
        OutboxRows.Note(transaction, mail.Id, mail.Attempts, now, OutboxRows.Code(outcome.State), code: outcome.Code, answer: outcome.Answer);
        foreach (var refused in outcome.Refused)
            OutboxRows.Note(transaction, mail.Id, mail.Attempts, now, OutboxRows.Code(refused.IsTemporary ? MailState.Retry : MailState.Refused),
                refused.Address, refused.Code, refused.Answer);
        return mine && isSent;
    }

    // Who has it does not get it again, and who was refused for good is not asked again.
    private static string? Left(OutboxMail mail, SendOutcome outcome, MailState state) => state != MailState.Retry || outcome.Refused.Count == 0 ? mail.Left
        : string.Join(", ", outcome.Refused.Where(r => r.IsTemporary).Select(r => r.Address)) is { Length: > 0 } left ? left : mail.Left;
}

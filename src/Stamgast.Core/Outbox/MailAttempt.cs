namespace Stamgast.Outbox;

/// <summary>One line of what happened to a mail: it is only ever added to.</summary>
/// <param name="Attempt">The number of the attempt; 0 before the first.</param>
/// <param name="What">
/// "queued", "began", "accepted", "refused", "retry", "uncertain", "restored", "again", "sent", "cancelled": text <c>mail.event.WHAT</c>.
/// </param>
/// <param name="Recipient">The address that it is about; null for all.</param>
/// <param name="Code">The answer of the mail server; null without one.</param>
/// <param name="UserId">The person who decided; null for the program.</param>
public sealed record MailAttempt(long Id, int Attempt, DateTime At, string What, string? Recipient, int? Code, string? Answer, long? UserId);

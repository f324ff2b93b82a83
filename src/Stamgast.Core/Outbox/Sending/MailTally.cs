namespace Stamgast.Outbox.Sending;

/// <summary>What a run of the outbox did.</summary>
public sealed record MailTally(long Accepted, long Refused, long Retry, long Uncertain)
{
    /// <summary>Why the mail server could not be used; null when it could, or nothing was due.</summary>
    public Refusal? Trouble { get; init; }

    internal static readonly MailTally Nothing = new(0, 0, 0, 0);

    internal MailTally Plus(MailState state) => state switch
    {
        MailState.Accepted => this with { Accepted = Accepted + 1 },
        MailState.Refused => this with { Refused = Refused + 1 },
        MailState.Retry => this with { Retry = Retry + 1 },
        _ => this with { Uncertain = Uncertain + 1 },
    };
}

namespace Stamgast.Outbox.Sending;

/// <summary>What the mail server said about one recipient.</summary>
internal sealed record RefusedRecipient(string Address, int Code, string Answer)
{
    /// <summary>True when it may work later (4xx).</summary>
    public bool IsTemporary => Code is >= 400 and < 500;
}

/// <summary>What became of an attempt.</summary>
/// <param name="State">Accepted, Refused, Retry or Uncertain.</param>
/// <param name="Code">The answer of the server; null when it gave none.</param>
internal sealed record SendOutcome(MailState State, int? Code, string Answer)
{
    /// <summary>Recipients that were refused, of a mail that others get.</summary>
    public IReadOnlyList<RefusedRecipient> Refused { get; init; } = [];

    /// <summary>True when the connection can be used for the next mail.</summary>
    public bool StaysConnected { get; init; }
}

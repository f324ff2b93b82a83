namespace Stamgast.Outbox;

/// <summary>A mail that somebody or some feature wants to send.</summary>
public sealed record MailDraft
{
    /// <summary>Addresses, with or without names.</summary>
    public required IReadOnlyList<string> To { get; init; }
    public IReadOnlyList<string> Cc { get; init; } = [];
    public required string Subject { get; init; }

    /// <summary>As plain text; every mail has it.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML; null sends only the text.</summary>
    public string? Html { get; init; }

    /// <summary>The shop that it comes from: its sender, and where answers go.</summary>
    public long? Shop { get; init; }

    /// <summary>The customer in whose conversations it is listed once it is sent.</summary>
    public long? Customer { get; init; }

    /// <summary>The record that it is about: the key of its kind ("tickets", "orders") and its ID.</summary>
    public (string Kind, long Id)? About { get; init; }

    /// <summary>The language of its text, and why it is in it (<see cref="MailLanguage"/>).</summary>
    public MailLanguage? Language { get; init; }

    /// <summary>Where answers go; null for that of the shop or the settings.</summary>
    public string? ReplyTo { get; init; }
    public IReadOnlyList<MailFile> Files { get; init; } = [];

    /// <summary>Features that send many at once have their own; "test" is not listed in the conversations.</summary>
    public string Kind { get; init; } = "single";

    /// <summary>0 goes first, 2 last.</summary>
    public int Priority { get; init; }
}

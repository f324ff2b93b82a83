namespace Stamgast.Outbox;

/// <summary>One mail of the outbox, as it is or was sent.</summary>
public sealed record OutboxMail
{
    public required long Id { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required MailState State { get; init; }

    /// <summary>"single" for a mail of its own, "test" for one to oneself; features that send in bulk have their own.</summary>
    public required string Kind { get; init; }
    public long? Shop { get; init; }
    public long? Customer { get; init; }

    /// <summary>The kind of the record that it is about, such as "tickets".</summary>
    public string? AboutKind { get; init; }
    public long? AboutId { get; init; }

    /// <summary>Its language, and why; null when nobody chose one.</summary>
    public MailLanguage? Language { get; init; }

    /// <summary>Who queued it; null for the command line.</summary>
    public long? UserId { get; init; }

    /// <summary>"Branderij Peeters &lt;info@branderij.example&gt;"; null for the sender of the settings, which is read when it is sent.</summary>
    public string? Sender { get; init; }
    public string? ReplyTo { get; init; }

    /// <summary>Addresses, separated by commas.</summary>
    public required string To { get; init; }
    public string? Cc { get; init; }
    public required string Subject { get; init; }

    /// <summary>As plain text.</summary>
    public required string Text { get; init; }
    public string? Html { get; init; }

    /// <summary>RFC 5322, without the angle brackets: made once, the same in every attempt.</summary>
    public required string MessageId { get; init; }

    /// <summary>The addresses that still have to be reached, after some were accepted; null for all.</summary>
    public string? Left { get; init; }

    /// <summary>How often it was begun to be handed over.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried (again); null when it is not.</summary>
    public DateTime? NextAt { get; init; }

    /// <summary>The date of its last attempt.</summary>
    public DateTime? BeganAt { get; init; }

    /// <summary>The last answer of the mail server: 250, 450, 550; null without one.</summary>
    public int? LastCode { get; init; }
    public string? LastAnswer { get; init; }
    public DateTime? SentAt { get; init; }

    /// <summary>True when files go along.</summary>
    public bool HasFiles { get; init; }
}

using System.Globalization;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;
using Stamgast.Records;

namespace Stamgast.App.Outbox;

/// <summary>The filter of the outbox, from its address.</summary>
public sealed record OutboxAddress
{
    public const string Path = "/outbox";

    /// <summary>Only mails in this state; null for all.</summary>
    public MailState? State { get; init; }

    /// <summary>Only mails to this customer; null for all.</summary>
    public long? Customer { get; init; }

    /// <summary>The last ID of the part before.</summary>
    public long? After { get; init; }

    /// <summary>Reads an address; unknown parts are ignored.</summary>
    public static OutboxAddress Parse(IQueryCollection query) => new()
    {
        State = Enum.TryParse<MailState>(query["state"], ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null,
        Customer = Number(query["customer"]),
        After = Number(query["after"]),
    };

    public string Href()
    {
        var parts = new List<string>();
        if (State is { } state) parts.Add("state=" + state.ToString().ToLowerInvariant());
        if (Customer is { } customer) parts.Add(string.Create(CultureInfo.InvariantCulture, $"customer={customer}"));
        if (After is { } after) parts.Add(string.Create(CultureInfo.InvariantCulture, $"after={after}"));
        return parts.Count == 0 ? Path : Path + "?" + string.Join('&', parts);
    }

    /// <summary>The address of a mail.</summary>
    public static string Of(long id) => string.Create(CultureInfo.InvariantCulture, $"{Path}/{id}");

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The content of the list.</summary>
/// <param name="HasServer">False when there is none, so that mails wait.</param>
public sealed record OutboxView(OutboxAddress Address, OutboxMails Page, IReadOnlyDictionary<MailState, long> Counts, bool HasServer);

/// <summary>The content of the page that says what a decision about uncertain mails means.</summary>
/// <param name="WasSent">True for "they were sent", false for "send them again".</param>
public sealed record UncertainView(UncertainMails Which, bool WasSent, UncertainPreview Preview, bool HasServer);

/// <summary>The content of the page of a mail.</summary>
/// <param name="Headers">As they are sent.</param>
/// <param name="Users">The names of those who decided something.</param>
public sealed record MailView(OutboxMail Mail, IReadOnlyList<MailAttempt> Attempts, IReadOnlyList<(string Name, long Size)> Files,
    IReadOnlyList<(string Name, string Value)> Headers, Said.UserNames Users);

/// <summary>The content of the page on which a mail is written.</summary>
public sealed record ComposeView(long Customer, string Name, MailInput Input)
{
    /// <summary>The addresses of the customer.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The active shops.</summary>
    public IReadOnlyList<(long Id, string Name)> Shops { get; init; } = [];

    /// <summary>The languages that may be chosen.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The language that follows from the customer and the shop, and why.</summary>
    public required MailLanguage Language { get; init; }

    /// <summary>The files of the customer, the newest first.</summary>
    public IReadOnlyList<RecordState> Files { get; init; } = [];

    /// <summary>The largest file that is taken, in megabytes.</summary>
    public long Largest { get; init; }

    /// <summary>Who it comes from; null when nobody said.</summary>
    public string? Sender { get; init; }

    /// <summary>False when there is no mail server, so that it will wait.</summary>
    public bool HasServer { get; init; }

    public Refusal? Refusal { get; init; }
}

/// <summary>What was typed.</summary>
public sealed record MailInput(string To, string Cc, long? Shop, string? Language, string Subject, string Text)
{
    /// <summary>The files of the customer that go along, by the ID of the attachment.</summary>
    public IReadOnlyList<long> Files { get; init; } = [];

    /// <summary>Sent along unchanged, so that a second click sends nothing twice.</summary>
    public string Once { get; init; } = Guid.NewGuid().ToString("N");
}

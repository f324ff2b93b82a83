using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.Service.Tickets;

/// <summary>A question or complaint of a customer that somebody works on until it is solved.</summary>
public sealed class TicketKind : RecordKind
{
    public const string Open = "open";
    public const string Waiting = "waiting";
    public const string Resolved = "resolved";
    public const string Closed = "closed";

    private static readonly FieldList F = new();

    public static readonly KindField OwnNumber = F.Line("number", 60, by: GivenBy.Steps);
    public static readonly KindField Subject = F.Line("subject", 300, required: true, personal: true);
    public static readonly KindField OfShop = F.Reference("shop", "shops", blocks: true);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers");
    public static readonly KindField Contact = F.Reference("contact", "contacts");
    public static readonly KindField Order = F.Reference("order_id", "orders");
    public static readonly KindField Channel = F.Choice("channel", ["email", "phone", "chat", "web", "counter", "letter"], "email");
    public static readonly KindField Category = F.Line("category", 60);
    public static readonly KindField Priority = F.Choice("priority", ["low", "normal", "high", "urgent"], "normal");
    public static readonly KindField Assignee = F.User("assignee");
    public static readonly KindField Opened = F.Date("date");
    public static readonly KindField OfState = F.Choice("state", [Open, Waiting, Resolved, Closed], Open, GivenBy.Steps);
    public static readonly KindField WaitingUntil = F.Date("waiting_until", by: GivenBy.Steps);
    public static readonly KindField ResolvedAt = F.Moment("resolved_at");

    /// <summary>Since when the customer waits for us: the last message without an answer.</summary>
    public static readonly KindField WaitsSince = F.Moment("waits_since");

    /// <summary>The ticket that this one was merged into.</summary>
    public static readonly KindField KeptIn = F.Reference("kept_in", "tickets", blocks: true, by: GivenBy.Rules);

    /// <summary>The closed ticket to which the message was an answer that opened this one.</summary>
    public static readonly KindField Follows = F.Reference("follows", "tickets", by: GivenBy.Rules);
    public static readonly KindField Notes = F.Text("notes");
    public static readonly KindField KeyOfNumber = F.DerivedLine("number_key", 100);

    /// <summary>The kind.</summary>
    public static readonly TicketKind Instance = new();

    private TicketKind() : base("tickets", "ticket", F) { }

    /// <inheritdoc />
    public override string NumberLetter => "T";

    /// <inheritdoc />
    public override bool IsNumberedAtOnce => true;

    /// <inheritdoc />
    public override bool NeedsActiveCustomer => true;

    /// <inheritdoc />
    public override IReadOnlyList<KindState> States { get; } =
    [
        new(Open, StateTone.Warn) { IsOpen = true }, new(Waiting, StateTone.Info) { IsOpen = true, IsAside = true },
        new(Resolved, StateTone.Good), new(Closed, StateTone.Rest),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<StateStep> Steps { get; } =
    [
        new("wait", [Open], Waiting) { Asks = [WaitingUntil] },
        new("resolve", [Open, Waiting], Resolved) { IsMain = true, Dates = ResolvedAt },
        new("close", [Open, Waiting, Resolved], Closed),
        new("reopen", [Waiting, Resolved, Closed], Open) { NeedsActive = true },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [OwnNumber, Subject, OfState, Priority, WaitsSince, Assignee, Channel, Opened];

    /// <inheritdoc />
    public override IReadOnlyList<string> Specials { get; } = ["waits", "unassigned"];

    /// <inheritdoc />
    public override IReadOnlyList<string> SummedUp { get; } = ["message_count"];

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        values[Opened] ??= context.Today;
        if (was[OwnNumber] is null && values[OfState] == Open) values[WaitsSince] ??= context.Moment;
    }

    /// <inheritdoc />
    public override void Stepped(StateStep step, RecordValues values, KindContext context)
    {
        if (step.To == Open) (values[WaitingUntil], values[ResolvedAt]) = (null, null);
        else if (step.To is Resolved or Closed) (values[WaitsSince], values[ResolvedAt]) = (null, values[ResolvedAt] ?? context.Moment);
    }

    /// <inheritdoc />
    public override Refusal? Refuses(StateStep step, RecordState record, KindContext context) => record.Values[KeptIn] is { } kept
        ? new Refusal("ticket.merged", record.Values[OwnNumber], context.Find(this, kept)?.Values[OwnNumber] ?? "#" + kept) : null;

    /// <inheritdoc />
    public override string? Special(string name, string today) => name switch
    {
        "waits" => $"c.waits_since is not null and c.state in ('{Open}', '{Waiting}')",
        "unassigned" => $"c.assignee is null and c.state in ('{Open}', '{Waiting}')",
        _ => null,
    };

    /// <summary>The ticket that stands for one: itself, or the last one that it was merged into.</summary>
    public static RecordState Root(RecordState ticket, KindContext context)
    {
        for (var steps = 0; steps < 100 && ticket.Values[KeptIn] is { } into && context.Find(Instance, into) is { } next; steps++) ticket = next;
        return ticket;
    }

    /// <inheritdoc />
    public override IEnumerable<RecordSign> Signs(RecordRow row, string today)
    {
        if (row[KeptIn] is not null) yield return new RecordSign("merged", StateTone.Rest);
        if (row[OfState] == Waiting && row[WaitingUntil] is { } until && string.CompareOrdinal(until, today) < 0)
            yield return new RecordSign("wait_over", StateTone.Warn);
    }
}

using System.Globalization;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Service.Tickets;

namespace Stamgast.Service.Conversations;

/// <summary>An e-mail, a call, a chat or a note: one entry of the timeline of a customer.</summary>
public sealed class ConversationKind : RecordKind
{
    /// <summary>The special condition of mails of which nobody has said yet whose they are.</summary>
    public const string Unfiled = "unfiled";

    private static readonly FieldList F = new();

    public static readonly KindField OfCustomer = F.Reference("customer", "customers");
    public static readonly KindField Medium = F.Choice("medium", ["email", "call", "chat", "note"], "note");

    /// <summary>"in" from the customer, "out" to the customer, "internal" among ourselves.</summary>
    public static readonly KindField Direction = F.Choice("way", ["in", "out", "internal"], "internal");

    /// <summary>When it took place.</summary>
    public static readonly KindField At = F.Moment("at", by: GivenBy.Anybody);
    public static readonly KindField From = F.Line("from_address", 300, personal: true);
    public static readonly KindField To = F.Line("to_address", 1000, personal: true);
    public static readonly KindField Copy = F.Line("cc", 1000, personal: true);
    public static readonly KindField Subject = F.Line("subject", 300, personal: true);

    /// <summary>As plain text.</summary>
    public static readonly KindField Body = F.Text("body", 100_000);

    /// <summary>As sanitised HTML, for an e-mail that has it.</summary>
    public static readonly KindField Html = F.Text("html", 200_000, by: GivenBy.Steps);

    /// <summary>RFC 5322, without the angle brackets; each is there once.</summary>
    public static readonly KindField MessageId = F.Line("message_id", 500, by: GivenBy.Steps);
    public static readonly KindField InReplyTo = F.Line("in_reply_to", 500, by: GivenBy.Steps);
    public static readonly KindField Ticket = F.Reference("ticket", "tickets");
    public static readonly KindField Order = F.Reference("order_id", "orders", by: GivenBy.Steps);

    /// <summary>Of a call, in seconds.</summary>
    public static readonly KindField Duration = F.Whole("duration");
    public static readonly KindField Author = F.User("author");

    /// <summary>Where it came from: "form", "eml", "outbox", "api".</summary>
    public static readonly KindField Source = F.Line("source", 30, by: GivenBy.Steps);

    /// <summary>The kind.</summary>
    public static readonly ConversationKind Instance = new();

    private ConversationKind() : base("conversations", "conversation", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [At, Medium, Direction, Subject, From, To];

    /// <inheritdoc />
    public override KindField? ListedBy => Medium;

    /// <inheritdoc />
    public override IReadOnlyList<string> Specials { get; } = [Unfiled];

    /// <inheritdoc />
    public override string? Special(string name, string today) => name == Unfiled ? "c.customer is null and c.medium = 'email'" : null;

    /// <inheritdoc />
    public override IReadOnlyList<KindField> SearchedIn { get; } = [Subject, Body, From, To];

    /// <inheritdoc />
    public override IReadOnlyList<RecordTally> Tallies { get; } =
    [
        new(Ticket, "ticket", "message_count", engine =>
            $"(select count(*) from conversation m where m.ticket = t.id and {Dialect.No(engine, "m.trashed")})"),
    ];

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => values[Subject] ?? (values[Body] is { Length: > 60 } body ? body[..60] + "…" : values[Body]);

    /// <inheritdoc />
    public override string OrderOf(RecordValues values) => values[At] ?? "0000-00-00";

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        values[At] ??= context.Moment;
        // What is meant for a merged ticket belongs to the one that was kept.
        var ticket = context.Find(TicketKind.Instance, values[Ticket]);
        if (ticket is not null && values[Ticket] != was[Ticket])
            values[Ticket] = TicketKind.Root(ticket, context).Id.ToString(CultureInfo.InvariantCulture);
        if (values[OfCustomer] is null) values[OfCustomer] = ticket?.Values[TicketKind.OfCustomer];
        values[MessageId] = Bare(values[MessageId]);
        values[InReplyTo] = Bare(values[InReplyTo]);
        if (values[MessageId] is { } id && id != was[MessageId] && Known(id, context) is { } there)
            problems.Add(new FieldProblem(MessageId, "conversation.there", id, there.ToString(CultureInfo.InvariantCulture)));
        if (values[Subject] is null && values[Body] is null && values[Html] is null) problems.Add(new FieldProblem(Body, "record.missing", ""));
    }

    /// <summary>The conversation outside the trash with this Message-ID; null without one.</summary>
    public static long? Known(string messageId, KindContext context)
    {
        using var command = context.Reader.Query($"""
            select id from conversation c where c.message_id = @id and {Dialect.No(context.Engine, "c.trashed")} order by id limit 1
            """, ("id", Bare(messageId)));
        return command.ExecuteScalar() is { } found ? Convert.ToInt64(found, CultureInfo.InvariantCulture) : null;
    }

    // "<a@b>" and "a@b" are the same.
    private static string? Bare(string? id) => id?.Trim().TrimStart('<').TrimEnd('>') is { Length: > 0 } bare ? bare : null;
}

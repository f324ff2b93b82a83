using System.Globalization;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Service.Conversations;

namespace Stamgast.Service.Tickets;

/// <summary>What a message meant for its ticket.</summary>
public enum TicketTurn
{
    /// <summary>It stayed in its state, or got the one that was asked for.</summary>
    None,

    /// <summary>It waited or was resolved, and is open again.</summary>
    Reopened,

    /// <summary>It was closed: the message opened another one, which refers to it.</summary>
    OpenedAnother,

    /// <summary>It was closed, and stays so, since its customer is inactive.</summary>
    LeftClosed,
}

/// <summary>What becomes of the ticket after a message of ours.</summary>
/// <param name="State">The state; null leaves it.</param>
/// <param name="Until">The day until which it waits, "2026-12-04".</param>
public readonly record struct TicketThen(string? State = null, string? Until = null);

/// <summary>A message that was added.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Ticket">Its ticket, if any: another one than was asked for when that one was closed or merged.</param>
public sealed record AddedMessage(long Id, ChangeOutcome Outcome, long? Ticket, TicketTurn Turn)
{
    /// <summary>The files that came with it and were not kept, with why.</summary>
    public IReadOnlyList<Refusal> FilesLeft { get; init; } = [];
}

/// <summary>
/// Adds a message, call or note, and does for its ticket what follows: a customer who writes reopens one that waits or is resolved, and opens another one
/// when it is closed; an answer ends the wait of the customer. All of it happens, or nothing.
/// </summary>
/// <param name="viewer">It may belong to a customer whom this viewer sees.</param>
public sealed class AddMessage(Base customers, Viewer viewer, TimeProvider clock)
{
    private static readonly KindField[] Inherited =
    [
        TicketKind.Subject, TicketKind.OfShop, TicketKind.OfCustomer, TicketKind.Contact, TicketKind.Order, TicketKind.Channel, TicketKind.Category,
        TicketKind.Priority, TicketKind.Assignee,
    ];

    /// <summary>Adds it.</summary>
    /// <param name="files">The files that came with it, kept already (<see cref="KeepDocument"/>).</param>
    /// <exception cref="RecordRefusedException">A rule refuses a value: the message is there already, or says nothing.</exception>
    /// <exception cref="RefusedException">ticket.closed: an answer in a closed ticket; number.taken; busy</exception>
    public AddedMessage Do(GivenRecord given, Actor actor, TicketThen then = default, IReadOnlyList<RecordValues>? files = null)
    {
        var sets = new ChangeSets(customers, clock);
        return sets.Together(transaction =>
        {
            using var context = new KindContext(customers, viewer, clock, transaction);
            var values = RecordRules.Judge(ConversationKind.Instance, given, context, GivenBy.Steps).ValuesOrRefusal();
            var also = new List<ChangeOutcome>();
            var turn = Turn(transaction, sets, values, context, actor with { Committing = null }, then, also);
            var (outcome, message) = sets.CreateWithin(transaction, values, actor);
            foreach (var file in files ?? [])
                KeepDocument.Attach(file, new AttachedTo(ConversationKind.Instance.Shape, message), values[ConversationKind.OfCustomer]);
            outcome = sets.AddHanging(transaction, outcome with { Also = also }, files ?? [], actor);
            return new AddedMessage(message, outcome, TicketOf(values), turn);
        });
    }

    /// <summary>Gives a message that is there already to a customer, and does for its ticket what it means.</summary>
    /// <param name="customer">The customer whose it is.</param>
    /// <param name="ticket">The ticket that it continues; null for none.</param>
    internal AddedMessage Give(long id, long customer, long? ticket, Actor actor)
    {
        var sets = new ChangeSets(customers, clock);
        return sets.Together(transaction =>
        {
            using var context = new KindContext(customers, viewer, clock, transaction);
            var message = context.Find(ConversationKind.Instance.Shape, id) ?? throw new RefusedException("record.unknown", id);
            if (message.Trashed) throw new RefusedException("record.trashed", id);
            if (message.Values[ConversationKind.OfCustomer] is { } whose) throw new RefusedException("conversation.filed", whose);
            var values = message.Values.Copy();
            values[ConversationKind.OfCustomer] = customer.ToString(CultureInfo.InvariantCulture);
            values[ConversationKind.Ticket] = ticket?.ToString(CultureInfo.InvariantCulture);
            var also = new List<ChangeOutcome>();
            var turn = Turn(transaction, sets, values, context, actor with { Committing = null }, default, also);
            var outcome = sets.EditWithin(transaction, message, values, actor)!;
            return new AddedMessage(id, outcome with { Also = [.. outcome.Also, .. also] }, TicketOf(values), turn);
        });
    }

    // What the message means for its ticket; one for a closed ticket belongs to another one then.
    private static TicketTurn Turn(WriteTransaction transaction, ChangeSets sets, RecordValues values, KindContext context, Actor quiet, TicketThen then,
        List<ChangeOutcome> also)
    {
        if (context.Find(TicketKind.Instance, values[ConversationKind.Ticket]) is not { } ticket) return TicketTurn.None;
        var turn = TurnOf(ticket, values, context);
        if (turn == TicketTurn.OpenedAnother)
        {
            var (opened, id) = sets.CreateWithin(transaction, Following(transaction, ticket, values, context), quiet);
            also.Add(opened);
            values[ConversationKind.Ticket] = id.ToString(CultureInfo.InvariantCulture);
        }
        else if (turn != TicketTurn.LeftClosed && sets.EditWithin(transaction, ticket, After(ticket.Values, values, then, context), quiet) is { } set)
            also.Add(set);
        return turn;
    }

    private static long? TicketOf(RecordValues message) =>
        message[ConversationKind.Ticket] is { } of ? long.Parse(of, CultureInfo.InvariantCulture) : null;

    private static TicketTurn TurnOf(RecordState ticket, RecordValues message, KindContext context)
    {
        var state = ticket.Values[TicketKind.OfState];
        var way = message[ConversationKind.Direction];
        if (way == "out" && state == TicketKind.Closed) throw new RefusedException("ticket.closed", ticket.Values[TicketKind.OwnNumber], ticket.Id);
        if (way != "in" || state == TicketKind.Open || IsOlder(ticket.Values, message)) return TicketTurn.None;
        if (state != TicketKind.Closed) return TicketTurn.Reopened;
        return CustomerOf(ticket, context)?.Values[CustomerFields.Active] == "0" ? TicketTurn.LeftClosed : TicketTurn.OpenedAnother;
    }

    // An old mail that is filed later asks nothing again.
    private static bool IsOlder(RecordValues ticket, RecordValues message) =>
        string.CompareOrdinal(message[ConversationKind.At], ticket[TicketKind.ResolvedAt] ?? "") < 0;

    internal static RecordValues After(RecordValues ticket, RecordValues message, TicketThen then, KindContext context)
    {
        var after = ticket.Copy();
        var way = message[ConversationKind.Direction];
        if (way == "in")
        {
            if (ticket[TicketKind.OfState] is not (TicketKind.Open or TicketKind.Waiting) && IsOlder(ticket, message)) return after;
            after[TicketKind.OfState] = TicketKind.Open;
            (after[TicketKind.WaitingUntil], after[TicketKind.ResolvedAt]) = (null, null);
            after[TicketKind.WaitsSince] ??= message[ConversationKind.At];
            return after;
        }
        if (way == "out") after[TicketKind.WaitsSince] = null;
        if (then.State is not (TicketKind.Open or TicketKind.Waiting or TicketKind.Resolved) || ticket[TicketKind.OfState] == TicketKind.Closed) return after;
        after[TicketKind.OfState] = then.State;
        after[TicketKind.WaitingUntil] = then.State == TicketKind.Waiting ? then.Until : null;
        after[TicketKind.ResolvedAt] = then.State == TicketKind.Resolved ? context.Moment : null;
        if (then.State == TicketKind.Resolved) after[TicketKind.WaitsSince] = null;
        return after;
    }

    private static RecordValues Following(WriteTransaction transaction, RecordState closed, RecordValues message, KindContext context)
    {
        var kind = TicketKind.Instance;
        var values = kind.Shape.Blank();
        foreach (var field in Inherited) values[field] = closed.Values[field];
        values[TicketKind.OfCustomer] = CustomerOf(closed, context)?.Id.ToString(CultureInfo.InvariantCulture) ?? values[TicketKind.OfCustomer];
        values[TicketKind.Opened] = context.Today;
        values[TicketKind.WaitsSince] = message[ConversationKind.At];
        values[TicketKind.Follows] = closed.Id.ToString(CultureInfo.InvariantCulture);
        values[TicketKind.OwnNumber] = NumberSeries.Take(transaction, kind, values, context);
        kind.Shape.Derive(values);
        return values;
    }

    private static CustomerState? CustomerOf(RecordState ticket, KindContext context) =>
        ticket.Values[TicketKind.OfCustomer] is { } id ? context.CustomerOf(long.Parse(id, CultureInfo.InvariantCulture)) : null;
}

using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Service.Conversations;

namespace Stamgast.Service.Tickets;

/// <summary>Does for a ticket what an answer to the customer means, together with what sends it; the message itself is listed when it has been sent.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class AnswerTicket(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Ends the wait of the customer, and takes the ticket to the state that was asked for.</summary>
    /// <param name="sends">Runs in the same transaction, before it.</param>
    /// <returns>The change of the ticket; null when it is so already.</returns>
    /// <exception cref="RefusedException">record.unknown; record.trashed; ticket.closed; ticket.merged; busy; what sending throws</exception>
    internal ChangeOutcome? Do(long id, TicketThen then, Actor actor, Action<WriteTransaction> sends)
    {
        var sets = new ChangeSets(customers, clock);
        return sets.Together(transaction =>
        {
            using var context = new KindContext(customers, viewer, clock, transaction);
            var ticket = context.Find(TicketKind.Instance.Shape, id) ?? throw new RefusedException("record.unknown", id);
            if (ticket.Trashed) throw new RefusedException("record.trashed", id);
            var number = ticket.Values[TicketKind.OwnNumber];
            if (ticket.Values[TicketKind.KeptIn] is { } kept)
                throw new RefusedException("ticket.merged", number, context.Find(TicketKind.Instance, kept)?.Values[TicketKind.OwnNumber] ?? "#" + kept);
            if (ticket.Values[TicketKind.OfState] == TicketKind.Closed) throw new RefusedException("ticket.closed", number, id);
            sends(transaction);
            var message = ConversationKind.Instance.Shape.Blank();
            message[ConversationKind.Direction] = "out";
            return sets.EditWithin(transaction, ticket, AddMessage.After(ticket.Values, message, then, context), actor);
        });
    }
}

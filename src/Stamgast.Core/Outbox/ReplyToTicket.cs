using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Service.Tickets;

namespace Stamgast.Outbox;

/// <summary>Answers a ticket by a mail: it is in the outbox and the ticket in its next state, or neither.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class ReplyToTicket(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Queues the mail, about the ticket.</summary>
    /// <returns>The ID of the mail, and the change of the ticket, if any.</returns>
    /// <exception cref="RefusedException">As <see cref="QueueMail"/>; record.unknown; record.trashed; ticket.closed; ticket.merged; busy</exception>
    public (long Mail, ChangeOutcome? Outcome) Do(long ticket, MailDraft draft, TicketThen then, Actor actor)
    {
        var mail = 0L;
        var outcome = new AnswerTicket(customers, viewer, clock).Do(ticket, then, actor, transaction =>
            mail = new QueueMail(customers, clock).Within(transaction, draft with { About = ("tickets", ticket) }, actor.UserId));
        return (mail, outcome);
    }
}

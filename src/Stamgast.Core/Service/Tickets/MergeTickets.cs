using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Service.Tickets;

/// <summary>
/// Merges tickets: the absorbed ones are closed and refer to the kept one, whose page shows their messages and which gets what is meant for them. Nothing
/// is moved, so undoing the change separates them as they were.
/// </summary>
/// <param name="viewer">Whose customers they may concern.</param>
public sealed class MergeTickets(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Merges some tickets into one, as one change set.</summary>
    /// <exception cref="RefusedException">record.unknown; record.trashed; ticket.itself; ticket.merged: one is merged already; busy</exception>
    public ChangeOutcome? Do(long kept, IReadOnlyList<long> absorbed, Actor actor) =>
        new ChangeSets(customers, clock).ApplyEach(TicketKind.Instance.Shape, ChangeKind.Edit, actor, transaction =>
        {
            using var context = new KindContext(customers, viewer, clock, transaction);
            var into = TicketKind.Root(Require(kept, context), context);
            var (after, isAsked) = (into.Values.Copy(), false);
            var rows = new List<(RecordState State, IReadOnlyList<FieldChange> Changes)>();
            foreach (var id in absorbed.Distinct().Order())
            {
                var ticket = Require(id, context);
                var number = ticket.Values[TicketKind.OwnNumber];
                if (id == into.Id) throw new RefusedException("ticket.itself", number, id);
                if (ticket.Values[TicketKind.KeptIn] is { } there)
                    throw new RefusedException("ticket.merged", number, context.Find(TicketKind.Instance, there)?.Values[TicketKind.OwnNumber] ?? "#" + there);
                if (ticket.Values[TicketKind.WaitsSince] is { } since)
                {
                    isAsked = true;
                    if (after[TicketKind.WaitsSince] is not { } other || string.CompareOrdinal(since, other) < 0) after[TicketKind.WaitsSince] = since;
                }
                rows.Add((ticket, Difference.Between(ticket.Values, Absorbed(ticket.Values, into, context))));
            }
            // The customer still waits for an answer to what the absorbed one asked.
            if (isAsked)
            {
                after[TicketKind.OfState] = TicketKind.Open;
                (after[TicketKind.WaitingUntil], after[TicketKind.ResolvedAt]) = (null, null);
            }
            if (Difference.Between(into.Values, after) is { Count: > 0 } changes) rows.Add((into, changes));
            return rows;
        });

    private static RecordState Require(long id, KindContext context)
    {
        var ticket = context.Find(TicketKind.Instance.Shape, id) ?? throw new RefusedException("record.unknown", id);
        if (ticket.Values[TicketKind.OfCustomer] is { } of && context.CustomerOf(long.Parse(of, CultureInfo.InvariantCulture)) is null)
            throw new RefusedException("record.unknown", id);
        return ticket.Trashed ? throw new RefusedException("record.trashed", id) : ticket;
    }

    private static RecordValues Absorbed(RecordValues values, RecordState into, KindContext context)
    {
        var after = values.Copy();
        after[TicketKind.KeptIn] = into.Id.ToString(CultureInfo.InvariantCulture);
        after[TicketKind.OfState] = TicketKind.Closed;
        (after[TicketKind.WaitsSince], after[TicketKind.WaitingUntil]) = (null, null);
        after[TicketKind.ResolvedAt] ??= context.Moment;
        return after;
    }
}

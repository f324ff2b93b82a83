using System.Globalization;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Service.Conversations;

namespace Stamgast.Service.Tickets;

/// <summary>What was said in a ticket, the oldest first.</summary>
/// <param name="Messages">The newest so many; those of tickets merged into it are among them.</param>
/// <param name="Earlier">True when there are older ones.</param>
/// <param name="Absorbed">The tickets merged into it, directly or not.</param>
public sealed record TicketThread(IReadOnlyList<RecordState> Messages, bool Earlier, IReadOnlyList<AbsorbedTicket> Absorbed)
{
    private const int MostAbsorbed = 500;

    /// <summary>The thread of a ticket.</summary>
    /// <param name="limit">So many messages at most.</param>
    public static TicketThread Of(Base customers, long ticket, int limit)
    {
        using var reader = customers.OpenReader();
        var engine = customers.Engine;
        var absorbed = new List<RecordState>();
        List<long> family = [ticket], level = [ticket];
        while (level.Count > 0 && family.Count < MostAbsorbed)
        {
            using var below = reader.Query(RecordStates.Select(TicketKind.Instance.Shape, engine,
                $"c.kept_in in {Sql.InList(level)} and {TicketKind.Instance.Shape.Alive(engine, "c")}") + " order by c.id");
            level = [];
            using var rows = below.ExecuteReader();
            while (rows.Read())
            {
                var state = RecordStates.At(TicketKind.Instance.Shape, rows);
                absorbed.Add(state);
                level.Add(state.Id);
            }
            family.AddRange(level);
        }
        var messages = Messages();
        return new TicketThread([.. messages.Take(limit).Reverse()], messages.Count > limit, [.. absorbed.Select(a => new AbsorbedTicket(a, SetOf(a.Id)))]);

        List<RecordState> Messages()
        {
            var shape = ConversationKind.Instance.Shape;
            using var command = reader.Query(RecordStates.Select(shape, engine, $"c.ticket in {Sql.InList(family)} and {shape.Alive(engine, "c")}")
                + $" order by c.sort_full desc, c.id desc limit {(limit + 1).ToString(CultureInfo.InvariantCulture)}");
            using var rows = command.ExecuteReader();
            var found = new List<RecordState>();
            while (rows.Read()) found.Add(RecordStates.At(shape, rows));
            return found;
        }

        long? SetOf(long id) => new History(customers, Viewer.System, TicketKind.Instance.Shape).Of(id, limit: 50)
            .FirstOrDefault(step => !step.Undone && step.Changes.Any(c => c.Field == TicketKind.KeptIn.Ordinal))?.Set.Id;
    }
}

/// <summary>A ticket that was merged into another.</summary>
/// <param name="MergeSet">The change set that merged it, to be undone; null when it is no longer kept.</param>
public sealed record AbsorbedTicket(RecordState Ticket, long? MergeSet);

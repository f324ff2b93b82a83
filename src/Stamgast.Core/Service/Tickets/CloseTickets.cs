using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Settings;

namespace Stamgast.Service.Tickets;

/// <summary>What is done for tickets every day: those resolved long enough are closed, and those that waited until today are open again.</summary>
public sealed class CloseTickets(Base customers, TimeProvider clock)
{
    private const int Portion = 500;

    /// <summary>Does it; a second time on the same day it finds nothing to do.</summary>
    /// <returns>The numbers of closed and of reopened tickets.</returns>
    public (int Closed, int Reopened) Do(Actor actor, CancellationToken cancel = default)
    {
        var settings = OrganisationSettings.Of(customers);
        var now = clock.GetUtcNow();
        var before = KindContext.Written(now.UtcDateTime.AddDays(-settings.TicketGraceDays));
        var today = TimeZoneInfo.ConvertTime(now, settings.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var closed = Each(TicketKind.Resolved, values => string.CompareOrdinal(values[TicketKind.ResolvedAt], before) <= 0, after =>
            after[TicketKind.OfState] = TicketKind.Closed, actor, cancel);
        var reopened = Each(TicketKind.Waiting, values => values[TicketKind.WaitingUntil] is { } until && string.CompareOrdinal(until, today) <= 0, after =>
            (after[TicketKind.OfState], after[TicketKind.WaitingUntil]) = (TicketKind.Open, null), actor, cancel);
        return (closed, reopened);
    }

    // Tickets in a state are found by its index; each portion is a change set of its own.
    private int Each(string state, Func<RecordValues, bool> isDue, Action<RecordValues> change, Actor actor, CancellationToken cancel)
    {
        var (done, last) = (0, 0L);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var due = Due(state, isDue, ref last, out var isLast);
            if (due.Count > 0)
                done += (int)(new ChangeSets(customers, clock).ApplyEach(TicketKind.Instance.Shape, ChangeKind.Edit, actor, transaction =>
                    [.. RecordStates.Read(transaction, TicketKind.Instance.Shape, due).Values.OrderBy(t => t.Id)
                        .Where(t => !t.Trashed && t.Values[TicketKind.OfState] == state && isDue(t.Values))
                        .Select(t => (t, Changes(t.Values)))])?.Customers ?? 0);
            if (isLast) return done;
        }

        IReadOnlyList<FieldChange> Changes(RecordValues values)
        {
            var after = values.Copy();
            change(after);
            return Difference.Between(values, after);
        }
    }

    private List<long> Due(string state, Func<RecordValues, bool> isDue, ref long last, out bool isLast)
    {
        var shape = TicketKind.Instance.Shape;
        using var reader = customers.OpenReader();
        using var command = reader.Query(RecordStates.Select(shape, customers.Engine, $"c.state = @state and c.id > @last and {shape.Alive(customers.Engine,
            "c")}") + $" order by c.id limit {Portion}", ("state", state), ("last", last));
        using var rows = command.ExecuteReader();
        var (due, seen) = (new List<long>(), 0);
        while (rows.Read())
        {
            var ticket = RecordStates.At(shape, rows);
            seen++;
            last = ticket.Id;
            if (isDue(ticket.Values)) due.Add(ticket.Id);
        }
        isLast = seen < Portion;
        return due;
    }
}

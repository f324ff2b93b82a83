using System.Data.Common;
using System.Globalization;
using Stamgast.Customers.Lists;
using Stamgast.Database;

namespace Stamgast.Customers.Memories;

/// <summary>
/// The place of each live customer in an order, in memory, 4 bytes each: the next hundred of any set of customers are found among a million in a few
/// milliseconds, wherever they are. It tells who they are; the database sorts these few, together with recently changed ones. It is immutable.
/// </summary>
internal sealed class CustomerPlaces
{
    private const int MostChanged = 2_000;

    private readonly int[] places;
    private readonly int withValue;
    private readonly int count;
    private readonly HashSet<long> changed;

    private CustomerPlaces(int[] places, (int WithValue, int All) count, HashSet<long> changed, long lastItem)
    {
        (this.places, this.changed, LastItem) = (places, changed, lastItem);
        (withValue, this.count) = count;
    }

    /// <summary>The number of the last change it includes.</summary>
    public long LastItem { get; }

    /// <summary>True when so many customers have changed since that it should be read again.</summary>
    public bool IsOld => changed.Count > MostChanged;

    /// <summary>Reads the places in an ascending order; the connection must see the base as it was at one moment.</summary>
    public static CustomerPlaces Read(DbConnection connection, Engine engine, CustomerListOrder order, CancellationToken cancel)
    {
        var places = new int[CustomerTraits.HighestIn(connection) + 1];
        var (place, withValue) = (0, 0);
        foreach (var step in order.Steps(null))
        {
            if (step.Part == 1) withValue = place;
            using var command = connection.Query($"""
                select c.id from {order.From} where {CustomerColumns.Alive(engine, "c")}{(step.Where.Length > 0 ? " and " : "")}{step.Where}
                    order by {order.OrderBy(step)}
                """, [.. step.Parameters]);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if ((place & 4095) == 0) cancel.ThrowIfCancellationRequested();
                places[reader.GetInt64(0)] = ++place;
            }
            if (step.Part == 0) withValue = place;
        }
        return new CustomerPlaces(places, (withValue, place), [], CustomerTraits.LastItemIn(connection));
    }

    /// <summary>The same, with the customers changed since.</summary>
    public CustomerPlaces CaughtUp(DbConnection connection, long lastItem)
    {
        var more = new HashSet<long>(changed);
        using var command = connection.Query($"""
            select distinct record_id from change_item
            where seq > {LastItem.ToString(CultureInfo.InvariantCulture)} and seq <= {lastItem.ToString(CultureInfo.InvariantCulture)} and record_kind = 1
            """);
        using var reader = command.ExecuteReader();
        while (reader.Read() && more.Count <= MostChanged) more.Add(reader.GetInt64(0));
        return new CustomerPlaces(places, (withValue, count), more, lastItem);
    }

    /// <summary>True when the place of a customer is known, and still that.</summary>
    public bool Has(long id) => id > 0 && id < places.Length && places[id] > 0 && !changed.Contains(id);

    /// <summary>
    /// The candidates for the next customers of a set: those that follow by their known places, and all whose place is no longer known.
    /// </summary>
    /// <param name="from">The first customer that may be among them, whose place is known; 0 for the very first, -1 when only customers without a
    /// known place are possible.</param>
    public List<long> Next(IdSet meant, long from, bool descending, int most)
    {
        var next = new List<long>(changed.Where(meant.Has));
        if (from < 0) return next;
        var first = from == 0 ? 0 : Along(places[from], descending);
        // The last of the nearest ones on top.
        var nearest = new PriorityQueue<long, int>(most + 1);
        var farthest = int.MaxValue;
        foreach (var id in meant)
        {
            if (id >= places.Length || places[id] == 0) continue;
            var place = Along(places[id], descending);
            if (place < first || place >= farthest || changed.Contains(id)) continue;
            nearest.Enqueue(id, -place);
            if (nearest.Count > most) nearest.Dequeue();
            if (nearest.Count == most && nearest.TryPeek(out _, out var top)) farthest = -top;
        }
        next.AddRange(nearest.UnorderedItems.Select(i => i.Element));
        return next;
    }

    // Customers without a value come last in either direction.
    private int Along(int place, bool descending) => !descending ? place : place <= withValue ? withValue + 1 - place : withValue + count + 1 - place;
}

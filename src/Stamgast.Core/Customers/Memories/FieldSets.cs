using System.Data.Common;
using System.Globalization;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Database.Turns;

namespace Stamgast.Customers.Memories;

/// <summary>
/// Customers by properties outside the traits: a value of a field, a change set. The database is asked once, which takes as long as going through all
/// customers unless there is an index; the answer is kept as a set with a bit a customer, and only changed customers are checked again.
/// </summary>
internal sealed class FieldSets
{
    private const int Most = 16;
    private const int MostToCatchUp = 2_000;

    private readonly List<Remembered> recent = [];

    /// <summary>True when the fields and the change set of a query were asked for before.</summary>
    public bool Know(CustomerQuery query)
    {
        var address = CustomerQueryText.KeyOf(Asked(query));
        lock (recent) return recent.Exists(r => r.Address == address && r.Set is not null);
    }

    /// <summary>All customers, in use or in the trash, that match the fields and the change set of a query; read only.</summary>
    public IdSet Of(CustomerQuery query, DbConnection connection, Engine engine)
    {
        var asked = Asked(query);
        var known = Entry(CustomerQueryText.KeyOf(asked));
        // Whoever asks the same at the same time, as the page and its count do, waits for the answer.
        lock (known)
        {
            var last = CustomerTraits.LastItemIn(connection);
            if (known.Set is null || known.LastItem < last)
            {
                var changed = known.Set is null ? null : Changed(connection, known.LastItem, last);
                var length = checked((int)CustomerTraits.HighestIn(connection) + 1);
                // The last ones may be gone since.
                var set = new IdSet(Math.Max(length, known.Set?.Length ?? 0));
                if (changed is not null)
                {
                    set.Add(known.Set!);
                    foreach (var id in changed)
                        if (set.HasRoomFor(id)) set.Remove((int)id);
                    asked = asked with { Ids = changed };
                }
                if (changed is not { Count: 0 }) Add(set, asked, connection, engine);
                (known.Set, known.LastItem) = (set, last);
            }
            return known.Set;
        }
    }

    private static CustomerQuery Asked(CustomerQuery query) => new()
    {
        Presence = query.Presence == CustomerPresence.Trashed ? CustomerPresence.Trashed : CustomerPresence.Living,
        Fields = query.Fields,
        ChangeSet = query.ChangeSet,
    };

    private static void Add(IdSet set, CustomerQuery asked, DbConnection connection, Engine engine)
    {
        var filter = new CustomerListFilter(asked, engine, connection, new PlanLimits());
        using var command = connection.Query($"select c.id from {filter.CountFrom} where {filter.Where}", [.. filter.Parameters]);
        using var reader = command.ExecuteReader();
        while (reader.Read()) set.Add(reader.GetInt32(0));
    }

    // Null when there are so many that everything is read again.
    private static List<long>? Changed(DbConnection connection, long after, long last)
    {
        var changed = new List<long>();
        using var command = connection.Query($"""
            select distinct record_id from change_item
            where seq > {after.ToString(CultureInfo.InvariantCulture)} and seq <= {last.ToString(CultureInfo.InvariantCulture)} and record_kind = 1
            limit {(MostToCatchUp + 1).ToString(CultureInfo.InvariantCulture)}
            """);
        using var reader = command.ExecuteReader();
        while (reader.Read()) changed.Add(reader.GetInt64(0));
        return changed.Count > MostToCatchUp ? null : changed;
    }

    private Remembered Entry(string address)
    {
        lock (recent)
        {
            var known = recent.Find(r => r.Address == address);
            if (known is null) known = new Remembered(address);
            else recent.Remove(known);
            if (recent.Count == Most) recent.RemoveAt(0);
            // The last that was asked for stays longest.
            recent.Add(known);
            return known;
        }
    }

    private sealed class Remembered(string address)
    {
        public string Address { get; } = address;
        public IdSet? Set { get; set; }
        public long LastItem { get; set; }
    }
}

using System.Data.Common;
using System.Globalization;
using Stamgast.Database;
using Stamgast.Database.Turns;

namespace Stamgast.Customers.Lists;

/// <summary>
/// The next customers in an order, for a known set: the index of the order is walked and all others are skipped without reading their rows. If no
/// index has the order, all customers are scanned once for each portion.
/// </summary>
internal sealed class OrderWalk(DbConnection connection, Engine engine, CustomerQuery query, CustomerListOrder order, Predicate<long> isMeant)
{
    private const int LeastAtOnce = 200;
    private const int MostAtOnce = 50_000;

    /// <summary>The IDs of the next customers after a place, and the place of the last of them when there are more.</summary>
    /// <param name="passed">About one in this many customers is in the set.</param>
    public (List<long> Ids, CustomerListOrder.Place? Next) After(CustomerListOrder.Place? place, int limit, double passed)
    {
        var ids = new List<long>(limit);
        CustomerListOrder.Place? last = null;
        var size = (int)Math.Clamp((limit + 1) * passed * 1.5, LeastAtOnce, MostAtOnce);
        while (true)
        {
            var read = 0;
            foreach (var step in order.Steps(place))
            {
                using var command = Portion(step, size - read);
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    read++;
                    var id = reader.GetInt64(0);
                    var isFound = isMeant(id);
                    if (isFound && ids.Count == limit) return (ids, last);
                    if (!isFound && read < size) continue;
                    place = order.PlaceOf(reader, 1, step.Part);
                    if (!isFound) continue;
                    ids.Add(id);
                    last = place;
                }
                if (read == size) break;
            }
            if (read < size) return (ids, null);
        }
    }

    // Plan relied on: the index of the order from the place on, which holds all columns that are asked for; or the first ones of the whole table, without
    // sorting the rest.
    private DbCommand Portion(CustomerListOrder.Step step, int size)
    {
        var kept = query.Presence == CustomerPresence.Trashed ? engine.Yes("c.trashed") : CustomerColumns.Alive(engine, "c");
        return connection.Query($"""
            select c.id, {order.Columns} from {order.From} where {kept}{(step.Where.Length > 0 ? " and " : "")}{step.Where}
            order by {order.OrderBy(step)} limit {size.ToString(CultureInfo.InvariantCulture)}
            """, [.. step.Parameters]);
    }
}

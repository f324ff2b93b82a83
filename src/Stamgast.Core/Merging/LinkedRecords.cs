using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.Merging;

/// <summary>How many records of each kind refer to customers, as their kinds declare (<see cref="RecordShape.References"/>).</summary>
public static class LinkedRecords
{
    /// <summary>
    /// By the key of a kind, such as "tasks", how many of its records outside the trash refer to one of these customers; kinds without any are left
    /// out.
    /// </summary>
    public static IReadOnlyDictionary<string, long> Of(Base customers, IReadOnlyCollection<long> ids)
    {
        using var reader = customers.OpenReader();
        return Of(reader, customers.Engine, ids);
    }

    internal static Dictionary<string, long> Of(DbConnection connection, Engine engine, IReadOnlyCollection<long> ids)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var shape in RecordShapes.All.Where(s => connection.HasTable(s.Table)))
            foreach (var reference in shape.References.Where(r => r.Kind == CustomerShape.KindNumber))
            {
                using var command = connection.Query(
                    $"select count(*) from {shape.Table} c where {shape.Alive(engine, "c")} and c.{reference.Field.Name} in {Sql.InList(ids)}");
                var count = Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
                if (count > 0) counts[shape.Key] = counts.GetValueOrDefault(shape.Key) + count;
            }
        return counts;
    }
}

using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
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

    /// <summary>The same for each of these customers, with the records of those that were merged into it.</summary>
    internal static Dictionary<long, IReadOnlyDictionary<string, long>> ByFamily(DbConnection connection, Engine engine, IReadOnlyCollection<long> ids)
    {
        var families = ids.ToDictionary(id => id, id => MergedFamily.Below(connection, CustomerShape.Instance, [id]));
        var counts = Counts(connection, engine, [.. families.Values.SelectMany(f => f).Distinct()]);
        return families.ToDictionary(f => f.Key, f => Sum(f.Value.Select(id => counts.GetValueOrDefault(id)).OfType<Dictionary<string, long>>()));
    }

    internal static IReadOnlyDictionary<string, long> Of(DbConnection connection, Engine engine, IReadOnlyCollection<long> ids) =>
        Sum(Counts(connection, engine, ids).Values);

    /// <summary>The kinds of records that refer to customers, each with the field that does.</summary>
    internal static IEnumerable<(RecordShape Shape, RecordField Field)> Kinds(DbConnection connection) =>
        from shape in RecordShapes.All
        where shape.References.Count > 0 && connection.HasTable(shape.Table)
        from reference in shape.References
        where reference.Kind == CustomerShape.KindNumber
        select (shape, reference.Field);

    private static IReadOnlyDictionary<string, long> Sum(IEnumerable<Dictionary<string, long>> counts) =>
        counts.SelectMany(c => c).GroupBy(c => c.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Value), StringComparer.Ordinal);

    private static Dictionary<long, Dictionary<string, long>> Counts(DbConnection connection, Engine engine, IReadOnlyCollection<long> ids)
    {
        var counts = new Dictionary<long, Dictionary<string, long>>();
        foreach (var (shape, field) in Kinds(connection))
        {
            using var command = connection.Query($"""
                select c.{field.Name}, count(*) from {shape.Table} c where c.{field.Name} in {Sql.InList(ids)} and {shape.Alive(engine, "c")} group by 1
                """);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var id = Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture);
                if (!counts.TryGetValue(id, out var kinds)) counts[id] = kinds = new Dictionary<string, long>(StringComparer.Ordinal);
                kinds[shape.Key] = kinds.GetValueOrDefault(shape.Key) + reader.GetInt64(1);
            }
        }
        return counts;
    }
}

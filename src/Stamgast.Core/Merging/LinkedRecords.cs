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

    /// <summary>For each of several merges, by the customer that is kept, how many records of all kinds move along with those that it absorbs.</summary>
    /// <param name="absorbed">By the kept customer, the others.</param>
    public static IReadOnlyDictionary<long, long> Of(Base customers, IReadOnlyDictionary<long, IReadOnlyList<long>> absorbed)
    {
        using var reader = customers.OpenReader();
        List<(long, long)> asked = [.. from merge in absorbed
            from id in MergedFamily.Below(reader, CustomerShape.Instance, merge.Value)
            select (id, merge.Key)];
        return Counts(reader, customers.Engine, asked).ToDictionary(c => c.Key, c => c.Value.Values.Sum());
    }

    /// <summary>The same for each of these customers, with the records of those that were merged into it.</summary>
    internal static Dictionary<long, IReadOnlyDictionary<string, long>> ByFamily(DbConnection connection, Engine engine, IReadOnlyCollection<long> ids)
    {
        List<(long Id, long Of)> families = [];
        foreach (var id in ids)
            foreach (var member in MergedFamily.Below(connection, CustomerShape.Instance, [id])) families.Add((member, id));
        var counts = Counts(connection, engine, families);
        return ids.Distinct().ToDictionary(id => id, id => (IReadOnlyDictionary<string, long>)counts.GetValueOrDefault(id, []));
    }

    internal static IReadOnlyDictionary<string, long> Of(DbConnection connection, Engine engine, IReadOnlyCollection<long> ids) =>
        Counts(connection, engine, [.. ids.Distinct().Select(id => (id, 0L))]).GetValueOrDefault(0, []);

    /// <summary>The kinds of records that refer to customers, each with the field that does.</summary>
    internal static IEnumerable<(RecordShape Shape, RecordField Field)> Kinds(DbConnection connection) =>
        from shape in RecordShapes.All
        where shape.References.Count > 0 && connection.HasTable(shape.Table)
        from reference in shape.References
        where reference.Kind == CustomerShape.KindNumber
        select (shape, reference.Field);

    // A record that refers to two of them, such as a link between both, is one record. Plan relied on: from each customer by the index of the reference.
    private static Dictionary<long, Dictionary<string, long>> Counts(DbConnection connection, Engine engine, IReadOnlyCollection<(long Id, long Of)> asked)
    {
        var counts = new Dictionary<long, Dictionary<string, long>>();
        if (asked.Count == 0) return counts;
        var values = string.Join(',', asked.Select(a => string.Create(CultureInfo.InvariantCulture, $"({a.Id},{a.Of})")));
        foreach (var kind in Kinds(connection).GroupBy(k => k.Shape, k => k.Field))
        {
            var shape = kind.Key;
            var referring = kind.Select(field =>
                $"select f.owner, c.id from asked f cross join {shape.Table} c where c.{field.Name} = f.id and {shape.Alive(engine, "c")}");
            using var command = connection.Query($"""
                with asked(id, owner) as (values {values})
                select r.owner, count(*) from ({string.Join(" union ", referring)}) r group by 1
                """);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var of = Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture);
                if (!counts.TryGetValue(of, out var kinds)) counts[of] = kinds = new Dictionary<string, long>(StringComparer.Ordinal);
                kinds[shape.Key] = reader.GetInt64(1);
            }
        }
        return counts;
    }
}

using System.Globalization;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.Kinds.Lists;

/// <summary>How many records of a kind a customer has, how many of them wait for something, and how many have its mark (<see cref="RecordMark"/>).</summary>
public readonly record struct TopicCount(long All, long Open, long Marked = 0);

/// <summary>Counts what hangs on a customer, or on all of them, all kinds in one query.</summary>
public static class TopicCounts
{
    /// <summary>The number of all records of some kinds outside the trash, by the key of the kind.</summary>
    public static IReadOnlyDictionary<string, long> OfAll(Base customers, IEnumerable<RecordKind> kinds)
    {
        var parts = kinds.Select(kind => $"select '{kind.Key}', count(*) from {kind.Shape.Table} c where {kind.Shape.Alive(customers.Engine, "c")}").ToList();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (parts.Count == 0) return counts;
        using var reader = customers.OpenReader();
        using var command = reader.Query(string.Join(" union all ", parts));
        using var rows = command.ExecuteReader();
        while (rows.Read()) counts[rows.GetString(0)] = Convert.ToInt64(rows.GetValue(1), CultureInfo.InvariantCulture);
        return counts;
    }

    /// <summary>Of one customer, by the key of a kind; kinds without any are left out.</summary>
    /// <param name="today">The present day of the organisation.</param>
    public static IReadOnlyDictionary<string, TopicCount> Of(Base customers, IEnumerable<RecordKind> kinds, long customer, string today)
    {
        var family = Sql.InList(AbsorbedCustomers.With(customers, customer));
        var parts = kinds.Where(k => k.Customer is not null).Select(kind => $"""
            select '{kind.Key}', {(kind.State is not null ? kind.StateSql : "''")}, count(*), {Marked(kind, today)} from {kind.Shape.Table} c
            where c.{kind.Customer!.Name} in {family} and {kind.Shape.Alive(customers.Engine, "c")} group by 2
            """).ToList();
        var counts = new Dictionary<string, TopicCount>(StringComparer.Ordinal);
        if (parts.Count == 0) return counts;
        using var reader = customers.OpenReader();
        using var command = reader.Query(string.Join(" union all ", parts));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var (key, state) = (rows.GetString(0), rows.TextOrNull(1));
            var number = Convert.ToInt64(rows.GetValue(2), CultureInfo.InvariantCulture);
            if (number == 0) continue;
            var sofar = counts.GetValueOrDefault(key);
            var isOpen = RecordKinds.Find(key)?.States.FirstOrDefault(s => s.Code == state)?.IsOpen == true;
            counts[key] = new TopicCount(sofar.All + number, sofar.Open + (isOpen ? number : 0),
                sofar.Marked + Convert.ToInt64(rows.GetValue(3), CultureInfo.InvariantCulture));
        }
        return counts;
    }

    private static string Marked(RecordKind kind, string today) =>
        kind.Mark is { } mark ? $"count(case when {kind.Special(mark.Special, today)} then 1 end)" : "0";
}

using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Merging;

/// <summary>Leads from merged customers to the one that represents them, and back.</summary>
public static class AbsorbedCustomers
{
    /// <summary>The customer that represents one: itself, or the last one it was merged into.</summary>
    public static long RootOf(Base customers, long id)
    {
        using var reader = customers.OpenReader();
        return MergedFamily.Root(reader, CustomerShape.Instance, id);
    }

    /// <summary>The refusal for a customer that was merged, which names the one that represents it.</summary>
    public static RefusedException Refused(Base customers, long id) => MergedFamily.Refused(customers, CustomerShape.Instance, id);

    /// <summary>The visible customers that were merged into one, directly or not, by ID; none for most customers.</summary>
    public static IReadOnlyList<AbsorbedCustomer> Into(Base customers, long id, Viewer viewer)
    {
        using var reader = customers.OpenReader();
        if (MergedFamily.Below(reader, CustomerShape.Instance, [id]) is not { Count: > 1 } family) return [];
        using var command = reader.Query($"""
            select c.id, s.id, s.applied_at, s.user_id from customer c
            join change_item i on i.record_kind = {CustomerShape.KindNumber} and i.record_id = c.id and i.origin = c.id and not i.dead
            join change_set s on s.id = i.set_id and s.root_set is null
            where c.id in {Sql.InList([.. family.Where(f => f != id)])} and c.merged_into is not null order by c.id, i.seq
            """);
        var merges = new Dictionary<long, (long Set, DateTime At, long? User)>();
        using (var rows = command.ExecuteReader())
            while (rows.Read())
                merges[rows.GetInt64(0)] = (rows.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(2)).UtcDateTime, rows.NumberOrNull(3));
        return merges.Count == 0 ? [] : [.. CustomerStates.Read(reader, customers.Engine, [.. merges.Keys]).Values.Where(s => viewer.Sees(s.Values))
            .OrderBy(s => s.Id).Select(s => new AbsorbedCustomer(s, merges[s.Id].Set, merges[s.Id].At, merges[s.Id].User))];
    }

    /// <summary>The customer and all that were merged into it, directly or not, by ID.</summary>
    public static IReadOnlyList<long> With(Base customers, long id) => With(customers, [id]);

    /// <summary>These customers and all that were merged into them, directly or not, by ID.</summary>
    public static IReadOnlyList<long> With(Base customers, IReadOnlyCollection<long> ids)
    {
        using var reader = customers.OpenReader();
        return MergedFamily.Below(reader, CustomerShape.Instance, ids);
    }
}

using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.CustomerVerbs;

/// <summary>Looks up customers named by ID.</summary>
internal static class AskedCustomers
{
    /// <summary>Those of them that are in the trash.</summary>
    /// <param name="ids">Each once.</param>
    /// <exception cref="RefusedException">customer.unknown: one of them does not exist, or is not visible; customer.merged: one was merged into
    /// another.</exception>
    public static IReadOnlyList<long> InTrash(Base customers, Viewer viewer, IReadOnlyList<long> ids)
    {
        var (known, trashed) = (new HashSet<long>(), new List<long>());
        long? merged = null;
        using var reader = customers.OpenReader();
        var (and, seen) = viewer.Visibility.AndSeen(customers.Engine);
        foreach (var portion in ids.Chunk(CustomerStates.Portion))
        {
            using var command = reader.Query($"select c.id, c.trashed, c.merged_into from customer c where c.id in {Sql.InList(portion)}{and}", [.. seen]);
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                known.Add(rows.GetInt64(0));
                if (rows.NumberOrNull(2) is not null) merged ??= rows.GetInt64(0);
                if (rows.GetBoolean(1)) trashed.Add(rows.GetInt64(0));
            }
        }
        if (merged is { } absorbed) throw MergedFamily.Refused(reader, CustomerShape.Instance, absorbed);
        foreach (var id in ids)
            if (!known.Contains(id)) throw new RefusedException("customer.unknown", id);
        return trashed;
    }
}

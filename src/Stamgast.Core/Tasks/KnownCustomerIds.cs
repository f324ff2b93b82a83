using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Tasks;

/// <summary>
/// The customers that a task may refer to: visible to the viewer and not in the trash. A merged one stands for the customer that it became: what is made
/// after the merge belongs to that one, and stays there at a split (D3).
/// </summary>
internal static class KnownCustomerIds
{
    /// <summary>By the given ID, the customer that it stands for; those that do not qualify are left out.</summary>
    public static Dictionary<long, long> Of(DbConnection reader, Engine engine, Viewer viewer, IReadOnlyCollection<long> ids)
    {
        var leads = AbsorbedKeys.OfIds(reader, [.. ids.Distinct()]).ToDictionary(k => k.Absorbed, k => k.Root);
        var asked = ids.Distinct().ToDictionary(id => id, id => leads.GetValueOrDefault(id, id));
        var known = CustomerStates.InPortions(reader, engine, asked.Values.Distinct()).SelectMany(states => states.Values)
            .Where(s => !s.Trashed && viewer.Sees(s.Values)).Select(s => s.Id).ToHashSet();
        return asked.Where(a => known.Contains(a.Value)).ToDictionary();
    }

    /// <summary>The customer that one stands for; null when it does not qualify.</summary>
    public static long? Find(Base customers, Viewer viewer, long id)
    {
        using var reader = customers.OpenReader();
        return Of(reader, customers.Engine, viewer, [id]) is { Count: 1 } found ? found[id] : null;
    }
}

using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Tasks;

/// <summary>The customers that a task may refer to: visible to the viewer and not in the trash.</summary>
internal static class KnownCustomerIds
{
    /// <summary>Those of these IDs that qualify.</summary>
    public static HashSet<long> Of(DbConnection reader, Engine engine, Viewer viewer, IReadOnlyCollection<long> ids) =>
        [.. CustomerStates.InPortions(reader, engine, ids.Distinct()).SelectMany(states => states.Values)
            .Where(s => !s.Trashed && viewer.Sees(s.Values)).Select(s => s.Id)];

    /// <summary>True when this one is.</summary>
    public static bool Has(Base customers, Viewer viewer, long id)
    {
        using var reader = customers.OpenReader();
        return Of(reader, customers.Engine, viewer, [id]).Count > 0;
    }
}

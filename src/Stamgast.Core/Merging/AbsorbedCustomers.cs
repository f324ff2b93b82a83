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

    /// <summary>The customer and all that were merged into it, directly or not, by ID.</summary>
    public static IReadOnlyList<long> With(Base customers, long id)
    {
        using var reader = customers.OpenReader();
        return MergedFamily.Below(reader, CustomerShape.Instance, [id]);
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging.Plans;

namespace Stamgast.Merging;

/// <summary>Which values of a customer came by a merge, and from whom.</summary>
public sealed class CameFrom
{
    private readonly ValueOwners owners;
    private readonly Dictionary<long, CustomerState> customers;

    private CameFrom(ValueOwners owners, Dictionary<long, CustomerState> customers) => (this.owners, this.customers) = (owners, customers);

    /// <summary>Reads where the values of a customer came from; those of hidden customers count as its own.</summary>
    public static CameFrom Of(Base customers, long id, Viewer viewer)
    {
        using var reader = customers.OpenReader();
        var owners = new ValueOwners(FoldItems.Of(reader, CustomerShape.Instance, [id])[id]);
        var from = CustomerStates.Read(reader, customers.Engine, [.. owners.All]).Values.Where(s => viewer.Sees(s.Values)).ToDictionary(s => s.Id);
        return new CameFrom(owners, from);
    }

    /// <summary>The customer that the value of a field came from; null for its own.</summary>
    public CustomerState? Value(int field) => Known(owners.Of(field, null));

    /// <summary>The customer that an element of a list came from.</summary>
    public CustomerState? Element(int field, string element) => Known(owners.Of(field, element));

    /// <summary>The customers that parts of the notes came from.</summary>
    public IReadOnlyList<CustomerState> Notes(string text) =>
        [.. owners.PartsOf(CustomerFields.Notes, text).Select(p => Known(p.Owner)).OfType<CustomerState>().Distinct()];

    /// <summary>The customers that the value of an extra field, or choices in it, came from.</summary>
    /// <param name="map">The ID of its definition.</param>
    public IReadOnlyList<CustomerState> Extra(string map, string value) =>
        [.. RecordValues.Elements(value).Select(choice => Known(owners.OfChoice(map, choice))).OfType<CustomerState>().Distinct()];

    private CustomerState? Known(long? owner) => owner is { } id ? customers.GetValueOrDefault(id) : null;
}

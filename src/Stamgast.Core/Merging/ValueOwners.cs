using Stamgast.Changes;
using Stamgast.Changes.Histories;

namespace Stamgast.Merging;

/// <summary>
/// Where the values of a customer come from after merges: what came from B and moves on to D still belongs to B, so that splitting B removes it from
/// both (D3).
/// </summary>
internal sealed class ValueOwners
{
    private readonly Dictionary<(int Field, string? Element), long?> owners = [];

    /// <param name="items">The customer's items, including dead ones, in the order of their sequence.</param>
    public ValueOwners(IEnumerable<FoldItem> items)
    {
        foreach (var item in items.Where(i => !i.Dead))
            foreach (var change in item.Changes)
                if (change.IsList) foreach (var element in RecordValues.Elements(change.After)) owners[(change.Field, Key(element))] = item.Origin;
                else if (change.IsMap) foreach (var id in MapValue.Read(change.After).Keys) owners[(change.Field, Key(id))] = item.Origin;
                else owners[(change.Field, null)] = item.Origin;
    }

    /// <summary>The customer that a value came from; null when it is this one's own.</summary>
    /// <param name="element">An element of a list, or the ID within a map; null for the value of a single field.</param>
    public long? Of(int field, string? element)
    {
        if (owners.TryGetValue((field, element is null ? null : Key(element)), out var owner)) return owner;
        // A main e-mail address that becomes an additional one is looked up as such.
        return element is not null && MainOf(field) is { } main && owners.TryGetValue((main, null), out owner) ? owner : null;
    }

    private static int? MainOf(int field) => field switch
    {
        Customers.CustomerFields.OtherEmails => Customers.CustomerFields.Email,
        Customers.CustomerFields.OtherPhones => Customers.CustomerFields.Phone,
        _ => null,
    };

    private static string Key(string element) => element.ToUpperInvariant();
}

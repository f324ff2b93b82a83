using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Text;

namespace Stamgast.Merging.Plans;

/// <summary>
/// Where the values of a customer come from after merges: what came from B and moves on to D still belongs to B, so that splitting B removes it from
/// both (D3).
/// </summary>
internal sealed class ValueOwners
{
    private readonly Dictionary<(int Field, string? Element), long?> owners = [];
    private readonly Dictionary<int, List<(string Text, long? Owner)>> parts = [];

    /// <param name="items">The customer's items, including dead ones, in the order of their sequence.</param>
    public ValueOwners(IEnumerable<FoldItem> items)
    {
        foreach (var item in items.Where(i => !i.Dead))
        {
            var displaced = Displaced(item);
            foreach (var change in item.Changes)
                if (change.IsList)
                    foreach (var element in RecordValues.Elements(change.After))
                        owners[(change.Field, Key(element))] = displaced.TryGetValue((change.Field, Key(element)), out var owner) ? owner : item.Origin;
                else if (change.IsMap) TakeMap(change, item.Origin);
                else if (change.IsPart) TakePart(change, item.Origin);
                else
                {
                    owners[(change.Field, null)] = item.Origin;
                    parts[change.Field] = change.After is { } text ? [(text, item.Origin)] : [];
                }
        }
    }

    /// <summary>The customers that values came from.</summary>
    public IEnumerable<long> All => owners.Values.Concat(parts.Values.SelectMany(p => p).Select(p => p.Owner)).OfType<long>().Distinct().Order();

    /// <summary>The customer that a value came from; null when it is this one's own.</summary>
    /// <param name="element">An element of a list, or the ID within a map; null for the value of a single field.</param>
    public long? Of(int field, string? element)
    {
        if (owners.TryGetValue((field, element is null ? null : Key(element)), out var owner)) return owner;
        // A main e-mail address that becomes an additional one is looked up as such.
        return element is not null && MainOf(field) is { } main && owners.TryGetValue((main, null), out owner) ? owner : null;
    }

    /// <summary>The customer that one of several choices of an extra field came from.</summary>
    public long? OfChoice(string map, string choice) =>
        owners.TryGetValue((CustomerFields.Extra, Key(ChoiceKey(map, choice))), out var owner) ? owner : Of(CustomerFields.Extra, map);

    /// <summary>The paragraphs of a text with their customers; one, when it was rewritten since.</summary>
    /// <param name="text">The present text.</param>
    public IReadOnlyList<(string Text, long? Owner)> PartsOf(int field, string text)
    {
        var known = parts.GetValueOrDefault(field) ?? [];
        var joined = known.Aggregate((string?)null, (whole, part) => TextParts.Apply(whole, null, part.Text));
        return joined == text ? known : [(text, Of(field, null))];
    }

    // A main value that the one of an absorbed customer replaced became an additional one: it is still of whom it was.
    private Dictionary<(int Field, string Element), long?> Displaced(FoldItem item)
    {
        var displaced = new Dictionary<(int, string), long?>();
        if (item.Origin is null) return displaced;
        foreach (var change in item.Changes)
            if (change is { IsList: false, IsMap: false, IsPart: false, Before: { } before } && MergeUnits.ListOfMain(change.Field) is { } list)
                displaced[(list.Field, Key(before))] = owners.GetValueOrDefault((change.Field, null));
        return displaced;
    }

    private void TakeMap(FieldChange change, long? origin)
    {
        foreach (var (id, value) in MapValue.Read(change.After))
            if (MapValue.AreElements(id))
                foreach (var choice in RecordValues.Elements(value)) owners[(change.Field, Key(ChoiceKey(MapValue.IdOf(id), choice)))] = origin;
            else
            {
                // All of its choices are assigned at once.
                var choices = Key(ChoiceKey(id, ""));
                foreach (var old in owners.Keys.Where(k => k.Field == change.Field && k.Element!.StartsWith(choices, StringComparison.Ordinal)).ToList())
                    owners.Remove(old);
                owners[(change.Field, Key(id))] = origin;
            }
    }

    private void TakePart(FieldChange change, long? origin)
    {
        if (!parts.TryGetValue(change.Field, out var known)) parts[change.Field] = known = [];
        known.RemoveAll(p => p.Text == change.Before);
        if (change.After is { } added && !known.Exists(p => p.Text == added)) known.Add((added, origin));
    }

    private static int? MainOf(int field) => field switch
    {
        CustomerFields.OtherEmails => CustomerFields.Email,
        CustomerFields.OtherPhones => CustomerFields.Phone,
        _ => null,
    };

    private static string ChoiceKey(string map, string choice) => map + MapValue.ElementsEnd + choice;

    private static string Key(string element) => element.ToUpperInvariant();
}

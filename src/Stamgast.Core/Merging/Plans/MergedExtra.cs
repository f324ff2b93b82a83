using Stamgast.Customers;
using Stamgast.ExtraFields;

namespace Stamgast.Merging.Plans;

/// <summary>The extra fields of merged customers: one value of one customer for each field, or the choices of all of them united.</summary>
internal sealed class MergedExtra(MergeDraft draft, MergeChoices choices, IReadOnlyList<CustomerState> order, ExtraDefinitions definitions)
{
    private const int Extra = CustomerFields.Extra;

    private readonly CustomerField field = CustomerFields.Stored[Extra];

    // Each map is read once: a customer may have a hundred extra fields.
    private readonly Dictionary<long, SortedDictionary<string, string>> values =
        draft.Everybody.ToDictionary(c => c.Id, c => MapValue.Read(c.Values[Extra]));

    public IReadOnlyDictionary<string, IReadOnlyList<MergeTick>> Unite()
    {
        var ticks = new Dictionary<string, IReadOnlyList<MergeTick>>(StringComparer.Ordinal);
        foreach (var map in values.Values.SelectMany(v => v.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())
            if (definitions.ById(map)?.Kind == ExtraKind.Choices && !choices.TakenExtra.ContainsKey(map)) ticks[map] = UniteChoices(map);
            else TakeOne(map);
        return ticks;
    }

    private void TakeOne(string map)
    {
        var from = choices.TakenExtra.TryGetValue(map, out var id) ? draft.Everybody.First(c => c.Id == id)
            : order.FirstOrDefault(c => values[c.Id].ContainsKey(map));
        if (from is null || from.Id == draft.Kept.Id) return;
        var (before, after) = (values[draft.Kept.Id].GetValueOrDefault(map), values[from.Id].GetValueOrDefault(map));
        if (before == after) return;
        draft.Add(draft.OwnerOf(from, Extra, map), new FieldChange(field, One(map, before), One(map, after)));
    }

    private List<MergeTick> UniteChoices(string map)
    {
        var ticks = new List<MergeTick>();
        var seen = new HashSet<MergeElement>();
        var kept = RecordValues.Elements(values[draft.Kept.Id].GetValueOrDefault(map)).Select(c => MergeElement.OfChoice(map, c)).ToHashSet();
        foreach (var customer in draft.Everybody)
        {
            var own = RecordValues.Elements(values[customer.Id].GetValueOrDefault(map));
            foreach (var choice in own)
            {
                var element = MergeElement.OfChoice(map, choice);
                ticks.Add(new MergeTick(element, customer.Id, choice) { IsSame = !seen.Add(element), IsIn = IsIn(element, kept) });
            }
            if (customer.Id == draft.Kept.Id)
            {
                if (RecordValues.Join([.. own.Where(c => !IsIn(MergeElement.OfChoice(map, c), kept))]) is { } left)
                    draft.ByTheMerge(new FieldChange(field, One(map + MapValue.ElementsEnd, left), null));
                continue;
            }
            var added = own.Where(c => IsIn(MergeElement.OfChoice(map, c), kept) && !kept.Contains(MergeElement.OfChoice(map, c)));
            foreach (var group in added.GroupBy(c => draft.OwnerOfChoice(customer, map, c)))
                draft.Add(group.Key, new FieldChange(field, null, One(map + MapValue.ElementsEnd, RecordValues.Join([.. group]))));
        }
        return ticks;
    }

    private static string? One(string map, string? value) => value is null ? null : MapValue.Write([KeyValuePair.Create(map, value)]);

    private bool IsIn(MergeElement element, HashSet<MergeElement> kept) => choices.Elements.TryGetValue(element, out var isIn) ? isIn
        : choices.Fill != MergeFill.KeptOnly || kept.Contains(element);
}

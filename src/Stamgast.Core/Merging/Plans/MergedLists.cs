using Stamgast.Customers;

namespace Stamgast.Merging.Plans;

/// <summary>
/// Unites the lists of merged customers on their normalised values, with the main e-mail address and phone numbers that belong to them. Each customer
/// contributes its own elements, also those that another contributes too: when one is split off, the other's stay.
/// </summary>
internal sealed class MergedLists(MergeDraft draft, MergeChoices choices, IReadOnlyList<CustomerState> order)
{
    public void Unite()
    {
        foreach (var list in MergeUnits.Lists) Unite(list);
    }

    public IReadOnlyList<MergeTick> Ticks(MergeList list)
    {
        var ticks = new List<MergeTick>();
        var seen = new HashSet<MergeElement>();
        foreach (var customer in draft.Everybody)
        {
            var own = new HashSet<MergeElement>();
            foreach (var text in list.ValuesOf(customer.Values))
            {
                var element = list.Of(text);
                if (!own.Add(element)) continue;
                var main = list.Mains.Where(m => draft.Result[m] is { } value && list.Of(value) == element).Select(m => (int?)m).FirstOrDefault();
                ticks.Add(new MergeTick(element, customer.Id, text)
                {
                    IsSame = !seen.Add(element), IsIn = IsIn(list, element), MainOf = main, MayBecome = MayBecome(list, customer.Values, text),
                });
            }
        }
        return ticks;
    }

    // A mobile number becomes the mobile number, anything else the phone number.
    private static int? MayBecome(MergeList list, CustomerValues values, string text) => list.Mains.Count switch
    {
        0 => null,
        1 => list.Mains[0],
        _ => values[list.Mains[1]] == text ? list.Mains[1] : list.Mains[0],
    };

    private bool IsIn(MergeList list, MergeElement element) => choices.Elements.TryGetValue(element, out var isIn) ? isIn
        : choices.Fill != MergeFill.KeptOnly || list.ValuesOf(draft.Kept.Values).Any(v => list.Of(v) == element) || choices.Main.Values.Contains(element);

    private void Unite(MergeList list)
    {
        var by = TakeMains(list);
        var field = CustomerFields.Stored[list.Field];
        var mains = list.Mains.Select(m => draft.Result[m]).OfType<string>().Select(list.KeyOf).ToHashSet(StringComparer.Ordinal);
        var listed = RecordValues.Elements(draft.Kept.Values[list.Field]);
        var own = listed.Select(list.KeyOf).ToHashSet(StringComparer.Ordinal);
        foreach (var customer in draft.Everybody)
        {
            var added = list.ValuesOf(customer.Values).Where(v => !mains.Contains(list.KeyOf(v)) && !own.Contains(list.KeyOf(v)) && IsIn(list, list.Of(v)))
                .DistinctBy(list.KeyOf).ToList();
            if (customer.Id == draft.Kept.Id)
                // The kept customer's own main value becomes an additional one, because that of another replaced it.
                foreach (var value in added) ByWhoTook(by, list.KeyOf(value), Fits(field, [value]));
            else
                foreach (var group in added.GroupBy(v => draft.OwnerOf(customer, list.Field, v)))
                    if (Fits(field, group) is { } change) draft.Add(group.Key, change);
        }
        foreach (var value in listed)
            // A new main value is no longer an additional one.
            if (mains.Contains(list.KeyOf(value))) ByWhoTook(by, list.KeyOf(value), new FieldChange(field, value, null));
            else if (!IsIn(list, list.Of(value))) draft.ByTheMerge(new FieldChange(field, value, null));
    }

    private void ByWhoTook(Dictionary<string, long> by, string key, FieldChange? change)
    {
        if (change is not { } made) return;
        if (by.TryGetValue(key, out var owner)) draft.Add(owner, made);
        else draft.ByTheMerge(made);
    }

    // Returns by the values that went and that came, whose main value replaced one of the kept customer.
    private Dictionary<string, long> TakeMains(MergeList list)
    {
        var by = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var main in list.Mains)
        {
            var (from, value, asIn) = MainOf(list, main);
            var now = draft.Result[main];
            if (now == value || (value is not null && now is not null && list.KeyOf(now) == list.KeyOf(value))) continue;
            draft.Set(from ?? draft.Kept, main, value, asIn);
            if (from is null || from.Id == draft.Kept.Id) continue;
            foreach (var text in new[] { now, value })
                if (text is not null) by.TryAdd(list.KeyOf(text), draft.OwnerOf(from, asIn, null));
        }
        return by;
    }

    // The chosen element; else the main value of the chosen customer; else the first that is not left out.
    private (CustomerState? From, string? Value, int AsIn) MainOf(MergeList list, int main)
    {
        if (choices.Main.TryGetValue(main, out var chosen))
            foreach (var customer in draft.Everybody)
                foreach (var value in list.ValuesOf(customer.Values))
                    if (list.Of(value) == chosen) return (customer, value, list.Mains.FirstOrDefault(m => customer.Values[m] == value, list.Field));
        if (choices.Taken.TryGetValue(main, out var id) && draft.Everybody.First(c => c.Id == id) is { } taken)
            return (taken, taken.Values[main], main);
        // A number that is the phone number already is not the mobile number too.
        var others = list.Mains.Where(m => m < main).Select(m => draft.Result[m]).Concat(
            list.Mains.Where(m => m != main && choices.Main.ContainsKey(m)).Select(m => ChosenText(list, m))).OfType<string>().Select(list.KeyOf).ToList();
        foreach (var customer in order)
            if (customer.Values[main] is { } value && IsIn(list, list.Of(value)) && (customer.Id == draft.Kept.Id || !others.Contains(list.KeyOf(value))))
                return (customer, value, main);
        return (null, null, main);
    }

    private string? ChosenText(MergeList list, int main) => draft.Everybody.SelectMany(c => list.ValuesOf(c.Values))
        .FirstOrDefault(v => list.Of(v) == choices.Main[main]);

    private FieldChange? Fits(RecordField field, IEnumerable<string> elements)
    {
        var length = draft.Result[field.Ordinal]?.Length ?? 0;
        var fitting = elements.TakeWhile(e => (length += e.Length + RecordValues.ListSeparator.Length) <= field.MaxLength).ToList();
        return fitting.Count == 0 ? null : new FieldChange(field, null, RecordValues.Join(fitting));
    }
}

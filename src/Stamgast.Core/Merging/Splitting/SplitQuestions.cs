using System.Globalization;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.ExtraFields;
using Stamgast.Text;

namespace Stamgast.Merging.Splitting;

/// <summary>
/// Finds the values of which it is unclear where they belong: the customer that is split off had something at stake in them, and a person changed them
/// since the merge. Whatever came and was left alone goes back; whatever a person added since stays: neither needs a question.
/// </summary>
internal sealed class SplitQuestions(SplitItems split, ExtraDefinitions extra)
{
    private static readonly IReadOnlyList<IReadOnlyList<int>> Units =
    [
        .. MergeUnits.Single, .. MergeUnits.Lists.SelectMany(l => l.Mains).Select(m => new[] { m }),
        [CustomerFields.Newsletter], [CustomerFields.ObfuscateEnabled], [CustomerFields.CustomerSince],
    ];

    private readonly CustomerValues now = split.States[split.Root].Values;

    public IReadOnlyList<SplitQuestion> All() => split.Since.Count == 0 ? [] : [.. split.Absorbed.SelectMany(Of)];

    private IEnumerable<SplitQuestion> Of(long customer)
    {
        var theirs = split.States[customer].Values;
        var asked = Units.Select(u => OfUnit(customer, theirs, u)).OfType<SplitQuestion>().ToList();
        if (OfNotes(customer, theirs) is { } notes) asked.Add(notes);
        asked.AddRange(MapValue.Read(theirs[CustomerFields.Extra]).Keys.Select(map => OfExtra(customer, theirs, map)).OfType<SplitQuestion>());
        foreach (var list in MergeUnits.Lists) asked.AddRange(Removed(customer, theirs, list, asked));
        return asked;
    }

    private SplitQuestion? OfUnit(long customer, CustomerValues theirs, IReadOnlyList<int> unit)
    {
        if (LastEdit(c => unit.Contains(c.Field)) is not { } edit || !unit.Any(f => MergePreview.IsFilled(split.States[customer], f))) return null;
        // Emptied: that is a removal, or nothing that could belong to anybody.
        if (unit.All(f => now[f] == theirs[f]) || unit.All(f => now[f] is null)) return null;
        var came = unit.Any(f => split.AtMerge[f] is not null && split.OwnersAtMerge.Of(f, null) is { } owner && split.Families[customer].Contains(owner));
        if (!came && !unit.All(f => split.AtMerge[f] == theirs[f])) return null;
        var question = new SplitQuestion(KeyOf(customer, CustomerFields.All[unit[0]].Name), customer, unit, unit.Select(f => now[f]).First(v => v is not null),
            came ? SplitDoubt.CameAndEdited : SplitDoubt.BothAndEdited, edit.SetId);
        // Only one customer can have a number.
        return unit[0] == CustomerFields.Number ? question with { Options = [SplitAnswer.Back, SplitAnswer.Stay] } : question;
    }

    private SplitQuestion? OfNotes(long customer, CustomerValues theirs)
    {
        const int notes = CustomerFields.Notes;
        if (theirs[notes] is not { } own || now[notes] is not { } text || text == own || split.AtMerge[notes] is not { } then) return null;
        if (LastEdit(c => c.Field == notes && !c.IsPart) is not { } edit) return null;
        var came = split.OwnersAtMerge.PartsOf(notes, then).Any(p => p.Owner is { } owner && split.Families[customer].Contains(owner));
        if (!came && !TextParts.Has(then, own)) return null;
        return new SplitQuestion(KeyOf(customer, CustomerFields.All[notes].Name), customer, [notes], text,
            came ? SplitDoubt.CameAndEdited : SplitDoubt.BothAndEdited, edit.SetId);
    }

    private SplitQuestion? OfExtra(long customer, CustomerValues theirs, string map)
    {
        const int field = CustomerFields.Extra;
        var (own, present, then) = (MapValue.Of(theirs[field], map), MapValue.Of(now[field], map), MapValue.Of(split.AtMerge[field], map));
        if (present is null || present == own || then is null) return null;
        if (LastEdit(c => c.IsMap && MapValue.Read(c.Before).Keys.Concat(MapValue.Read(c.After).Keys).Any(id => MapValue.IdOf(id) == map)) is not { } edit)
            return null;
        var came = RecordValues.Elements(then)
            .Any(choice => split.OwnersAtMerge.OfChoice(map, choice) is { } owner && split.Families[customer].Contains(owner));
        if (!came && then != own) return null;
        return new SplitQuestion(KeyOf(customer, extra.ById(map)?.Name ?? ExtraDefinition.Prefix + map), customer, [field], present,
            came ? SplitDoubt.CameAndEdited : SplitDoubt.BothAndEdited, edit.SetId) { Map = map };
    }

    // What the customer had, the root had after the merge, and a person took out since.
    private IEnumerable<SplitQuestion> Removed(long customer, CustomerValues theirs, MergeList list, List<SplitQuestion> asked)
    {
        int[] fields = [list.Field, .. list.Mains];
        if (LastEdit(c => fields.Contains(c.Field)) is not { } edit) yield break;
        var (then, present) = (Keys(list, split.AtMerge), Keys(list, now));
        // Replaced by a value that is asked about already.
        var replaced = asked.Where(q => q.Fields.Count == 1 && list.Mains.Contains(q.Fields[0])).Select(q => split.AtMerge[q.Fields[0]]).OfType<string>()
            .Select(list.KeyOf).ToHashSet(StringComparer.Ordinal);
        var values = list.ValuesOf(theirs).ToList();
        for (var place = 0; place < values.Count; place++)
        {
            var key = list.KeyOf(values[place]);
            if (!then.Contains(key) || present.Contains(key) || replaced.Contains(key)) continue;
            yield return new SplitQuestion(
                KeyOf(customer, string.Create(CultureInfo.InvariantCulture, $"{CustomerFields.All[list.Field].Name}.{place}")), customer, fields, values[place],
                SplitDoubt.Removed, edit.SetId) { List = list, Options = [SplitAnswer.Back, SplitAnswer.Stay] };
        }
    }

    private static HashSet<string> Keys(MergeList list, CustomerValues values) => list.ValuesOf(values).Select(list.KeyOf).ToHashSet(StringComparer.Ordinal);

    private static string KeyOf(long customer, string field) => string.Create(CultureInfo.InvariantCulture, $"{customer}.{field}");

    private FoldItem? LastEdit(Func<FieldChange, bool> isAbout) => split.Since.LastOrDefault(i => i.Changes.Exists(c => isAbout(c)));
}

using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.ExtraFields;
using Stamgast.Merging;
using Stamgast.Merging.Splitting;

namespace Stamgast.App.Merging.Splitting;

/// <summary>The customers of a split as they will be, with the reason on every value that is not simply as before.</summary>
/// <param name="sets">The change sets of edits since the merge, by number.</param>
internal sealed class SplitCards(SplitPreview preview, Dictionary<long, ChangeSet> sets, Visit visit)
{
    /// <summary>The kept one first.</summary>
    public IReadOnlyList<SplitCard> All(ChangeSet merge)
    {
        var at = visit.Moment(merge.AppliedAt ?? merge.ProposedAt);
        return [Card(preview.Kept, visit.T("split.stays"), comesBack: false),
            .. preview.Back.Select(b => Card(b, visit.T("split.comesBack", at), comesBack: true))];
    }

    private SplitCard Card(CustomerState customer, string below, bool comesBack)
    {
        var values = preview.After(customer.Id);
        var facts = UnitTexts.Order.Select(f => Fact(customer, values, f, comesBack)).Concat(visit.Extra.Living.Select(f => Fact(customer, values, f)));
        var sub = new[] { customer.Values[CustomerFields.Number], visit.T("customer.systemId", customer.Id), below }.OfType<string>();
        return new SplitCard(customer, values, string.Join(" · ", sub), comesBack, [.. facts.OfType<SplitFact>()]);
    }

    private SplitFact? Fact(CustomerState customer, CustomerValues values, ExtraDefinition field)
    {
        if (ExtraValues.Of(values, field) is not { } value) return null;
        var asked = Asked(customer, q => q.Map == field.MapId);
        return new SplitFact(field.Caption(visit.Culture), [new SplitValue(FieldText.Show(field, value, visit)!, asked, asked is not null)]);
    }

    private SplitFact? Fact(CustomerState customer, CustomerValues values, int field, bool comesBack)
    {
        if (field is CustomerFields.Type or CustomerFields.Active or CustomerFields.ObfuscateEnabled) return null;
        if (MergeUnits.Lists.FirstOrDefault(l => l.Field == field) is { } list) return OfList(customer, values, list, comesBack);
        var unit = MergeUnits.Of(field) ?? [field];
        if (UnitTexts.Of(values, unit, visit) is not { } text) return null;
        var asked = Asked(customer, q => q.List is null && q.Map is null && q.Fields[0] == field);
        var tag = asked ?? (comesBack ? null : Edited(unit, "split.edited"));
        return new SplitFact(UnitTexts.Caption(field, visit), [new SplitValue(text, tag, asked is not null)]);
    }

    private SplitFact? OfList(CustomerState customer, CustomerValues values, MergeList list, bool comesBack)
    {
        var shown = list.ValuesOf(values).Select(value =>
        {
            var asked = Asked(customer, q => (q.List == list && list.KeyOf(q.Value!) == list.KeyOf(value))
                || (q.List is null && q.Fields.Count == 1 && list.Mains.Contains(q.Fields[0]) && values[q.Fields[0]] == value));
            var tag = asked ?? (comesBack || !preview.IsAddedSince(list, value) ? null : Edited([list.Field, .. list.Mains], "split.added"));
            return new SplitValue(FieldText.Show(CustomerFields.All[list.Field], value, visit) ?? value, tag, asked is not null);
        }).ToList();
        return shown.Count == 0 ? null : new SplitFact(UnitTexts.Caption(list, visit), shown);
    }

    // "asked: on both"
    private string? Asked(CustomerState customer, Func<SplitQuestion, bool> isAbout) =>
        preview.Questions.FirstOrDefault(q => isAbout(q) && (q.Customer == customer.Id || customer.Id == preview.Kept.Id)) is { } question
            ? visit.T("split.asked", visit.T("split.answer." + preview.AnswerTo(question))) : null;

    private string? Edited(IReadOnlyList<int> fields, string key) => preview.EditedIn(fields) is { } id
        ? visit.T(key, sets.TryGetValue(id, out var set) ? visit.Moment(set.AppliedAt ?? set.ProposedAt) : "") : null;
}

using System.Globalization;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.ExtraFields;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary>The rows of the page of a merge: what each customer has, what is taken, and the result.</summary>
/// <param name="customers">In the order of the columns.</param>
/// <param name="before">By ID, the values that the page showed of customers that somebody changed since.</param>
internal sealed class MergeRows(
    MergePreview preview, MergeAddress address, IReadOnlyList<CustomerState> customers, IReadOnlyDictionary<long, CustomerValues> before, Visit visit)
{
    /// <summary>Every row in which a customer has something.</summary>
    public IReadOnlyList<MergeRow> All() => [.. UnitTexts.Order.Select(RowOf).Concat(visit.Extra.Living.Select(ExtraRow)).OfType<MergeRow>()];

    private MergeRow? RowOf(int field) =>
        MergeUnits.Lists.FirstOrDefault(l => l.Field == field) is { } list ? ListRow(list)
        : field == CustomerFields.Notes ? NotesRow()
        : UnitRow(MergeUnits.Of(field) ?? [field]);

    private MergeRow? UnitRow(IReadOnlyList<int> unit)
    {
        var texts = customers.Select(c => UnitTexts.Of(c.Values, unit, visit)).ToList();
        var result = UnitTexts.Of(preview.Result, unit, visit);
        if (texts.TrueForAll(t => t is null) && result is null) return null;
        var name = CustomerFields.All[unit[0]].Name;
        var source = SourceOf(unit);
        var cells = customers.Select((c, at) => new MergeCell(c.Id, texts[at] is not { } text ? [] : [Radio(name, c.Id, text, source) with
        {
            Button = unit[0] == CustomerFields.Street ? DeliveryOf(c, source) : null,
            Tag = unit[0] == CustomerFields.Newsletter && preview.NewsletterSince.TryGetValue(c.Id, out var since) ? SinceWords(since) : null,
        }], Was(c, texts[at], v => UnitTexts.Of(v, unit, visit)))).ToList();
        return Row(name, UnitTexts.Caption(unit[0], visit), cells, result is null ? [] : [new MergeLine(result, NoteOf(unit))], texts);
    }

    private MergeRow? ListRow(MergeList list)
    {
        var ticks = preview.Ticks(list);
        if (ticks.Count == 0) return null;
        var name = CustomerFields.All[list.Field].Name;
        var values = customers.ToDictionary(c => c.Id, c => list.ValuesOf(c.Values).ToList());
        // Columns keep their order when another one is kept.
        var first = customers.SelectMany(c => ticks.Where(t => t.Customer == c.Id)).DistinctBy(t => t.Element).ToHashSet();
        var cells = customers.Select(c => new MergeCell(c.Id, [.. ticks.Where(t => t.Customer == c.Id).Select(Option)],
            Was(c, Words(values[c.Id]), v => Words([.. list.ValuesOf(v)])))).ToList();
        var more = RecordValues.Elements(preview.Result[list.Field]);
        var mains = list.Mains.Where(m => preview.Result[m] is not null)
            .Select(m => new MergeLine(Shown(preview.Result[m]!), list.Mains.Count + more.Length > 1 ? MainWords(m) : null));
        var others = more.Select(v => new MergeLine(Shown(v)));
        return Row(name, UnitTexts.Caption(list, visit), cells, [.. mains, .. others],
            [.. customers.Select(c => Words([.. values[c.Id].Select(list.KeyOf).Distinct().Order(StringComparer.Ordinal)]))]);

        MergeOption Option(MergeTick tick)
        {
            var token = MergeTokens.Of(name, tick, values[tick.Customer]);
            if (!first.Contains(tick)) return new MergeOption(MergeOptionKind.Text, "", "", Shown(tick.Text), false) { Tag = visit.T("merge.same") };
            var place = token[(token.LastIndexOf(':') + 1)..];
            return new MergeOption(MergeOptionKind.Tick, "tick", token, Shown(tick.Text), tick.IsIn)
            {
                Tag = tick.MainOf is { } main ? MainWords(main) : OutWords(tick),
                IsTagOn = tick.MainOf is not null,
                Button = tick is { MainOf: null, MayBecome: { } may }
                    ? new MergeButton("main", CustomerFields.All[may].Name + ":" + place, MainWords(may), false) : null,
            };
        }

        string Shown(string value) => FieldText.Show(CustomerFields.All[list.Field], value, visit) ?? value;

        string? Words(List<string> all) => all.Count == 0 ? null : string.Join(", ", all.Select(Shown));
    }

    private MergeRow? NotesRow()
    {
        if (preview.Notes.Count == 0) return null;
        var texts = customers.Select(c => c.Values[CustomerFields.Notes]).ToList();
        var cells = customers.Select((c, at) => new MergeCell(c.Id, [.. preview.Notes.Where(n => n.Customer == c.Id).Select(n =>
            new MergeOption(MergeOptionKind.Tick, "tick", MergeTokens.OfNotes(c.Id), n.Text, n.IsIn) { Tag = OutWords(n) })],
            Was(c, texts[at], v => v[CustomerFields.Notes]))).ToList();
        var result = preview.Result[CustomerFields.Notes];
        return Row(CustomerFields.All[CustomerFields.Notes].Name, UnitTexts.Caption(CustomerFields.Notes, visit), cells,
            result is null ? [] : [new MergeLine(result)], texts);
    }

    private MergeRow? ExtraRow(ExtraDefinition field)
    {
        var texts = customers.Select(c => FieldText.Show(field, ExtraValues.Of(c.Values, field), visit)).ToList();
        if (texts.TrueForAll(t => t is null)) return null;
        var result = FieldText.Show(field, ExtraValues.Of(preview.Result, field), visit);
        var first = preview.Extra.TryGetValue(field.MapId, out var ticks)
            ? customers.SelectMany(c => ticks.Where(t => t.Customer == c.Id)).DistinctBy(t => t.Element).ToHashSet() : [];
        var source = ExtraSource(field);
        var cells = customers.Select((c, at) => new MergeCell(c.Id, OptionsOf(c, texts[at]),
            Was(c, texts[at], v => FieldText.Show(field, ExtraValues.Of(v, field), visit)))).ToList();
        return Row(field.Name, field.Caption(visit.Culture), cells, result is null ? [] : [new MergeLine(result)], texts);

        IReadOnlyList<MergeOption> OptionsOf(CustomerState customer, string? text)
        {
            if (text is null) return [];
            if (ticks is null) return [Radio(field.Name, customer.Id, text, source)];
            var values = RecordValues.Elements(ExtraValues.Of(customer.Values, field));
            return [.. ticks.Where(t => t.Customer == customer.Id).Select(t => first.Contains(t)
                ? new MergeOption(MergeOptionKind.Tick, "tick", MergeTokens.Of(field.Name, t, values), FieldText.Show(field, t.Text, visit)!, t.IsIn)
                    { Tag = OutWords(t) }
                : new MergeOption(MergeOptionKind.Text, "", "", FieldText.Show(field, t.Text, visit)!, false) { Tag = visit.T("merge.same") })];
        }
    }

    private static MergeRow Row(string name, string caption, IReadOnlyList<MergeCell> cells, IReadOnlyList<MergeLine> result, IReadOnlyList<string?> texts) =>
        new(name, caption, cells, result)
        {
            // Something that only a choice puts into the result, such as a delivery address, is no row of equal values.
            IsEqual = texts.Distinct(StringComparer.Ordinal).Count() == 1 && (texts[0] is not null || result.Count == 0),
            IsChanged = cells.Any(c => c.Was is not null),
        };

    private static MergeOption Radio(string name, long customer, string text, long? source) =>
        new(MergeOptionKind.Radio, "t:" + name, customer.ToString(CultureInfo.InvariantCulture), text, source == customer);

    // The address of another as the delivery address, or no longer.
    private MergeButton? DeliveryOf(CustomerState customer, long? source)
    {
        var isOn = preview.Choices.DeliveryFrom == customer.Id;
        if (!isOn && (source == customer.Id || !FieldText.HasAddress(customer.Values, CustomerFields.Street))) return null;
        return new MergeButton("delivery", isOn ? "0" : customer.Id.ToString(CultureInfo.InvariantCulture), visit.T("merge.asDelivery"), isOn);
    }

    private string? Was(CustomerState customer, string? now, Func<CustomerValues, string?> textOf) =>
        before.TryGetValue(customer.Id, out var values) && textOf(values) is var then && then != now ? then ?? visit.T("shell.empty") : null;

    private long? SourceOf(IReadOnlyList<int> unit) => unit[0] switch
    {
        CustomerFields.DeliveryStreet when preview.Choices.DeliveryFrom is not null => null,
        _ when MergeUnits.Of(unit[0]) is not null => preview.Taken(unit),
        var field => address.Take.TryGetValue(CustomerFields.All[field].Name, out var chosen) ? chosen
            : preview.Everybody.Where(c => c.Values[field] == preview.Result[field]).Select(c => (long?)c.Id).FirstOrDefault(),
    };

    private long? ExtraSource(ExtraDefinition field) => address.Take.TryGetValue(field.Name, out var chosen) ? chosen
        : preview.Everybody.Where(c => ExtraValues.Of(c.Values, field) is { } value && value == ExtraValues.Of(preview.Result, field))
            .Select(c => (long?)c.Id).FirstOrDefault();

    // The numbers of the others lead to the kept customer.
    private string? NoteOf(IReadOnlyList<int> unit)
    {
        if (unit[0] == CustomerFields.Newsletter) return preview.Everybody.Where(c => c.Values[unit[0]] == preview.Result[unit[0]])
            .Select(c => preview.NewsletterSince.TryGetValue(c.Id, out var since) ? since : DateTime.MinValue).Max() is var last && last > DateTime.MinValue
            ? SinceWords(last) : null;
        if (unit[0] != CustomerFields.Number) return null;
        var others = customers.Select(c => c.Values[CustomerFields.Number]).OfType<string>().Where(n => n != preview.Result[CustomerFields.Number])
            .Distinct(StringComparer.Ordinal).ToList();
        return others.Count == 0 ? null : visit.Many("merge.leadHere", others.Count, string.Join(", ", others));
    }

    private string SinceWords(DateTime since) => visit.T("merge.since",
        visit.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(since, DateTimeKind.Utc), visit.Zone))));

    private string? OutWords(MergeTick tick) => tick.IsIn ? null : visit.T(tick.HasNoRoom ? "merge.noRoom" : "merge.leftOut");

    private string MainWords(int main) => visit.T(main switch
    {
        CustomerFields.Mobile => "merge.mobile",
        _ => "merge.main",
    });
}

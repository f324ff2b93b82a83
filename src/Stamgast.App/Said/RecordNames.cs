using System.Globalization;
using Stamgast.App.Parts;
using Stamgast.App.Serving;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;

namespace Stamgast.App.Said;

/// <summary>Shows values of declared kinds as people read them, with the names of the records and users that they point at; each is read once a page.</summary>
public sealed class RecordNames(Base customers, Visit visit)
{
    private readonly Dictionary<(string Kind, long Id), string> known = [];
    private UserNames? users;

    /// <summary>The words of a value; null when it is empty.</summary>
    /// <param name="currency">The currency of the record, for amounts of money.</param>
    public string? Show(KindField field, string? value, string? currency = null) => value is null ? null : field.Kind switch
    {
        FieldKind.Reference => Of(field.To!, Number(value)),
        FieldKind.Whole when field.IsUser => (users ??= UserNames.Read(customers, visit))[Number(value)],
        FieldKind.Whole when field.Unit == FieldUnit.Bytes => RecordTexts.Bytes(Number(value), visit),
        FieldKind.Amount when field.Unit == FieldUnit.Percent => Amount.Show(Amount.Of(value), 0, visit.Culture) + " %",
        FieldKind.Amount => Money(Amount.Of(value), currency),
        FieldKind.Choice => visit.T(field.Name == "state" ? StateKey(field, value) : $"choice.{field.Name}.{value}"),
        FieldKind.Moment => Moment(value),
        FieldKind.Map => visit.Many("records.parts", MapValue.Read(value).Count),
        _ => FieldText.Show(new CustomerField(CustomerFields.Notes, field.Name, field.Kind, FieldScope.Everyone, field.MaxLength, null), value, visit),
    };

    /// <summary>The words of a value in a table, where days are short; null when it is empty.</summary>
    /// <inheritdoc cref="Show" path="/param" />
    public string? InTable(KindField field, string? value, string? currency = null) => field.Kind == FieldKind.Date
        && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? visit.ShortDay(day)
        : Show(field, value, currency);

    /// <summary>An amount with its currency: "€ 1.234,50"; without one, the number alone.</summary>
    public string Money(decimal amount, string? currency)
    {
        var number = Amount.Show(amount, 2, visit.Culture);
        return currency is null ? number : (currency == "EUR" ? "€" : currency) + "\u00A0" + number;
    }

    /// <summary>The name of a record.</summary>
    public string Of(string kind, long id)
    {
        if (known.TryGetValue((kind, id), out var name)) return name;
        Know(kind, [id]);
        return known[(kind, id)];
    }

    /// <summary>The address of the page of a record.</summary>
    public static string Href(string kind, string id) => $"/{kind}/{id}";

    /// <summary>Reads the names of some records at once, to show them afterwards.</summary>
    public void Know(string kind, IEnumerable<long> ids)
    {
        var asked = ids.Where(id => !known.ContainsKey((kind, id))).Distinct().ToList();
        if (asked.Count == 0) return;
        var shape = RecordShapes.ByKey(kind)!;
        if (shape == CustomerShape.Instance)
            foreach (var customer in new CustomerLookup(customers, visit.Viewer).All(asked)) known[(kind,
                customer.Id)] = customer.Values.DisplayName ?? Bare(customer.Id);
        else
            foreach (var state in AskedRecords.All(customers, shape, asked)) known[(kind, state.Id)] = shape.NameOf(state.Values) ?? Bare(state.Id);
        foreach (var id in asked) known.TryAdd((kind, id), Bare(id));
    }

    /// <summary>A stored moment as people say it.</summary>
    public string Moment(string value) => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
        ? visit.Moment(moment) : value;

    private static string StateKey(KindField field, string value) =>
        $"state.{RecordKinds.All.First(k => k.State == field).Key}.{value}";

    private static string Bare(long id) => "#" + id.ToString(CultureInfo.InvariantCulture);

    private static long Number(string value) => long.Parse(value, CultureInfo.InvariantCulture);
}

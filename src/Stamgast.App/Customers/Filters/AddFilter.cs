using Stamgast.App.Customers.Lists;
using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.ExtraFields;
using Stamgast.Formats;

namespace Stamgast.App.Customers.Filters;

/// <summary>The filter being put together below <em>+ Filter</em>: first the field, then the operator, then the value.</summary>
/// <param name="Field">Null while none is chosen.</param>
/// <param name="How">A word of <see cref="FilterFields.OperatorOf"/>, or "any" (one of), "empty", "filled".</param>
/// <param name="Values">The typed or chosen values.</param>
public sealed record AddFilter(CustomerField? Field, string How, IReadOnlyList<string> Values)
{
    /// <summary>Its parameter names in the address, beside those of the list; and the menu to open.</summary>
    public static readonly IReadOnlyList<string> Names = ["add", "op", "value", "open"];

    private const string Any = "any";

    /// <summary>The problem with the input.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What is asked for, as an address says it; null when none is.</summary>
    public static AddFilter? Read(IQueryCollection query, Visit visit)
    {
        if (!query.ContainsKey("add")) return null;
        var field = FilterFields.ByName(query["add"].ToString(), visit.Extra);
        var how = query["op"].ToString();
        return new AddFilter(field, field is null || !HowsOf(field).Contains(how) ? "is" : how, [.. query["value"].OfType<string>().Where(v => v.Length > 0)]);
    }

    /// <summary>The ways to compare a field.</summary>
    public static IReadOnlyList<string> HowsOf(CustomerField field)
    {
        var words = FilterFields.OperatorsOf(field).Select(FilterFields.WordOf).ToList();
        // With two options, choosing both means everybody.
        if (field.Kind is not (FieldKind.Flag or FieldKind.Type)) words.Insert(2, Any);
        return FilterFields.MayBeEmpty(field) ? [.. words, "empty", "filled"] : words;
    }

    public bool AsksValue => How is not ("empty" or "filled");

    public bool AsksSeveral => How == Any;

    /// <summary>The list with this filter, or why there is none.</summary>
    public ListAddress? To(ListAddress list, Visit visit, out Refusal? refusal)
    {
        var name = Field is null ? "" : FilterFields.NameOf(Field);
        var (key, values) = How switch
        {
            Any => (name, [.. Values.SelectMany(Several).Select(v => Number(v, visit))]),
            "is" => (name, [.. Values.Select(v => Number(v.Trim(), visit)).DefaultIfEmpty("")]),
            "empty" => (name, [""]),
            "filled" => (name, [FieldFilter.Anything]),
            _ => ($"{name}.{How}", Values.Select(v => Number(v.Trim(), visit)).DefaultIfEmpty("").ToList()),
        };
        refusal = null;
        if (AsksValue && values.TrueForAll(v => v.Length == 0)) refusal = new Refusal("filter.empty", key);
        // A typed asterisk is not a value.
        else if (How is "is" or "not" or Any && values.Contains(FieldFilter.Anything)) refusal = new Refusal("filter.value", key, FieldFilter.Anything);
        if (refusal is not null) return null;
        var asked = CustomerQueryText.FromAddress([.. list.All().Where(p => !(IsChip && p.Name == name && How == "is"))
            .Select(p => KeyValuePair.Create(p.Name, p.Value)), .. values.Select(v => KeyValuePair.Create(key, v))], visit.Extra, out refusal);
        return refusal is null ? list.Of(asked) : null;
    }

    /// <summary>The values to choose from; null for a text box.</summary>
    /// <param name="shops">The shops; null while there is none.</param>
    public IReadOnlyList<FilterChoice>? Choices(Visit visit, IReadOnlyDictionary<string, IReadOnlyList<FilterChoice>> chips, ShopNames? shops)
    {
        if (Field is null || How is not ("is" or "not" or Any)) return null;
        return Field.Kind switch
        {
            _ when Field is ExtraListField { Definition: { HasChoices: true } extra } =>
                [.. extra.Choices.Select(c => new FilterChoice(c.Name, FieldText.Show(extra, c.Name, visit)!, null))],
            _ when Field.Ordinal == CustomerFields.Active => How == "not" ? [.. chips["active"].Take(2)] : chips["active"],
            FieldKind.Type => [.. chips["type"].Where(c => c.Value.Length > 0)],
            FieldKind.Gender => [.. new[] { "0", "1", "2", "9" }.Select(v => new FilterChoice(v, FieldText.Show(Field, v, visit)!, null))],
            FieldKind.Flag => [.. new[] { "1", "0" }.Select(v => new FilterChoice(v, FieldText.Show(Field, v, visit)!, null))],
            FieldKind.Country => Sorted(Countries.Codes, visit),
            FieldKind.Language => Sorted(Languages.Codes, visit),
            _ when Field.Ordinal == CustomerFields.Groups => Named(chips, "group"),
            _ when Field.Ordinal == CustomerFields.Label => Named(chips, "label"),
            _ when Field.Ordinal == CustomerFields.Shops && shops is not null =>
                [.. shops.All.Union(Values, StringComparer.OrdinalIgnoreCase).Select(s => new FilterChoice(s, s, null))],
            _ => null,
        };
    }

    // As the reader writes numbers: 1.234 is a little more than one in English, and more than a thousand elsewhere.
    private string Number(string text, Visit visit) =>
        Field is ExtraListField { Definition: { Kind: ExtraKind.Number or ExtraKind.Amount } extra }
            ? ExtraRules.Read(extra, text, new ExtraContext(default, PointIsDecimal: visit.PointIsDecimal)).Value
            ?? text : text;

    // Of these a list has one value at a time.
    private bool IsChip => Field?.Ordinal is CustomerFields.Active or CustomerFields.Type || Field == FilterFields.Id;

    private List<FilterChoice> Sorted(IEnumerable<string> codes, Visit visit) =>
        [.. codes.Select(c => new FilterChoice(c, FieldText.Show(Field!, c, visit)!, null)).OrderBy(c => c.Caption, visit.Order)];

    // The chips offer only some of very many values; then a text box is used.
    private static List<FilterChoice>? Named(IReadOnlyDictionary<string, IReadOnlyList<FilterChoice>> chips, string filter) =>
        chips.TryGetValue(filter, out var choices) && choices.Count is > 1 and <= FilterChip.NamesShown ? [.. choices.Where(c => c.Value.Length > 0)] : null;

    // One per line; values without commas may share a line.
    private IEnumerable<string> Several(string text) =>
        text.Split(Field is null or ExtraListField || Field.Kind is FieldKind.Line or FieldKind.Text or FieldKind.NameList ? ['\n', ';'] : ['\n', ';', ','],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

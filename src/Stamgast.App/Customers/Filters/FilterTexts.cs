using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;

namespace Stamgast.App.Customers.Filters;

/// <summary>Says filters in words: "City contains “ent”", "Customer since: 2019".</summary>
public static class FilterTexts
{
    private const int LongestList = 3;

    /// <summary>The caption of a field in the list of filters.</summary>
    public static string Caption(CustomerField field, Visit visit) => field is ExtraListField extra ? extra.Definition.Caption(visit.Culture)
        : visit.T(field.Ordinal == CustomerFields.Active ? "customers.filter.active" : field.CaptionKey);

    /// <summary>The words of a way to compare; dates lie before and after, numbers are less and more.</summary>
    public static string How(CustomerField field, string how, Visit visit) =>
        visit.T("filter.how." + how + (how is "before" or "after" && field.Kind != FieldKind.Date ? ".number" : ""));

    /// <summary>One condition as its chip says it.</summary>
    public static string Chip(FieldFilter part, Visit visit)
    {
        var caption = Caption(part.Field, visit);
        if (part.Values is [var only])
        {
            if (only.Length == 0) return visit.T(part.Operator == FieldOperator.Is ? "filter.chip.empty" : "filter.chip.filled", caption);
            if (only == FieldFilter.Anything && part.Operator == FieldOperator.Is) return visit.T("filter.chip.filled", caption);
        }
        var values = part.Values.Count > LongestList ? visit.Many("filter.chip.values", part.Values.Count)
            : string.Join(visit.T("filter.chip.or"), part.Values.Select(v => Value(part.Field, v, visit)));
        if (part.Operator == FieldOperator.Is) return visit.T("customers.filter.is", caption, values);
        var how = FilterFields.WordOf(part.Operator);
        return visit.T("filter.chip." + how + (how is "before" or "after" && part.Field.Kind != FieldKind.Date ? ".number" : ""), caption, values);
    }

    private static string Value(CustomerField field, string value, Visit visit) => value.Length == 0 ? visit.T("customers.filter.none")
        : value == FieldFilter.Anything ? visit.T("customers.filter.any")
        : field is ExtraListField extra ? FieldText.Show(extra.Definition, value, visit) ?? value
        : field.Kind is FieldKind.Type or FieldKind.Gender or FieldKind.Flag or FieldKind.Date or FieldKind.Country or FieldKind.Language
        ? FieldText.Show(field, value, visit) ?? value
        // As typed: it need not be complete.
        : value;
}

using Stamgast.Customers.Names;
using Stamgast.ExtraFields;

namespace Stamgast.Customers.Lists;

/// <summary>The filters on fields of an address while it is read.</summary>
internal sealed class QueryFields(ExtraDefinitions extra)
{
    private readonly List<FieldFilter> filters = [];

    /// <summary>In a fixed order, whatever the order of the address: by field, then by operator.</summary>
    public IReadOnlyList<FieldFilter> InOrder => [.. filters.OrderBy(f => f.Field.Ordinal).ThenBy(f => f.Operator)];

    /// <summary>Adds a filter such as "city.starts"; returns the query, which changes if a chip means the same.</summary>
    public CustomerQuery Add(CustomerQuery query, string name, string text, List<Refusal> refusals)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (fieldName, word) = dot < 0 ? (name, "is") : (name[..dot], name[(dot + 1)..]);
        if (FilterFields.ByName(fieldName, extra) is not { } field)
        {
            refusals.Add(new Refusal("filter.name", name));
            return query;
        }
        if (word is "empty" or "filled") (word, text) = ("is", word == "empty" ? "" : FieldFilter.Anything);
        if (FilterFields.OperatorOf(word) is not { } how || !FilterFields.OperatorsOf(field).Contains(how))
        {
            refusals.Add(new Refusal("filter.operator", fieldName, word, string.Join(", ", FilterFields.OperatorsOf(field).Select(FilterFields.WordOf))));
            return query;
        }
        if (field.Ordinal == CustomerFields.Active) return State(query, how, text, refusals);
        if (FilterValues.Read(field, how, text) is not { } value)
        {
            refusals.Add(new Refusal(FilterValues.RefusalOf(field), name, text));
            return query;
        }
        return Add(query, field, how, value);
    }

    private CustomerQuery Add(CustomerQuery query, CustomerField field, FieldOperator how, string value)
    {
        // "Not empty" is filled in, "not filled in" is empty.
        if (how == FieldOperator.IsNot && value is "" or FieldFilter.Anything && field != FilterFields.Id)
            (how, value) = (FieldOperator.Is, value.Length == 0 ? FieldFilter.Anything : "");
        var isFilled = how == FieldOperator.Is && value == FieldFilter.Anything;
        switch (field.Ordinal)
        {
            case CustomerFields.Type:
                return query with { Type = how == FieldOperator.Is ? value : value == "person" ? "company" : "person" };
            // In their chips a star would be a name.
            case CustomerFields.Language or CustomerFields.Groups or CustomerFields.Label when isFilled:
                (how, value) = (FieldOperator.IsNot, "");
                break;
            case CustomerFields.Language when how == FieldOperator.Is:
                return query with { Languages = CustomerQueryText.Joined(query.Languages, [value]) };
            case CustomerFields.Groups when how == FieldOperator.Is:
                return query with { Groups = CustomerQueryText.Joined(query.Groups, [value]) };
            case CustomerFields.Label when how == FieldOperator.Is:
                return query with { Labels = CustomerQueryText.Joined(query.Labels, [value]) };
            default:
                break;
        }
        var known = filters.FindIndex(f => f.Field == field && f.Operator == how);
        if (known < 0) filters.Add(new FieldFilter(field, [value], how));
        else filters[known] = filters[known] with { Values = CustomerQueryText.Joined(filters[known].Values, [value]) };
        return query;
    }

    private static CustomerQuery State(CustomerQuery query, FieldOperator how, string text, List<Refusal> refusals)
    {
        var presence = CustomerQueryText.PresenceOf(text);
        if (how == FieldOperator.IsNot)
            presence = presence switch { CustomerPresence.Active => CustomerPresence.Inactive, CustomerPresence.Inactive => CustomerPresence.Active,
                _ => null };
        if (presence is { } known) return query with { Presence = known };
        refusals.Add(new Refusal("filter.value", how == FieldOperator.IsNot ? "active.not" : "active", text));
        return query;
    }
}

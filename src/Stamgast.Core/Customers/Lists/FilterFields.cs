using Stamgast.Customers.Extras;
using Stamgast.ExtraFields;

namespace Stamgast.Customers.Lists;

/// <summary>The filters of a list: their names and operators.</summary>
public static class FilterFields
{
    /// <summary>The ID, which is not a field of the customer but can be filtered like one.</summary>
    public static readonly CustomerField Id = new(-1, "id", FieldKind.Line, FieldScope.Everyone, 18, null);

    /// <summary>All of them, in the order of the template.</summary>
    public static readonly IReadOnlyList<CustomerField> All = [Id, .. CustomerFields.All];

    /// <summary>Those, and the extra fields that are offered as a filter.</summary>
    public static IReadOnlyList<CustomerField> Offered(ExtraDefinitions extra) =>
        [.. All, .. extra.Living.Where(f => f.IsIn(ExtraPlaces.Filter)).Select(f => new ExtraListField(f))];

    /// <summary>The field with this name in an address, or null; "group" and "lang" are those of their chips.</summary>
    /// <param name="extra">The extra fields of the base; those that were retired can be named as well, since a list that was kept may name them.</param>
    public static CustomerField? ByName(string name, ExtraDefinitions extra) => name switch
    {
        _ when name.StartsWith(ExtraDefinition.Prefix, StringComparison.Ordinal) => extra.ByKey(name) is { } field ? new ExtraListField(field) : null,
        "id" => Id,
        "group" => CustomerFields.All[CustomerFields.Groups],
        "lang" => CustomerFields.All[CustomerFields.Language],
        _ => CustomerFields.ByName(name),
    };

    public static string NameOf(CustomerField field) => field.Ordinal switch
    {
        CustomerFields.Groups => "group",
        CustomerFields.Language => "lang",
        _ => field.Name,
    };

    /// <summary>The operator with this word in an address, or null.</summary>
    public static FieldOperator? OperatorOf(string word) => word switch
    {
        "is" => FieldOperator.Is,
        "not" => FieldOperator.IsNot,
        "contains" => FieldOperator.Contains,
        "starts" => FieldOperator.StartsWith,
        "before" => FieldOperator.Before,
        "after" => FieldOperator.After,
        _ => null,
    };

    public static string WordOf(FieldOperator one) => one switch
    {
        FieldOperator.Is => "is",
        FieldOperator.IsNot => "not",
        FieldOperator.Contains => "contains",
        FieldOperator.StartsWith => "starts",
        FieldOperator.Before => "before",
        FieldOperator.After => "after",
        _ => throw new ArgumentOutOfRangeException(nameof(one), one, "An operator without a word."),
    };

    /// <summary>The operators that make sense for a field.</summary>
    public static IReadOnlyList<FieldOperator> OperatorsOf(CustomerField field) => field.Kind switch
    {
        _ when field == Id => [FieldOperator.Is, FieldOperator.IsNot, FieldOperator.Before, FieldOperator.After],
        _ when field is ExtraListField { Definition.Kind: ExtraKind.Number or ExtraKind.Amount } =>
        [FieldOperator.Is, FieldOperator.IsNot, FieldOperator.Before, FieldOperator.After],
        _ when field is ExtraListField { Definition.HasChoices: true } => [FieldOperator.Is, FieldOperator.IsNot],
        FieldKind.Type or FieldKind.Gender or FieldKind.Flag or FieldKind.Country or FieldKind.Language => [FieldOperator.Is, FieldOperator.IsNot],
        FieldKind.Date => [FieldOperator.Is, FieldOperator.IsNot, FieldOperator.Before, FieldOperator.After],
        _ when HasOrder(field) => [FieldOperator.Is, FieldOperator.IsNot, FieldOperator.Contains, FieldOperator.StartsWith, FieldOperator.Before,
        FieldOperator.After],
        _ => [FieldOperator.Is, FieldOperator.IsNot, FieldOperator.Contains, FieldOperator.StartsWith],
    };

    /// <summary>False for a field that always has a value.</summary>
    public static bool MayBeEmpty(CustomerField field) =>
        field is ExtraListField || field != Id && field.Kind is not (FieldKind.Type or FieldKind.Gender or FieldKind.Flag);

    // Texts that people read as numbers.
    private static bool HasOrder(CustomerField field) =>
        field.Kind == FieldKind.PostalCode || field.Ordinal is CustomerFields.Number or CustomerFields.HouseNumber or CustomerFields.DeliveryHouseNumber;
}

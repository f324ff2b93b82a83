using Stamgast.Customers;

namespace Stamgast.CustomerVerbs;

/// <summary>What is done with one field of many customers.</summary>
public enum FieldOperation
{
    /// <summary>All get this value.</summary>
    Set = 1,
    /// <summary>Nobody has a value any more, or all have the one that new customers get.</summary>
    Clear = 2,
    /// <summary>Of a list: this is added to it.</summary>
    Add = 3,
    /// <summary>Of a list: this is taken from it.</summary>
    Take = 4,
}

/// <summary>One field of many customers, and what becomes of it.</summary>
/// <param name="Field">The ordinal of the field.</param>
/// <param name="Text">The value as it was typed, read for each customer in the country of that customer; null for <see cref="FieldOperation.Clear"/>.</param>
public sealed record FieldEdit(int Field, FieldOperation Operation, string? Text)
{
    // Their rule depends on the country of each customer, so that only that customer can tell whether a value is good.
    private static bool DependsOnCountry(CustomerField field) =>
        field.Kind is FieldKind.Phone or FieldKind.PhoneList or FieldKind.PostalCode or FieldKind.EnterpriseNumber or FieldKind.VatNumber;

    /// <summary>Reads an edit that somebody typed.</summary>
    /// <param name="name">The name of the field, as in the import template.</param>
    /// <exception cref="RefusedException">
    /// field.unknown; field.no_list: something is added to or taken from a field with one value; field.no_value; value.refused: no customer could have it
    /// </exception>
    public static FieldEdit Read(string name, FieldOperation operation, string? text, RuleContext rules)
    {
        var field = CustomerFields.ByName(name) ?? throw new RefusedException("field.unknown", name);
        if (operation == FieldOperation.Clear) return new FieldEdit(field.Ordinal, operation, null);
        if (operation is FieldOperation.Add or FieldOperation.Take && !field.IsList) throw new RefusedException("field.no_list", name);
        text = text?.Trim() ?? "";
        if (text.Length == 0) throw new RefusedException("field.no_value", name);
        // A name of before there was a rule can be taken away still.
        if (operation == FieldOperation.Take || DependsOnCountry(field)) return new FieldEdit(field.Ordinal, operation, text);
        var value = FieldRules.Given(field, text, rules) ?? throw new RefusedException("field.no_value", name);
        return new FieldEdit(field.Ordinal, operation, value);
    }

    /// <summary>What becomes of the value of one customer; to be read by the rule of the field.</summary>
    internal string? Of(string? now)
    {
        var field = CustomerFields.All[Field];
        return Operation switch
        {
            FieldOperation.Set => Text,
            FieldOperation.Clear => field.Default,
            FieldOperation.Add => With(now),
            _ => Without(now),
        };
    }

    private string? With(string? now) =>
        CustomerValues.Join([.. CustomerValues.Elements(now).Concat(CustomerValues.Elements(Text)).Distinct(StringComparer.OrdinalIgnoreCase)]);

    private string? Without(string? now)
    {
        var gone = CustomerValues.Elements(Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var elements = CustomerValues.Elements(now);
        var kept = elements.Where(e => !gone.Contains(e)).ToList();
        return kept.Count == elements.Length ? now : CustomerValues.Join(kept);
    }
}

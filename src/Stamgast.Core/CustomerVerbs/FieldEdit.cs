using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;

namespace Stamgast.CustomerVerbs;

/// <summary>The operation on one field of many customers.</summary>
public enum FieldOperation
{
    /// <summary>All get this value.</summary>
    Set = 1,
    /// <summary>The value is removed, or becomes the default of new customers.</summary>
    Clear = 2,
    /// <summary>For a list: adds this.</summary>
    Add = 3,
    /// <summary>For a list: removes this.</summary>
    Take = 4,

    /// <summary>Within a text: each piece of it that is looked for becomes another one.</summary>
    Replace = 5,
}

/// <summary>One field of many customers, and its change.</summary>
/// <param name="Field">The ordinal of the field.</param>
/// <param name="Text">The input, read for each customer in that customer's country; null for <see cref="FieldOperation.Clear"/>, and if
/// <see cref="FieldOperation.Replace"/> removes the text.</param>
public sealed record FieldEdit(int Field, FieldOperation Operation, string? Text)
{
    /// <summary>The piece of text that <see cref="FieldOperation.Replace"/> looks for, letter by letter, capitals too; null for all others.</summary>
    public string? Sought { get; init; }

    /// <summary>True for free text, in which a part can be replaced.</summary>
    public static bool HoldsText(CustomerField field) => field.Kind is FieldKind.Line or FieldKind.Text or FieldKind.Email or FieldKind.EmailList
        or FieldKind.NameList or FieldKind.Website;

    // Their rule depends on the country of each customer, so a value can only be checked per customer.
    private static bool DependsOnCountry(CustomerField field) =>
        field.Kind is FieldKind.Phone or FieldKind.PhoneList or FieldKind.PostalCode or FieldKind.EnterpriseNumber or FieldKind.VatNumber;

    /// <summary>Reads a typed edit.</summary>
    /// <param name="name">The name of the field, as in the import template.</param>
    /// <param name="sought">The text that <see cref="FieldOperation.Replace"/> looks for.</param>
    /// <exception cref="RefusedException">field.unknown; field.no_text: replacing in a field that is not text; field.no_sought; field.no_list: adding
    /// to or removing from a field with one value; field.no_value; value.refused: no customer could have it</exception>
    public static FieldEdit Read(string name, FieldOperation operation, string? text, RuleContext rules, string? sought = null)
    {
        var field = CustomerFields.ByName(name) ?? throw new RefusedException("field.unknown", name);
        if (operation == FieldOperation.Clear) return new FieldEdit(field.Ordinal, operation, null);
        if (operation == FieldOperation.Replace) return Replacing(field, sought, text);
        if (operation is FieldOperation.Add or FieldOperation.Take && !field.IsList) throw new RefusedException("field.no_list", name);
        text = text?.Trim() ?? "";
        if (text.Length == 0) throw new RefusedException("field.no_value", name);
        // A name of before there was a rule can be taken away still.
        if (operation == FieldOperation.Take || DependsOnCountry(field)) return new FieldEdit(field.Ordinal, operation, text);
        var value = FieldRules.Given(field, text, rules) ?? throw new RefusedException("field.no_value", name);
        return new FieldEdit(field.Ordinal, operation, value);
    }

    /// <summary>The new value of one customer, still to be read by the rule of the field.</summary>
    internal string? Of(string? now)
    {
        var field = CustomerFields.All[Field];
        return Operation switch
        {
            FieldOperation.Set => Text,
            FieldOperation.Clear => field.Default,
            FieldOperation.Add => With(now),
            FieldOperation.Replace => Replaced(field, now),
            _ => Without(now),
        };
    }

    // A space at either end may be meant.
    private static FieldEdit Replacing(CustomerField field, string? sought, string? text)
    {
        if (!HoldsText(field)) throw new RefusedException("field.no_text", field.Name);
        if (string.IsNullOrEmpty(sought)) throw new RefusedException("field.no_sought", field.Name);
        return new FieldEdit(field.Ordinal, FieldOperation.Replace, string.IsNullOrEmpty(text) ? null : text) { Sought = sought };
    }

    private string? Replaced(CustomerField field, string? now)
    {
        if (now is null || !now.Contains(Sought!, StringComparison.Ordinal)) return now;
        if (!field.IsList) return In(now) is { Length: > 0 } text ? text : null;
        return CustomerValues.Join([.. CustomerValues.Elements(now).Select(In).Where(e => e.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)]);

        string In(string piece) => piece.Replace(Sought!, Text, StringComparison.Ordinal).Trim();
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

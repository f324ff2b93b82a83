using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Formats;

namespace Stamgast.CustomerVerbs.Bulk;

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

/// <summary>One field of many customers, and what becomes of it.</summary>
/// <param name="Field">The ordinal of the field; <see cref="CustomerFields.Extra"/> for an extra field.</param>
/// <param name="Text">
/// The value as it was typed, read for each customer in the country of that customer; null for <see cref="FieldOperation.Clear"/>, and where
/// <see cref="FieldOperation.Replace"/> takes the piece away.
/// </param>
/// <param name="Extra">Of an extra field, the ID under which its values stand; else null.</param>
public sealed record FieldEdit(int Field, FieldOperation Operation, string? Text, string? Extra = null)
{
    private const int ShopsNamed = 20;

    /// <summary>The piece of text that <see cref="FieldOperation.Replace"/> looks for, letter by letter, capitals too; null for all others.</summary>
    public string? Sought { get; init; }

    /// <summary>True for a field in which people write what they like: a piece of it can be replaced.</summary>
    public static bool HoldsText(CustomerField field) => field is ExtraListField { Definition.Kind: var kind } ? kind is ExtraKind.Text or ExtraKind.Long
        : field.Kind is FieldKind.Line or FieldKind.Text or FieldKind.Email or FieldKind.EmailList
        or FieldKind.NameList or FieldKind.Website;

    // Their rule depends on the country of each customer, so a value can only be checked per customer.
    private static bool DependsOnCountry(CustomerField field) =>
        field.Kind is FieldKind.Phone or FieldKind.PhoneList or FieldKind.PostalCode or FieldKind.EnterpriseNumber or FieldKind.VatNumber;

    /// <summary>Reads a typed edit.</summary>
    /// <param name="name">The name of the field, as in the import template.</param>
    /// <param name="extra">The extra fields of the base.</param>
    /// <param name="sought">What <see cref="FieldOperation.Replace"/> looks for.</param>
    /// <exception cref="RefusedException">
    /// field.unknown; field.no_text: a piece is replaced in a field that is no text; field.no_sought; field.no_list: something is added to or
    /// taken from a field with one value; field.no_value; value.refused: no customer could have it; shop.name.unknown: there is no such shop
    /// </exception>
    public static FieldEdit Read(
        string name, FieldOperation operation, string? text, RuleContext rules, ExtraDefinitions extra, string? sought = null)
    {
        if (name.StartsWith(ExtraDefinition.Prefix, StringComparison.OrdinalIgnoreCase)) return ReadExtra(extra.Require(name), operation, text, rules, sought);
        var field = CustomerFields.ByName(name) ?? throw new RefusedException("field.unknown", name);
        if (operation == FieldOperation.Clear) return new FieldEdit(field.Ordinal, operation, null);
        if (operation == FieldOperation.Replace) return Replacing(field, sought, text);
        if (operation is FieldOperation.Add or FieldOperation.Take && !field.IsList) throw new RefusedException("field.no_list", name);
        text = text?.Trim() ?? "";
        if (text.Length == 0) throw new RefusedException("field.no_value", name);
        // A name of before there was a rule can be taken away still.
        if (operation == FieldOperation.Take || DependsOnCountry(field)) return new FieldEdit(field.Ordinal, operation, text);
        var value = FieldRules.Given(field, text, rules) ?? throw new RefusedException("field.no_value", name);
        if (field.Ordinal == CustomerFields.Shops && rules.Shops is { } shops && shops.FirstUnknown(value) is { } unknown)
            throw new RefusedException("shop.name.unknown", unknown, string.Join(", ", shops.Offered.Take(ShopsNamed)));
        return new FieldEdit(field.Ordinal, operation, value);
    }

    /// <summary>What becomes of the value of one customer in the extra field of this edit, as its rule reads it.</summary>
    internal Reading Of(ExtraDefinition field, string? now, in RuleContext context)
    {
        if (Operation == FieldOperation.Clear) return Reading.Nothing;
        if (Operation == FieldOperation.Set) return ExtraRules.Read(field, Text, context.Extra);
        if (Operation == FieldOperation.Replace) return ExtraRules.Read(field, Replaced(new ExtraListField(field), now), context.Extra);
        // Without a rule: what is left of a list was good before.
        return Operation == FieldOperation.Take ? Without(now) is { } left ? Reading.Of(left) : Reading.Nothing
            : ExtraRules.Read(field, With(now), context.Extra);
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

    // Judged now: its rule is the same for every customer.
    private static FieldEdit ReadExtra(ExtraDefinition field, FieldOperation operation, string? text, in RuleContext rules, string? sought)
    {
        if (!field.IsLiving) throw new RefusedException("extra.retired", field.Key);
        if (operation == FieldOperation.Clear) return new FieldEdit(CustomerFields.Extra, operation, null, field.MapId);
        if (operation == FieldOperation.Replace)
            return Replacing(new ExtraListField(field), sought, text) with { Field = CustomerFields.Extra, Extra = field.MapId };
        if (operation is FieldOperation.Add or FieldOperation.Take && field.Kind != ExtraKind.Choices) throw new RefusedException("field.no_list", field.Name);
        var read = ExtraRules.Read(field, text, rules.Extra);
        if (read.Problem is { } code)
            throw new RefusedException("value.refused", new Problem(CustomerFields.Extra, code, text!.Trim(), read.Detail) { Extra = field.Name });
        return read.Value is { } value ? new FieldEdit(CustomerFields.Extra, operation, value, field.MapId)
            : throw new RefusedException("field.no_value", field.Name);
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

using System.Globalization;
using Stamgast.App.Parts;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Formats.Phones;

namespace Stamgast.App.Said;

/// <summary>Shows a canonical value as people read it: "+32 486 12 33 09", "Nederlands", "30 juli 1985".</summary>
public static class FieldText
{
    /// <summary>The words of a value; null when it is empty.</summary>
    public static string? Show(CustomerField field, string? value, Visit visit) => value is null ? null : field.Kind switch
    {
        FieldKind.Type when value is "person" or "company" => visit.T("customer.type." + value),
        FieldKind.Gender when value is "0" or "1" or "2" or "9" => visit.T("customer.gender." + value),
        FieldKind.Flag => visit.T(value == "1" ? "shell.yes" : "shell.no"),
        FieldKind.Date => Date(value, visit),
        FieldKind.Phone => PhoneDisplay.International(value),
        FieldKind.PhoneList => string.Join(", ", CustomerValues.Elements(value).Select(PhoneDisplay.International)),
        FieldKind.EmailList or FieldKind.NameList => string.Join(", ", CustomerValues.Elements(value)),
        FieldKind.Country => Countries.Name(value, visit.Culture),
        FieldKind.Language => Languages.Name(value, visit.Culture),
        FieldKind.Iban => Iban.Format(value),
        FieldKind.VatNumber => VatNumber.Format(value),
        FieldKind.EnterpriseNumber => EnterpriseNumber.Format(value),
        FieldKind.Map => All(value, visit),
        _ => value,
    };

    /// <summary>The words of a value of an extra field; null when it is empty.</summary>
    /// <param name="field">Null for an unknown field: the value as it is.</param>
    public static string? Show(ExtraDefinition? field, string? value, Visit visit) => value is null ? null : field?.Kind switch
    {
        ExtraKind.Flag => visit.T(value == "1" ? "shell.yes" : "shell.no"),
        ExtraKind.Date => Date(value, visit),
        ExtraKind.Number => ExtraNumber.Show(value, 0, visit.Culture),
        ExtraKind.Amount => ExtraNumber.Show(value, 2, visit.Culture),
        ExtraKind.Choice => Choice(field, value, visit),
        ExtraKind.Choices => string.Join(", ", CustomerValues.Elements(value).Select(name => Choice(field, name, visit))),
        _ => value,
    };

    /// <summary>A value of an extra field as one types it: numbers with the decimal sign of the reader.</summary>
    public static string? Typed(ExtraDefinition field, string? value, Visit visit) =>
        field.Kind is ExtraKind.Number or ExtraKind.Amount ? value?.Replace(".", visit.Culture.NumberFormat.NumberDecimalSeparator, StringComparison.Ordinal)
        : field.Kind == ExtraKind.Choices ? value?.Replace(CustomerValues.ListSeparator, "\n", StringComparison.Ordinal) : value;

    /// <summary>The value as one types it: as shown, but dates and choices by their codes and lists one below the other.</summary>
    public static string? Typed(CustomerField field, string? value) => value is null ? null : field.Kind switch
    {
        FieldKind.Phone => PhoneDisplay.International(value),
        FieldKind.PhoneList => string.Join('\n', CustomerValues.Elements(value).Select(PhoneDisplay.International)),
        FieldKind.EmailList or FieldKind.NameList => string.Join('\n', CustomerValues.Elements(value)),
        FieldKind.Iban => Iban.Format(value),
        FieldKind.VatNumber => VatNumber.Format(value),
        FieldKind.EnterpriseNumber => EnterpriseNumber.Format(value),
        _ => value,
    };

    /// <summary>The link of a website; null for a text that is not a web address, whoever entered it.</summary>
    public static string? Link(string? website) =>
        website is not null && Website.Read(website, int.MaxValue) is { Problem: null, Value: { } address } && address == website ? address : null;

    /// <summary>One line: "Karel Oomsstraat 14 bus 2, 2018 Antwerpen, België"; null without an address.</summary>
    /// <param name="first">The ordinal of the street; the other parts follow it.</param>
    public static string? Address(CustomerValues values, int first, Visit visit)
    {
        var box = values[first + 2] is { } b ? visit.T("customer.box", b) : null;
        var street = Join(" ", values[first], values[first + 1], box);
        var town = Join(" ", values[first + 3], values[first + 4]);
        // The default country alone is not an address.
        if (!HasAddress(values, first)) return null;
        var country = values[first + 5] is { } code ? Countries.Name(code, visit.Culture) : null;
        return Join(", ", street, town, country);
    }

    /// <summary>True when more than a country is known.</summary>
    public static bool HasAddress(CustomerValues values, int first) => Enumerable.Range(first, 5).Any(part => values[part] is not null);

    // All extra fields in one cell: "Kilos a month: 12, Machine: Gaggia".
    private static string All(string map, Visit visit) => string.Join(", ", MapValue.Read(map)
        .Select(v => (Field: visit.Extra.ById(v.Key), v.Value)).Where(v => v.Field is not null).OrderBy(v => v.Field!.Position)
        .Select(v => $"{v.Field!.Caption(visit.Culture)}: {Show(v.Field, v.Value, visit)}"));

    private static string Choice(ExtraDefinition field, string name, Visit visit) =>
        field.Choices.FirstOrDefault(c => c.IsNamed(name))?.Caption(visit.Culture) ?? name;

    private static string? Join(string separator, params ReadOnlySpan<string?> parts)
    {
        var filled = new List<string>(parts.Length);
        foreach (var part in parts)
            if (!string.IsNullOrEmpty(part)) filled.Add(part);
        return filled.Count == 0 ? null : string.Join(separator, filled);
    }

    private static string Date(string value, Visit visit) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? visit.Day(day) : value;
}

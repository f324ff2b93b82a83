using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Language;

namespace Stamgast.Exporting;

/// <summary>One column of an export: the ID, the version, a field of the customer or an extra field.</summary>
/// <param name="Field">Null for the ID, the version and extra fields.</param>
/// <param name="Extra">Null for all others.</param>
internal sealed record ExportColumn(string Name, CustomerField? Field, ExtraDefinition? Extra = null)
{
    /// <summary>The columns of a list.</summary>
    public static readonly IReadOnlyList<string> Shown =
    [
        "id", "type", "number", "first_name", "particle", "last_name", "company_name", "email", "phone", "mobile", "postal_code", "city", "country",
        "language", "groups", "label", "active",
    ];

    /// <summary>Template 1: the header of an export of all fields, in this order.</summary>
    public static readonly IReadOnlyList<ExportColumn> Template =
        [new("id", null), new("version", null), .. CustomerFields.All.Select(f => new ExportColumn(f.Name, f))];

    /// <summary>The template of a base: the standard columns, followed by one for each extra field in use.</summary>
    public static IReadOnlyList<ExportColumn> TemplateWith(ExtraDefinitions extra) =>
        extra.Living.Count == 0 ? Template : [.. Template, .. extra.Living.Select(f => new ExportColumn(f.Name, null, f))];

    /// <summary>The column with this name.</summary>
    /// <exception cref="RefusedException">export.column</exception>
    public static ExportColumn Named(string name, ExtraDefinitions extra) => Template.FirstOrDefault(c => c.Name == name)
        ?? (ListColumns.IsExtra(name) && extra.ByKey(name) is { } field ? new ExportColumn(field.Name, null, field) : null)
        ?? throw new RefusedException("export.column", name);

    public string Header(CultureInfo? captions) => (captions, Field) switch
    {
        (null, _) => Name,
        _ when Extra is not null => Extra.Caption(captions!),
        (_, null) => Texts.Get("export.column." + Name, captions),
        _ => Texts.Get(Field.CaptionKey, captions),
    };

    /// <summary>The value as canonical text, for a select from the customers with alias c.</summary>
    public string Expression(Engine engine) => Extra is not null ? ExtraColumns.Value(Extra, engine, "c")
        : Field is null ? engine.TypedAs("c." + Name, "text") : engine.ReadAsText("c." + Field.Name, CustomerColumns.AsText(Field, engine, "c"));

}

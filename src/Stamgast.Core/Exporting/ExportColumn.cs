using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Language;

namespace Stamgast.Exporting;

/// <summary>One column of an export: the ID, the version, or a field of the customer.</summary>
/// <param name="Field">Null for the ID and the version.</param>
internal sealed record ExportColumn(string Name, CustomerField? Field)
{
    /// <summary>What a list shows.</summary>
    public static readonly IReadOnlyList<string> Shown =
    [
        "id", "type", "number", "first_name", "particle", "last_name", "company_name", "email", "phone", "mobile", "postal_code", "city", "country",
        "language", "groups", "label", "active",
    ];

    /// <summary>Template 1: the header of an export of all fields, in this order.</summary>
    public static readonly IReadOnlyList<ExportColumn> Template =
        [new("id", null), new("version", null), .. CustomerFields.All.Select(f => new ExportColumn(f.Name, f))];

    /// <summary>The column with this name.</summary>
    /// <exception cref="RefusedException">export.column</exception>
    public static ExportColumn Named(string name) => Template.FirstOrDefault(c => c.Name == name) ?? throw new RefusedException("export.column", name);

    public string Header(CultureInfo? captions) => (captions, Field) switch
    {
        (null, _) => Name,
        (_, null) => Texts.Get("export.column." + Name, captions),
        _ => Texts.Get(Field.CaptionKey, captions),
    };

    /// <summary>The value as canonical text, for a select from the customers with alias c.</summary>
    public string Expression(Engine engine) => (Field, engine) switch
    {
        (null, Engine.Postgres) => $"c.{Name}::text",
        (null, _) => $"c.{Name}",
        // What comes from SQLite is asked for as text anyway.
        (_, Engine.Sqlite) => $"c.{Field.Name}",
        _ => CustomerColumns.AsText(Field, engine, "c"),
    };

}

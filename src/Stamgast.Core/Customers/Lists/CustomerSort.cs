using Stamgast.Customers.Extras;
using Stamgast.Database;
using Stamgast.ExtraFields;

namespace Stamgast.Customers.Lists;

/// <summary>
/// A column by which the list can be sorted: the name, any field, the ID, or the time of the last change. Customers without a value come last in
/// either direction; those with the same value are sorted by name.
/// </summary>
public sealed record CustomerSort
{
    /// <summary>Alphabetical, in the name order of the organisation.</summary>
    public static readonly CustomerSort Name = new("name", null);

    /// <summary>Best matches first; without search words, the order by name.</summary>
    public static readonly CustomerSort Match = new("match", null);

    public static readonly CustomerSort Id = new("id", null);

    public static readonly CustomerSort Changed = new("changed", null);

    // No more: older shells of SQLite could not open a base with an index of a deeper expression.
    private const string Accented = "éèêëöüàâçôïîûäåøÉÈÖÜÄÅØÇÎ";
    private const string Plain = "eeeeouaacoiiuaaoeeouaaoci";

    private CustomerSort(string key, CustomerField? field)
    {
        Key = key;
        Field = field;
    }

    /// <summary>As in the address: "name", "match", "id", "changed" or the name of a field.</summary>
    public string Key { get; }

    internal CustomerField? Field { get; }

    /// <summary>Under what an order is remembered: that of an extra field is another one when its kind is.</summary>
    internal string MemoryKey => Field is ExtraListField extra ? $"{Key} {extra.Definition.Kind}" : Key;

    /// <summary>True when an index of the database has the customers in this order.</summary>
    internal bool HasIndex => Key != Changed.Key && Field is null or
        { Ordinal: CustomerFields.City or CustomerFields.Email or CustomerFields.Number or CustomerFields.Language or CustomerFields.Label };

    public static CustomerSort By(CustomerField field) => new(field.Name, field);

    /// <summary>The sort with this key, or null.</summary>
    /// <param name="extra">The extra fields of the base.</param>
    public static CustomerSort? ByKey(string key, ExtraDefinitions extra) => key switch
    {
        _ when key.StartsWith(ExtraDefinition.Prefix, StringComparison.Ordinal) => extra.ByKey(key) is { } own ? By(new ExtraListField(own)) : null,
        "name" => Name,
        "match" => Match,
        "id" => Id,
        "changed" => Changed,
        _ => CustomerFields.ByName(key) is { } field ? By(field) : null,
    };

    /// <summary>The language as its index has it: by code unit on both engines.</summary>
    internal static string LanguageColumn(Engine engine) => engine.ByCode("c.language");

    /// <summary>
    /// The expression by which a field is sorted: lower case for texts, and without accents for names that people read that way; the same on both
    /// engines and in the indexes.
    /// </summary>
    internal static string Expression(CustomerField field, Engine engine) => field.Kind switch
    {
        _ when field is ExtraListField { Definition: var extra } => extra.Kind is ExtraKind.Number or ExtraKind.Amount or ExtraKind.Date or ExtraKind.Flag
            ? ExtraColumns.Key(extra, engine, "c") : WithoutAccents(ExtraColumns.Value(extra, engine, "c"), engine),
        _ when field.Ordinal is CustomerFields.Number or CustomerFields.Label => "c." + field.Name,
        FieldKind.Language => LanguageColumn(engine),
        FieldKind.Date or FieldKind.Flag or FieldKind.Gender => CustomerColumns.AsText(field, engine, "c"),
        FieldKind.Line => WithoutAccents("c." + field.Name, engine),
        _ => engine.Small("c." + field.Name),
    };

    /// <summary>The same for a text in memory.</summary>
    internal static string WithoutAccents(string text) => string.Create(text.Length, text, static (plain, all) =>
    {
        for (var i = 0; i < plain.Length; i++)
            plain[i] = Accented.IndexOf(all[i], StringComparison.Ordinal) is var at and >= 0 ? Plain[at] : char.IsAsciiLetterUpper(all[i])
                ? char.ToLowerInvariant(all[i]) : all[i];
    });

    /// <summary>True for a lower-case letter that may have an accent.</summary>
    internal static bool MayHaveAccent(char letter) => Plain.Contains(letter, StringComparison.Ordinal);

    /// <summary>A text in lower case without the accents of neighbouring languages, as in the index of the cities: Écaussinnes is under E.</summary>
    internal static string WithoutAccents(string text, Engine engine) => engine.WithoutAccents(text, Accented, Plain);
}

using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>The columns of the staging tables: what a row is, and each customer field as its canonical text.</summary>
internal static class StageColumns
{
    /// <summary>The columns before the fields, with their types.</summary>
    private static readonly (string Name, string Type)[] Fixed =
    [
        ("seq", "bigint"), ("line", "bigint"), ("class", "smallint"), ("operation", "smallint"), ("left_out", "smallint"),
        ("record_id", "bigint"), ("new_no", "bigint"), ("base_version", "integer"), ("trashed", "smallint"), ("field_count", "integer"),
        ("payload", "text"), ("problems", "text"), ("cells", "text"), ("alike", "text"),
        ("sort_core", "text"), ("sort_full", "text"), ("words", "text"),
    ];

    public static readonly string[] Names = [.. Fixed.Select(c => c.Name), .. CustomerFields.All.Select(f => f.Name)];

    /// <summary>The fields alone, for statements: <c>type, number, ...</c></summary>
    public static readonly string Fields = string.Join(", ", CustomerFields.All.Select(f => f.Name));

    /// <summary>SQLite: how the file of a proposal is written, for as long as nobody else may open it.</summary>
    public const string SqliteLoading = "pragma journal_mode = off; pragma synchronous = off; pragma main.locking_mode = exclusive; pragma cache_size = -32768;";

    /// <summary>SQLite: the index by which a customer's row is found.</summary>
    public const string SqliteRecordIndex = "create index stage_row_record on stage_row(record_id) where record_id is not null;";

    /// <summary>SQLite: the indexes of the staging tables.</summary>
    public const string SqliteIndexes = "create index stage_row_class on stage_row(class); create index stage_row_out on stage_row(class) where left_out = 1; create index stage_key_seq on stage_key(seq);" + SqliteRecordIndex;

    /// <summary>What a row's item stores; for a row that was to be new it may have to be made of its values (SQLite).</summary>
    public static string Payload(Engine engine, string alias) => engine == Engine.Postgres ? alias + ".payload"
        : $"coalesce({alias}.payload, case when {alias}.new_no is not null then {SqliteFunctions.CreationPayload}({string.Join(", ", CustomerFields.All.Select(f => $"{alias}.{f.Name}"))}) end)";

    /// <summary>The words by which a row's customer will be found; for a row that was to be new they may have to be made of its values (SQLite).</summary>
    public static string Words(Engine engine, string alias) => engine == Engine.Postgres ? alias + ".words"
        : $"coalesce({alias}.words, case when {alias}.new_no is not null then {SqliteFunctions.SearchWords}({string.Join(", ", CustomerSearch.Fields.Select(f => $"{alias}.{f.Name}"))}) end)";

    /// <summary>A staged field as a value of the customer table: on PostgreSQL its text becomes a date, a number or a truth value.</summary>
    public static string Typed(CustomerField field, Engine engine, string alias) => (engine, field.Kind) switch
    {
        (Engine.Postgres, FieldKind.Date) => $"{alias}.{field.Name}::date",
        (Engine.Postgres, FieldKind.Gender) => $"{alias}.{field.Name}::smallint",
        (Engine.Postgres, FieldKind.Flag) => $"({alias}.{field.Name} = '1')",
        _ => $"{alias}.{field.Name}",
    };

    /// <summary>A column of the customer table as its canonical text.</summary>
    public static string AsText(CustomerField field, Engine engine, string alias) => (engine, field.Kind) switch
    {
        (Engine.Postgres, FieldKind.Date or FieldKind.Gender) => $"{alias}.{field.Name}::text",
        (Engine.Postgres, FieldKind.Flag) => $"case when {alias}.{field.Name} then '1' else '0' end",
        _ => $"{alias}.{field.Name}",
    };

    /// <summary>All fields of a customer as canonical texts, for a select.</summary>
    public static string AllAsText(Engine engine, string alias) =>
        string.Join(", ", CustomerFields.All.Select(f => AsText(f, engine, alias)));

    /// <param name="create">How to create: "create table", "create unlogged table", "create temporary table".</param>
    public static string CreateTables(string create, string rows, string keys, Engine engine)
    {
        // Connections to PostgreSQL are used again; SQLite drops its temporary tables when the next one begins.
        var end = engine == Engine.Postgres && create.Contains("temporary", StringComparison.Ordinal) ? " on commit drop" : "";
        var key = engine == Engine.Sqlite ? "integer primary key" : "bigint primary key";
        var columns = Fixed.Skip(1).Select(c => c.Name + " " + c.Type).Concat(CustomerFields.All.Select(f => f.Name + " text"));
        return $"{create} {rows}(seq {key}, {string.Join(", ", columns)}){end}; {create} {keys}(seq bigint, kind smallint, key text, added smallint){end};";
    }
}

using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Stamgast.Text;

namespace Stamgast.Database;

/// <summary>
/// The SQL that differs between the two engines by a word. What differs as a whole is in twins (<c>SqliteX</c> and <c>PostgresX</c>). A test counts
/// the branches elsewhere.
/// </summary>
internal static class Dialect
{
    private const string Fold = "folded";

    /// <summary>The condition that a boolean column is true.</summary>
    public static string Yes(this Engine engine, string column) => engine == Engine.Sqlite ? column + " = 1" : column;

    /// <summary>The condition that a boolean column is false.</summary>
    public static string No(this Engine engine, string column) => engine == Engine.Sqlite ? column + " = 0" : "not " + column;

    /// <summary>A boolean literal.</summary>
    public static string Truth(this Engine engine, bool value) => engine == Engine.Sqlite ? value ? "1" : "0" : value ? "true" : "false";

    /// <summary>A boolean as a number that can be summed.</summary>
    public static string TruthAsNumber(this Engine engine, string column) => engine == Engine.Sqlite ? column : column + "::int";

    /// <summary>"Is one of" the texts of a parameter, with a value from <see cref="Texts"/>.</summary>
    public static string OneOf(this Engine engine, string parameter = "@list") =>
        engine == Engine.Sqlite ? $"in (select value from json_each({parameter}))" : $"= any({parameter})";

    /// <summary>Texts as the value of a parameter for <see cref="OneOf"/>.</summary>
    public static object Texts(this Engine engine, IEnumerable<string> texts) =>
        engine == Engine.Sqlite ? JsonSerializer.Serialize(texts) : texts as string[] ?? [.. texts];

    /// <summary>The position of a text in another, from 1; 0 when it is not in it.</summary>
    public static string Position(this Engine engine, string text, string part) => $"{(engine == Engine.Sqlite ? "instr" : "strpos")}({text}, {part})";

    /// <summary>A text in lower case: only A to Z, the same on both engines.</summary>
    public static string Small(this Engine engine, string text) => engine == Engine.Sqlite ? $"lower({text})" : $"lower({text} collate \"C\")";

    /// <summary>
    /// A text without case, accents and marks, as <see cref="Folding.Fold(ReadOnlySpan{char})"/> writes it, for the letters of the languages in use
    /// here. The connection must know it (<see cref="KnowFolding"/>).
    /// </summary>
    public static string Folded(this Engine engine, string text) => engine == Engine.Sqlite ? $"{Fold}({text})" : $"""
        lower(regexp_replace(replace(replace(replace(translate(
            regexp_replace(normalize({text}, NFD), '[\u0300-\u036f''’`]', '', 'g'), 'ØøŁłĐđ', 'OoLlDd'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
            '[^0-9A-Za-z\u0080-\uffff]+', ' ', 'g'))
        """;

    /// <summary>Registers on a connection what <see cref="Folded"/> calls; PostgreSQL needs nothing.</summary>
    public static void KnowFolding(this DbConnection connection)
    {
        if (connection is SqliteConnection file) file.CreateFunction(Fold, (string? text) => text is null ? null : Folding.Fold(text), isDeterministic: true);
    }

    /// <summary>The text under an ID of a map (see <c>MapValue</c>); null when there is none.</summary>
    public static string InMap(this Engine engine, string column, string id) =>
        engine == Engine.Sqlite ? $"json_extract({column}, '$.\"{id}\"')" : $"({column}::jsonb ->> '{id}')";

    /// <summary>A text that is compared character by character on both engines.</summary>
    public static string ByCode(this Engine engine, string text) => engine == Engine.Sqlite ? text : $"({text} collate \"C\")";

    /// <summary>A canonical number as a number; null for a text that is none.</summary>
    public static string NumberIn(this Engine engine, string text) => engine == Engine.Sqlite
        ? $"cast(case when {text} not glob '*[^-.0-9]*' then {text} end as real)"
        : $"(case when {text} ~ '^-?[0-9]{{1,15}}([.][0-9]{{1,6}})?$' then {text}::float8 end)";

    /// <summary>A parameter with such a text as a number.</summary>
    public static string Number(this Engine engine, string parameter) => engine == Engine.Sqlite ? $"cast({parameter} as real)" : $"{parameter}::text::float8";

    /// <summary>An expression by whose index nobody is looked for. PostgreSQL decides by its statistics.</summary>
    public static string Aside(this Engine engine, string expression) => engine == Engine.Sqlite ? "+" + expression : expression;

    /// <summary>True when the engine chooses its plan by statistics; the other is told the way by the statement.</summary>
    public static bool KeepsStatistics(this Engine engine) => engine == Engine.Postgres;

    /// <summary>A table that is read from end to end. PostgreSQL decides by its statistics.</summary>
    public static string NotIndexed(this Engine engine, string table) => engine == Engine.Sqlite ? table + " not indexed" : table;

    /// <summary>A table that is read by way of an index. PostgreSQL decides by its statistics.</summary>
    public static string IndexedBy(this Engine engine, string table, string index) => engine == Engine.Sqlite ? $"{table} indexed by {index}" : table;

    /// <summary>A join that begins with the table on the left. PostgreSQL decides by its statistics.</summary>
    public static string JoinInOrder(this Engine engine) => engine == Engine.Sqlite ? "cross join" : "join";

    /// <summary>
    /// A cheap condition before an expensive one that implies it. Only SQLite needs it: there <see cref="WithoutAccents"/> is one call for each letter.
    /// </summary>
    public static string CheapFirst(this Engine engine, Func<string> cheap, string condition) =>
        engine == Engine.Sqlite ? $"({cheap()} and {condition})" : condition;

    /// <summary>A select of the IDs in a parameter that joins them by commas: it can be longer than a statement may be.</summary>
    public static string EachId(this Engine engine, string parameter) => engine == Engine.Sqlite
        ? $"select value from json_each('[' || {parameter} || ']')" : $"select unnest(string_to_array({parameter}, ',')::bigint[])";

    /// <summary>"Is one of" some thousand IDs in a parameter that joins them by commas, found by the primary key.</summary>
    public static string OneOfIds(this Engine engine, string parameter) => engine == Engine.Sqlite
        ? $"in ({EachId(engine, parameter)})" : $"= any(string_to_array({parameter}, ',')::bigint[])";

    /// <summary>The pairs of a JSON object of texts, as a table with <c>key</c> and <c>value</c>.</summary>
    public static string EachPair(this Engine engine, string parameter) =>
        engine == Engine.Sqlite ? $"json_each({parameter})" : $"jsonb_each_text({parameter}::jsonb)";

    /// <summary>A text that holds JSON as a value in JSON.</summary>
    public static string Json(this Engine engine, string text) => engine == Engine.Sqlite ? $"json({text})" : text + "::json";

    /// <summary>The number of elements of a text with a JSON array.</summary>
    public static string JsonLength(this Engine engine, string text) => $"json_array_length({(engine == Engine.Sqlite ? text : text + "::json")})";

    /// <summary>A JSON array of values.</summary>
    public static string JsonArray(this Engine engine, string values) => $"{(engine == Engine.Sqlite ? "json_array" : "json_build_array")}({values})";

    /// <summary>A JSON object of names and values by turns.</summary>
    public static string JsonObject(this Engine engine, string pairs) => $"{(engine == Engine.Sqlite ? "json_object" : "json_build_object")}({pairs})";

    /// <summary>A further table in a "from": each element of a JSON array, as <c>value</c>, with its place in order, as <c>key</c>.</summary>
    public static string EachElement(this Engine engine, string array, string alias) => engine == Engine.Sqlite
        ? $", json_each({array}) {alias}" : $" cross join lateral json_array_elements({array}) with ordinality {alias}(value, key)";

    /// <summary>A text in a JSON object; on SQLite a number stays a number.</summary>
    public static string TextIn(this Engine engine, string json, string name) =>
        engine == Engine.Sqlite ? $"json_extract({json}, '$.{name}')" : $"({json} ->> '{name}')";

    /// <summary>An expression of a type that only PostgreSQL must be told; SQLite compares and stores it as it is.</summary>
    public static string TypedAs(this Engine engine, string expression, string type) => engine == Engine.Sqlite ? expression : $"{expression}::{type}";

    /// <summary>A number as its text.</summary>
    public static string NumberAsText(this Engine engine, string column) => engine == Engine.Sqlite ? $"cast({column} as text)" : column + "::text";

    /// <summary>A number of ten-thousandths as a text with four decimals: -0.5000.</summary>
    public static string AmountAsText(this Engine engine, string column) => engine == Engine.Sqlite
        ? $"case when {column} is null then null else printf('%s%d.%04d', case when {column} < 0 then '-' else '' end, "
            + $"abs({column}) / 10000, abs({column}) % 10000) end"
        : $"to_char({column} / 10000.0, 'FM9999999999999990.0000')";

    /// <summary>A text with four decimals as a number of ten-thousandths.</summary>
    public static string TextAsAmount(this Engine engine, string text) =>
        engine == Engine.Sqlite ? $"cast(replace({text}, '.', '') as integer)" : $"replace({text}, '.', '')::bigint";

    /// <summary>A boolean as "1" or "0".</summary>
    public static string TruthAsText(this Engine engine, string column) =>
        engine == Engine.Sqlite ? $"cast({column} as text)" : $"case when {column} then '1' else '0' end";

    /// <summary>A number, 0 or 1, as a boolean.</summary>
    public static string NumberAsTruth(this Engine engine, string number) => engine == Engine.Sqlite ? number : $"({number} = 1)";

    /// <summary>A text, "0" or "1", as a boolean.</summary>
    public static string TextAsTruth(this Engine engine, string text) => engine == Engine.Sqlite ? text : $"({text} = '1')";

    /// <summary>A column whose text is read as bytes. SQLite gives those of any column; PostgreSQL is asked for a text.</summary>
    public static string ReadAsText(this Engine engine, string column, string asText) => engine == Engine.Sqlite ? column : asText;

    /// <summary>The condition that a column has a text in any case, A to Z; the parameter has it in lower case.</summary>
    public static string IsInAnyCase(this Engine engine, string column, string parameter) =>
        engine == Engine.Sqlite ? $"{column} = {parameter} collate nocase" : $"{Small(engine, column)} = {parameter}";

    /// <summary>"Like" in any case.</summary>
    public static string Like(this Engine engine) => engine == Engine.Sqlite ? "like" : "ilike";

    /// <summary>A text in lower case with each of these letters replaced by the one at the same place in <paramref name="plain"/>.</summary>
    public static string WithoutAccents(this Engine engine, string text, string accented, string plain)
    {
        if (engine == Engine.Postgres) return $"translate({Small(engine, text)}, '{accented}', '{plain}')";
        var replaced = accented.Zip(plain).Aggregate(Small(engine, text), (inner, pair) => $"replace({inner}, '{pair.First}', '{pair.Second}')");
        // Most texts have none.
        return $"case when {text} glob '*[^ -~]*' then {replaced} else {Small(engine, text)} end";
    }

    /// <summary>The condition that a text begins with digits, at most 18: by itself, or followed by something that is no digit.</summary>
    /// <param name="isWhole">True when nothing may follow.</param>
    public static string BeginsWithNumber(this Engine engine, string text, bool isWhole) => engine == Engine.Postgres
        ? $"{text} ~ '^[0-9]{{1,18}}{(isWhole ? "$" : "([^0-9]|$)")}'"
        : isWhole ? $"{text} <> '' and length({text}) < 19 and {text} not glob '*[^0-9]*'" : $"{text} glob '[0-9]*'";

    /// <summary>The number with which such a text begins.</summary>
    public static string NumberAtStart(this Engine engine, string text) =>
        engine == Engine.Postgres ? $"substring({text} from '^[0-9]{{1,18}}')::bigint" : $"cast({text} as integer)";

    /// <summary>Passes over rows that another transaction holds; SQLite has one writer.</summary>
    public static string SkipLocked(this Engine engine) => engine == Engine.Postgres ? "for update skip locked" : "";

    /// <summary>The clock of the server in milliseconds: those of two machines may differ by minutes. Null on SQLite, where there is one program.</summary>
    public static string ServerClock(this Engine engine) =>
        engine == Engine.Postgres ? "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)" : "null";

    /// <summary>Begins a transaction that sees the base as it was at one moment.</summary>
    public static string BeginMoment(this Engine engine) => engine == Engine.Sqlite ? "begin" : "begin isolation level repeatable read read only";

    /// <summary>The collation that compares texts character by character.</summary>
    public static string ByteOrder(this Engine engine) => engine == Engine.Sqlite ? "BINARY" : "C";

    /// <summary>A select of the name of the table in <c>@name</c>; nothing or null without one.</summary>
    public static string NameOfTable(this DbConnection connection) => connection is SqliteConnection
        ? "select name from sqlite_master where type = 'table' and name = @name" : "select to_regclass(@name)::text";

    /// <summary>A select of the names of all tables.</summary>
    public static string Tables(this Engine engine) => engine == Engine.Sqlite
        ? "select name from sqlite_master where type = 'table'" : "select tablename from pg_tables where schemaname = current_schema()";

    /// <summary>A select of the names of all indexes that begin with a text of plain letters.</summary>
    public static string Indexes(this Engine engine, string beginning) => engine == Engine.Sqlite
        ? $"select name from sqlite_master where type = 'index' and substr(name, 1, {beginning.Length}) = '{beginning}'"
        : $"select indexname from pg_indexes where schemaname = current_schema() and starts_with(indexname, '{beginning}')";

    /// <summary>A select of the bytes of the whole base.</summary>
    public static string SizeOfBase(this Engine engine) => engine == Engine.Sqlite
        ? "select page_count * page_size from pragma_page_count(), pragma_page_size()" : "select pg_database_size(current_database())";

    /// <summary>The engine as people call it.</summary>
    public static string Name(this Engine engine) => engine == Engine.Sqlite ? "SQLite" : "PostgreSQL";

    /// <summary>
    /// Statements that list what is wrong with the pages and references of the base, or say "ok". PostgreSQL checks references as they are written, and
    /// has tools of its own for its pages.
    /// </summary>
    public static IReadOnlyList<(string Check, string Sql)> SoundnessChecks(this Engine engine, bool quick) => engine == Engine.Postgres ? []
        : [("integrity", $"pragma {(quick ? "quick_check" : "integrity_check")}(20)"), ("references", "pragma foreign_key_check")];

    /// <summary>
    /// Removes older versions of rows for good: the journal of SQLite holds older pages until it is taken into the file, PostgreSQL keeps older rows until
    /// they are vacuumed. Answers nothing, or 0 when it is done.
    /// </summary>
    public static string Settling(this Engine engine, IEnumerable<string> tables) => engine == Engine.Sqlite ? "pragma wal_checkpoint(truncate)"
        : $"vacuum {string.Join(", ", tables.Select(table => $"\"{table}\""))}";

    /// <summary>Many lookups: on SQLite in one transaction, since starting and ending one for each would cost more than the lookup.</summary>
    public static T LookUpTogether<T>(this DbConnection connection, Func<T> work)
    {
        if (connection is not SqliteConnection) return work();
        Run("begin");
        try { return work(); }
        finally { Run("commit"); }

        void Run(string sql)
        {
            using var command = connection.Query(sql);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Stops the statement that runs on a connection.</summary>
    public static void Interrupt(this DbConnection connection, DbCommand running)
    {
        if (connection is SqliteConnection file) SQLitePCL.raw.sqlite3_interrupt(file.Handle);
        else running.Cancel();
    }
}

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
}

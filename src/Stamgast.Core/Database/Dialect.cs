using System.Text.Json;

namespace Stamgast.Database;

/// <summary>
/// How the two engines say the same thing within a statement. What differs by a word stands here; what differs by its whole way stands in twins
/// (<c>SqliteX</c> and <c>PostgresX</c>). A test counts what still branches elsewhere.
/// </summary>
internal static class Dialect
{
    /// <summary>The condition that a column of yes and no says yes.</summary>
    public static string Yes(this Engine engine, string column) => engine == Engine.Sqlite ? column + " = 1" : column;

    /// <summary>The condition that a column of yes and no says no.</summary>
    public static string No(this Engine engine, string column) => engine == Engine.Sqlite ? column + " = 0" : "not " + column;

    /// <summary>Yes or no as it is written into a statement.</summary>
    public static string Truth(this Engine engine, bool value) => engine == Engine.Sqlite ? value ? "1" : "0" : value ? "true" : "false";

    /// <summary>Yes and no as a number that can be summed.</summary>
    public static string TruthAsNumber(this Engine engine, string column) => engine == Engine.Sqlite ? column : column + "::int";

    /// <summary>"Is one of" the texts of a parameter, whose value <see cref="Texts"/> makes.</summary>
    public static string OneOf(this Engine engine, string parameter = "@list") =>
        engine == Engine.Sqlite ? $"in (select value from json_each({parameter}))" : $"= any({parameter})";

    /// <summary>Texts as the value of a parameter for <see cref="OneOf"/>.</summary>
    public static object Texts(this Engine engine, IEnumerable<string> texts) =>
        engine == Engine.Sqlite ? JsonSerializer.Serialize(texts) : texts as string[] ?? [.. texts];

    /// <summary>At which character a text stands in another, from 1; 0 where it does not.</summary>
    public static string Position(this Engine engine, string text, string part) => $"{(engine == Engine.Sqlite ? "instr" : "strpos")}({text}, {part})";

    /// <summary>A text in small letters: A to Z alone, the same on both engines.</summary>
    public static string Small(this Engine engine, string text) => engine == Engine.Sqlite ? $"lower({text})" : $"lower({text} collate \"C\")";
}

using System.Data.Common;
using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Checks;

/// <summary>Asks the database engine itself: which version it is, whether its pages are sound, whether references lead somewhere.</summary>
internal sealed class EngineCheck(DbConnection reader, Engine engine)
{
    public IEnumerable<CheckResult> Run(bool quick)
    {
        yield return new CheckResult("engine", true, engine == Engine.Sqlite ? "SQLite" : "PostgreSQL", reader.ServerVersion);
        // PostgreSQL checks references as they are written, and has its own tools for its pages.
        if (engine == Engine.Postgres) yield break;
        yield return CheckResult.Try("integrity", () => CheckResult.Of("integrity", 0, Unsound($"pragma {(quick ? "quick_check" : "integrity_check")}(20)")));
        yield return CheckResult.Try("references", () => CheckResult.Of("references", 0, Lines("pragma foreign_key_check")));
    }

    private List<string> Unsound(string pragma) => Lines(pragma) is var lines && lines is ["ok"] ? [] : lines;

    private List<string> Lines(string pragma)
    {
        using var command = reader.Query(pragma);
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read()) lines.Add(Convert.ToString(rows.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        return lines;
    }
}

using System.Data.Common;
using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Checks;

/// <summary>Asks the database engine itself: which version it is, whether its pages are sound, whether references lead somewhere.</summary>
internal sealed class EngineCheck(DbConnection reader, Engine engine)
{
    public IEnumerable<CheckResult> Run(bool quick)
    {
        yield return new CheckResult("engine", true, engine.Name(), reader.ServerVersion);
        foreach (var (check, sql) in engine.SoundnessChecks(quick)) yield return CheckResult.Try(check, () => CheckResult.Of(check, 0, Unsound(sql)));
    }

    private List<string> Unsound(string sql) => Lines(sql) is var lines && lines is ["ok"] ? [] : lines;

    private List<string> Lines(string sql)
    {
        using var command = reader.Query(sql);
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read()) lines.Add(Convert.ToString(rows.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        return lines;
    }
}

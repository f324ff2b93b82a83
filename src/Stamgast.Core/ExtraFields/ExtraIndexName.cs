using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.ExtraFields;

/// <summary>
/// The indexes of extra fields by their names. Whether there is one is asked of the database: a base that was brought back from a backup, or
/// whose table was built anew, has none, whatever was noted before.
/// </summary>
internal static class ExtraIndexName
{
    private const string Prefix = "ix_extra_";

    /// <summary>The name of the index of a field: another one for each kind, since what it holds is.</summary>
    public static string Of(ExtraDefinition field) => $"{Prefix}{field.MapId}_{field.Kind.ToString().ToLowerInvariant()}";

    /// <summary>Those that the base has.</summary>
    public static HashSet<string> AllIn(DbConnection connection, Engine engine)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var command = connection.Query(engine.Indexes(Prefix));
        using var reader = command.ExecuteReader();
        while (reader.Read()) names.Add(reader.GetString(0));
        return names;
    }
}

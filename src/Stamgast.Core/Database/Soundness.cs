using Microsoft.Data.Sqlite;

namespace Stamgast.Database;

/// <summary>
/// Looks whether the file of a base is sound, when something failed that should not: bytes that were altered on the disk are read as
/// values that cannot be, and the program would take the blame.
/// </summary>
public static class Soundness
{
    /// <summary>The damage of the file; null without any, and on PostgreSQL, which looks after its files itself. Reads the whole file.</summary>
    public static Refusal? DamageOf(Base customers)
    {
        if (customers.Engine == Engine.Postgres) return null;
        try
        {
            customers.MustBeThere();
            using var reader = customers.OpenReader();
            using var command = reader.Query("pragma quick_check(1)");
            return command.ExecuteScalar() as string is { } found and not "ok" ? new Refusal(Trouble.Damaged, customers.Location.Name, found) : null;
        }
        catch (Exception e) when (e is SqliteException or RefusedException)
        {
            return Trouble.Of(e, customers.Location);
        }
    }
}

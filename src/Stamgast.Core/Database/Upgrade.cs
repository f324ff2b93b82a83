using Microsoft.EntityFrameworkCore;
using Stamgast.Backups;

namespace Stamgast.Database;

/// <summary>Brings a base to the shape that this version of Stamgast knows.</summary>
internal static class Upgrade
{
    public static void BringUpToDate(Base opened) => opened.Alone(connection =>
    {
        using var context = opened.ContextOn(connection);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = Applied(context);
        var newer = applied.FirstOrDefault(m => !known.Contains(m));
        if (newer is not null) throw new RefusedException("database.newer", newer, opened.Location.DataFolder);
        if (applied.Count == known.Count) return true;
        if (applied.Count > 0) Backup.BeforeMigration(opened, connection);
        context.Database.Migrate();
        return true;
    }, TimeSpan.FromMinutes(5));

    private static List<string> Applied(StamgastContext context)
    {
        try { return [.. context.Database.GetAppliedMigrations()]; }
        catch (Microsoft.Data.Sqlite.SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw new RefusedException("database.notours");
        }
    }
}

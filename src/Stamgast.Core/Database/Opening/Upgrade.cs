using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Stamgast.Database.Searching;

namespace Stamgast.Database.Opening;

/// <summary>Upgrades a base to the shape of this version of Stamgast.</summary>
internal static class Upgrade
{
    public static void BringUpToDate(Base opened) => opened.Alone(connection =>
    {
        if (IsCurrent(opened.Engine, connection))
        {
            if (WordsAreMissing(opened, connection)) RebuildWords(opened, connection);
            return true;
        }
        if (NewBase.TryMake(connection)) return true;
        using var context = opened.ContextOn(connection);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = Applied(context);
        var newer = applied.FirstOrDefault(m => !known.Contains(m));
        if (newer is not null) throw new RefusedException("database.newer", newer, opened.Location.DataFolder);
        if (applied.Count < known.Count)
        {
            if (applied.Count > 0)
            {
                OpeningWork.OfProgram.BackUp(opened, connection);
                // Before the migration that records it: after an interruption it starts again.
                if (!applied.Exists(m => m.EndsWith("_KeptReadings", StringComparison.Ordinal)))
                    InOneTransaction(connection, () => OpeningWork.OfProgram.EmptyReadings(connection));
            }
            // An index of a million customers takes longer than the half minute that a command has.
            context.Database.SetCommandTimeout(0);
            context.Database.Migrate();
        }
        if (WordsAreMissing(opened, connection)) RebuildWords(opened, connection);
        return true;
    }, TimeSpan.FromMinutes(5));

    // Asked without the model, whose start takes longer than most commands.
    private static bool IsCurrent(Engine engine, DbConnection connection)
    {
        var context = engine == Engine.Sqlite ? typeof(SqliteStamgastContext) : typeof(PostgresStamgastContext);
        var known = typeof(Upgrade).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Migration)) && t.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()!.Id).ToHashSet(StringComparer.Ordinal);
        try
        {
            using var command = connection.Query("select \"MigrationId\" from \"__EFMigrationsHistory\"");
            using var reader = command.ExecuteReader();
            while (reader.Read())
                if (!known.Remove(reader.GetString(0))) return false;
            return known.Count == 0;
        }
        // There is no such table yet, or it is not a database at all: reading the model tells which.
        catch (DbException) { return false; }
    }

    // A migration that changes the words leaves none; so does one that was interrupted before they were rebuilt.
    private static bool WordsAreMissing(Base opened, DbConnection connection)
    {
        var present = SearchIndex.Of(opened.Engine).Present;
        using var command = connection.Query($"select count(*) from (select 1 from customer limit 1) c where not exists (select 1 from {present})");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    private static void RebuildWords(Base opened, DbConnection connection) =>
        InOneTransaction(connection, () => OpeningWork.OfProgram.RebuildWords(connection, opened.Engine));

    private static void InOneTransaction(DbConnection connection, Action work)
    {
        Run("begin");
        work();
        Run("commit");

        void Run(string sql)
        {
            using var command = connection.Query(sql);
            command.ExecuteNonQuery();
        }
    }

    private static List<string> Applied(StamgastContext context)
    {
        try { return [.. context.Database.GetAppliedMigrations()]; }
        catch (Microsoft.Data.Sqlite.SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB)
        {
            throw new RefusedException("database.notours");
        }
    }
}

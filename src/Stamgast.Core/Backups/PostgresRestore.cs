using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Stamgast.Changes.Applying;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.Outbox;

namespace Stamgast.Backups;

/// <summary>
/// Restores into PostgreSQL, in one transaction: the existing tables are dropped and created again; readers wait meanwhile or see the old ones.
/// </summary>
internal sealed class PostgresRestore(BaseLocation location)
{
    /// <summary>Replaces the base with the backup; gives the file with what was there before, if anything was.</summary>
    public string? From(BackupArchive archive, Action<long>? progress, CancellationToken cancel)
    {
        using var server = new NpgsqlDataSourceBuilder(location.Connection).Build();
        using var alone = Presence.TryAlone(server) ?? throw new RefusedException("database.inuse");
        using var connection = server.OpenConnection();
        using var context = Base.ContextOn(connection, Engine.Postgres);
        var shape = Restore.MigrationOf(archive, context);
        var before = BackUpPresent(connection, cancel);
        using var transaction = connection.BeginTransaction();
        foreach (var table in new TableCatalog(connection, Engine.Postgres).All) Run(connection, $"drop table \"{table}\" cascade");
        var migrator = context.GetService<IMigrator>();
        Run(connection, migrator.GenerateScript(Migration.InitialDatabase, shape, MigrationsSqlGenerationOptions.NoTransactions));
        Restore.Load(archive, connection, Engine.Postgres, progress, cancel);
        KeptReading.InAllApplied(connection);
        if (context.Database.GetMigrations().Last() != shape)
            Run(connection, migrator.GenerateScript(shape, null, MigrationsSqlGenerationOptions.NoTransactions));
        BackupFiles.IntoTable(archive, connection, Engine.Postgres, cancel);
        SearchRebuild.Run(connection, Engine.Postgres, cancel);
        CountOn(connection);
        RestoredMails.Doubt(connection);
        cancel.ThrowIfCancellationRequested();
        transaction.Commit();
        return before;
    }

    private string? BackUpPresent(DbConnection connection, CancellationToken cancel)
    {
        if (new TableCatalog(connection, Engine.Postgres).Migration is null) return null;
        using var moment = new Moment(connection, Engine.Postgres);
        return Backup.Write(connection, location, Backup.AutomaticFile(location, "restore"), Backup.FreeSpaceOf, null, cancel).File;
    }

    // Numbers assigned by the engine continue after the loaded ones.
    private static void CountOn(NpgsqlConnection connection)
    {
        var columns = new List<(string Table, string Column)>();
        using (var command = connection.Query(
            "select table_name, column_name from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'"))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) columns.Add((reader.GetString(0), reader.GetString(1)));
        foreach (var (table, column) in columns)
            Run(connection,
                $"select setval(pg_get_serial_sequence('\"{table}\"', '{column}'), (select coalesce(max(\"{column}\"), 0) + 1 from \"{table}\"), false)");
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.Query(sql);
        command.ExecuteNonQuery();
    }
}

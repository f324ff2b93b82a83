using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Stamgast.Changes.Applying;
using Stamgast.Database;
using Stamgast.Database.Turns;

namespace Stamgast.Backups;

/// <summary>
/// Replaces a customer base with a backup, completely or not at all; the backup may come from either engine, from this version or an older one. The
/// present base is backed up first. Nobody may be using the base; on SQLite the caller holds the data folder.
/// </summary>
public sealed class Restore(BaseLocation location)
{
    /// <exception cref="RefusedException">backup.missing, backup.damaged, backup.newer, backup.space, database.inuse</exception>
    /// <param name="progress">Called now and then with how many rows were read.</param>
    public BackupSummary From(string file, Action<long>? progress = null, CancellationToken cancel = default)
    {
        file = Path.GetFullPath(file);
        using var archive = new BackupArchive(file);
        OwnerOnly.MakeFolder(location.DataFolder);
        var before = location.Engine == Engine.Sqlite
            ? new SqliteRestore(location).From(archive, progress, cancel)
            : OnServer(archive, progress, cancel);
        var manifest = archive.Manifest;
        return new BackupSummary(file, new FileInfo(file).Length, Backup.RowsOf(manifest, "customer"), manifest.Tables.Sum(t => t.Rows),
            manifest.CreatedAt, before);
    }

    /// <summary>Loads all tables of a backup into an empty base of the same shape.</summary>
    internal static void Load(BackupArchive archive, DbConnection connection, Engine engine, Action<long>? progress, CancellationToken cancel)
    {
        var catalog = new TableCatalog(connection, engine);
        var order = catalog.Kept.ToList();
        archive.MustHold(order.ToDictionary(name => name, name => (IReadOnlyCollection<string>)[.. catalog.Columns(name).Select(c => c.Name)],
            StringComparer.Ordinal));
        long done = 0;
        foreach (var table in archive.Manifest.Tables.OrderBy(t => order.IndexOf(t.Name)))
        {
            var types = catalog.Columns(table.Name).ToDictionary(c => c.Name, c => c.Type, StringComparer.Ordinal);
            try
            {
                using var loader = RowsLoader.Into(connection, table.Name, [.. table.Columns.Select(c => (c, types[c]))]);
                archive.Read(table, line =>
                {
                    loader.Add(line);
                    if (++done % 10_000 == 0) progress?.Invoke(done);
                }, cancel);
                loader.Complete();
            }
            // The engine rejects such a row: two rows with one key, or a missing required value.
            catch (DbException e) when (DiskFull.Is(e) is false && e is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT
                or SQLitePCL.raw.SQLITE_MISMATCH or SQLitePCL.raw.SQLITE_ERROR } or PostgresException { SqlState: ['2', '2' or '3', ..] })
            {
                throw archive.Damaged(table.FileName);
            }
        }
    }

    /// <summary>The migration of this engine that has the name in the backup.</summary>
    internal static string MigrationOf(BackupArchive archive, StamgastContext context) =>
        context.Database.GetMigrations().FirstOrDefault(m => TableCatalog.NameOf(m) == archive.Manifest.Migration) ?? throw archive.Newer();

    // One transaction: the existing tables are dropped and created again; readers wait meanwhile or see the old ones.
    private string? OnServer(BackupArchive archive, Action<long>? progress, CancellationToken cancel)
    {
        using var server = new NpgsqlDataSourceBuilder(location.Connection).Build();
        using var alone = Presence.TryAlone(server) ?? throw new RefusedException("database.inuse");
        using var connection = server.OpenConnection();
        using var context = Base.ContextOn(connection, Engine.Postgres);
        var shape = MigrationOf(archive, context);
        var before = BackUpPresent(connection, cancel);
        using var transaction = connection.BeginTransaction();
        foreach (var table in new TableCatalog(connection, Engine.Postgres).All) Run(connection, $"drop table \"{table}\" cascade");
        var migrator = context.GetService<IMigrator>();
        Run(connection, migrator.GenerateScript(Migration.InitialDatabase, shape, MigrationsSqlGenerationOptions.NoTransactions));
        Load(archive, connection, Engine.Postgres, progress, cancel);
        KeptReading.InAllApplied(connection);
        if (context.Database.GetMigrations().Last() != shape)
            Run(connection, migrator.GenerateScript(shape, null, MigrationsSqlGenerationOptions.NoTransactions));
        SearchRebuild.Run(connection, Engine.Postgres, cancel);
        CountOn(connection);
        cancel.ThrowIfCancellationRequested();
        transaction.Commit();
        return before;
    }

    private string? BackUpPresent(DbConnection connection, CancellationToken cancel)
    {
        if (new TableCatalog(connection, Engine.Postgres).Migration is null) return null;
        using var moment = new Moment(connection, Engine.Postgres);
        return Backup.Write(connection, Engine.Postgres, Backup.AutomaticFile(location, "restore"), Backup.FreeSpaceOf, null, cancel).File;
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

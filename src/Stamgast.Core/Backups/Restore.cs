using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Stamgast.Database;

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
        var before = ReplacingIn(location)(archive, progress, cancel);
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

    private static Func<BackupArchive, Action<long>?, CancellationToken, string?> ReplacingIn(BaseLocation location) =>
        location.Engine == Engine.Sqlite ? new SqliteRestore(location).From : new PostgresRestore(location).From;

    /// <summary>The migration of this engine that has the name in the backup.</summary>
    internal static string MigrationOf(BackupArchive archive, StamgastContext context) =>
        context.Database.GetMigrations().FirstOrDefault(m => TableCatalog.NameOf(m) == archive.Manifest.Migration) ?? throw archive.Newer();
}

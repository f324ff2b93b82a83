using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Stamgast.Changes.Applying;
using Stamgast.Database;
using Stamgast.Outbox;

namespace Stamgast.Backups;

/// <summary>
/// Restores into SQLite: a new file is built beside the present one and replaces it in one step, so that a power cut leaves one or the other.
/// </summary>
internal sealed class SqliteRestore(BaseLocation location)
{
    private string Building => location.FilePath + ".restoring";

    public string? From(BackupArchive archive, Action<long>? progress, CancellationToken cancel)
    {
        // With its indexes a base takes about twice the bytes of its rows.
        var needed = archive.Manifest.Tables.Sum(t => t.Bytes) * 2 + (archive.Manifest.Files ?? []).Sum(f => f.Bytes);
        var free = Backup.FreeSpaceOf(location.DataFolder);
        if (free < needed) throw new RefusedException("backup.space", location.FilePath, needed >> 20, free >> 20);
        try
        {
            RemoveUnfinished();
            Build(archive, progress, cancel);
            BackupFiles.IntoFolder(archive, location.DocumentFolder, cancel);
            var before = BackUpPresent(cancel);
            cancel.ThrowIfCancellationRequested();
            File.Move(Building, location.FilePath, overwrite: true);
            return before;
        }
        finally { RemoveUnfinished(); }
    }

    private void Build(BackupArchive archive, Action<long>? progress, CancellationToken cancel)
    {
        using (var connection = Open(Building))
        {
            Run(connection,
                "pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off; pragma temp_store = memory; pragma cache_size = -131072;");
            using var context = Base.ContextOn(connection, Engine.Sqlite);
            context.GetService<IMigrator>().Migrate(Restore.MigrationOf(archive, context));
            Run(connection, "begin");
            var indexes = DropIndexes(connection);
            Restore.Load(archive, connection, Engine.Sqlite, progress, cancel);
            KeptReading.InAllApplied(connection);
            foreach (var index in indexes) Run(connection, index);
            Run(connection, "commit");
            context.Database.Migrate();
            Run(connection, "begin");
            SearchRebuild.Run(connection, Engine.Sqlite, cancel);
            RestoredMails.Doubt(connection);
            Run(connection, "commit");
            using var check = connection.Query("select count(*) from pragma_foreign_key_check()");
            if ((long)check.ExecuteScalar()! > 0) throw archive.Damaged(BackupManifest.FileName);
        }
        using var file = new FileStream(Building, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    // After this, nothing of the present base is outside its main file: a journal beside a new file would be mistaken for that of the new one.
    private string? BackUpPresent(CancellationToken cancel)
    {
        if (!File.Exists(location.FilePath)) return null;
        string? saved;
        try
        {
            using var present = Open(location.FilePath);
            var migrated = new TableCatalog(present, Engine.Sqlite).Migration is not null;
            using (new Moment(present, Engine.Sqlite))
                saved = migrated ? Backup.Write(present, location, Backup.AutomaticFile(location, "restore"), Backup.FreeSpaceOf, null, cancel)
                    .File : null;
            Run(present, "pragma wal_checkpoint(truncate)");
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            saved = PutAside();
        }
        foreach (var more in (string[])["-wal", "-shm"]) File.Delete(location.FilePath + more);
        return saved;
    }

    // A damaged base cannot be read for a backup; its files are kept as they are.
    private string PutAside()
    {
        var aside = Path.ChangeExtension(Backup.AutomaticFile(location, "restore-damaged"), ".db");
        foreach (var more in (string[])["", "-wal"])
            if (File.Exists(location.FilePath + more)) File.Copy(location.FilePath + more, aside + more);
        return aside;
    }

    private static List<string> DropIndexes(SqliteConnection connection)
    {
        var indexes = new List<(string Name, string Definition)>();
        using (var command = connection.Query("select name, sql from sqlite_master where type = 'index' and sql is not null"))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) indexes.Add((reader.GetString(0), reader.GetString(1)));
        foreach (var (name, _) in indexes) Run(connection, $"drop index \"{name}\"");
        return indexes.ConvertAll(i => i.Definition);
    }

    private void RemoveUnfinished()
    {
        foreach (var more in (string[])["", "-journal", "-wal", "-shm"]) File.Delete(Building + more);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        Run(connection, Sql.Overwriting);
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.Query(sql);
        command.ExecuteNonQuery();
    }
}

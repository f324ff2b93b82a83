using System.Data.Common;
using System.Globalization;
using System.IO.Compression;
using Stamgast.Database;
using Stamgast.Files;

namespace Stamgast.Backups;

/// <summary>
/// Makes a backup of a whole customer base while people go on working: one ZIP file that either engine can restore, with all
/// customers, their history, users and settings as they were at one moment.
/// </summary>
public sealed class Backup(Base customers)
{
    /// <summary>The free bytes on the disk of a folder; tests replace it.</summary>
    internal Func<string, long> FreeSpace { get; init; } = FreeSpaceOf;

    /// <summary>Writes the backup under a temporary name and renames it when it is complete; an existing file is replaced.</summary>
    /// <param name="progress">Called now and then with how many rows were written.</param>
    /// <exception cref="RefusedException">backup.space: the disk would not hold it. backup.folder: it cannot be written there.</exception>
    public BackupSummary To(string file, Action<long>? progress = null, CancellationToken cancel = default)
    {
        using var reader = customers.OpenReader();
        using var moment = new Moment(reader, customers.Engine);
        return Write(reader, customers.Location, Path.GetFullPath(file), FreeSpace, progress, cancel);
    }

    /// <summary>Saves an older base before it is migrated.</summary>
    internal static void BeforeMigration(Base opened, DbConnection connection)
    {
        using var moment = new Moment(connection, opened.Engine);
        Write(connection, opened.Location, AutomaticFile(opened.Location, "upgrade"), FreeSpaceOf, null, CancellationToken.None);
    }

    /// <summary>The folder of automatic backups.</summary>
    internal static string AutomaticFile(BaseLocation location, string reason)
    {
        var folder = Path.Combine(location.DataFolder, "backups");
        OwnerOnly.MakeFolder(folder);
        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"before-{reason}-{DateTime.UtcNow:yyyyMMdd-HHmmss-fff}.zip"));
    }

    internal static BackupSummary Write(DbConnection reader, BaseLocation location, string file, Func<string, long> freeSpace, Action<long>? progress,
        CancellationToken cancel)
    {
        try
        {
            OutputFile.Check(file);
            MustFit(reader, location, file, freeSpace);
            BackupManifest manifest;
            using (var output = new OutputFile(file))
            {
                using (var archive = new ZipArchive(output.Stream, ZipArchiveMode.Create, leaveOpen: true))
                    manifest = Write(archive, reader, location, progress, cancel);
                output.Complete();
            }
            return new BackupSummary(file, new FileInfo(file).Length, RowsOf(manifest, "customer"), manifest.Tables.Sum(t => t.Rows), manifest.CreatedAt);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException("backup.folder", file, e.Message);
        }
    }

    internal static long FreeSpaceOf(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    internal static long RowsOf(BackupManifest manifest, string table) => manifest.Tables.FirstOrDefault(t => t.Name == table)?.Rows ?? 0;

    private static BackupManifest Write(ZipArchive archive, DbConnection reader, BaseLocation location, Action<long>? progress, CancellationToken cancel)
    {
        var engine = location.Engine;
        var catalog = new TableCatalog(reader, engine);
        var tables = new List<BackupTable>();
        foreach (var name in catalog.Kept)
        {
            using var entry = archive.CreateEntry(name + ".jsonl", CompressionLevel.Fastest).Open();
            var before = tables.Sum(t => t.Rows);
            tables.Add(RowsWriter.Write(reader, engine, name, catalog.Columns(name), entry, rows => progress?.Invoke(before + rows), cancel));
        }
        var migration = catalog.Migration ?? throw new RefusedException("database.notours");
        var version = typeof(Backup).Assembly.GetName().Version?.ToString(3) ?? "";
        var manifest = new BackupManifest(BackupManifest.NewestFormat, "Stamgast", version, engine.ToString(), migration, DateTime.UtcNow, tables,
            BackupFiles.Write(archive, location.DocumentFolder, cancel));
        // Last, since only now the checksums are known; a file that was cut off has no list of contents.
        using var stream = archive.CreateEntry(BackupManifest.FileName).Open();
        manifest.Write(stream);
        return manifest;
    }

    // Customer data compresses to a fifth; half of the size of the base leaves room for data that does not.
    private static void MustFit(DbConnection reader, BaseLocation location, string file, Func<string, long> freeSpace)
    {
        using var command = reader.Query(location.Engine.SizeOfBase());
        var needed = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) / 2 + BackupFiles.SizeOf(location.DocumentFolder);
        var free = freeSpace(Path.GetDirectoryName(file)!);
        if (free < needed) throw new RefusedException("backup.space", file, needed >> 20, free >> 20);
    }
}

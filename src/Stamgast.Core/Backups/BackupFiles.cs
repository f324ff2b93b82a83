using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using Stamgast.Attachments;
using Stamgast.Database;

namespace Stamgast.Backups;

/// <summary>
/// The documents of a data folder in a backup. Each is named after what it holds and never altered, so those that are there after the tables were read
/// hold all that the tables name; one that is deleted meanwhile had nothing leading to it for thirty days.
/// </summary>
internal static class BackupFiles
{
    /// <summary>The bytes of all of them.</summary>
    public static long SizeOf(string folder) => All(folder).Sum(f => f.Length);

    /// <summary>Adds them to a backup.</summary>
    public static IReadOnlyList<BackupFile> Write(ZipArchive archive, string folder, CancellationToken cancel)
    {
        var written = new List<BackupFile>();
        foreach (var file in All(folder).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            var isEncrypted = file.Name.EndsWith(DocumentStore.EncryptedEnding, StringComparison.Ordinal);
            var key = isEncrypted ? file.Name[..^DocumentStore.EncryptedEnding.Length] : file.Name;
            if (!DocumentStore.IsKey(key) || written.Count > 0 && written[^1].Key == key) continue;
            byte[] bytes;
            try { bytes = File.ReadAllBytes(file.FullName); }
            catch (FileNotFoundException) { continue; }
            var part = new BackupFile(key, isEncrypted, bytes.LongLength, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            // Most documents are compressed already.
            using (var entry = archive.CreateEntry(part.FileName, CompressionLevel.Fastest).Open()) entry.Write(bytes);
            written.Add(part);
        }
        return written;
    }

    /// <summary>Puts them into the folder of a base; those that are there already stay.</summary>
    public static void IntoFolder(BackupArchive archive, string folder, CancellationToken cancel)
    {
        foreach (var file in archive.Manifest.Files ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            var path = DocumentFiles.PathOf(folder, file.Key, file.Encrypted);
            var bytes = archive.Read(file);
            if (!File.Exists(path) || new FileInfo(path).Length != bytes.LongLength) DocumentFiles.Write(path, bytes);
        }
    }

    /// <summary>Puts them into the table of a server, within its transaction.</summary>
    public static void IntoTable(BackupArchive archive, DbConnection connection, Engine engine, CancellationToken cancel)
    {
        foreach (var file in archive.Manifest.Files ?? [])
        {
            cancel.ThrowIfCancellationRequested();
            StoredDocuments.Add(connection.Query, file.Key, archive.Read(file), file.Encrypted, DateTime.UtcNow, engine);
        }
    }

    private static IEnumerable<FileInfo> All(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories) : [];
}

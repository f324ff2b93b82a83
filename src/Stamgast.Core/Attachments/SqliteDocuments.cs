using Stamgast.Database;

namespace Stamgast.Attachments;

/// <summary>
/// Documents of a base in a file: files in the folder <c>documents</c> beside it, below the first two digits of their keys. Those of a backup of a server
/// stay in its table.
/// </summary>
internal sealed class SqliteDocuments(Base customers) : DocumentStore
{
    private const int Portion = 500;

    private string Folder => customers.Location.DocumentFolder;

    public override void Delete(string key)
    {
        foreach (var path in Paths(key)) File.Delete(path.Path);
        if (StoredDocuments.Has(customers, key)) StoredDocuments.Delete(customers, key);
    }

    public override void DeleteIfBefore(string key, DateTime before)
    {
        foreach (var (path, _) in Paths(key))
            if (File.Exists(path) && File.GetLastWriteTimeUtc(path) < before) File.Delete(path);
        StoredDocuments.DeleteIfBefore(customers, key, before);
    }

    public override IEnumerable<IReadOnlyList<string>> KeptBefore(DateTime before)
    {
        var files = !Directory.Exists(Folder) ? [] : Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(path => File.GetLastWriteTimeUtc(path) < before).Select(KeyOfFile).Where(IsKey);
        return files.Chunk(Portion).Concat(StoredDocuments.KeptBefore(customers, before));
    }

    private protected override bool TouchIfThere(string key, DateTime now)
    {
        foreach (var (path, _) in Paths(key))
            if (File.Exists(path))
            {
                File.SetLastWriteTimeUtc(path, now);
                return true;
            }
        return false;
    }

    private protected override void Write(string key, byte[] bytes, bool isEncrypted, DateTime now)
    {
        var path = DocumentFiles.PathOf(Folder, key, isEncrypted);
        try
        {
            DocumentFiles.Write(path, bytes);
            File.SetLastWriteTimeUtc(path, now);
        }
        catch (IOException e) when (DiskFull.Is(e)) { throw new RefusedException(DiskFull.Refusal(Folder), e); }
    }

    private protected override (byte[] Bytes, bool IsEncrypted)? Find(string key)
    {
        foreach (var (path, isEncrypted) in Paths(key))
            if (File.Exists(path)) return (File.ReadAllBytes(path), isEncrypted);
        return StoredDocuments.Find(customers, key);
    }

    private (string Path, bool IsEncrypted)[] Paths(string key) =>
        [(DocumentFiles.PathOf(Folder, key, false), false), (DocumentFiles.PathOf(Folder, key, true), true)];

    private static string KeyOfFile(string path) => Path.GetFileName(path) is var name && name.EndsWith(EncryptedEnding, StringComparison.Ordinal)
        ? name[..^EncryptedEnding.Length] : name;
}

using Stamgast.Database;

namespace Stamgast.Attachments;

/// <summary>The files of documents in a folder.</summary>
internal static class DocumentFiles
{
    public static string PathOf(string folder, string key, bool isEncrypted) =>
        Path.Combine(folder, key[..2], isEncrypted ? key + DocumentStore.EncryptedEnding : key);

    /// <summary>Writes a file that is there whole or not at all, also after a power cut.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.GetDirectoryName(path)!;
        OwnerOnly.MakeFolder(Path.GetDirectoryName(folder)!);
        OwnerOnly.MakeFolder(folder);
        var beside = path + "." + Guid.NewGuid().ToString("n") + ".part";
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        finally { File.Delete(beside); }
    }
}

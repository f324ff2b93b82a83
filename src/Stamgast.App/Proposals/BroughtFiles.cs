using Stamgast.Database;

namespace Stamgast.App.Proposals;

/// <summary>Uploaded files in the data folder, from their arrival until a job has read them.</summary>
public class BroughtFiles(Base customers)
{
    private const int Portion = 1 << 20;

    // Room for what people save until an operator notices that the disk is full, including the journal of the base.
    private const long RoomForOthers = 8L << 20;

    protected string Folder => customers.Location.UploadFolder;

    /// <summary>
    /// Receives a file before the base records it: a file without room leaves nothing. Some room is left on the disk, so that others can continue to
    /// save.
    /// </summary>
    /// <param name="length">The total length, if known in advance.</param>
    /// <returns>The path, until the file is kept or <see cref="Forget">forgotten</see>.</returns>
    /// <exception cref="RefusedException">disk.full</exception>
    public async Task<string> TakeInAsync(Stream content, long? length, CancellationToken cancel)
    {
        OwnerOnly.MakeFolder(Folder);
        MustFit(length ?? 0);
        // A partial upload from a killed program must never be read as if it were complete.
        var arriving = Path.Combine(Folder, BaseLocation.ArrivingPrefix + Guid.NewGuid().ToString("n"));
        try
        {
            await using var file = new FileStream(arriving, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
            var buffer = new byte[Portion];
            while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel) is > 0 and var read)
            {
                MustFit(read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
            return arriving;
        }
        catch (Exception e)
        {
            Forget(arriving);
            if (DiskFull.Is(e)) throw new RefusedException(DiskFull.Refusal(Folder), e);
            throw;
        }
    }

    /// <summary>Keeps an uploaded file that does not belong to an import yet, until it is <see cref="RemoveApart">removed</see>.</summary>
    /// <returns>The name to find it by.</returns>
    public string KeepApart(string fileName, string file)
    {
        var name = BaseLocation.ApartPrefix + Guid.NewGuid().ToString("n");
        File.Move(file, Path.Combine(Folder, name + ExtensionOf(fileName)));
        return name;
    }

    /// <summary>The path of a file that was <see cref="KeepApart">kept apart</see>; null when it is not here (any more).</summary>
    public string? FindApart(string name) => name.StartsWith(BaseLocation.ApartPrefix, StringComparison.Ordinal) && Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, name + "*").FirstOrDefault() : null;

    /// <summary>Removes a file that was kept apart.</summary>
    public void RemoveApart(string name)
    {
        if (FindApart(name) is { } path) File.Delete(path);
    }

    /// <summary>Removes a file that was taken in and not kept.</summary>
    public static void Forget(string file) => File.Delete(file);

    /// <summary>The extension of a file name, if harmless.</summary>
    protected static string ExtensionOf(string fileName) =>
        Path.GetExtension(fileName) is { Length: <= 8 } extension && extension.Skip(1).All(char.IsAsciiLetterOrDigit) ? extension : "";

    private void MustFit(long bytes)
    {
        if (new DriveInfo(Folder).AvailableFreeSpace < bytes + RoomForOthers) throw new RefusedException(DiskFull.Refusal(Folder));
    }
}

using Stamgast.Database;

namespace Stamgast.App.Importing;

/// <summary>Files that were brought for an import, in the data folder, for as long as the import waits; and the rows that were left out of one.</summary>
public sealed class Uploads(Base customers)
{
    private const int Portion = 1 << 20;

    // What people save in the time in which an operator notices that the disk is full, with the journal of the base.
    private const long RoomForOthers = 8L << 20;

    private string Folder => customers.Location.UploadFolder;

    /// <summary>
    /// Takes in a file as it arrives, before anything is written of it in the base: one that there is no room for leaves nothing. Some room
    /// is left on the disk, so that the others can go on saving.
    /// </summary>
    /// <param name="length">Of the whole, when that is known beforehand.</param>
    /// <returns>Where it is, until it is <see cref="Keep">kept</see> or <see cref="Forget">forgotten</see>.</returns>
    /// <exception cref="RefusedException">disk.full</exception>
    public async Task<string> TakeInAsync(Stream content, long? length, CancellationToken cancel)
    {
        OwnerOnly.MakeFolder(Folder);
        MustFit(length ?? 0);
        // What came in half when the program was killed must never be read as if it were the file.
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

    /// <summary>Gives a file that was taken in to an import.</summary>
    public void Keep(long setId, string fileName, string file)
    {
        var extension = Path.GetExtension(fileName);
        if (extension.Length > 8 || extension.Skip(1).Any(c => !char.IsAsciiLetterOrDigit(c))) extension = "";
        File.Move(file, Path.Combine(Folder, BaseLocation.UploadName(setId) + extension), overwrite: true);
    }

    /// <summary>Removes a file that was taken in and not kept.</summary>
    public static void Forget(string file) => File.Delete(file);

    /// <summary>Where the file of an import is.</summary>
    /// <exception cref="RefusedException">upload.gone</exception>
    public string PathOf(long setId) => Find(setId) ?? throw new RefusedException("upload.gone", setId);

    /// <summary>Where the rows that were left out are kept, as a file to correct and import again.</summary>
    public string ErrorsPath(long setId)
    {
        OwnerOnly.MakeFolder(Folder);
        return Path.Combine(Folder, BaseLocation.UploadName(setId) + BaseLocation.ErrorsEnding);
    }

    /// <summary>Removes the file of an import; its errors stay.</summary>
    public void Remove(long setId)
    {
        if (Find(setId) is { } path) File.Delete(path);
    }

    /// <summary>Where the file of an import is; null when it is not here (any more).</summary>
    public string? Find(long setId) => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, BaseLocation.UploadName(setId) + ".*").Concat(Directory.EnumerateFiles(Folder, BaseLocation.UploadName(setId))).FirstOrDefault() : null;

    private void MustFit(long bytes)
    {
        if (new DriveInfo(Folder).AvailableFreeSpace < bytes + RoomForOthers) throw new RefusedException(DiskFull.Refusal(Folder));
    }
}

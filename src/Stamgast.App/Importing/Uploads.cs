using Stamgast.Database;

namespace Stamgast.App.Importing;

/// <summary>Uploaded files of waiting imports in the data folder; and the rows left out of an import.</summary>
public sealed class Uploads(Base customers)
{
    private const int Portion = 1 << 20;

    // Room for what people save until an operator notices that the disk is full, including the journal of the base.
    private const long RoomForOthers = 8L << 20;

    private string Folder => customers.Location.UploadFolder;

    /// <summary>
    /// Receives a file before the base records it: a file without room leaves nothing. Some room is left on the disk, so that others can continue to
    /// save.
    /// </summary>
    /// <param name="length">The total length, if known in advance.</param>
    /// <returns>Its location, until it is <see cref="Keep">kept</see> or <see cref="Forget">forgotten</see>.</returns>
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

    /// <summary>Gives a file that was taken in to an import.</summary>
    public void Keep(long setId, string fileName, string file)
    {
        var extension = Path.GetExtension(fileName);
        if (extension.Length > 8 || extension.Skip(1).Any(c => !char.IsAsciiLetterOrDigit(c))) extension = "";
        File.Move(file, Path.Combine(Folder, BaseLocation.UploadName(setId) + extension), overwrite: true);
    }

    /// <summary>Removes a file that was taken in and not kept.</summary>
    public static void Forget(string file) => File.Delete(file);

    /// <summary>The location of the file of an import.</summary>
    /// <exception cref="RefusedException">upload.gone</exception>
    public string PathOf(long setId) => Find(setId) ?? throw new RefusedException("upload.gone", setId);

    /// <summary>The location of the left-out rows, as a file to correct and import again.</summary>
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

    /// <summary>The location of the file of an import; null when it is not here (any more).</summary>
    public string? Find(long setId) => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, BaseLocation.UploadName(setId) + ".*").Concat(Directory.EnumerateFiles(Folder, BaseLocation.UploadName(setId))).FirstOrDefault() : null;

    private void MustFit(long bytes)
    {
        if (new DriveInfo(Folder).AvailableFreeSpace < bytes + RoomForOthers) throw new RefusedException(DiskFull.Refusal(Folder));
    }
}

using Stamgast.App.Proposals;
using Stamgast.Database;

namespace Stamgast.App.Importing;

/// <summary>Uploaded files of waiting imports in the data folder; and the rows left out of an import.</summary>
public sealed class Uploads(Base customers) : BroughtFiles(customers)
{
    /// <summary>Gives a file that was taken in to an import.</summary>
    public void Keep(long setId, string fileName, string file) =>
        File.Move(file, Path.Combine(Folder, BaseLocation.UploadName(setId) + ExtensionOf(fileName)), overwrite: true);

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
        ? Directory.EnumerateFiles(Folder, BaseLocation.UploadName(setId) + ".*").Concat(Directory.EnumerateFiles(Folder, BaseLocation.UploadName(setId)))
        .FirstOrDefault() : null;
}

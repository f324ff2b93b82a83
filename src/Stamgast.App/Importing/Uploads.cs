using System.Globalization;
using Stamgast.Database;

namespace Stamgast.App.Importing;

/// <summary>Files that were brought for an import, in the data folder, for as long as the import waits; and the rows that were left out of one.</summary>
public sealed class Uploads(Base customers)
{
    private string Folder => Path.Combine(customers.Location.DataFolder, "uploads");

    /// <summary>Takes in a file as it arrives.</summary>
    /// <exception cref="RefusedException">disk.full</exception>
    public async Task KeepAsync(long setId, string fileName, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        var extension = Path.GetExtension(fileName);
        if (extension.Length > 8 || extension.Skip(1).Any(c => !char.IsAsciiLetterOrDigit(c))) extension = "";
        try
        {
            // What came in half when the program was killed must never be read as if it were the file.
            await using (var file = new FileStream(ArrivingPath(setId), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
                await content.CopyToAsync(file, cancel);
            File.Move(ArrivingPath(setId), Path.Combine(Folder, Name(setId) + extension), overwrite: true);
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw new RefusedException(DiskFull.Refusal(Folder));
        }
    }

    /// <summary>Where the file of an import is.</summary>
    /// <exception cref="RefusedException">upload.gone</exception>
    public string PathOf(long setId) => Find(setId) ?? throw new RefusedException("upload.gone", setId);

    /// <summary>Where the rows that were left out are kept, as a file to correct and import again.</summary>
    public string ErrorsPath(long setId)
    {
        Directory.CreateDirectory(Folder);
        return Path.Combine(Folder, Name(setId) + "-errors.csv");
    }

    /// <summary>Removes the file of an import; its errors stay.</summary>
    public void Remove(long setId)
    {
        if (Find(setId) is { } path) File.Delete(path);
        if (File.Exists(ArrivingPath(setId))) File.Delete(ArrivingPath(setId));
    }

    /// <summary>Where the file of an import is; null when it is not here (any more).</summary>
    public string? Find(long setId) => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, Name(setId) + ".*").Concat(Directory.EnumerateFiles(Folder, Name(setId))).FirstOrDefault() : null;

    private string ArrivingPath(long setId) => Path.Combine(Folder, "arriving-" + setId.ToString(CultureInfo.InvariantCulture));

    private static string Name(long setId) => "import-" + setId.ToString(CultureInfo.InvariantCulture);
}

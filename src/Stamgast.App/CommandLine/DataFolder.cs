using Stamgast.Database;

namespace Stamgast.App.CommandLine;

/// <summary>The data folder as this program finds it: writable, roomy, and for one process at a time.</summary>
internal static class DataFolder
{
    /// <summary>Below this many free bytes a warning is given.</summary>
    public const long LittleSpace = 200L << 20;

    /// <summary>Creates the folder if it does not exist, private to its owner, and checks that it can be written.</summary>
    /// <exception cref="RefusedException">folder.readonly</exception>
    public static void Prepare(string folder)
    {
        try
        {
            OwnerOnly.MakeFolder(folder);
            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException("folder.readonly", folder);
        }
    }

    /// <summary>The free bytes on the disk of the folder.</summary>
    public static long FreeSpace(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>
    /// Takes the folder for this process; null when another process has it. Takes nothing on PostgreSQL, which has its own locks. The operating
    /// system releases the lock with the process, however that ends.
    /// </summary>
    public static IDisposable? TryLock(BaseLocation location)
    {
        if (location.IsOnServer) return new MemoryStream();
        Prepare(location.DataFolder);
        try
        {
            return new FileStream(Path.Combine(location.DataFolder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

using System.Runtime.InteropServices;

namespace Stamgast.Database;

/// <summary>
/// Keeps Stamgast's files private to their owner: everything this program creates, and everything it finds in an existing data folder, made by hand,
/// by a container or by the system.
/// </summary>
public static partial class OwnerOnly
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfFolder = OfFile | UnixFileMode.UserExecute;
    private const int NothingForOthers = 0b000_111_111;

    private static readonly string[] OurFolders = ["proposals", "uploads", "backups", "documents"];

    /// <summary>From here on this process creates files with 0600 and folders with 0700, whatever the umask of the shell.</summary>
    public static void FromNowOn()
    {
        if (!OperatingSystem.IsWindows()) _ = SetMask(NothingForOthers);
    }

    /// <summary>The number of the user as whom this process runs; 0 is root.</summary>
    public static uint User => OperatingSystem.IsWindows() ? 0 : EffectiveUser();

    /// <summary>Creates a folder private to its owner; an existing one stays as it is.</summary>
    public static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OfFolder);
    }

    /// <summary>Removes the access of others to a base: its files and folders, and the data folder itself if it contains nothing else.</summary>
    /// <returns>False when others may look into the folder, or something could not be taken from them.</returns>
    public static bool Tighten(BaseLocation location)
    {
        if (OperatingSystem.IsWindows()) return true;
        var folder = location.DataFolder;
        var isPrivate = IsOurs(folder) ? Set(folder, OfFolder) : !IsOpen(folder);
        foreach (var ours in OurFolders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)) isPrivate &= Set(ours, OfFolder);
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => IsOurFile(Path.GetFileName(f)))) isPrivate &= Set(file, OfFile);
        return isPrivate;
    }

    // A home folder, or /srv, is not ours to close.
    private static bool IsOurs(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)!)
            .All(name => OurFolders.Contains(name) || IsOurFile(name) || name.StartsWith(".probe-", StringComparison.Ordinal));

    private static bool IsOurFile(string name) =>
        name == "lock" || name.StartsWith("stamgast.db", StringComparison.Ordinal) || name.StartsWith("stamgast.sock", StringComparison.Ordinal);

    private static bool IsOpen(string path) => (File.GetUnixFileMode(path) & ~OfFolder) != 0;

    private static bool Set(string path, UnixFileMode mode)
    {
        try
        {
            if (IsOpen(path)) File.SetUnixFileMode(path, mode);
            return true;
        }
        // Owned by somebody else; or gone by now, which is fine too.
        catch (Exception e) when (e is UnauthorizedAccessException or IOException) { return !File.Exists(path) && !Directory.Exists(path); }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial int SetMask(int mask);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}

namespace Stamgast.Files;

/// <summary>
/// A file requested by a person: written beside its target under an unguessable name, private to its owner, and renamed when it is complete. A
/// customer base, its other files, devices and pipes are never replaced.
/// </summary>
public sealed class OutputFile : IDisposable
{
    // As named by BaseLocation, for any base.
    private const string BaseName = "stamgast.db";
    private static readonly string[] NamesBeside = ["lock", "stamgast.sock"];
    private static readonly string[] FoldersBeside = ["proposals", "uploads", "documents"];
    private static readonly string[] SystemFolders = ["/dev/", "/proc/", "/sys/"];

    private readonly string path;
    private readonly string beside;

    /// <exception cref="RefusedException">output.own, output.special, output.input: it would destroy something else.</exception>
    /// <exception cref="IOException">It cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written there.</exception>
    public OutputFile(string path)
    {
        this.path = Checked(path);
        beside = Path.Combine(Path.GetDirectoryName(this.path)!, $".{Path.GetFileName(this.path)}.{Guid.NewGuid():n}.partial");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Stream = new FileStream(beside, options);
    }

    /// <summary>To be written from start to end.</summary>
    public FileStream Stream { get; }

    /// <summary>Refuses early what could only be refused later, after the work.</summary>
    /// <param name="path">The target path.</param>
    /// <param name="input">A file that is being read meanwhile.</param>
    /// <exception cref="RefusedException">output.own, output.special, output.input</exception>
    public static void Check(string path, string? input = null)
    {
        if (Checked(path) is var real && input is not null && File.Exists(input) && RealPath(input) == real) throw new RefusedException("output.input", path);
    }

    /// <summary>The file is whole: it takes its place, on the disk itself.</summary>
    public void Complete()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Removes an incomplete file.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        if (File.Exists(beside)) File.Delete(beside);
    }

    private static string Checked(string path)
    {
        var real = RealPath(path);
        if (SystemFolders.Any(f => real.StartsWith(f, StringComparison.Ordinal)) || Directory.Exists(real)) throw new RefusedException("output.special", path);
        if (IsOfBase(real)) throw new RefusedException("output.own", path);
        if (!File.Exists(real)) return real;
        // For reading and writing, since opening a pipe for only one of them waits for the other end.
        using var present = new FileStream(real, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!present.CanSeek) throw new RefusedException("output.special", path);
        Span<byte> start = stackalloc byte[16];
        var read = present.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (start[..read].SequenceEqual("SQLite format 3\0"u8)) throw new RefusedException("output.own", path);
        return real;
    }

    private static bool IsOfBase(string real)
    {
        var (folder, name) = (Path.GetDirectoryName(real)!, Path.GetFileName(real));
        var isBase = (string at) => File.Exists(Path.Combine(at, BaseName));
        if (name.StartsWith(BaseName, StringComparison.OrdinalIgnoreCase) || NamesBeside.Contains(name)) return isBase(folder);
        return FoldersBeside.Contains(Path.GetFileName(folder)) && Path.GetDirectoryName(folder) is { } above && isBase(above);
    }

    // The target of a name that is a link, or is in a folder that is one.
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            if (new FileInfo(full) is { LinkTarget: not null } link) full = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        // A dangling or circular link is no place for a file.
        catch (IOException) { throw new RefusedException("output.special", path); }
        var folder = Path.GetDirectoryName(full);
        if (folder is null || !Directory.Exists(folder)) return full;
        return Path.Combine(new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder, Path.GetFileName(full));
    }
}

using System.Runtime.CompilerServices;

namespace Stamgast.Testing;

/// <summary>The checked-out files of the project.</summary>
public static class Repository
{
    /// <summary>The folder of Stamgast.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All source files of a kind below a folder, as paths relative to the root.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(f => extensions.Contains(Path.GetExtension(f)))
            .Select(f => Path.GetRelativePath(Root, f))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    /// <summary>
    /// Checks that a generated document matches the program. With STAMGAST_WRITE_DOCS in the environment it is rewritten instead, and the test passes
    /// the next time.
    /// </summary>
    public static void CheckDocument(string path, string made)
    {
        var full = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("STAMGAST_WRITE_DOCS") is { Length: > 0 }) File.WriteAllText(full, made);
        Assert.True(File.Exists(full) && File.ReadAllText(full) == made, $"{path} is out of date: run bin/docs and look at what changed.");
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Stamgast.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run beside the files of the project.");
    }
}

namespace Stamgast.Files;

/// <summary>A file that an export writes to a disk.</summary>
internal static class ExportFile
{
    /// <summary>Writes a file that appears only when it is complete, and replaces an existing one only then.</summary>
    /// <returns>What <paramref name="write"/> counts.</returns>
    /// <exception cref="RefusedException">export.file: it cannot be written. output.own, output.special: it would destroy something else.</exception>
    public static long Write(string path, Func<Stream, long> write)
    {
        try
        {
            using var file = new OutputFile(path);
            var count = write(file.Stream);
            file.Complete();
            return count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException("export.file", path, e.Message);
        }
    }
}

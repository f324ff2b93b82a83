using System.IO.Compression;
using System.Text.Json;

namespace Stamgast.Backups;

/// <summary>A backup that is being read. Everything in it is doubted: a damaged or foreign file is refused, with the place named.</summary>
internal sealed class BackupArchive : IDisposable
{
    private readonly string file;
    private readonly ZipArchive zip;

    /// <exception cref="RefusedException">backup.missing, backup.damaged, backup.newer</exception>
    public BackupArchive(string file)
    {
        this.file = file;
        if (!File.Exists(file)) throw new RefusedException("backup.missing", file);
        zip = Doubted(BackupManifest.FileName, () => ZipFile.OpenRead(file));
        try { Manifest = Doubted(BackupManifest.FileName, ReadManifest); }
        catch { zip.Dispose(); throw; }
        if (Manifest.Format > BackupManifest.NewestFormat) { zip.Dispose(); throw Newer(); }
        if (!Manifest.MakesSense) { zip.Dispose(); throw Damaged(BackupManifest.FileName); }
    }

    public BackupManifest Manifest { get; }

    /// <summary>It was made by a version that knows more than this one.</summary>
    public RefusedException Newer() => new("backup.newer", Manifest.Version, file);

    /// <summary>It is not whole: which file in it, and perhaps which row.</summary>
    public RefusedException Damaged(string place) => new("backup.damaged", file, place);

    /// <summary>Refuses a manifest that does not describe a whole base: a table or column is missing, duplicated or unknown.</summary>
    /// <param name="tables">Each with its columns.</param>
    public void MustHold(IReadOnlyDictionary<string, IReadOnlyCollection<string>> tables)
    {
        foreach (var table in Manifest.Tables)
            if (!tables.TryGetValue(table.Name, out var columns) || table.Columns.Count != columns.Count || !table.Columns.ToHashSet().SetEquals(columns))
                throw Damaged(table.FileName);
        if (tables.Keys.Except(Manifest.Tables.Select(t => t.Name)).FirstOrDefault() is { } missing) throw Damaged(missing + ".jsonl");
    }

    /// <summary>Reads a table to its end and compares it with the list of contents.</summary>
    /// <param name="row">Takes each line.</param>
    public void Read(BackupTable table, Action<ReadOnlySpan<byte>> row, CancellationToken cancel)
    {
        RowsReader? rows = null;
        try
        {
            using var stream = (zip.GetEntry(table.FileName) ?? throw Damaged(table.FileName)).Open();
            rows = new RowsReader(stream);
            while (rows.Next(out var line))
            {
                if ((rows.Rows & 1023) == 0) cancel.ThrowIfCancellationRequested();
                row(line);
            }
            if (rows.Rows != table.Rows || rows.Sha256() != table.Sha256) throw Damaged(table.FileName);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or FormatException or InvalidOperationException or OverflowException
            or EndOfStreamException or NotSupportedException)
        {
            throw Damaged($"{table.FileName}:{rows?.Rows}");
        }
        finally { rows?.Dispose(); }
    }

    /// <summary>Reads an attached document and compares it with the list of contents.</summary>
    public byte[] Read(BackupFile file) => Doubted(file.FileName, () =>
    {
        using var stream = (zip.GetEntry(file.FileName) ?? throw Damaged(file.FileName)).Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        // An entry that unpacks to more than it should is not read to its end.
        while (bytes.Length <= file.Bytes && stream.Read(buffer) is > 0 and var read) bytes.Write(buffer, 0, read);
        var all = bytes.ToArray();
        return all.LongLength == file.Bytes && Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(all)) == file.Sha256 ? all
            : throw Damaged(file.FileName);
    });

    /// <inheritdoc />
    public void Dispose() => zip.Dispose();

    private BackupManifest ReadManifest()
    {
        using var stream = (zip.GetEntry(BackupManifest.FileName) ?? throw Damaged(BackupManifest.FileName)).Open();
        return BackupManifest.Read(stream);
    }

    private T Doubted<T>(string place, Func<T> read)
    {
        try { return read(); }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException or NotSupportedException) { throw Damaged(place); }
    }
}

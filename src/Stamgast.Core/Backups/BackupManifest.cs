using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stamgast.Backups;

/// <summary>
/// The manifest of a backup, <c>manifest.json</c> within it: what made it, when, from which shape of the base, and each table with its columns, rows
/// and checksum.
/// </summary>
/// <param name="Format">The version of this format; a higher one than <see cref="NewestFormat"/> is refused.</param>
/// <param name="Migration">The name of the last migration of the base, the same on both engines.</param>
internal sealed record BackupManifest(int Format, string Program, string Version, string Engine, string Migration, DateTime CreatedAt,
    IReadOnlyList<BackupTable> Tables, IReadOnlyList<BackupFile>? Files = null)
{
    public const string FileName = "manifest.json";
    public const int NewestFormat = 1;

    // A petabyte: more is a slip, and would not add up.
    private const long Largest = 1L << 50;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>False for numbers and names that cannot be, however well they are written.</summary>
    [JsonIgnore]
    public bool MakesSense => Format >= 1 && Migration.Length > 0 && Tables.All(t => t is { Rows: >= 0, Bytes: >= 0 and <= Largest, Columns.Count: > 0 }
        && t.Columns.All(c => c is { Length: > 0 }) && t.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        && Tables.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count() == Tables.Count
        && (Files ?? []).All(f => f is { Bytes: >= 0 and <= Largest } && Attachments.DocumentStore.IsKey(f.Key));

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Options);

    /// <exception cref="JsonException">The text is not a manifest.</exception>
    public static BackupManifest Read(Stream stream) => JsonSerializer.Deserialize<BackupManifest>(stream, Options) ?? throw new JsonException();
}

/// <summary>A table in a backup. Its rows are in <c>NAME.jsonl</c>: a line each, the values in the order of the columns.</summary>
/// <param name="Bytes">Length of the uncompressed rows.</param>
/// <param name="Sha256">Of the uncompressed rows, hexadecimal.</param>
internal sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows, long Bytes, string Sha256)
{
    [JsonIgnore]
    public string FileName => Name + ".jsonl";
}

/// <summary>An attached document in a backup, in <c>documents/KEY</c>, as it was in the folder.</summary>
/// <param name="Key">Its key in the store.</param>
/// <param name="Sha256">Of the bytes in the backup, hexadecimal.</param>
internal sealed record BackupFile(string Key, bool Encrypted, long Bytes, string Sha256)
{
    [JsonIgnore]
    public string FileName => "documents/" + Key;
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stamgast.Backups;

/// <summary>
/// The list of contents of a backup, <c>manifest.json</c> within it: what made it, when, from which shape of the base, and each
/// table with its columns, rows and checksum.
/// </summary>
/// <param name="Format">The version of this format; a higher one than <see cref="NewestFormat"/> is refused.</param>
/// <param name="Migration">The name of the last migration of the base, the same on both engines.</param>
internal sealed record BackupManifest(int Format, string Program, string Version, string Engine, string Migration, DateTime CreatedAt, IReadOnlyList<BackupTable> Tables)
{
    public const string FileName = "manifest.json";
    public const int NewestFormat = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Options);

    /// <exception cref="JsonException">The text is no manifest.</exception>
    public static BackupManifest Read(Stream stream) => JsonSerializer.Deserialize<BackupManifest>(stream, Options) ?? throw new JsonException();
}

/// <summary>A table in a backup. Its rows stand in <c>NAME.jsonl</c>: a line each, the values in the order of the columns.</summary>
/// <param name="Bytes">Length of the uncompressed rows.</param>
/// <param name="Sha256">Of the uncompressed rows, hexadecimal.</param>
internal sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows, long Bytes, string Sha256)
{
    [JsonIgnore]
    public string FileName => Name + ".jsonl";
}

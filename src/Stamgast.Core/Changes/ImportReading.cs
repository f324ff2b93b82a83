using System.Text.Json;

namespace Stamgast.Changes;

/// <summary>What applying an import must know of how it was compared; stands in <see cref="ChangeSet.Reading"/> beside what the import keeps for itself.</summary>
internal sealed record ImportReading(bool KeyIsEmail, long LastIdAtPreview)
{
    public static ImportReading? Of(ChangeSet set) =>
        set.Kind == ChangeKind.Import && set.Reading is { } json ? JsonSerializer.Deserialize<ImportReading>(json, JsonSerializerOptions.Web) : null;
}

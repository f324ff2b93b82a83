using System.Text.Json;

namespace Stamgast.Changes.Undoing;

/// <summary>The effect of a split besides that on its own merge: what came from the absorbed records may have been merged further since.</summary>
/// <param name="Merges">The sets of these later merges.</param>
internal sealed record SplitWork(IReadOnlyList<long> Merges)
{
    /// <summary>The merges whose items an undo turns: that at its root, and for a split or its undo those further ones.</summary>
    public static HashSet<long> MergesOf(ChangeSet target, ChangeSet root) =>
        [root.Id, .. target is { HasOrigins: true, Reading: { } json } ? JsonSerializer.Deserialize<SplitWork>(json, JsonSerializerOptions.Web)!.Merges : []];

    public string? ToJson() => Merges.Count == 0 ? null : JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

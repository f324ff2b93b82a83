using System.Text.Json;

namespace Stamgast.Changes.Undoing;

/// <summary>
/// The effect of a split, or of its undo, besides that on its own merge: what came from the absorbed records may have been merged further since, and a
/// person may have given them linked records.
/// </summary>
/// <param name="Merges">The sets of these later merges.</param>
internal sealed record SplitWork(IReadOnlyList<long> Merges)
{
    /// <summary>The sets that moved linked records along with it, or back: undoing it undoes these.</summary>
    public IReadOnlyList<long> Moved { get; init; } = [];

    /// <summary>True when it took the merge itself back, rather than split anybody off: it says nothing about these.</summary>
    public bool TakesBack { get; init; }

    /// <summary>The merges whose items an undo turns: that at its root, and for a split or its undo those further ones.</summary>
    public static HashSet<long> MergesOf(ChangeSet target, ChangeSet root) => [root.Id, .. Of(target)?.Merges ?? []];

    /// <summary>What a set moved along; nothing for most.</summary>
    public static IReadOnlyList<long> MovedBy(ChangeSet target) => Of(target)?.Moved ?? [];

    /// <summary>True for a set that took a merge back.</summary>
    public static bool TookBack(ChangeSet set) => Of(set)?.TakesBack == true;

    public string? ToJson() => Merges.Count + Moved.Count == 0 && !TakesBack ? null : JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    private static SplitWork? Of(ChangeSet target) => target is { HasOrigins: true, Kind: ChangeKind.Undo, Reading: { } json }
        ? JsonSerializer.Deserialize<SplitWork>(json, JsonSerializerOptions.Web) : null;
}

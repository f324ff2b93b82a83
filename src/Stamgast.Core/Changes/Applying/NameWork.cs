using System.Text.Json;
using Stamgast.Customers.Names;

namespace Stamgast.Changes.Applying;

/// <summary>What a change of names did: which names became which, and their rows before, so that an undo restores colour and user too.</summary>
/// <param name="From">The names that went, in every spelling.</param>
/// <param name="To">The new name; null when they were removed.</param>
/// <param name="Merged">True when the new name existed before.</param>
public sealed record NameWork(NameKind Kind, IReadOnlyList<string> From, string? To, bool Merged)
{
    /// <summary>The rows of the affected names before the change.</summary>
    public IReadOnlyList<NameRow> Before { get; init; } = [];

    /// <summary>The names that were removed, one spelling each, for display.</summary>
    public IEnumerable<string> Said => From.DistinctBy(name => name.ToUpperInvariant());

    /// <summary>The record of a change set of names; null for any other set.</summary>
    public static NameWork? Of(ChangeSet set) => set is { Kind: ChangeKind.Names, Reading: { } json }
        && JsonSerializer.Deserialize<NameWork>(json, JsonSerializerOptions.Web) is { From: not null } work ? work : null;

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

/// <summary>The row of a name, beside the customers who have it.</summary>
public sealed record NameRow(string Name, string? Colour, long? UserId);

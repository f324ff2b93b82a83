using System.Text.Json;
using Stamgast.Customers.Names;

namespace Stamgast.Changes.Applying;

/// <summary>What a change of names did: which of them became which, and how each was kept before, so that an undo gives colour and user back too.</summary>
/// <param name="From">The names that went, in every spelling.</param>
/// <param name="To">What they became; null: they were taken away.</param>
/// <param name="Merged">True when there was such a name before.</param>
public sealed record NameWork(NameKind Kind, IReadOnlyList<string> From, string? To, bool Merged)
{
    /// <summary>How the names that it touched were kept before.</summary>
    public IReadOnlyList<NameRow> Before { get; init; } = [];

    /// <summary>The names that went, a spelling each, as they are said.</summary>
    public IEnumerable<string> Said => From.DistinctBy(name => name.ToUpperInvariant());

    /// <summary>What a change set of names did; null for any other set.</summary>
    public static NameWork? Of(ChangeSet set) => set is { Kind: ChangeKind.Names, Reading: { } json } ? JsonSerializer.Deserialize<NameWork>(json, JsonSerializerOptions.Web) : null;

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

/// <summary>How a name is kept, beside the customers who bear it.</summary>
public sealed record NameRow(string Name, string? Colour, long? UserId);

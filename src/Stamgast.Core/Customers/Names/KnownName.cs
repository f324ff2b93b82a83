namespace Stamgast.Customers.Names;

/// <summary>A group or a responsible, in any spelling: "VIP" and "vip" are one.</summary>
/// <param name="Name">As displayed: the most frequent spelling.</param>
public sealed record KnownName(string Name)
{
    /// <summary>Further spellings of the same name.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>One of <see cref="NameColours"/>; null: none was chosen.</summary>
    public string? Colour { get; init; }

    /// <summary>For a responsible: the linked user.</summary>
    public long? UserId { get; init; }

    /// <summary>The number of customers outside the trash with this name; null while unknown.</summary>
    public long? Customers { get; init; }

    /// <summary>
    /// True when forms and filters offer it: a customer has it, or it was given a colour or a user by hand. Names left by an undone import are no
    /// longer offered.
    /// </summary>
    public bool IsOffered => Customers is not 0 || Colour is not null || UserId is not null;

    /// <summary>All spellings.</summary>
    public IReadOnlyList<string> Spellings => [Name, .. Others];
}

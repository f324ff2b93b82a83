namespace Stamgast.Customers.Names;

/// <summary>A group or a responsible, in any spelling: "VIP" and "vip" are one.</summary>
/// <param name="Name">As it is shown: the spelling that most customers bear.</param>
public sealed record KnownName(string Name)
{
    /// <summary>Further spellings of the same name.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>One of <see cref="NameColours"/>; null: none was chosen.</summary>
    public string? Colour { get; init; }

    /// <summary>For a responsible: the user behind it.</summary>
    public long? UserId { get; init; }

    /// <summary>How many customers outside the trash bear it; null while that is not known.</summary>
    public long? Customers { get; init; }

    /// <summary>True when forms and filters offer it: somebody bears it, or it was given a colour or a user by hand. What an undone import brought is not offered any more.</summary>
    public bool IsOffered => Customers is not 0 || Colour is not null || UserId is not null;

    /// <summary>All spellings.</summary>
    public IReadOnlyList<string> Spellings => [Name, .. Others];
}

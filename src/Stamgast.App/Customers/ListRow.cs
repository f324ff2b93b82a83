using Stamgast.App.Activity;

namespace Stamgast.App.Customers;

/// <summary>One row of the list, ready to be shown.</summary>
public sealed record ListRow(long Id, string? Name, bool IsCompany)
{
    public string Initials { get; init; } = "";
    public string? Number { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Town { get; init; }
    public string? Language { get; init; }
    public string? LanguageTag { get; init; }
    public string? Label { get; init; }
    public bool IsActive { get; init; } = true;
    public bool IsTrashed { get; init; }
}

/// <summary>One choice in the menu of a filter: its value in the address, its words, and how many customers have it.</summary>
public sealed record FilterChoice(string Value, string Caption, long? Number);

/// <summary>What the list page shows.</summary>
/// <param name="Total">How many customers the list has; null when the page asks for that by itself.</param>
public sealed record ListView(ListAddress Address, IReadOnlyList<ListRow> Rows, string? Next, long? Total)
{
    /// <summary>The choices by filter name; a filter without choices has no chip.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<FilterChoice>> Choices { get; init; }

    /// <summary>What was just done with a selection.</summary>

    /// <summary>True when there is no customer at all, so that the next step is shown in place of a list.</summary>
    public bool BaseIsEmpty { get; init; }
}

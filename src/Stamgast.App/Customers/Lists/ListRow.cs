
using Stamgast.App.Customers.Filters;
using Stamgast.App.Customers.Names;

namespace Stamgast.App.Customers.Lists;

/// <summary>One row of the list, ready to be shown.</summary>
/// <param name="Cells">What stands in each column; null for nothing.</param>
public sealed record ListRow(long Id, string? Name, bool IsCompany, IReadOnlyList<string?> Cells)
{
    public string Initials { get; init; } = "";

    /// <summary>On a phone: what stands below the name.</summary>
    public string Below { get; init; } = "";

    /// <summary>A name that is kept but not shown, when what was typed is found in it alone: "Contact: Marie Janssens".</summary>
    public string? KeptName { get; init; }
    public bool IsActive { get; init; } = true;
    public bool IsTrashed { get; init; }
}

/// <summary>One choice in the menu of a filter: its value in the address, its words, and how many customers have it.</summary>
public sealed record FilterChoice(string Value, string Caption, long? Number)
{
    /// <summary>The colour that a group or a responsible was given; null: none.</summary>
    public string? Colour { get; init; }
}

/// <summary>Customers of another state who answer the words that nobody in the list answers.</summary>
public sealed record FoundElsewhere(string State, long Count, string Href);

/// <summary>What the list page shows.</summary>
/// <param name="Columns">By key, after the name.</param>
/// <param name="Total">How many customers the list has; null when the page asks for that by itself.</param>
public sealed record ListView(ListAddress Address, IReadOnlyList<string> Columns, IReadOnlyList<ListRow> Rows, string? Next, long? Total)
{
    /// <summary>The choices by filter name; a filter without choices has no chip.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FilterChoice>> Choices { get; init; } = new Dictionary<string, IReadOnlyList<FilterChoice>>();

    /// <summary>All chosen columns, those too that are left out while the list has one state.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>The filter that is being put together; null while none is.</summary>
    public AddFilter? Adding { get; init; }

    /// <summary>True while the columns are being put in order without script.</summary>
    public bool Arranges { get; init; }

    /// <summary>What in the address means nothing; nobody is shown then.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Where else the words are found.</summary>
    public IReadOnlyList<FoundElsewhere> Elsewhere { get; init; } = [];

    /// <summary>True when there is no customer at all, so that the next step is shown in place of a list.</summary>
    public bool BaseIsEmpty { get; init; }
}

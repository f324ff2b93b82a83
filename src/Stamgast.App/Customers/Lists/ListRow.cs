
using Stamgast.App.Customers.Filters;
using Stamgast.App.Customers.Names;

namespace Stamgast.App.Customers.Lists;

/// <summary>One row of the list, ready to be shown.</summary>
/// <param name="Cells">The content of each column; null for empty.</param>
public sealed record ListRow(long Id, string? Name, bool IsCompany, IReadOnlyList<string?> Cells)
{
    public string Initials { get; init; } = "";

    /// <summary>On a phone: the text below the name.</summary>
    public string Below { get; init; } = "";

    /// <summary>A hidden name, if the words match only that: "Contact: Marie Janssens".</summary>
    public string? KeptName { get; init; }

    /// <summary>The number, address or ID of a customer that was merged into this one, if that was searched for.</summary>
    public string? LedBy { get; init; }
    public bool IsActive { get; init; } = true;
    public bool IsTrashed { get; init; }
}

/// <summary>One choice in the menu of a filter: its value in the address, its words, and how many customers have it.</summary>
public sealed record FilterChoice(string Value, string Caption, long? Number)
{
    /// <summary>The colour that a group or a responsible was given; null: none.</summary>
    public string? Colour { get; init; }
}

/// <summary>Customers in another state that match words nobody in the list matches.</summary>
public sealed record FoundElsewhere(string State, long Count, string Href);

/// <summary>The content of the list page.</summary>
/// <param name="Columns">By key, after the name.</param>
/// <param name="Total">The number of customers in the list; null when the page requests it separately.</param>
public sealed record ListView(ListAddress Address, IReadOnlyList<string> Columns, IReadOnlyList<ListRow> Rows, string? Next, long? Total)
{
    /// <summary>The choices by filter name; a filter without choices has no chip.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FilterChoice>> Choices { get; init; } = new Dictionary<string, IReadOnlyList<FilterChoice>>();

    /// <summary>All chosen columns, including those hidden while the list has one state.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>The filter that is being put together; null while none is.</summary>
    public AddFilter? Adding { get; init; }

    /// <summary>True while the columns are being put in order without script.</summary>
    public bool Arranges { get; init; }

    /// <summary>The meaningless part of the address; nobody is shown then.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Where else the words match.</summary>
    public IReadOnlyList<FoundElsewhere> Elsewhere { get; init; } = [];

    /// <summary>True without any customers: the page shows the next step instead of a list.</summary>
    public bool BaseIsEmpty { get; init; }
}

namespace Stamgast.Customers;

/// <summary>Which customers a list is about as to being active or in the trash.</summary>
public enum CustomerPresence
{
    Active,
    Inactive,
    /// <summary>Active and inactive ones, but not the trash.</summary>
    Living,
    Trashed,
}

/// <summary>By what a list is ordered.</summary>
public enum CustomerOrder
{
    /// <summary>Alphabetical, "de Bakker" under B.</summary>
    NameByCore,
    /// <summary>Alphabetical, "de Bakker" under D.</summary>
    NameInFull,
    Number,
    Email,
    City,
    Language,
    Label,
    Id,
}

/// <summary>Which customers a list shows, and in which order. Lists, counts, exports and selections of "all that match" use the same.</summary>
public sealed record CustomerQuery
{
    /// <summary>As typed in the search box: a customer is found when each term begins one of its words.</summary>
    public string Words { get; init; } = "";
    public CustomerPresence Presence { get; init; } = CustomerPresence.Living;

    /// <summary>"person" or "company"; null for both.</summary>
    public string? Type { get; init; }

    /// <summary>Any of these; none means that it does not matter, "" among them stands for "none filled in".</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <inheritdoc cref="Languages" />
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <inheritdoc cref="Languages" />
    public IReadOnlyList<string> Labels { get; init; } = [];
    public CustomerOrder Order { get; init; } = CustomerOrder.Id;
    public bool Descending { get; init; }
}

namespace Stamgast.Customers;

/// <summary>Which customers of all that are kept: those in use, those put aside, all of them, or those in the trash.</summary>
public enum CustomerStanding
{
    Active,
    Inactive,
    All,
    Trash,
}

/// <summary>A filter on one field: any of these values; an empty text stands for "not filled in", <see cref="Anything"/> for "filled in".</summary>
public sealed record FieldFilter(CustomerField Field, IReadOnlyList<string> Values)
{
    public const string Anything = "*";
}

/// <summary>
/// A choice of customers and their order: the words in the search box, the chips, the column to sort by. The list, "all that
/// match" and the export speak of the same one. <see cref="CustomerQueryText"/> writes and reads it as an address.
/// </summary>
public sealed record CustomerQuery
{
    /// <summary>All active customers by name.</summary>
    public static readonly CustomerQuery Default = new();

    /// <summary>Every customer that is neither in the trash nor absorbed, by ID: what an export without filter holds.</summary>
    public static readonly CustomerQuery Everyone = new() { Standing = CustomerStanding.All, Sort = CustomerSort.Id };

    /// <summary>What somebody typed: each word must begin a word of the customer, in any order; accents and case do not count.</summary>
    public string Words { get; init; } = "";

    public CustomerStanding Standing { get; init; } = CustomerStanding.Active;

    /// <summary>"person", "company", or null for both.</summary>
    public string? Type { get; init; }

    /// <summary>Any of these tags; "nl" is also "nl-BE". An empty text stands for customers without one; so for groups and labels.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Filters on other fields; a customer must pass all of them.</summary>
    public IReadOnlyList<FieldFilter> Fields { get; init; } = [];

    /// <summary>Only the customers that this change set touched.</summary>
    public long? ChangeSet { get; init; }

    public CustomerSort Sort { get; init; } = CustomerSort.Name;

    public bool Descending { get; init; }

    /// <summary>True when nothing narrows the list but that customers are active.</summary>
    public bool IsPlain => Words.Length == 0 && Standing == CustomerStanding.Active && Type is null && ChangeSet is null
        && Languages.Count + Groups.Count + Labels.Count + Fields.Count == 0;
}

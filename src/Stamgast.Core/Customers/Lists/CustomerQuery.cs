using Stamgast.Customers.Searching;

namespace Stamgast.Customers.Lists;

/// <summary>Which customers: active, inactive, both, or those in the trash.</summary>
public enum CustomerPresence
{
    Active,
    Inactive,
    /// <summary>Active and inactive ones, but not the trash.</summary>
    Living,
    Trashed,
}

/// <summary>
/// A choice of customers and their order: the words in the search box, the chips, the column to sort by. The list, "all that
/// match" and the export speak of the same one. <see cref="CustomerQueryText"/> writes and reads it as an address.
/// </summary>
public sealed record CustomerQuery
{
    /// <summary>The list as it opens: all active customers by name.</summary>
    public static readonly CustomerQuery Plain = new() { Presence = CustomerPresence.Active, Sort = CustomerSort.Name };

    /// <summary>The search words: each must begin a word of the customer, in any order; accents and case do not count.</summary>
    public string Words { get; init; } = "";

    /// <summary>By default, everybody who is neither in the trash nor absorbed, by ID.</summary>
    public CustomerPresence Presence { get; init; } = CustomerPresence.Living;

    /// <summary>"person", "company", or null for both.</summary>
    public string? Type { get; init; }

    /// <summary>Any of these tags; "nl" also means "nl-BE". An empty text means customers without one; likewise for groups and labels.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Filters on other fields, or with other operators; a customer must pass all of them.</summary>
    public IReadOnlyList<FieldFilter> Fields { get; init; } = [];

    /// <summary>Only these customers, such as those ticked in the list; null for any.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Only the customers that this change set touched.</summary>
    public long? ChangeSet { get; init; }

    /// <summary>The customers visible to the viewer; set only by <see cref="Viewer.Narrowed"/>.</summary>
    internal Visibility Seen { get; init; } = Visibility.All;

    /// <summary>What merged customers were known by, if the words are that: those that they became are found too. Set by the list itself.</summary>
    internal IReadOnlyList<AbsorbedKey> Leads { get; init; } = [];

    /// <summary>True for all active customers, all living ones or the whole trash: nothing is left out that the list's indexes do not leave out.</summary>
    internal bool IsUnnarrowed => Words.Length == 0 && Presence != CustomerPresence.Inactive && Type is null && Languages.Count == 0 && Groups.Count == 0
        && Labels.Count == 0
        && Fields.Count == 0 && Ids is null && ChangeSet is null && Seen.IsAll;

    public CustomerSort Sort { get; init; } = CustomerSort.Id;

    public bool Descending { get; init; }
}

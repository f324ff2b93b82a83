using Stamgast.Customers;

namespace Stamgast.App.Customers;

/// <summary>
/// What the address bar says about the list: which customers, in which order, and where to go on. The same list always has the
/// same address, so it can be bookmarked and sent.
/// </summary>
public sealed record ListAddress(CustomerQuery Asked, string? After = null)
{
    /// <summary>The filters with a chip of their own, in the order of the chips.</summary>
    public static readonly IReadOnlyList<string> FilterNames = ["active", "type", "language", "group", "label"];

    private static readonly IReadOnlyList<string> Chosen = [];

    public static ListAddress Parse(IQueryCollection query) => new(
        CustomerQueryText.FromAddress(query.Where(p => p.Key is not ("after" or "done" or "kept")).SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))),
        query["after"].ToString() is { Length: > 0 } after ? after : null);

    public string Words => Asked.Words;

    public string Sort => Asked.Sort.Key;

    public bool Descending => Asked.Descending;

    public bool IsTrash => Asked.Presence == CustomerPresence.Trashed;

    /// <summary>True when nothing but the default filter narrows the list.</summary>
    public bool IsPlain => CustomerQueryText.ToAddress(Asked with { Sort = CustomerSort.Name, Descending = false }).Length == 0;

    /// <summary>The values of one filter.</summary>
    public IReadOnlyList<string> Values(string filter) => filter switch
    {
        "active" => Asked.Presence switch { CustomerPresence.Active => ["1"], CustomerPresence.Inactive => ["0"], CustomerPresence.Trashed => ["trash"], _ => Chosen },
        "type" => Asked.Type is { } type ? [type] : Chosen,
        "language" => Asked.Languages,
        "group" => Asked.Groups,
        _ => Asked.Labels,
    };

    /// <summary>The same list without one filter, from its start.</summary>
    public ListAddress Without(string filter) => new(filter switch
    {
        "active" => Asked with { Presence = CustomerPresence.Living },
        "type" => Asked with { Type = null },
        "language" => Asked with { Languages = [] },
        "group" => Asked with { Groups = [] },
        "label" => Asked with { Labels = [] },
        "set" => Asked with { ChangeSet = null },
        "q" => Asked with { Words = "" },
        _ => Asked with { Fields = [.. Asked.Fields.Where(f => f.Field.Name != filter)] },
    });

    /// <summary>The same list in the order of a column; the other way round when it is in that order already.</summary>
    public ListAddress SortedBy(string column) =>
        new(Asked with { Sort = CustomerSort.ByKey(column) ?? CustomerSort.Name, Descending = Sort == column && !Descending });

    /// <summary>Names and values that no chip of the filter form carries.</summary>
    public IEnumerable<(string Name, string Value)> Others()
    {
        if (Asked.Sort != CustomerQueryText.DefaultSort(Asked) || Descending) yield return ("sort", (Descending ? "-" : "") + Sort);
        if (Asked.ChangeSet is { } set) yield return ("set", set.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var filter in Asked.Fields)
            foreach (var value in filter.Values) yield return (filter.Field.Name, value);
    }

    /// <summary>What stands after the question mark; only what differs from the plain list.</summary>
    public string Query => string.Join('&', new[] { CustomerQueryText.ToAddress(Asked), After is null ? "" : "after=" + Uri.EscapeDataString(After) }.Where(p => p.Length > 0));

    /// <summary>The address of this list under a path.</summary>
    public string Href(string path = "/customers") => Query is { Length: > 0 } query ? path + "?" + query : path;
}

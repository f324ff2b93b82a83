using Stamgast.App.Customers.Filters;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.ExtraFields;

namespace Stamgast.App.Customers.Lists;

/// <summary>
/// The address of the list: which customers, in which order, from where, and which columns. The same list always has the same address, so it can be
/// bookmarked and sent.
/// </summary>
public sealed record ListAddress(CustomerQuery Asked, string? After = null)
{
    /// <summary>The filters that have a chip, in the order of the chips.</summary>
    public static readonly IReadOnlyList<string> FilterNames = ["active", "type", "language", "group", "label"];

    /// <summary>Precedes the name of a filter whose value is typed.</summary>
    public const string TypedName = "typed.";

    private static readonly IReadOnlyList<string> Chosen = [];

    /// <summary>The columns after the name, by key; null when the address does not say.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <exception cref="RefusedException">filter.name and so on: a part of it means nothing.</exception>
    /// <param name="extra">The extra fields of the base.</param>
    public static ListAddress Parse(IQueryCollection query, ExtraDefinitions extra) =>
        Parse(query, extra, out var refusal) is var address && refusal is null ? address : throw new RefusedException(refusal);

    /// <summary>Reads an address as far as it means something.</summary>
    public static ListAddress Parse(IQueryCollection query, ExtraDefinitions extra, out Refusal? refusal)
    {
        var said = query.Where(p => !AddFilter.Names.Contains(p.Key)).SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? ""))).Select(Typed)
            .OfType<KeyValuePair<string, string>>();
        var asked = CustomerQueryText.FromAddress(said, extra, out refusal);
        var columns = ListColumns.Read(query[ListColumns.Name], extra, out var unknown);
        if (unknown is not null) refusal ??= new Refusal("filter.column", unknown);
        return new ListAddress(asked, query["after"].ToString() is { Length: > 0 } after ? after : null) { Columns = columns };
    }

    // A name typed beside the tick boxes: no input does not mean "none".
    private static KeyValuePair<string, string>? Typed(KeyValuePair<string, string> pair) =>
        !pair.Key.StartsWith(TypedName, StringComparison.Ordinal) ? pair : pair.Value.Trim() is { Length: > 0 } name
            ? KeyValuePair.Create(pair.Key[TypedName.Length..], name) : null;

    public string Words => Asked.Words;

    public string Sort => Asked.Sort.Key;

    public bool Descending => Asked.Descending;

    public bool IsTrash => Asked.Presence == CustomerPresence.Trashed;

    /// <summary>True when only the default filter narrows the list.</summary>
    public bool IsPlain => CustomerQueryText.ToAddress(Asked with { Sort = CustomerSort.Name, Descending = false }).Length == 0;

    /// <summary>The same list from its start, of other customers.</summary>
    public ListAddress Of(CustomerQuery asked) => this with { Asked = asked, After = null };

    /// <summary>The values of one filter.</summary>
    public IReadOnlyList<string> Values(string filter) => filter switch
    {
        "active" => Asked.Presence switch { CustomerPresence.Active => ["1"], CustomerPresence.Inactive => ["0"], CustomerPresence.Trashed => ["trash"],
            _ => Chosen },
        "type" => Asked.Type is { } type ? [type] : Chosen,
        "language" => Asked.Languages,
        "group" => Asked.Groups,
        _ => Asked.Labels,
    };

    /// <summary>The same list without one filter, from its start.</summary>
    public ListAddress Without(string filter) => Of(filter switch
    {
        "active" => Asked with { Presence = CustomerPresence.Living },
        "type" => Asked with { Type = null },
        "language" => Asked with { Languages = [] },
        "group" => Asked with { Groups = [] },
        "label" => Asked with { Labels = [] },
        "set" => Asked with { ChangeSet = null },
        "id" => Asked with { Ids = null },
        _ => Asked with { Words = "", Sort = Asked.Sort == CustomerSort.Match ? CustomerSort.Name : Asked.Sort },
    });

    /// <summary>The same list without one condition on a field, from its start.</summary>
    public ListAddress Without(FieldFilter part) => Of(Asked with
    {
        Fields =
        [
            .. Asked.Fields
                .Select(f => f.Name == part.Name ? f with { Values = [.. f.Values.Except(part.Values)] } : f)
                .Where(f => f.Values.Count > 0),
        ],
    });

    /// <summary>All customers in the same columns; the search words stay, unless they are the only condition.</summary>
    public ListAddress Cleared()
    {
        var words = new CustomerQuery { Words = Words, Sort = CustomerQueryText.DefaultSort(Asked) };
        return Of(Words.Length == 0 || CustomerQueryText.ToAddress(words) == CustomerQueryText.ToAddress(Asked) ? CustomerQuery.Plain : words);
    }

    /// <summary>The same list in the order of a column; the other way round when it is in that order already.</summary>
    public ListAddress SortedBy(string column, ExtraDefinitions extra) =>
        Of(Asked with { Sort = CustomerSort.ByKey(column, extra) ?? CustomerSort.Name, Descending = Sort == column && !Descending });

    /// <summary>Names and values that no chip of the filter form carries.</summary>
    public IEnumerable<(string Name, string Value)> Others()
    {
        if (Asked.Sort != CustomerQueryText.DefaultSort(Asked) || Descending) yield return ("sort", (Descending ? "-" : "") + Sort);
        if (Asked.ChangeSet is { } set) yield return ("set", set.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (Asked.Ids is { } ids) yield return ("id", string.Join(',', ids));
        foreach (var filter in Asked.Fields)
            foreach (var value in filter.Values) yield return (filter.Name, value);
        if (Columns is not null) yield return (ListColumns.Name, ListColumns.Write(Columns));
    }

    /// <summary>All parameter names and values, from the start of the list.</summary>
    public IEnumerable<(string Name, string Value)> All() =>
        (this with { After = null }).Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => (pair[..pair.IndexOf('=', StringComparison.Ordinal)],
            Uri.UnescapeDataString(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..])));

    /// <summary>The query string; only what differs from the default list.</summary>
    public string Query => string.Join('&', new[]
    {
        CustomerQueryText.ToAddress(Asked),
        Columns is null ? "" : $"{ListColumns.Name}={ListColumns.Write(Columns)}",
        After is null ? "" : "after=" + Uri.EscapeDataString(After),
    }.Where(p => p.Length > 0));

    /// <summary>The address of this list under a path.</summary>
    public string Href(string path = "/customers") => Query is { Length: > 0 } query ? path + "?" + query : path;
}

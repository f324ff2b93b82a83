using System.Text;
using Microsoft.AspNetCore.Http;

namespace Stamgast.App.Customers;

/// <summary>
/// What the address bar says about the list: words, filters, order, and where to go on. The same list always has the same
/// address, so it can be bookmarked and sent.
/// </summary>
public sealed record ListAddress
{
    /// <summary>The filters with their names in the address, in the order of the chips.</summary>
    public static readonly IReadOnlyList<string> FilterNames = ["active", "type", "language", "group", "label"];

    /// <summary>The columns by which one can sort.</summary>
    public static readonly IReadOnlyList<string> Columns = ["name", "number", "email", "city", "language", "label"];

    public string Words { get; init; } = "";

    /// <summary>"1" (also when the address says nothing), "0", "all", or "trash".</summary>
    public string Active { get; init; } = "1";

    /// <summary>"person", "company", or empty for both.</summary>
    public string Type { get; init; } = "";

    /// <summary>Any of these; an empty text among them means "none filled in".</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
    public IReadOnlyList<string> Groups { get; init; } = [];
    public IReadOnlyList<string> Labels { get; init; } = [];
    public string Sort { get; init; } = "name";
    public bool Descending { get; init; }

    /// <summary>The cursor after which the rows go on; null at the start.</summary>
    public string? After { get; init; }

    /// <summary>True when nothing but the default filter narrows the list.</summary>
    public bool IsPlain => Words == "" && Active == "1" && Type == "" && Languages.Count + Groups.Count + Labels.Count == 0;

    public static ListAddress Parse(IQueryCollection query)
    {
        var sort = query["sort"].ToString();
        var descending = sort.StartsWith('-');
        if (descending) sort = sort[1..];
        return new ListAddress
        {
            Words = query["q"].ToString().Trim(),
            Active = query["active"].ToString() is "0" or "all" or "trash" ? query["active"].ToString() : "1",
            Type = query["type"].ToString() is "person" or "company" ? query["type"].ToString() : "",
            Languages = Several(query, "language"),
            Groups = Several(query, "group"),
            Labels = Several(query, "label"),
            Sort = Columns.Contains(sort) ? sort : "name",
            Descending = descending && Columns.Contains(sort),
            After = query["after"].ToString() is { Length: > 0 } after ? after : null,
        };
    }

    /// <summary>The values of one filter.</summary>
    public IReadOnlyList<string> Values(string filter) => filter switch
    {
        "active" => Active == "all" ? [] : [Active],
        "type" => Type == "" ? [] : [Type],
        "language" => Languages,
        "group" => Groups,
        _ => Labels,
    };

    /// <summary>The same list without one filter.</summary>
    public ListAddress Without(string filter) => filter switch
    {
        "active" => this with { Active = "all" },
        "type" => this with { Type = "" },
        "language" => this with { Languages = [] },
        "group" => this with { Groups = [] },
        _ => this with { Labels = [] },
    };

    /// <summary>The same list in the order of a column; the other way round when it is in that order already.</summary>
    public ListAddress SortedBy(string column) => this with { Sort = column, Descending = Sort == column && !Descending };

    /// <summary>The address of this list under a path.</summary>
    public string Href(string path = "/customers") => Query is { Length: > 0 } query ? path + "?" + query : path;

    /// <summary>What stands after the question mark; only what differs from the plain list.</summary>
    public string Query
    {
        get
        {
            var text = new StringBuilder();
            void Add(string name, string value) =>
                text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
            if (Words != "") Add("q", Words);
            if (Active != "1") Add("active", Active);
            if (Type != "") Add("type", Type);
            foreach (var language in Languages) Add("language", language);
            foreach (var group in Groups) Add("group", group);
            foreach (var label in Labels) Add("label", label);
            if (Sort != "name" || Descending) Add("sort", (Descending ? "-" : "") + Sort);
            if (After is not null) Add("after", After);
            return text.ToString();
        }
    }

    private static string[] Several(IQueryCollection query, string name) =>
        [.. query[name].Select(v => v ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

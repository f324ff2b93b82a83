using Stamgast.App.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Users;

namespace Stamgast.App.Settings;

/// <summary>The page of all groups, or of all responsibles.</summary>
public sealed record NamesView(NameKind Kind)
{
    /// <summary>The search text.</summary>
    public string Words { get; init; } = "";

    /// <summary>True for unused names, which are offered nowhere.</summary>
    public bool Unused { get; init; }
    public IReadOnlyList<KnownName> Names { get; init; } = [];
    public long Total { get; init; }
    public long UnusedTotal { get; init; }

    /// <summary>The number of names before the next page; null at the end.</summary>
    public int? Next { get; init; }
    public IReadOnlyList<User> Users { get; init; } = [];

    /// <summary>The refused input for a new name.</summary>
    public string? Typed { get; init; }
    public string? Problem { get; init; }

    /// <summary>"groups" or "responsibles", as in addresses and texts.</summary>
    public string Key => KeyOf(Kind);
    public string Path => "/settings/" + Key;

    public string Href(int from = 0, bool? unused = null)
    {
        var parts = new[] { Words.Length > 0 ? "q=" + Uri.EscapeDataString(Words) : null, unused ?? Unused ? "show=unused" : null,
            from > 0 ? "from=" + from.ToString(System.Globalization.CultureInfo.InvariantCulture) : null };
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? Path : Path + "?" + query;
    }

    public static string KeyOf(NameKind kind) => kind == NameKind.Group ? "groups" : "responsibles";

    /// <summary>The list of customers with a name.</summary>
    public static string ListOf(NameKind kind, KnownName name) => new ListAddress(kind.Bearers(name.Spellings)).Href();
}

/// <summary>One group or responsible, to be renamed, coloured or taken away.</summary>
public sealed record NameView(NameKind Kind, KnownName Name)
{
    /// <summary>The refused input, and the reason.</summary>
    public string? Typed { get; init; }
    public string? Problem { get; init; }
    public IReadOnlyList<User> Users { get; init; } = [];
    public string Path => "/settings/" + NamesView.KeyOf(Kind);
}

/// <summary>The rename, merge or removal about to be done.</summary>
public sealed record NameChangeView(NameKind Kind, IReadOnlyList<KnownName> Names, KnownName? Into, string? To)
{
    /// <summary>The number of customers outside the trash that will change.</summary>
    public long Customers { get; init; }
    public long InTrash { get; init; }
    public IReadOnlyList<(long Id, string? Name, bool IsActive)> Shown { get; init; } = [];

    /// <summary>Where the list of customers continues; null at its end.</summary>
    public string? Next { get; init; }

    /// <summary>The number of customers on earlier pages.</summary>
    public string Once { get; init; } = "";
    public string Path => "/settings/" + NamesView.KeyOf(Kind);

    /// <summary>delete, merge or rename.</summary>
    public string Act => To is null ? "delete" : Into is not null || Names.Count > 1 ? "merge" : "rename";

    public string Href(string? after = null) => Address(Kind, [.. Names.Select(n => n.Name)], To)
        + (after is null ? "" : "&after=" + Uri.EscapeDataString(after));

    /// <param name="to">Null takes them away.</param>
    public static string Address(NameKind kind, IReadOnlyList<string> names, string? to) =>
        $"/settings/{NamesView.KeyOf(kind)}/change?"
            + string.Join('&', names.Select(n => "name=" + Uri.EscapeDataString(n)).Append(to is null ? "remove=1" : "to=" + Uri.EscapeDataString(to)));
}

using Stamgast.App.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Users;

namespace Stamgast.App.Settings;

/// <summary>The page of all groups, or of all responsibles.</summary>
public sealed record NamesView(NameKind Kind)
{
    /// <summary>What was typed to find some.</summary>
    public string Words { get; init; } = "";

    /// <summary>True: those that nobody bears any more, which are offered nowhere.</summary>
    public bool Unused { get; init; }
    public IReadOnlyList<KnownName> Names { get; init; } = [];
    public long Total { get; init; }
    public long UnusedTotal { get; init; }

    /// <summary>How many come before the next page; null at the end.</summary>
    public int? Next { get; init; }
    public IReadOnlyList<User> Users { get; init; } = [];

    /// <summary>What was typed for a new one and was refused.</summary>
    public string? Typed { get; init; }
    public string? Problem { get; init; }

    /// <summary>"groups" or "responsibles", as in addresses and texts.</summary>
    public string Key => KeyOf(Kind);
    public string Path => "/settings/" + Key;

    public string Href(int from = 0, bool? unused = null)
    {
        var parts = new[] { Words.Length > 0 ? "q=" + Uri.EscapeDataString(Words) : null, unused ?? Unused ? "show=unused" : null, from > 0 ? "from=" + from.ToString(System.Globalization.CultureInfo.InvariantCulture) : null };
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? Path : Path + "?" + query;
    }

    public static string KeyOf(NameKind kind) => kind == NameKind.Group ? "groups" : "responsibles";

    /// <summary>The list of those who bear a name.</summary>
    public static string ListOf(NameKind kind, KnownName name) => new ListAddress(kind.Bearers(name.Spellings)).Href();
}

/// <summary>One group or responsible, to be renamed, coloured or taken away.</summary>
public sealed record NameView(NameKind Kind, KnownName Name)
{
    /// <summary>What was typed, when it was refused, and why.</summary>
    public string? Typed { get; init; }
    public string? Problem { get; init; }
    public IReadOnlyList<User> Users { get; init; } = [];
    public string Path => "/settings/" + NamesView.KeyOf(Kind);
}

/// <summary>What renaming, merging or taking away is about to do.</summary>
public sealed record NameChangeView(NameKind Kind, IReadOnlyList<KnownName> Names, KnownName? Into, string? To)
{
    /// <summary>How many customers outside the trash will be changed.</summary>
    public long Customers { get; init; }
    public long InTrash { get; init; }
    public IReadOnlyList<(long Id, string? Name, bool IsActive)> Shown { get; init; } = [];

    /// <summary>Where the list of customers goes on; null at its end.</summary>
    public string? Next { get; init; }

    /// <summary>How many stand on the pages before.</summary>
    public string Once { get; init; } = "";
    public string Path => "/settings/" + NamesView.KeyOf(Kind);

    /// <summary>delete, merge or rename.</summary>
    public string Act => To is null ? "delete" : Into is not null || Names.Count > 1 ? "merge" : "rename";

    public string Href(string? after = null) => Address(Kind, [.. Names.Select(n => n.Name)], To) + (after is null ? "" : "&after=" + Uri.EscapeDataString(after));

    /// <param name="to">Null takes them away.</param>
    public static string Address(NameKind kind, IReadOnlyList<string> names, string? to) =>
        $"/settings/{NamesView.KeyOf(kind)}/change?" + string.Join('&', names.Select(n => "name=" + Uri.EscapeDataString(n)).Append(to is null ? "remove=1" : "to=" + Uri.EscapeDataString(to)));
}

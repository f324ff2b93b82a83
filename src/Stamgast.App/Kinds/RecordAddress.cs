using System.Globalization;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.App.Kinds;

/// <summary>The filter of a list of records, from its address.</summary>
public sealed record RecordAddress
{
    /// <summary>The path of the list: "/orders", or "/customers/17/orders".</summary>
    public required string Path { get; init; }

    /// <summary>The only state shown; null for all.</summary>
    public string? State { get; init; }

    /// <summary>True for those that somebody still has to do something about.</summary>
    public bool IsOpen { get; init; }

    public long? Shop { get; init; }

    /// <summary>True for those that the user has to see to.</summary>
    public bool IsMine { get; init; }

    /// <summary>The only value shown of the choice by which the kind is listed (<see cref="RecordKind.ListedBy"/>); null for all.</summary>
    public string? Only { get; init; }

    public string? Special { get; init; }

    /// <summary>From this day on, "2026-01-01".</summary>
    public string? From { get; init; }

    /// <summary>Until this day, included.</summary>
    public string? Until { get; init; }

    /// <summary>True when what is filtered is to be summed up, however much it is.</summary>
    public bool IsSummed { get; init; }

    public bool IsTrash { get; init; }

    public string Words { get; init; } = "";

    public string? After { get; init; }

    /// <summary>Reads an address; unknown parts are ignored.</summary>
    public static RecordAddress Parse(RecordKind kind, string path, IQueryCollection query)
    {
        var show = query["show"].ToString();
        return new RecordAddress
        {
            Path = path,
            State = kind.States.FirstOrDefault(s => s.Code == show)?.Code,
            IsOpen = show == "-open",
            IsTrash = show == "-trash",
            Special = kind.Specials.FirstOrDefault(s => "-" + s == show),
            Shop = long.TryParse(query["shop"], NumberStyles.None, CultureInfo.InvariantCulture, out var shop) ? shop : null,
            From = Day(query["from"]), Until = Day(query["until"]), IsSummed = query["sum"] == "1",
            IsMine = show == "-mine" && kind.AssignedTo is not null,
            Only = kind.ListedBy?.Choices.FirstOrDefault(c => c == query["only"].ToString()),
            Words = query["q"].ToString().Trim(),
            After = query["after"].ToString() is { Length: > 0 } after ? after : null,
        };
    }

    /// <summary>True when anything is filtered.</summary>
    public bool IsFiltered => State is not null || IsOpen || IsTrash || Special is not null || Shop is not null || Words.Length > 0
        || IsMine || Only is not null || From is not null || Until is not null;

    /// <summary>The question that it asks.</summary>
    /// <param name="named">The customers found for its words.</param>
    /// <param name="user">The user who asks.</param>
    public RecordQuery Of(RecordKind kind, long? customer, IReadOnlyList<long> named, long? user = null) => new()
    {
        Customer = customer, Shop = Shop, Special = Special, IsTrash = IsTrash, Words = Words, Named = named, From = From, Until = Until,
        AssignedTo = IsMine ? user ?? 0 : null, Only = Only is { } value && kind.ListedBy is { } by ? (by, value) : null,
        States = State is { } one ? [one] : IsOpen || IsMine ? [.. kind.States.Where(s => s.IsOpen).Select(s => s.Code)] : [],
    };

    /// <summary>The address, from its start or from a cursor on.</summary>
    public string Href(string? after = null)
    {
        var parts = new List<string>();
        var show = State ?? (IsOpen ? "-open" : IsMine ? "-mine" : IsTrash ? "-trash" : Special is not null ? "-" + Special : null);
        if (show is not null) parts.Add("show=" + show);
        if (Shop is { } shop) parts.Add("shop=" + shop.ToString(CultureInfo.InvariantCulture));
        if (From is not null) parts.Add("from=" + From);
        if (Until is not null) parts.Add("until=" + Until);
        if (IsSummed) parts.Add("sum=1");
        if (Only is not null) parts.Add("only=" + Only);
        if (Words.Length > 0) parts.Add("q=" + Uri.EscapeDataString(Words));
        if (after is not null) parts.Add("after=" + Uri.EscapeDataString(after));
        return parts.Count == 0 ? Path : Path + "?" + string.Join('&', parts);
    }

    /// <summary>The address of a file with the records of the list.</summary>
    public string ExportHref => Path + "/export.csv" + Href()[Path.Length..];

    private static string? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null;

    /// <summary>The same list with another choice of states.</summary>
    public RecordAddress Showing(string? state = null, bool open = false, string? special = null, bool trash = false, bool mine = false) =>
        this with { State = state, IsOpen = open, Special = special, IsTrash = trash, IsMine = mine, After = null };
}

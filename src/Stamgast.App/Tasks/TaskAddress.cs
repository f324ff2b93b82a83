using System.Globalization;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;

namespace Stamgast.App.Tasks;

/// <summary>The filter of the task list, from its address: whose tasks, which, about which customer, with which words.</summary>
public sealed record TaskAddress
{
    public const string Path = "/tasks";

    /// <summary>True for everybody's tasks; otherwise those of the current user.</summary>
    public bool OfAll { get; init; }

    public TaskPresence Presence { get; init; }

    /// <summary>The customer they are about; null for any.</summary>
    public long? Customer { get; init; }

    public string Words { get; init; } = "";

    public string? After { get; init; }

    /// <summary>Reads an address; unknown parts are ignored.</summary>
    public static TaskAddress Parse(IQueryCollection query) => new()
    {
        OfAll = query["whose"] == "all",
        Presence = Enum.TryParse<TaskPresence>(query["show"], ignoreCase: true, out var presence) && Enum.IsDefined(presence) ? presence : TaskPresence.Open,
        Customer = long.TryParse(query["customer"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        Words = query["q"].ToString().Trim(),
        After = query["after"].ToString() is { Length: > 0 } after ? after : null,
    };

    /// <summary>The question that it asks.</summary>
    public TaskQuery Of(long me) => new(Presence) { Assignee = OfAll ? null : me, Customer = Customer, Words = Words };

    /// <summary>The address, from its start or from a cursor on.</summary>
    public string Href(string? after = null)
    {
        var parts = new List<string>();
        if (OfAll) parts.Add("whose=all");
        if (Presence != TaskPresence.Open) parts.Add("show=" + Presence.ToString().ToLowerInvariant());
        if (Customer is { } id) parts.Add("customer=" + id.ToString(CultureInfo.InvariantCulture));
        if (Words.Length > 0) parts.Add("q=" + Uri.EscapeDataString(Words));
        if (after is not null) parts.Add("after=" + Uri.EscapeDataString(after));
        return parts.Count == 0 ? Path : Path + "?" + string.Join('&', parts);
    }

    /// <summary>The address of a file with the tasks of the list.</summary>
    public string ExportHref => Path + "/export.csv" + Href()[Path.Length..];

    /// <summary>The address of the preview of an import.</summary>
    public static string OfImport(long setId) => string.Create(CultureInfo.InvariantCulture, $"{Path}/import/{setId}");

    /// <summary>The address of a task.</summary>
    public static string Of(RecordState task) => OfTask(task.Id);

    /// <inheritdoc cref="Of(RecordState)" />
    public static string OfTask(long id) => string.Create(CultureInfo.InvariantCulture, $"{Path}/{id}");
}

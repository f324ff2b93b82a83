using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Undoing;

namespace Stamgast.App.Activity;

/// <summary>The filter of the activity list, as given in its address: kind of change, user, first and last day.</summary>
/// <param name="Kind">all, mine, forms, imports, names, trash or undos.</param>
/// <param name="By">The number of a user; 0 for commands; null for everybody.</param>
public sealed record ActivityQuery(string Kind, long? By, DateOnly? From, DateOnly? To)
{
    public static readonly IReadOnlyList<string> Kinds = ["all", "mine", "forms", "imports", "names", "trash", "undos"];

    /// <summary>Reads an address; what makes no sense in it is passed over.</summary>
    public static ActivityQuery Read(IQueryCollection query)
    {
        var kind = query["show"].ToString();
        return new ActivityQuery(Kinds.Contains(kind) ? kind : "all", long.TryParse(query["by"], NumberStyles.None, CultureInfo.InvariantCulture, out var by)
            ? by : null, Day(query["from"]), Day(query["to"]));
    }

    /// <summary>True when nothing narrows the list.</summary>
    public bool IsPlain => this == new ActivityQuery("all", null, null, null);

    /// <param name="before">The number of the change before which the list goes on.</param>
    public string Href(long? before = null)
    {
        var parts = new[]
        {
            Kind == "all" ? null : "show=" + Kind, By is { } by ? string.Create(CultureInfo.InvariantCulture, $"by={by}") : null,
            From is { } from ? "from=" + Text(from) : null, To is { } to ? "to=" + Text(to) : null,
            before is { } number ? string.Create(CultureInfo.InvariantCulture, $"before={number}") : null,
        };
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? "/activity" : "/activity?" + query;
    }

    /// <summary>A day as a date field has it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The sets that it asks for.</summary>
    public IQueryable<ChangeSet> Of(IQueryable<ChangeSet> sets, long me, TimeZoneInfo zone)
    {
        sets = Kind switch
        {
            "mine" => sets.Where(s => s.UserId == me),
            "forms" => sets.Where(s => s.Door == Door.Form || s.Door == Door.Bulk),
            "imports" => sets.Where(s => s.Kind == ChangeKind.Import),
            "names" => sets.Where(s => s.Kind == ChangeKind.Names),
            "trash" => sets.Where(s => s.Kind == ChangeKind.Trash || s.Kind == ChangeKind.Restore),
            "undos" => sets.Where(s => s.Kind == ChangeKind.Undo),
            _ => sets,
        };
        if (By is { } by) sets = by == 0 ? sets.Where(s => s.UserId == null) : sets.Where(s => s.UserId == by);
        if (From is { } from && Start(from, zone) is { } first) sets = sets.Where(s => s.AppliedAt >= first);
        if (To is { } to && to < DateOnly.MaxValue && Start(to.AddDays(1), zone) is { } end) sets = sets.Where(s => s.AppliedAt < end);
        return sets;
    }

    // A day of the organisation, as the base keeps time.
    private static DateTime? Start(DateOnly day, TimeZoneInfo zone)
    {
        if (day.Year is < 2 or > 9998) return null;
        var midnight = DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue), DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

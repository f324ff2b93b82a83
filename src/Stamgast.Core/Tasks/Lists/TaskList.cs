using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.Merging;
using Stamgast.Settings;

namespace Stamgast.Tasks.Lists;

/// <summary>
/// Lists and counts tasks. Open ones are sorted by due date and time, done ones latest first, those in the trash newest first; each page starts at a
/// position of an index, so the last of many pages costs the same as the first.
/// </summary>
/// <param name="viewer">The viewer: hidden customers are not named.</param>
/// <param name="zone">The time zone of the organisation, by which a task is overdue; null reads it.</param>
public sealed class TaskList(Base customers, Viewer viewer, TimeProvider clock, TimeZoneInfo? zone = null)
{
    private const char CursorEnd = '~';

    private static readonly TaskShape Shape = TaskShape.Instance;

    private string? now;
    private string[]? ends;

    /// <summary>The tasks from a cursor on.</summary>
    /// <param name="after">The <see cref="TaskPage.Next"/> of the previous page; null, or an invalid one, starts at the beginning.</param>
    public TaskPage Page(TaskQuery query, string? after, int limit)
    {
        var order = OrderOf(query.Presence);
        var parameters = new List<(string, object?)>();
        var conditions = Conditions(query, parameters);
        if (Cursor(after) is var (key, id))
        {
            parameters.Add(("key", key));
            parameters.Add(("id", id));
            conditions.Add(order.Key is null ? "c.id < @id" : $"(c.{order.Key}, c.id) {(order.Descends ? "<" : ">")} (@key, @id)");
        }
        var direction = order.Descends ? " desc" : "";
        var by = order.Key is null ? $"c.id{direction}" : $"c.{order.Key}{direction}, c.id{direction}";
        using var reader = Reader(query);
        using var command = reader.Query(
            RecordStates.Select(Shape, customers.Engine, string.Join(" and ", conditions))
                + $" order by {by} limit {(limit + 1).ToString(CultureInfo.InvariantCulture)}",
            [.. parameters]);
        var states = new List<RecordState>();
        using (var rows = command.ExecuteReader())
            while (rows.Read()) states.Add(RecordStates.At(Shape, rows));
        var shown = states.Take(limit).ToList();
        return new TaskPage(Named(reader, shown), states.Count > limit ? CursorOf(shown[^1], order.Key) : null);
    }

    /// <summary>The number of such tasks.</summary>
    public long Count(TaskQuery query)
    {
        var parameters = new List<(string, object?)>();
        var conditions = Conditions(query, parameters);
        using var reader = Reader(query);
        using var command = reader.Query($"select count(*) from task c where {string.Join(" and ", conditions)}", [.. parameters]);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The open and the overdue ones of a user, of a customer, or of all.</summary>
    public TaskCounts Counts(long? assignee = null, long? customer = null)
    {
        var parameters = new List<(string, object?)> { ("now", Now) };
        var conditions = Conditions(new TaskQuery { Assignee = assignee, Customer = customer }, parameters);
        using var reader = customers.OpenReader();
        using var command = reader.Query(
            "select count(*), coalesce(sum(case when c.sort_full < @now then 1 else 0 end), 0) from task c where " + string.Join(" and ", conditions),
            [.. parameters]);
        using var row = command.ExecuteReader();
        row.Read();
        return new TaskCounts(row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>The number of open tasks of a query for each due date group; empty groups are left out.</summary>
    public IReadOnlyDictionary<TaskGroup, long> Groups(TaskQuery query)
    {
        var parameters = new List<(string, object?)>();
        var conditions = string.Join(" and ", Conditions(query with { Presence = TaskPresence.Open }, parameters));
        var ends = string.Join(' ', Ends.Select((end, i) =>
        {
            parameters.Add(($"end{i}", end));
            return $"when c.sort_full < @end{i} then {i}";
        }));
        using var reader = Reader(query);
        using var command = reader.Query($"select case {ends} else {Ends.Count} end, count(*) from task c where {conditions} group by 1", [.. parameters]);
        using var rows = command.ExecuteReader();
        var groups = new SortedDictionary<TaskGroup, long>();
        while (rows.Read()) groups.Add((TaskGroup)rows.GetInt32(0), rows.GetInt64(1));
        return groups;
    }

    /// <summary>When an open task with these values is due, relative to today.</summary>
    public TaskGroup GroupOf(RecordValues values)
    {
        var order = TaskShape.OrderOf(values);
        return (TaskGroup)Ends.TakeWhile(end => string.CompareOrdinal(order, end) >= 0).Count();
    }

    // Prefixes of sort_full: where each group but the last ends. When two ends coincide, the later group is empty.
    private IReadOnlyList<string> Ends => ends ??= EndsFrom(Now);

    private static string[] EndsFrom(string now)
    {
        var today = DateOnly.ParseExact(now[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var untilMonday = ((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7;
        return [now, Day(1), Day(2), Day(untilMonday == 0 ? 7 : untilMonday), "9999"];

        string Day(int later) => today.AddDays(later).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private System.Data.Common.DbConnection Reader(TaskQuery query)
    {
        var reader = customers.OpenReader();
        if (query.Words.Length > 0) reader.KnowFolding();
        return reader;
    }

    /// <summary>True when an open task with these values is due before now.</summary>
    public bool IsOverdue(RecordValues values) => values[TaskFields.Done] != "1" && string.CompareOrdinal(TaskShape.OrderOf(values), Now) < 0;

    // Like the beginning of sort_full: tasks due before this minute are smaller.
    private string Now => now ??= TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone ?? OrganisationSettings.Of(customers).TimeZone)
        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The condition for the tasks of a query; their alias is c. Words need <see cref="Dialect.KnowFolding"/>.</summary>
    internal List<string> Conditions(TaskQuery query, List<(string, object?)> parameters)
    {
        var conditions = new List<string> { Is("trashed", query.Presence == TaskPresence.Trashed) };
        if (query.Presence != TaskPresence.Trashed) conditions.Add(Is("done", query.Presence == TaskPresence.Done));
        if (query.Presence == TaskPresence.Overdue) Add("c.sort_full < @now", "now", Now);
        if (query.Assignee is { } user) Add("c.assignee = @assignee", "assignee", user);
        // Those of customers merged into this one count as this one's.
        if (query.Customer is { } customer) conditions.Add($"c.customer in {Sql.InList(AbsorbedCustomers.With(customers, customer))}");
        if (query.About is var (kind, record))
        {
            Add("c.about_kind = @kind", "kind", kind);
            Add("c.about_id = @record", "record", record);
        }
        if (query.Words.Trim() is { Length: > 0 } words) conditions.Add(TaskSearch.Condition(customers.Engine, words, parameters) ?? "1 = 0");
        return conditions;

        string Is(string column, bool wanted) => wanted ? customers.Engine.Yes("c." + column) : customers.Engine.No("c." + column);

        void Add(string condition, string name, object value)
        {
            conditions.Add(condition);
            parameters.Add((name, value));
        }
    }

    private static (string? Key, bool Descends) OrderOf(TaskPresence presence) => presence switch
    {
        TaskPresence.Done => ("done_at", true),
        TaskPresence.Trashed => (null, true),
        _ => ("sort_full", false),
    };

    private static string CursorOf(RecordState last, string? key) =>
        (key == "done_at" ? last.Values[TaskFields.DoneAt] : key is null ? "" : TaskShape.OrderOf(last.Values))
            + CursorEnd + last.Id.ToString(CultureInfo.InvariantCulture);

    private static (string Key, long Id)? Cursor(string? text) =>
        text?.LastIndexOf(CursorEnd) is { } end and >= 0
            && long.TryParse(text.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (text[..end], id) : null;

    private List<TaskRow> Named(System.Data.Common.DbConnection reader, List<RecordState> states)
    {
        var ids = states.Select(s => CustomerOf(s.Values)).OfType<long>().Distinct().ToList();
        var about = CustomerStates.Read(reader, customers.Engine, ids);
        return states.ConvertAll(s => new TaskRow(s, NameOf(CustomerOf(s.Values)), GroupOf(s.Values)));

        string? NameOf(long? id) => id is { } known ? viewer.Seen(about.GetValueOrDefault(known))?.Values.DisplayName : null;
    }

    /// <summary>The ID of the customer whom a task is about, if any.</summary>
    public static long? CustomerOf(RecordValues values) => values[TaskFields.Customer] is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}

using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Settings;
using Stamgast.Tasks.Verbs;
using Stamgast.Users;

namespace Stamgast.Tasks;

/// <summary>Turns the input for a task into canonical values, or says why not. Users and settings are read once.</summary>
public sealed class TaskRules
{
    private const int Quoted = 80;

    private readonly Dictionary<string, User> byEmail;
    private readonly Dictionary<long, User> byId;
    private readonly RuleContext context;
    private readonly DateTime now;
    private readonly Base customers;

    private TaskRules(Base customers, IReadOnlyList<User> users, RuleContext context, DateTime now)
    {
        this.customers = customers;
        byEmail = users.ToDictionary(u => u.EmailFolded, StringComparer.Ordinal);
        byId = users.ToDictionary(u => u.Id);
        (this.context, this.now) = (context, now);
    }

    /// <summary>The current rules.</summary>
    public static TaskRules Of(Base customers, TimeProvider clock) => new(
        customers, new UserAccounts(customers, clock).All(), RuleContext.Of(OrganisationSettings.Of(customers), clock), clock.GetUtcNow().UtcDateTime);

    /// <summary>The values to store. Only edited fields are checked.</summary>
    /// <param name="current">The customer that an ID stands for, itself or the one that it was merged into; null when there is none outside the
    /// trash.</param>
    public JudgedTask Judge(GivenTask given, Func<long, long?> current)
    {
        var values = given.Was.Copy();
        var problems = new List<TaskProblem>();
        foreach (var field in TaskFields.All)
        {
            if (field.Ordinal == TaskFields.DoneAt || !given.Texts.TryGetValue(field.Ordinal, out var text)) continue;
            var read = string.IsNullOrWhiteSpace(text) ? Reading.Of(field.Default) : Read(field, text, given.Was[field.Ordinal], current);
            if (read.Problem is { } code) problems.Add(new TaskProblem(field, code, Short(text!), read.Detail));
            else values[field.Ordinal] = read.Value;
        }
        Together(given, values, problems);
        About(given, values, problems);
        values[TaskFields.DoneAt] = DoneAt(values[TaskFields.Done], given.Was);
        return new JudgedTask(values, problems);
    }

    /// <summary>The completion time of a ticked task: as before, or now.</summary>
    internal string? DoneAt(string? done, RecordValues was) =>
        done != "1" ? null : was[TaskFields.Done] == "1" && was[TaskFields.DoneAt] is { } before ? before : Written(now);

    /// <summary>A moment as <see cref="TaskFields.DoneAt"/> has it.</summary>
    internal static string Written(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The address of a user by ID, as in files; null without one.</summary>
    internal string? EmailOf(long id) => byId.GetValueOrDefault(id)?.Email;

    private Reading Read(RecordField field, string text, string? was, Func<long, long?> current) => field.Ordinal switch
    {
        TaskFields.Title => PlainText.Line(text, field.MaxLength),
        TaskFields.Text => PlainText.Text(text, field.MaxLength),
        TaskFields.Customer => Customer(text.Trim(), was, current),
        // A year of two digits is one of the next decades, not of the past ones as with a birthday.
        TaskFields.DueDate => DateText.Read(text, DateOrder.DayMonthYear, context.Today.AddYears(80)),
        TaskFields.DueTime => TaskTime.Read(text) is { } time ? Reading.Of(time) : Reading.Refused("task.time"),
        TaskFields.Assignee => Assignee(text.Trim(), was),
        TaskFields.AboutKind => KindOf(text.Trim()) is { } kind ? Reading.Of(kind.Key) : Reading.Refused("task.about.kind",
            string.Join(", ", RecordKinds.All.Where(k => k.Customer is not null).Select(k => k.Key))),
        TaskFields.AboutId => long.TryParse(text.Trim().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? Reading.Of(id.ToString(CultureInfo.InvariantCulture)) : Reading.Refused("task.about.id"),
        TaskFields.Priority => TaskPriority.Read(text) is { } priority ? Reading.Of(priority) : Reading.Refused("task.priority"),
        _ => Flag(text),
    };

    private static Reading Customer(string text, string? was, Func<long, long?> current)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0) return Reading.Refused("task.customer.id");
        var canonical = id.ToString(CultureInfo.InvariantCulture);
        // A customer that has since been moved to the trash stays: an untouched field is not a problem.
        if (canonical == was) return Reading.Of(canonical);
        if (current(id) is not { } stands) return Reading.Refused("task.customer.unknown");
        // One of a customer that was merged into this one is of both: it keeps its own, and leaves with it at a split.
        return was is not null && current(long.Parse(was, CultureInfo.InvariantCulture)) == stands ? Reading.Of(was)
            : Reading.Of(stands.ToString(CultureInfo.InvariantCulture));
    }

    private Reading Assignee(string text, string? was)
    {
        var user = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? byId.GetValueOrDefault(id) : byEmail.GetValueOrDefault(User.Fold(text));
        if (user is null) return Reading.Refused("task.assignee.unknown");
        var canonical = user.Id.ToString(CultureInfo.InvariantCulture);
        return user.Active || canonical == was ? Reading.Of(canonical) : Reading.Refused("task.assignee.inactive");
    }

    private Reading Flag(string text)
    {
        var read = FieldRules.Normalise(CustomerFields.All[CustomerFields.Newsletter], text, context);
        return read.Problem is { } problem ? Reading.Refused(problem.Code, problem.Detail) : Reading.Of(read.Value);
    }

    private static void Together(GivenTask given, RecordValues values, List<TaskProblem> problems)
    {
        var touched = given.Texts;
        if (values[TaskFields.Title] is null && problems.TrueForAll(p => p.Field.Ordinal != TaskFields.Title))
            problems.Insert(0, new TaskProblem(TaskFields.All[TaskFields.Title], "task.title", ""));
        if (values[TaskFields.DueTime] is not { } time || values[TaskFields.DueDate] is not null
            || problems.Exists(p => p.Field.Ordinal == TaskFields.DueDate)) return;
        // Removing the day without mentioning the time removes both.
        if (touched.GetValueOrDefault(TaskFields.DueTime) is { Length: > 0 })
            problems.Add(new TaskProblem(TaskFields.All[TaskFields.DueTime], "task.time.alone", time));
        else values[TaskFields.DueTime] = null;
    }

    // A task about an order is about its customer too, so that the customer's page gathers both: the one that the order was made for (D3), so that both
    // stay together when a merge is split.
    private void About(GivenTask given, RecordValues values, List<TaskProblem> problems)
    {
        var (kind, id) = (values[TaskFields.AboutKind], values[TaskFields.AboutId]);
        if ((kind is null && id is null) || (kind == given.Was[TaskFields.AboutKind] && id == given.Was[TaskFields.AboutId])
            || problems.Exists(p => p.Field.Ordinal is TaskFields.AboutKind or TaskFields.AboutId)) return;
        if (kind is null || id is null)
        {
            // Emptying one of both removes both.
            if (given.Texts.GetValueOrDefault(kind is null ? TaskFields.AboutId : TaskFields.AboutKind) is { Length: > 0 } alone)
                problems.Add(new TaskProblem(TaskFields.All[kind is null ? TaskFields.AboutKind : TaskFields.AboutId], "task.about.alone", alone));
            else (values[TaskFields.AboutKind], values[TaskFields.AboutId]) = (null, null);
            return;
        }
        var of = RecordKinds.Of(kind);
        if (AskedRecords.Find(customers, of, long.Parse(id, CultureInfo.InvariantCulture)) is not { Trashed: false } record)
            problems.Add(new TaskProblem(TaskFields.All[TaskFields.AboutId], "task.about.unknown", id, kind));
        else if (of.Customer is { } field && record.Values[field] is { } customer)
            values[TaskFields.Customer] = customer;
    }

    private static RecordKind? KindOf(string text)
    {
        var folded = Text.Folding.Letters(text);
        return RecordKinds.All.FirstOrDefault(k => k.Customer is not null && (k.Key == text || Text.Folding.Letters(k.Key) == folded
            || (Language.Texts.Entries.TryGetValue($"kind.{k.Key}.one", out var words) && words.Any(w => Text.Folding.Letters(w) == folded))));
    }

    private static string Short(string text) => text.Length > Quoted ? text[..Quoted] + "…" : text;
}

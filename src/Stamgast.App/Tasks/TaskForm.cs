using System.Globalization;
using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Tasks.Verbs;

namespace Stamgast.App.Tasks;

/// <summary>The form of a task: the input as typed, and the problems with it. Only edited fields are changed.</summary>
public sealed class TaskForm
{
    private readonly Dictionary<int, string> typed = [];

    private TaskForm(RecordValues was, int version) => (Was, Version) = (was, version);

    /// <summary>The values of the version that the form shows.</summary>
    public RecordValues Was { get; private set; }

    /// <summary>That version.</summary>
    public int Version { get; private set; }

    /// <summary>The problems, by field ordinal.</summary>
    public Dictionary<int, string> Problems { get; } = [];

    /// <summary>Values that somebody else has given to fields that were changed here too, by field ordinal.</summary>
    public Dictionary<int, string?> Theirs { get; } = [];

    /// <summary>Customers between whom the person has to choose.</summary>
    public IReadOnlyList<(long Id, string? Name, string? Town)> Choices { get; private set; } = [];

    public static TaskForm Of(RecordState task) => new(task.Values, task.Version);

    /// <summary>The submitted form.</summary>
    /// <param name="was">The values of the version that the form shows, from the base.</param>
    public static TaskForm Read(IFormCollection sent, RecordValues was, int version)
    {
        var form = new TaskForm(was, version);
        foreach (var field in TaskFields.All)
        {
            if (field.Kind == FieldKind.Flag) form.typed[field.Ordinal] = sent[field.Name].Contains("1") ? "1" : "0";
            else if (field.Ordinal != TaskFields.DoneAt && sent.ContainsKey(field.Name))
                form.typed[field.Ordinal] = sent[field.Name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        return form;
    }

    /// <summary>The input of a field.</summary>
    public string? Text(int field, TaskNames names) => typed.TryGetValue(field, out var text) ? text : Typed(field, names);

    /// <summary>The edited fields; the customer is searched for by the input. Problems with that are among <see cref="Problems"/>.</summary>
    public GivenTask Given(TaskNames names, Base customers, ListMemory memory, Visit visit)
    {
        var texts = new Dictionary<int, string?>();
        foreach (var (field, text) in typed)
            if (text != (Typed(field, names) ?? "")) texts[field] = field == TaskFields.Customer ? Picked(text, customers, memory, visit) : text;
        return new GivenTask(Was, texts);
    }

    /// <summary>Uses the current values as the new starting point; the input stays.</summary>
    public void StartAgainFrom(RecordState now) => (Was, Version) = (now.Values, now.Version);

    /// <summary>Puts a problem at its field; the first of a field stays.</summary>
    public void Add(TaskProblem problem, Visit visit) =>
        Problems.TryAdd(problem.Field.Ordinal, problem.What(visit.Culture) + " " + problem.Remedy(visit.Culture));

    private string? Typed(int field, TaskNames names) =>
        field == TaskFields.Customer && Was[field] is { } id ? names.OfCustomer(long.Parse(id, CultureInfo.InvariantCulture)) : Was[field];

    private string? Picked(string text, Base customers, ListMemory memory, Visit visit)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var pick = CustomerPick.Of(text, customers, visit.Viewer, memory);
        if (pick.Id is { } id) return id.ToString(CultureInfo.InvariantCulture);
        Choices = pick.Choices;
        Problems[TaskFields.Customer] = visit.T(pick.Choices.Count == 0 ? "tasks.customer.none" : "tasks.customer.several", text.Trim());
        return Was[TaskFields.Customer];
    }
}

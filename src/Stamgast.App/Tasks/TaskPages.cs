using Stamgast.App.Parts;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;
using Stamgast.Tasks.Verbs;
using Stamgast.Users;

namespace Stamgast.App.Tasks;

/// <summary>The page of one task: its form and its history.</summary>
internal static class TaskPages
{
    private const int StepsShown = 100;

    public static void MapTaskPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/tasks/{id:long}", Permission.ReadTasks, Show);
        routes.MapAction("/tasks/{id:long}", Permission.EditTasks, Save);
    }

    /// <summary>Reading and saving the page of a task.</summary>
    internal sealed class Opened(Base customers, TimeProvider clock, Visit visit, TaskNames names, ListMemory memory)
    {
        public Base Base => customers;

        public TimeProvider Clock => clock;

        public Visit Visit => visit;

        public RecordState Find(long id) => AskedTasks.Find(customers, id) ?? throw new RefusedException("task.unknown", id);

        public GivenTask Given(TaskForm form) => form.Given(names, customers, memory, visit);

        public IResult Render(RecordState task, TaskForm form)
        {
            var history = new History(customers, visit.Viewer, TaskShape.Instance).Of(task.Id, limit: StepsShown);
            var status = form.Theirs.Count > 0 ? StatusCodes.Status409Conflict
                : form.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
            return Page.Of<TaskEditPage>(new
            {
                View = new TaskView(
                    task, form, new TaskList(customers, visit.Viewer, clock, visit.Zone).IsOverdue(task.Values), history, UserNames.Read(customers, visit),
                    ChangeTitles.Read(customers, [.. history.Select(h => h.Set)], visit)) { People = People(task) },
            }, status);
        }

        private List<(long, string)> People(RecordState task) => [.. new UserAccounts(customers, clock).All()
            .Where(u => u.Active || task.Values[TaskFields.Assignee] == u.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Select(u => (u.Id, u.Name.Length > 0 ? u.Name : u.Email)).OrderBy(u => u.Item2, visit.Order)];
    }

    private static IResult Show(long id, Opened opened)
    {
        var task = opened.Find(id);
        return opened.Render(task, TaskForm.Of(task));
    }

    private static IResult Save(long id, IFormCollection sent, Opened opened, Requester requester)
    {
        var task = opened.Find(id);
        _ = int.TryParse(sent["version"], System.Globalization.CultureInfo.InvariantCulture, out var version);
        var form = TaskForm.Read(sent, AskedTasks.AtVersion(opened.Base, task, version), version);
        var given = opened.Given(form);
        var edit = new EditTask(opened.Base, opened.Visit.Viewer, opened.Clock);
        foreach (var problem in edit.Look(given).Problems) form.Add(problem, opened.Visit);
        if (form.Problems.Count > 0) return opened.Render(task, form);
        var outcome = edit.Do(id, version, given, requester.By(Door.Form));
        if (outcome.Conflicts.Count == 0)
            return Page.GoTo(outcome.Set is { } set
                ? DoneTexts.Address(TaskAddress.OfTask(id), set.Id) : DoneTexts.Said(TaskAddress.OfTask(id), "tasks.nothing"));
        // Saving again means that the user has seen the other values.
        foreach (var conflict in outcome.Conflicts) form.Theirs[conflict.Field.Ordinal] = conflict.Theirs;
        form.StartAgainFrom(outcome.Current);
        return opened.Render(outcome.Current, form);
    }
}

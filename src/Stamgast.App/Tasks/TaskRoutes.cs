using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Tasks.Exchange;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;
using Stamgast.Tasks.Verbs;

namespace Stamgast.App.Tasks;

/// <summary>The list of tasks with the line for a new one, the tasks of a customer, and the ticks.</summary>
public static class TaskRoutes
{
    private const int Shown = 50;

    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/tasks", Permission.ReadTasks, List);
        routes.MapAction("/tasks/new", Permission.EditTasks, Add);
        routes.MapAction("/tasks/tick", Permission.EditTasks, Tick);
        routes.MapTaskPages();
        routes.MapTaskImport();
    }

    private static IResult List(HttpContext context, Base customers, TimeProvider clock, Requester requester, Visit visit, TaskNames names) =>
        Render(TaskAddress.Parse(context.Request.Query), new QuickTask(), customers, clock, requester, visit, names);

    // The line is on the list and on the page of a customer, and submits its location.
    private static IResult Add(HttpContext context, Base customers, TimeProvider clock, Requester requester, Visit visit, TaskNames names, DoneForms done,
        ShowTasksOfCustomer showOfCustomer)
    {
        var form = context.Request.Form;
        long? about = long.TryParse(form["customer"], NumberStyles.None, CultureInfo.InvariantCulture, out var customer) ? customer : null;
        var back = OurPath.Or(form["back"], TaskAddress.Path);
        try
        {
            return Page.GoTo(done.Once(form["once"].ToString(), () => DoneTexts.Address(back, new CreateTask(customers, visit.Viewer, clock).Do(GivenTask.New(
                (TaskFields.Title, form["title"]), (TaskFields.DueDate, form["due_date"]), (TaskFields.Customer, about?.ToString(CultureInfo.InvariantCulture)),
                (TaskFields.AboutKind, form["about_kind"]), (TaskFields.AboutId, form["about_id"]),
                (TaskFields.Assignee, requester.User!.Id.ToString(CultureInfo.InvariantCulture))), requester.By(Door.Form)))));
        }
        catch (TaskRefusedException refused)
        {
            var problem = refused.Problems[0].What(visit.Culture) + " " + refused.Problems[0].Remedy(visit.Culture);
            var again = new QuickTask(form["title"].ToString(), form["due_date"].ToString(), problem) { Customer = about };
            if (form["about_kind"].Count > 0) return Page.GoTo(new Flash { Key = "tasks.notAdded", With = [problem], Warns = true }.At(back));
            if (about is { } id && back.StartsWith("/customers/", StringComparison.Ordinal)) return showOfCustomer(id, again);
            var asked = back.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? back[at..] : "";
            return Render(TaskAddress.Parse(new QueryCollection(QueryHelpers.ParseQuery(asked))), again, customers, clock, requester, visit, names);
        }
    }

    // The pressed button tells the action and the task.
    private static IResult Tick(IFormCollection form, Base customers, TimeProvider clock, Requester requester)
    {
        var back = OurPath.Or(form["back"], TaskAddress.Path);
        var actor = requester.By(Door.Form);
        if (IdOf(form["tick"]) is { } ticked) return Said(new TickTask(customers, clock).Do([ticked], done: true, actor));
        if (IdOf(form["untick"]) is { } opened) return Said(new TickTask(customers, clock).Do([opened], done: false, actor));
        if (IdOf(form["trash"]) is { } trashed) return Said(new TrashTasks(customers, clock).Do([trashed], actor));
        if (IdOf(form["restore"]) is { } wanted) return Said(new BringBackTasks(customers, clock).Do([wanted], actor).SingleOrDefault());
        throw new RefusedException("task.unknown", "");

        // A second click finds the task as the first one left it.
        IResult Said(ChangeOutcome? outcome) => Page.GoTo(outcome is null ? back : DoneTexts.Address(back, outcome));
    }

    private static long? IdOf(Microsoft.Extensions.Primitives.StringValues text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static IResult Render(TaskAddress address, QuickTask quick, Base customers, TimeProvider clock, Requester requester, Visit visit, TaskNames names)
    {
        var list = new TaskList(customers, visit.Viewer, clock, visit.Zone);
        var me = requester.User!.Id;
        var groups = address.Presence == TaskPresence.Open ? list.Groups(address.Of(me)) : null;
        var counts = groups is not null && address.Words.Length == 0 ? new TaskCounts(groups.Values.Sum(), groups.GetValueOrDefault(TaskGroup.Overdue))
            : list.Counts(address.OfAll ? null : me, address.Customer);
        return Page.Of<TasksPage>(new
        {
            View = new TaskListView(
                address, list.Page(address.Of(me), address.After, Shown), counts, address.Customer is { } id ? names.OfCustomer(id) : null)
            {
                Groups = groups,
                Quick = quick with { Customer = address.Customer },
            },
        }, quick.Status);
    }
}

using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Tasks;

namespace Stamgast.App.Tasks;

/// <summary>The preview of a task import: look at it, confirm or discard it; and the tasks as a file.</summary>
internal static class TaskImportRoutes
{
    private const int RowsAtOnce = 100;

    private static readonly Dictionary<string, RowClass[]> Shows = new(StringComparer.Ordinal)
    {
        ["all"] = [], ["new"] = [RowClass.New], ["changed"] = [RowClass.Changed], ["unchanged"] = [RowClass.Unchanged],
        ["errors"] = [RowClass.Error, RowClass.Conflict],
    };

    public static void MapTaskImport(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/tasks/import/{id:long}", Permission.Import, Show);
        routes.MapAction("/tasks/import/{id:long}/apply", Permission.Import, Apply);
        routes.MapAction("/tasks/import/{id:long}/cancel", Permission.Import, Cancel);
    }

    private static IResult Show(long id, Base customers, string show = "all", long after = 0)
    {
        var preview = new TaskPreview(customers);
        var set = preview.Find(id);
        if (!Shows.TryGetValue(show, out var classes)) (show, classes) = ("all", Shows["all"]);
        var rows = preview.Page(id, classes, after, RowsAtOnce + 1);
        return Page.Of<TaskImportPage>(new
        {
            View = new TaskImportView(set, [.. rows.Take(RowsAtOnce)], show, rows.Count > RowsAtOnce ? rows[RowsAtOnce - 1].Seq : null),
        });
    }

    // A large one goes on when the browser is closed; a small one is done before a page could be drawn.
    private static async Task<IResult> Apply(long id, IFormCollection form, Base customers, Visitor visitor, JobQueue jobs, JobProgress progress)
    {
        var set = new TaskPreview(customers).Find(id);
        var revision = int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : set.Revision;
        return await progress.FollowAsync(jobs.Start(ApplyTasksJob.Request(new ApplyTasksJob.Order(id, revision), visitor.User!.Id)));
    }

    private static IResult Cancel(long id, Base customers, TimeProvider clock)
    {
        new TaskImport(customers, clock).Cancel(new TaskPreview(customers).Find(id).Id);
        return Page.GoTo(DoneWords.Said(TaskAddress.Path, "tasks.import.cancelled"));
    }
}

using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Stamgast.App.Jobs;
using Stamgast.App.Parts;
using Stamgast.App.Permissions;
using Stamgast.App.Proposals;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Serving.Queues;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tasks;
using Stamgast.Tasks.Exchange;

namespace Stamgast.App.Tasks.Exchange;

/// <summary>A file of tasks: uploaded, checked, confirmed or cancelled; and the tasks as a file.</summary>
internal static class TaskImportRoutes
{
    public static void MapTaskImport(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/tasks/export.csv", Permission.Export, Export);
        routes.MapPage("/tasks/import", Permission.Import, () => Page.Of<TaskUploadPage>(new { Refusal = (Refusal?)null }));
        routes.MapPage("/tasks/import/template.csv", Permission.Import, () => Results.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join(';', TaskExport.Columns) + "\r\n")], "text/csv; charset=utf-8",
                "stamgast-tasks.csv"));
        routes.MapUpload("/tasks/import", Permission.Import, UploadAsync);
        routes.MapPage("/tasks/import/{id:long}", Permission.Import, Show);
        routes.MapPage("/tasks/import/{id:long}/head", Permission.Import, Head);
        routes.MapAction("/tasks/import/{id:long}/rows/{seq:long}", Permission.Import, LeaveOut);
        routes.MapAction("/tasks/import/{id:long}/apply", Permission.Import, ApplyAsync);
        routes.MapAction("/tasks/import/{id:long}/cancel", Permission.Import, Cancel);
    }

    /// <summary>Cancels an import of tasks; nothing remains of it.</summary>
    public static void LetGo(long id, Base customers, JobQueue jobs)
    {
        if (jobs.Find(ApplyTasksJob.KeyOf(id)) is { HasEnded: false } job) jobs.Cancel(job);
        new DropProposal(customers).Do(id);
    }

    private static IResult Export(HttpContext context, Base customers, TimeProvider clock, Downloads downloads, Requester requester, Visit visit)
    {
        var query = TaskAddress.Parse(context.Request.Query).Of(requester.User!.Id);
        return downloads.Send(context, "text/csv; charset=utf-8", $"{visit.T("tasks.export.file")}-{clock.GetUtcNow():yyyy-MM-dd}.csv",
            body => new TaskExport(customers, clock).Write(body, query, cancel: context.RequestAborted));
    }

    private static async Task<IResult> UploadAsync(HttpContext context, Requester requester, BroughtFiles files, JobQueue jobs, JobProgress progress)
    {
        var upload = await StreamedUpload.ReadAsync(context);
        if (upload.FileName is not { } fileName || upload.Content is not { } content)
            return Page.IsFragment(context.Request) ? throw new RefusedException("import.nofile")
                : Page.Of<TaskUploadPage>(new { Refusal = new Refusal("import.nofile") }, StatusCodes.Status422UnprocessableEntity);
        var file = await files.TakeInAsync(content, context.Request.ContentLength, context.RequestAborted);
        try
        {
            var order = new ReadTasksJob.Order(files.KeepApart(fileName, file), fileName);
            try { return await progress.FollowAsync(jobs.Start(ReadTasksJob.Request(order, requester.User!.Id))); }
            catch (RefusedException refused) when (!Page.IsFragment(context.Request) && refused.Refusal.Code is "task.import.columns" || IsOfFile(refused))
            {
                return Page.Of<TaskUploadPage>(new { refused.Refusal }, StatusCodes.Status422UnprocessableEntity);
            }
        }
        finally { BroughtFiles.Forget(file); }

        bool IsOfFile(RefusedException refused) => !Page.IsFragment(context.Request) && refused.Refusal.Code.StartsWith("table.", StringComparison.Ordinal);
    }

    // Only users who see all customers may see proposals of others.
    private static ChangeSet Find(long id, Base customers, Visit visit)
    {
        var set = TaskImport.Find(customers, id);
        return visit.Viewer.SeesAll || visit.Viewer.UserId == set.UserId ? set : throw new RefusedException("task.import.unknown", id);
    }

    private static IResult Show(long id, HttpContext context, Base customers, JobQueue jobs, Visit visit, TaskNames names, long after = 0)
    {
        var set = Find(id, customers, visit);
        if (jobs.IsOpen(ApplyTasksJob.KeyOf(id))) return Page.GoTo(JobProgress.AddressOf(ApplyTasksJob.KeyOf(id)));
        // After the back button: a confirmed proposal is shown by its result.
        if (set.State == ChangeState.Applied) return Page.GoTo(DoneOf(id));
        if (set.State == ChangeState.Staging) throw new RefusedException("proposal.staging", id);
        if (set.State == ChangeState.Failed) throw new RefusedException(ProposalPages.FailureOf(set));
        var view = Read(set, customers, visit, names, ProposalPages.QueryOf(context.Request.Query, TaskShape.Instance), after);
        return ProposalPages.Answer(context, view, () => Page.Of<TaskImportPage>(new { View = view }));
    }

    private static IResult Head(long id, HttpContext context, Base customers, Visit visit, TaskNames names)
    {
        var query = ProposalPages.LookedAt(context, TaskShape.Instance) ?? ProposalPages.QueryOf(context.Request.Query, TaskShape.Instance);
        return Page.Of<TaskImportAbove>(new { View = Read(Find(id, customers, visit), customers, visit, names, query, long.MaxValue - 1) });
    }

    private static IResult LeaveOut(long id, long seq, HttpContext context, IFormCollection form, Base customers, Visit visit, TaskNames names)
    {
        new ProposalRows(customers).LeaveOut(Find(id, customers, visit).Id, seq, form["out"] == "1");
        if (!context.Request.Headers.ContainsKey("HX-Request"))
            return Page.GoTo(ProposalPages.BackOf(TaskAddress.OfImport(id), form["back"]) + ProposalPages.AnchorOf(seq));
        var view = Read(Find(id, customers, visit), customers, visit, names, new PreviewQuery(PreviewFilter.All), seq - 1, size: 1);
        if (view.Rows is not [{ } row] || row.Seq != seq) throw new RefusedException("import.row_gone", seq);
        context.Response.Headers["HX-Trigger"] = "rowsChanged";
        // The row is among those being viewed.
        view = view with { Query = ProposalPages.LookedAt(context, TaskShape.Instance) ?? new PreviewQuery(PreviewFilter.Everything), After = 0 };
        return Page.Of<TaskRowPart>(new { View = view, Row = row });
    }

    // A large one goes on when the browser is closed; a small one is done before a page could be drawn.
    private static async Task<IResult> ApplyAsync(
        long id, IFormCollection form, Base customers, Requester requester, Visit visit, TaskNames names, JobQueue jobs, JobProgress progress)
    {
        var set = Find(id, customers, visit);
        // A second click, or the back button after the end.
        if (set.State == ChangeState.Applied) return Page.GoTo(DoneOf(id));
        if (jobs.IsOpen(ApplyTasksJob.KeyOf(id))) return Page.GoTo(JobProgress.AddressOf(ApplyTasksJob.KeyOf(id)));
        if (!int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
            throw new RefusedException("proposal.revision", id);
        try
        {
            return await progress.FollowAsync(jobs.Start(ApplyTasksJob.Request(new ApplyTasksJob.Order(set.Id, revision), requester.User!.Id)));
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "proposal.revision")
        {
            var view = Read(Find(id, customers, visit), customers, visit, names, new PreviewQuery(PreviewFilter.Everything), 0);
            return Page.Of<TaskImportPage>(new { View = view with { Refusal = refused.Refusal } }, StatusCodes.Status409Conflict);
        }
    }

    private static IResult Cancel(long id, IFormCollection form, Base customers, Visit visit, JobQueue jobs)
    {
        if (Find(id, customers, visit).State == ChangeState.Applied) return Page.GoTo(DoneOf(id));
        LetGo(id, customers, jobs);
        return Page.GoTo(DoneTexts.Said(form["back"] == "/import" ? "/import" : TaskAddress.Path, "tasks.import.cancelled"));
    }

    private static string DoneOf(long id) => string.Create(CultureInfo.InvariantCulture, $"/activity/{id}");

    private static TaskImportView Read(
        ChangeSet set, Base customers, Visit visit, TaskNames names, PreviewQuery query, long after, int size = ProposalView.RowsAtOnce)
    {
        var report = TaskReport.Of(set);
        // Only this needs an index.
        if (query.Cause is { } cause && report.Causes.All(c => c.Cause != cause)) query = query with { Cause = null };
        var rows = new ProposalPreview(customers, visit.Viewer).Page(set.Id, query with { Text = null }, after, size + 1);
        var about = rows.SelectMany(r => r.Changes.Where(c => c.Field == TaskFields.Customer).SelectMany(c => new[] { c.Before, c.After })
            .Append(r.After?[TaskFields.Customer]));
        names.Know(about.OfType<string>().Select(text => long.Parse(text, CultureInfo.InvariantCulture)));
        return new TaskImportView(set, report, query, [.. rows.Take(size)], after,
            rows.Count > size ? rows[size - 1].Seq : null) { Fields = TaskImportView.Shown };
    }
}

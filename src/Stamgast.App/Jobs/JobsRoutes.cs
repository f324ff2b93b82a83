using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>The list of background jobs for the administrator: progress, outcome, cancel, start again.</summary>
internal static class JobsRoutes
{
    private const int Shown = 50;

    // There are never more open jobs, unless nobody does them.
    private const int MostOpen = 200;

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(JobsView.Path, Permission.ChangeSettings, Show);
        routes.MapAction(JobsView.Path + "/{id:long}/cancel", Permission.ChangeSettings, Cancel);
        routes.MapAction(JobsView.Path + "/{id:long}/again", Permission.ChangeSettings, StartAgain);
    }

    private static IResult Show(HttpContext context, JobQueue jobs, Base customers, Visit visit, TimeProvider clock, long? before = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var ended = jobs.Page(open: false, before, Shown + 1);
        var view = new JobsView(
            before is null ? [.. jobs.Page(open: true, null, MostOpen).Select(Row)] : [],
            [.. ended.Take(Shown).Select(Row)], ended.Count > Shown ? ended[Shown - 1].Id : null, UserNames.Read(customers, visit));
        return context.Request.Headers["HX-Target"] == "jobs" ? Page.Of<JobsList>(new { View = view }) : Page.Of<JobsPage>(new { View = view });

        JobRow Row(Job job) => new(job, jobs.Kinds.GetValueOrDefault(job.Kind) is PageJob kind && visit.May(kind.Permission) ? kind : null, now);
    }

    private static async Task<IResult> Cancel(long id, JobQueue jobs, JobProgress progress, Visit visit)
    {
        var job = Find(id, jobs, progress, visit);
        jobs.Cancel(job);
        var now = await jobs.WaitAsync(job, TimeSpan.FromSeconds(1));
        return Page.GoTo(DoneTexts.Said(JobsView.Path, now.State == JobState.Cancelled ? "jobs.cancelled" : now.HasEnded ? "jobs.ended" : "jobs.stopping"));
    }

    private static IResult StartAgain(long id, JobQueue jobs, JobProgress progress, Requester requester, Visit visit)
    {
        jobs.StartAgain(Find(id, jobs, progress, visit), requester.User!.Id);
        return Page.GoTo(DoneTexts.Said(JobsView.Path, "jobs.started"));
    }

    private static Job Find(long id, JobQueue jobs, JobProgress progress, Visit visit)
    {
        var job = jobs.Find(id) ?? throw new RefusedException("job.unknown", id);
        progress.KindOf(job, visit);
        return job;
    }
}

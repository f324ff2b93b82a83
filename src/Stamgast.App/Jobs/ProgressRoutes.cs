using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Start;
using Stamgast.Jobs;

namespace Stamgast.App.Jobs;

/// <summary>The page that shows how far a job is, and leads on when it is done.</summary>
internal static class ProgressRoutes
{
    public static void MapProgress(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/progress/{key}", Permission.OwnAccount, Show);
        routes.MapAction("/progress/{key}/cancel", Permission.OwnAccount, Cancel);
    }

    private static IResult Show(string key, HttpContext context, JobQueue jobs, JobProgress progress, Visit visit, TimeProvider clock)
    {
        var found = jobs.Find(key);
        // The job is unknown: the import or the undone change shows how it ended. Otherwise a full page says so, not a fragment that is polled again
        // and again.
        if (found is null && SubjectOf(key) is { } subject) return Page.GoTo(subject);
        if (found is null && Page.IsFragment(context.Request)) return Page.GoTo(context.Request.Path);
        var kind = progress.KindOf(found, visit);
        var job = found!;
        if (job.Back is { } back) context.Items[ErrorPage.Again] = back;
        // The reason for a refusal is a full page, not a fragment that would be polled every second.
        if (job.HasEnded && job.State != JobState.Done && Page.IsFragment(context.Request)) return Page.GoTo(context.Request.Path);
        // Visitors who return to the progress page later are redirected without a message.
        if (job.HasEnded) return Page.GoTo(progress.EndOf(job, tells: jobs.Tell(job)));
        var view = new ProgressView(job, kind, clock.GetUtcNow().UtcDateTime);
        return context.Request.Headers["HX-Target"] == "work" ? Page.Of<ProgressPart>(new { View = view }) : Page.Of<ProgressPage>(new { View = view });
    }

    // The route only requires a signed-in user; the permission of the job is checked here.
    private static async Task<IResult> Cancel(string key, JobQueue jobs, JobProgress progress, Visit visit)
    {
        var job = jobs.Find(key);
        progress.KindOf(job, visit);
        return await progress.CancelAsync(job!);
    }

    private static string? SubjectOf(string key) => key.Split('-') switch
    {
        ["import", var id] when IsNumber(id) => "/import/" + id,
        ["bulk", var id] when IsNumber(id) => "/bulk/" + id,
        ["undo", var id, _] when IsNumber(id) => "/activity/" + id,
        _ => null,
    };

    private static bool IsNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}

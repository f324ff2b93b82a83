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
        // Nobody knows of it any more: how it ended stands with the import, or with the change that was to be taken back. Else a page of its
        // own says so, not a part that is asked for again and again.
        if (found is null && SubjectOf(key) is { } subject) return Page.GoTo(subject);
        if (found is null && Page.IsFragment(context.Request)) return Page.GoTo(context.Request.Path);
        var kind = progress.KindOf(found, visit);
        var job = found!;
        if (job.Back is { } back) context.Items[ErrorPage.Again] = back;
        // Why it was refused is a page of its own, not a part of this one that would ask for it each second.
        if (job.HasEnded && job.State != JobState.Done && Page.IsFragment(context.Request)) return Page.GoTo(context.Request.Path);
        // Who comes back to the progress later is led on, but not told again.
        if (job.HasEnded) return Page.GoTo(progress.EndOf(job, tells: jobs.Tell(job)));
        var view = new ProgressView(job, kind, clock.GetUtcNow().UtcDateTime);
        return context.Request.Headers["HX-Target"] == "work" ? Page.Of<ProgressPart>(new { View = view }) : Page.Of<ProgressPage>(new { View = view });
    }

    // The route asks only for somebody who is signed in; what the job asks for is known here.
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

using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;

namespace Stamgast.App.Shell;

/// <summary>The page that shows how far some work is, and leads on when it is done.</summary>
public static class WorkRoutes
{
    /// <summary>Work that ends within this time needs no progress page.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(900);

    public static void MapWork(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/progress/{key}", Permission.OwnAccount, Show);
        routes.MapAction("/progress/{key}/cancel", Permission.OwnAccount, Cancel);
    }

    /// <summary>Leads to where the work ends when that is soon, else to its progress.</summary>
    /// <exception cref="RefusedException">It was refused.</exception>
    public static async Task<IResult> FollowAsync(Work work)
    {
        await Task.WhenAny(work.Task, Task.Delay(AtOnce));
        return work.Task.IsCompleted ? Page.GoTo(await EndOf(work)) : Page.GoTo("/progress/" + work.Key);
    }

    private static async Task<IResult> Show(string key, HttpContext context, Works works, Visit visit)
    {
        // After a restart nobody knows of it: how it ended stands with the import, or with the change that was to be taken back. Else a page of its own says so, not a part that is asked for again and again.
        if (works.Find(key) is null && SubjectOf(key) is { } subject) return Page.GoTo(subject);
        if (works.Find(key) is null && Page.IsFragment(context.Request)) return Page.GoTo(context.Request.Path);
        var work = Find(key, works, visit);
        if (work.From is { } from) context.Items[ErrorPage.Again] = from;
        // Why it was refused is a page of its own, not a part of this one that would ask for it each second.
        if (work.Task.IsCompleted) return Page.GoTo(Page.IsFragment(context.Request) && !work.Task.IsCompletedSuccessfully ? context.Request.Path : await EndOf(work));
        return context.Request.Headers["HX-Target"] == "work"
            ? Page.Of<WorkProgress>(new { Work = work, work.Elapsed })
            : Page.Of<WorkPage>(new { Work = work, work.Elapsed });
    }

    private static async Task<IResult> Cancel(string key, Works works, Visit visit)
    {
        var work = Find(key, works, visit);
        work.Cancel();
        await Task.WhenAny(work.Task, Task.Delay(AtOnce));
        // That nothing was changed is said by a page of its own: nobody filled anything in to which the answer to a form would lead back.
        return Page.GoTo(work.Task.IsCompletedSuccessfully ? await EndOf(work) : "/progress/" + work.Key);
    }

    private static string? SubjectOf(string key) => key.Split('-') switch
    {
        ["import", var id] when IsNumber(id) => "/import/" + id,
        ["undo", var id, _] when IsNumber(id) => "/activity/" + id,
        _ => null,
    };

    private static bool IsNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    // The route asks only for somebody who is signed in; what the work asks for is known here.
    private static Work Find(string key, Works works, Visit visit) =>
        works.Find(key) is { } work && visit.May(work.Permission) ? work : throw new RefusedException("work.unknown");

    private static async Task<string> EndOf(Work work)
    {
        try
        {
            var address = await work.Task;
            // Who comes back to the progress page later is led on, but not told again.
            return work.Tell() ? address : Flash.Part(address).Clean;
        }
        catch (OperationCanceledException)
        {
            throw new RefusedException("work.cancelled");
        }
    }
}

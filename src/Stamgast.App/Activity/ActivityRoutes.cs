using System.Globalization;
using System.Linq.Expressions;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Merging;
using Stamgast.Settings;

namespace Stamgast.App.Activity;

/// <summary>The list of changes, one change with its diff, and Undo.</summary>
public static class ActivityRoutes
{
    private const int SetsAtOnce = 100;
    private const int CustomersAtOnce = 50;

    // What a renamed shop did to its customers goes with its own change (CarriedNames).
    private static readonly Expression<Func<ChangeSet, bool>> IsOwn = s => !(s.Kind == ChangeKind.Names && s.Reading!.Contains("\"by\":"));

    public static void MapActivity(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/activity", Permission.ReadActivity, List);
        routes.MapPage("/activity/{id:long}", Permission.ReadActivity, Show);
        routes.MapPage("/activity/{id:long}/undo", Permission.Undo, AskUndo);
        routes.MapAction("/activity/{id:long}/undo", Permission.Undo, Undo);
        routes.MapAction("/activity/undo-last", Permission.Undo, UndoLast);
    }

    private static IResult List(HttpContext context, Base customers, OrganisationSettings organisation, Requester requester, Visit visit, long? before = null)
    {
        var query = ActivityQuery.Read(context.Request.Query);
        var me = requester.User!.Id;
        var seen = new SeenChangeSets(customers, visit.Viewer);
        var page = seen.Of(all => query.Of(all.Where(s => s.State == ChangeState.Applied && (before == null || s.Id < before)), me, organisation.TimeZone)
            .OrderByDescending(s => s.Id).Take(SetsAtOnce + 1));
        var mine = before is not null ? null : seen.Of(all => all.Where(s => s.State == ChangeState.Applied && s.UserId == me).Where(IsOwn)
            .OrderByDescending(s => s.Id).Take(1)).SingleOrDefault();
        if (mine is not null && mine.Created + mine.Changed <= mine.Undone) mine = null;
        var sets = page.Take(SetsAtOnce).ToList();
        return Page.Of<ActivityPage>(new
        {
            View = new ActivityView(query, sets, page.Count > SetsAtOnce ? sets[^1].Id : null, UserNames.Read(customers, visit),
                ChangeTitles.Read(customers, mine is null ? sets : [.. sets, mine], visit)) { Mine = mine },
        });
    }

    private static IResult Show(long id, Base customers, Visit visit, long after = 0)
    {
        if (new SeenChangeSets(customers, visit.Viewer).Find(id) is not { } set) throw new RefusedException("change_set.unknown", id);
        if (set is { Kind: ChangeKind.Import, State: not ChangeState.Applied }) return Page.GoTo(RecordTexts.ProposalAddress(set));
        var touched = new ChangedCustomers(customers, visit.Viewer).Of(id, after, CustomersAtOnce + 1);
        return Page.Of<ChangeSetPage>(new
        {
            View = new ChangeSetView(set, [.. touched.Take(CustomersAtOnce)], touched.Count > CustomersAtOnce ? touched[CustomersAtOnce - 1].Seq : null,
                UserNames.Read(customers, visit), ChangeTitles.Of(customers, set, visit)),
        });
    }

    /// <summary>Where an undo is offered together with the splits that it needs.</summary>
    internal static string AddressOfSplits(long set, string back) =>
        string.Create(CultureInfo.InvariantCulture, $"/activity/{set}/undo?splits=1&back={Uri.EscapeDataString(back)}");

    // A large one goes on when the browser is closed; a small one is done before a page could be drawn.
    private static async Task<IResult> Undo(long id, HttpContext context, Requester requester, JobQueue jobs, JobProgress progress)
    {
        var form = context.Request.Form;
        long? only = long.TryParse(form["customer"], CultureInfo.InvariantCulture, out var customer) ? customer : null;
        var back = OurPath.Or(form["back"], "/activity");
        return await progress.FollowAsync(jobs.Start(UndoJob.Request(new UndoJob.Order(id, only, WithSplits(form, requester)), requester.User!.Id, back)));
    }

    private static bool WithSplits(IFormCollection form, Requester requester) => form["splits"] == "1" && Access.Allows(requester.User, Permission.Merge);

    // With the shortcut: undoes the last change of this user in this session that is not undone yet. A change of one customer is undone at once; for
    // more, a page asks first.
    private static async Task<IResult> UndoLast(HttpContext context, Base customers, Requester requester, JobQueue jobs, JobProgress progress)
    {
        var back = OurPath.Or(context.Request.Form["back"], "/activity");
        var (me, since) = (requester.User!.Id, requester.Session!.CreatedAt);
        var last = new SeenChangeSets(customers, requester.Viewer).Of(all => all
            .Where(s => s.UserId == me && s.State == ChangeState.Applied && s.AppliedAt >= since && s.Kind != ChangeKind.Undo
            && s.Created + s.Changed > s.Undone)
            .Where(IsOwn).OrderByDescending(s => s.Id).Take(1)).SingleOrDefault();
        if (last is null) return Page.GoTo(DoneTexts.Said(back, "activity.undo.none"));
        return last.Created + last.Changed == 1
            ? await Undo(last.Id, context, requester, jobs, progress)
            : Page.GoTo(string.Create(CultureInfo.InvariantCulture, $"/activity/{last.Id}/undo?back={Uri.EscapeDataString(back)}"));
    }

    private static IResult AskUndo(long id, Base customers, TimeProvider clock, Visit visit, string? back = null, string? splits = null)
    {
        if (new SeenChangeSets(customers, visit.Viewer).Find(id) is not { State: ChangeState.Applied } set)
            throw new RefusedException("change_set.unknown", id);
        var open = set.Created + set.Changed - set.Undone;
        var leadsBack = OurPath.Or(back, string.Create(CultureInfo.InvariantCulture, $"/activity/{id}"));
        if (open <= 0) return Page.GoTo(DoneTexts.Said(leadsBack, "activity.undo.none"));
        // Whoever may not split is not asked.
        var merged = visit.May(Permission.Merge) ? new UndoWithSplits(customers, clock).InTheWay(id, visit.Viewer).Count : 0;
        var isSplitting = splits == "1" && merged > 0;
        var action = string.Create(CultureInfo.InvariantCulture, $"/activity/{id}/undo");
        var means = visit.T(CarriedNames.Of(set) is null ? RecordTexts.Key(set, "activity.undo.means") : "activity.undo.means.shop");
        var title = ChangeTitles.Of(customers, set, visit) + " · " + visit.Moment(set.AppliedAt ?? set.ProposedAt);
        return Page.Of<ConfirmPage>(new
        {
            Ask = isSplitting
                ? new Confirmation(visit.T("activity.undo.splits.ask"), visit.Many("activity.undo.splits.means", merged) + " " + means, action,
                    visit.T("activity.undo.splits.confirm"), leadsBack)
                {
                    At = "activity", Fields = [("back", leadsBack), ("splits", "1")], Lines = [title],
                }
                : new Confirmation(visit.T("activity.undo.ask"), means, action, visit.Many(RecordTexts.Key(set, "activity.undo.confirm"), open), leadsBack)
                {
                    At = "activity", Fields = [("back", leadsBack)], Lines = merged == 0 ? [title] : [title, visit.Many("activity.undo.splits.stay", merged)],
                    Other = merged == 0 ? null : (visit.T("activity.undo.splits.link"), AddressOfSplits(id, leadsBack)),
                },
        });
    }
}

using Stamgast.App.Customers.Lists;
using Stamgast.App.Duplicates.Pairs;
using Stamgast.App.Duplicates.Scanning;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Jobs;
using Stamgast.Settings;

namespace Stamgast.App.Duplicates;

/// <summary>The queue of possible duplicates, one pair after the other.</summary>
public static class DuplicateRoutes
{
    private const int PanesAtOnce = 3;

    public static void MapDuplicates(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(DuplicateAddress.Path, Permission.FindDuplicates, (HttpContext context, Opened opened) => opened.Show(Asked(context, PairLane.ToJudge)));
        routes.MapPage(DuplicateAddress.PathOf(PairLane.Later), Permission.FindDuplicates,
            (HttpContext context, Opened opened) => opened.Show(Asked(context, PairLane.Later)));
        routes.MapPage("/duplicates/panes", Permission.FindDuplicates, (HttpContext context, Opened opened) => opened.Panes(Asked(context, null)));
        routes.MapPage("/duplicates/list", Permission.FindDuplicates, (HttpContext context, Opened opened) => opened.List(Asked(context, null)));
        routes.MapAction("/duplicates/decide", Permission.Merge, Decide);
        routes.MapAction("/duplicates/undo", Permission.Merge, Undo);
        routes.MapAction("/duplicates/scan", Permission.FindDuplicates,
            (JobQueue jobs, JobProgress progress, Requester requester) => progress.FollowAsync(jobs.Start(ScanJob.Request(requester.User!.Id))));
    }

    /// <summary>Reads and renders the pages of the queue.</summary>
    internal sealed class Opened(Base customers, Visit visit, Requester requester, TimeProvider clock, DuplicateCounts counts, ListCounts lists)
    {
        public PairReading Reading { get; } = new(customers, visit, clock);

        public PairDeciding Deciding { get; } = new(customers, visit, requester, clock);

        private UserNames Users => UserNames.Read(customers, visit);

        private NameOrder Order => OrganisationSettings.Of(customers).NameOrder;

        public IResult Show(DuplicateAddress address)
        {
            Reading.Queue.BringBackDue(clock);
            return Page.Of<QueuePageView>(new
            {
                View = Reading.Page(address, counts.Of(visit.Viewer), requester.User?.Id), Users, Order,
                Customers = lists.Count(visit.Viewer, CustomerQuery.Plain),
            });
        }

        public IResult Panes(DuplicateAddress address)
        {
            IReadOnlyList<QueueGroup> groups = address.Pair is { } pair
                ? Reading.Queue.Find(address.Lane, pair.A, pair.B) is { } group ? [group] : []
                : Reading.Queue.Page(address.Lane, address.Filter, address.After, PanesAtOnce).Groups;
            return Page.Of<PanesPart>(new { Pairs = groups.Select(Reading.Of).ToList(), Address = address with { Pair = null, After = null }, Users });
        }

        public IResult List(DuplicateAddress address) => Page.Of<QueueItems>(new
        {
            Page = Reading.Queue.Page(address.Lane, address.Filter, address.After, PairReading.Listed), Address = address with { Pair = null, After = null },
            Order,
        });

        public IResult Parts(DuplicateAddress address, string? skipped)
        {
            var now = counts.Of(visit.Viewer);
            var open = skipped is not null && address.Pair is { } pair ? Reading.Queue.Find(address.Lane, pair.A, pair.B)?.Best : null;
            return Page.Of<QueueParts>(new
            {
                View = Reading.Progress(new QueueView(address, now, new QueuePage([], null), null)
                {
                    Skipped = skipped, StillOpen = open is null ? null : (open.A, open.B),
                }, requester.User?.Id),
            });
        }

        /// <summary>The address of a page without a foot, which says the last decision.</summary>
        public string Done(string path)
        {
            if (new DecidedPairs(customers, visit.Viewer).LastOf(requester.User?.Id, Reading.Today) is not { Decision: var decision } last) return path;
            if (decision.SetId is { } set) return DoneTexts.Address(path, set);
            var (a, b) = DuplicateTexts.Names(last.A, last.B, visit);
            return DoneTexts.Said(path, "duplicates.did." + (decision.Verdict == PairVerdict.Duplicate ? "Marked" : decision.Verdict.ToString()), a, b);
        }

        public string Words(RefusedException refused) => refused.Refusal.What(visit.Culture) + " " + refused.Refusal.Remedy(visit.Culture);
    }

    private static IResult Decide(HttpContext context, IFormCollection form, Opened opened)
    {
        var address = Sent(form);
        string? skipped = null;
        try
        {
            if (opened.Deciding.Do(form, address) is { } elsewhere) return Page.GoTo(elsewhere);
        }
        catch (RefusedException refused)
        {
            skipped = opened.Words(refused);
        }
        if (Page.IsFragment(context.Request)) return opened.Parts(address, skipped);
        if (address.Lane == PairLane.Certain && skipped is null) return Page.GoTo(opened.Done(DuplicateAddress.PathOf(PairLane.Certain)));
        var next = opened.Reading.Queue.Next(address.Lane, address.Filter, QueueCursor.Parse(form["place"]));
        var to = (address with { Pair = next is null ? null : (next.Best.A, next.Best.B) }).Href();
        return Page.GoTo(skipped is null ? to : DoneTexts.Said(to, "duplicates.skipped", skipped));
    }

    private static IResult Undo(HttpContext context, IFormCollection form, Opened opened)
    {
        var address = Sent(form);
        string? skipped = null;
        try
        {
            if (address.Pair is { } pair && opened.Deciding.Undo(pair.A, pair.B) is { } elsewhere) return Page.GoTo(elsewhere);
        }
        catch (RefusedException refused)
        {
            skipped = opened.Words(refused);
        }
        if (Page.IsFragment(context.Request)) return opened.Parts(address, skipped);
        var to = OurPath.Or(form["back"], address.Href());
        return Page.GoTo(skipped is null ? to : DoneTexts.Said(to, "duplicates.skipped", skipped));
    }

    private static DuplicateAddress Sent(IFormCollection form) => DuplicateAddress.Read(name => form[name], DuplicateAddress.LaneOf(form["lane"]));

    private static DuplicateAddress Asked(HttpContext context, PairLane? lane) => DuplicateAddress.Read(
        name => context.Request.Query[name], lane ?? DuplicateAddress.LaneOf(context.Request.Query["lane"]));
}

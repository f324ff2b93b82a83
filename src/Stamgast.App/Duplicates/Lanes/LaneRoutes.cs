using System.Globalization;
using Stamgast.App.Customers.Lists;
using Stamgast.App.Duplicates.Comparing;
using Stamgast.App.Jobs;
using Stamgast.App.Merging;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Jobs;
using Stamgast.Merging;
using Stamgast.Merging.Many;
using Stamgast.Settings;

namespace Stamgast.App.Duplicates.Lanes;

/// <summary>The other pages of duplicates: certain ones, the basket, what was decided, and the comparison of any two.</summary>
internal static class LaneRoutes
{
    private const int Rows = 50;
    private const int DecidedRows = 100;
    private const int LargestFile = 20_000_000;

    public static void MapDuplicateLanes(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(DuplicateAddress.PathOf(PairLane.Certain), Permission.FindDuplicates, (HttpContext context, Opened opened) => opened.Certain(context));
        routes.MapAction(DuplicateAddress.PathOf(PairLane.Certain), Permission.Merge, MergeTicked)
            .AsksPassword("duplicates.certain.password", DuplicateAddress.PathOf(PairLane.Certain), form => !form.ContainsKey("more"));
        routes.MapPage(DuplicateAddress.PathOf(PairLane.Decided), Permission.FindDuplicates, (HttpContext context, Opened opened) => opened.Decided(context));
        routes.MapPage(DuplicateAddress.PathOf(PairLane.Marked), Permission.FindDuplicates, (HttpContext context, Opened opened) => opened.Basket(context));
        routes.MapAction(DuplicateAddress.PathOf(PairLane.Marked), Permission.Merge, MergeBasket);
        routes.MapPage("/duplicates/decisions.csv", Permission.FindDuplicates, (Base customers, Visit visit) =>
        {
            using var made = new MemoryStream();
            DecisionsFile.Write(customers, visit.Viewer, made);
            return Results.File(made.ToArray(), "text/csv; charset=utf-8", "decisions.csv");
        });
        routes.MapCompare();
        routes.MapPage<DecisionsPage>("/duplicates/decisions", Permission.Merge);
        routes.MapAction("/duplicates/decisions", Permission.Merge, TakeDecisions);
    }

    /// <summary>Reads and renders these pages.</summary>
    internal sealed class Opened(
        Base customers, Visit visit, TimeProvider clock, DuplicateCounts counts, ListCounts lists)
    {
        private readonly PairReading reading = new(customers, visit, clock);

        public IResult Certain(HttpContext context)
        {
            var address = DuplicateAddress.Read(name => context.Request.Query[name], PairLane.Certain);
            var rule = Enum.TryParse<KeptRule>(context.Request.Query["keep"], ignoreCase: true, out var chosen) && Enum.IsDefined(chosen)
                ? chosen : KeptRule.MostLinked;
            // The first of several pages says what was certain.
            var isFirst = DuplicateAddress.Id(context.Request.Query["shown"]) is null;
            var (shownAt, turn) = isFirst ? (clock.GetUtcNow().ToUnixTimeMilliseconds(), reading.Queue.Stamp().Pairs)
                : (DuplicateAddress.Id(context.Request.Query["shown"])!.Value, DuplicateAddress.Id(context.Request.Query["turn"]) ?? long.MaxValue);
            var page = reading.Queue.Page(PairLane.Certain, address.Filter, address.After, Rows);
            var now = counts.Of(visit.Viewer);
            return Page.Of<CertainPage>(new
            {
                View = new CertainView(address, now, RowsOf(page.Groups, rule), page.Next, rule,
                    address.Filter == QueueFilter.None ? now.Certain : reading.Queue.Count(PairLane.Certain, address.Filter),
                    OutOf(context.Request.Query["out"]))
                {
                    ShownAt = shownAt, Turn = turn, LastImport = reading.Queue.LastImport()?.Id,
                    TicksNone = context.Request.Query["none"] == "1", Import = reading.ImportOf(address),
                },
                Customers = lists.Count(visit.Viewer, CustomerQuery.Plain), Order = OrganisationSettings.Of(customers).NameOrder,
            });
        }

        public IResult Decided(HttpContext context)
        {
            var decided = new DecidedPairs(customers, visit.Viewer);
            var before = DuplicateAddress.Id(context.Request.Query["a"]) is { } a && DuplicateAddress.Id(context.Request.Query["b"]) is { } b
                ? decided.Find(a, b)?.Decision : null;
            var rows = decided.Page(before, DecidedRows + 1);
            return Page.Of<DecidedPage>(new
            {
                Counts = counts.Of(visit.Viewer), Rows = rows.Take(DecidedRows).ToList(), Users = UserNames.Read(customers, visit),
                Next = rows.Count > DecidedRows ? rows[DecidedRows - 1].Decision : null,
            });
        }

        public IResult Basket(HttpContext context)
        {
            // Marks that come meanwhile are not among those that the page shows.
            var shownAt = DuplicateAddress.Id(context.Request.Query["shown"]) is null ? clock.GetUtcNow().UtcDateTime : TimeIn(context.Request.Query["shown"]);
            var from = (int)Math.Min(int.MaxValue, DuplicateAddress.Id(context.Request.Query["from"]) ?? 0);
            return Page.Of<BasketPage>(new { View = new BasketReading(customers, visit, clock).Page(from, shownAt) });
        }

        private List<CertainRow> RowsOf(IReadOnlyList<QueueGroup> groups, KeptRule rule)
        {
            var candidates = MergeCandidates.Of(customers, [.. groups.SelectMany(g => g.Members).Select(m => m.Id).Distinct()], visit.Viewer)
                .ToDictionary(c => c.State.Id);
            var rows = new List<CertainRow>();
            foreach (var group in groups)
            {
                List<MergeCandidate> members = [.. group.Members.Select(m => candidates.GetValueOrDefault(m.Id)).OfType<MergeCandidate>()];
                if (members.Count < 2) continue;
                var kept = KeptSuggestion.By(rule, members).Id;
                rows.Add(new CertainRow(group, members.First(m => m.State.Id == kept), [.. members.Where(m => m.State.Id != kept)], 0));
            }
            var moves = LinkedRecords.Of(customers, rows.ToDictionary(r => r.Kept.State.Id, r => (IReadOnlyList<long>)[.. r.Others.Select(o => o.State.Id)]));
            return rows.ConvertAll(r => r with { Moves = moves.GetValueOrDefault(r.Kept.State.Id) });
        }
    }

    private static async Task<IResult> MergeTicked(IFormCollection form, Requester requester, JobQueue jobs, JobProgress progress)
    {
        var address = DuplicateAddress.Read(name => form[name], PairLane.Certain);
        var rule = Enum.TryParse<KeptRule>(form["keep"], ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : KeptRule.MostLinked;
        var shown = OutOf(form["row"]);
        var ticked = OutOf(form["in"]);
        // Where none is ticked to begin with, the exceptions are those that are.
        var none = form["none"] == "1";
        List<long> exceptions = [.. OutOf(form["out"]).Where(g => !shown.Contains(g)).Concat(shown.Where(g => ticked.Contains(g) == none)).Order()];
        if (QueueCursor.Parse(form["more"]) is { } more)
            return Page.GoTo((address with { After = more }).Href() + $"&keep={rule}" + Since(form) + (none ? "&none=1" : "")
                + (exceptions.Count == 0 ? "" : "&out=" + string.Join(',', exceptions)));
        return await progress.FollowAsync(jobs.Start(MergeCertainJob.Request(
            new MergeCertainJob.Order(address.Filter, rule, exceptions, TimeIn(form["shown"]), none)
            {
                Turn = DuplicateAddress.Id(form["turn"]) ?? long.MaxValue,
            }, requester.User!.Id)));
    }

    private static IResult MergeBasket(IFormCollection form, Base customers, Visit visit, Requester requester, TimeProvider clock)
    {
        var shownAt = TimeIn(form["shown"]);
        var done = new MergeMany(customers, clock)
            .Do(new BasketReading(customers, visit, clock).Wishes(shownAt), requester.By(Door.Form), shownAt, new Course());
        return Page.GoTo(MergedSaid.At(done, DuplicateAddress.Path, DuplicateAddress.PathOf(PairLane.Marked), visit));
    }

    private static async Task<IResult> TakeDecisions(IFormCollection form, Base customers, Visit visit, Requester requester, TimeProvider clock)
    {
        if (form.Files["file"] is not { Length: > 0 and < LargestFile } sent)
            return Page.Of<DecisionsPage>(new { Problem = visit.T("duplicates.import.none") }, 422);
        var path = Path.Combine(Path.GetTempPath(), $"stamgast-{Guid.NewGuid():n}{Path.GetExtension(sent.FileName)}");
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew)) await sent.CopyToAsync(file);
            var read = DecisionsFile.Read(customers, clock, requester.By(Door.Form), path, CancellationToken.None);
            if (read.Errors.Count > 0) return Page.Of<DecisionsPage>(new { Read = read });
            return Page.GoTo(DoneTexts.Said(DuplicateAddress.PathOf(PairLane.Decided), "duplicates.import.done",
                visit.N(read.Decided), visit.N(read.Unchanged), visit.N(read.Errors.Count)));
        }
        catch (RefusedException refused)
        {
            return Page.Of<DecisionsPage>(new { Problem = refused.Refusal.What(visit.Culture) + " " + refused.Refusal.Remedy(visit.Culture) }, 422);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // What the first page showed goes along to the next ones.
    private static string Since(IFormCollection form) => string.Concat(new[] { "shown", "turn" }
        .Select(name => DuplicateAddress.Id(form[name]) is { } number ? string.Create(CultureInfo.InvariantCulture, $"&{name}={number}") : ""));

    private static HashSet<long> OutOf(Microsoft.Extensions.Primitives.StringValues values) =>
        [.. values.SelectMany(v => (v ?? "").Split(',')).Select(DuplicateAddress.Id).OfType<long>()];

    private static DateTime TimeIn(string? text) => DuplicateAddress.Id(text) is { } moment ? DateTimeOffset.FromUnixTimeMilliseconds(moment).UtcDateTime
        : DateTime.UnixEpoch;
}

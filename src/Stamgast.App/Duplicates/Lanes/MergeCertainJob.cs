using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Jobs;
using Stamgast.Merging;
using Stamgast.Merging.Many;

namespace Stamgast.App.Duplicates.Lanes;

/// <summary>Merges all certain pairs that a page showed, as one change. Customers changed since then are left out and named.</summary>
internal sealed class MergeCertainJob(Base customers, TimeProvider clock, JobActors actors) : PageJob
{
    private const string KindName = "duplicates.merge-certain";
    private const int GroupsAtOnce = 500;

    /// <param name="Filter">What the page was limited to.</param>
    /// <param name="Rule">Which of each group is kept.</param>
    /// <param name="Exceptions">Groups that were unticked, by their numbers; those that were ticked where none was to begin with.</param>
    /// <param name="ShownAt">When the page was shown, in UTC.</param>
    /// <param name="TicksNone">True when only the groups of <paramref name="Exceptions"/> were ticked.</param>
    public sealed record Order(QueueFilter Filter, KeptRule Rule, IReadOnlyList<long> Exceptions, DateTime ShownAt, bool TicksNone = false)
    {
        /// <summary>The number of the last change of pairs when the page was shown: pairs that became certain later are left as they are.</summary>
        public long Turn { get; init; } = long.MaxValue;
    }

    public override string Name => KindName;

    public override string Caption => "duplicates.merging";

    public override Permission Permission => Permission.Merge;

    public override string At => "duplicates";

    // One at a time: two would merge the same pairs.
    public static JobRequest Request(Order order, long user) =>
        new JobRequest(KindName, KindName, user, DuplicateAddress.PathOf(PairLane.Certain)).With(order);

    protected override string Do(JobRun run)
    {
        var order = run.Job.PayloadOf<Order>();
        var actor = actors.OfAll(run, Door.Form);
        var wishes = Wishes(order, actor.Viewer, run);
        if (wishes.Count == 0) return DoneTexts.Said(PlaceOf(run.Job), "duplicates.certain.nothing");
        var done = new MergeMany(customers, clock).Do(wishes, actor, order.ShownAt,
            new Course((rows, fraction) => run.Report(rows, fraction), run.Cancel));
        return MergedSaid.At(done, PlaceOf(run.Job), PlaceOf(run.Job), null);
    }

    private List<MergeWish> Wishes(Order order, Viewer viewer, JobRun run)
    {
        var queue = new DuplicateQueue(customers, viewer);
        var (wishes, exceptions) = (new List<MergeWish>(), order.Exceptions.ToHashSet());
        for (QueueCursor? after = null; ;)
        {
            run.Cancel.ThrowIfCancellationRequested();
            var page = queue.Page(PairLane.Certain, order.Filter, after, GroupsAtOnce);
            wishes.AddRange(KeptOf(page.Groups.Select(g => AsShown(g, order.Turn)).OfType<QueueGroup>()
                    .Where(g => exceptions.Contains(g.Cursor.Group) == order.TicksNone), order.Rule, viewer)
                .Select(g => new MergeWish(g.Kept, [.. g.Group.Members.Select(m => m.Id).Where(id => id != g.Kept).Take(MergeCustomers.Most - 1)])
                {
                    KeepsAll = true,
                }));
            run.Report(wishes.Count, null);
            if ((after = page.Next) is null) return wishes;
        }
    }

    // A group without the pairs that became certain since; null when nothing of it was. Its number was that of its first customer then, too.
    private static QueueGroup? AsShown(QueueGroup group, long turn)
    {
        var pairs = group.Pairs.Where(p => (p.CertainSince ?? 0) <= turn).ToList();
        if (pairs.Count == group.Pairs.Count) return group;
        var ids = pairs.SelectMany(p => new[] { p.A, p.B }).Distinct().Order().ToList();
        // Two groups that have become one since are shown as one first.
        return pairs.Count == 0 || pairs.Count < ids.Count * (ids.Count - 1) / 2 ? null
            : new QueueGroup(group.Cursor with { Group = ids[0] }, pairs, [.. group.Members.Where(m => ids.Contains(m.Id))]);
    }

    private IEnumerable<(QueueGroup Group, long Kept)> KeptOf(IEnumerable<QueueGroup> groups, KeptRule rule, Viewer viewer)
    {
        List<QueueGroup> all = [.. groups];
        var candidates = MergeCandidates.Of(customers, [.. all.SelectMany(g => g.Members).Select(m => m.Id).Distinct()], viewer).ToDictionary(c => c.State.Id);
        foreach (var group in all)
        {
            List<MergeCandidate> members = [.. group.Members.Select(m => candidates.GetValueOrDefault(m.Id)).OfType<MergeCandidate>()];
            if (members.Count > 1) yield return (group, KeptSuggestion.By(rule, members).Id);
        }
    }
}

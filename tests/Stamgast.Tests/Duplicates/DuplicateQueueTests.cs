using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Merging;
using Stamgast.Merging.Many;
using Stamgast.Testing;
using Stamgast.Tests.Merging;

namespace Stamgast.Tests.Duplicates;

public sealed class DuplicateQueueTests
{
    [Theory, EachEngine]
    public Task A_lane_gives_its_groups_best_first_and_page_by_page(Engine engine) => MergeWorld.On(engine, world =>
    {
        PairStoreTests.People(world, 40);
        PairStore.ReplaceAll(world.Base,
            [.. Enumerable.Range(0, 18).Select(i => PairStoreTests.Pair((i * 2) + 1, (i * 2) + 2, i)), PairStoreTests.Pair(36, 37, 3)]);
        var queue = new DuplicateQueue(world.Base, Viewer.System);
        var first = queue.Page(PairLane.ToJudge, QueueFilter.None, null, 10);
        var second = queue.Page(PairLane.ToJudge, QueueFilter.None, first.Next, 10);
        Assert.Equal(Enumerable.Range(0, 18).Reverse().Select(i => (long)(i * 2) + 1), first.Groups.Concat(second.Groups).Select(g => g.Best.A));
        Assert.Equal((10, 8, null), (first.Groups.Count, second.Groups.Count, second.Next));
        Assert.Equal([35L, 36, 37], first.Groups[0].Members.Select(m => m.Id));
        Assert.Equal((18L, 18L), (queue.Counts().ToJudge, queue.Count(PairLane.ToJudge, QueueFilter.None)));
        Assert.Equal(15, queue.Next(PairLane.ToJudge, QueueFilter.None, first.Groups[9].Cursor)!.Best.A);
        // After the last one it begins again.
        Assert.Equal(35, queue.Next(PairLane.ToJudge, QueueFilter.None, second.Groups[^1].Cursor)!.Best.A);
    });

    [Theory, EachEngine]
    public Task Who_is_in_the_trash_absorbed_or_not_to_be_merged_is_in_no_lane(Engine engine) => MergeWorld.On(engine, world =>
    {
        PairStoreTests.People(world, 8);
        PairStore.ReplaceAll(world.Base,
            [PairStoreTests.Pair(1, 2, 4), PairStoreTests.Pair(3, 4, 5), PairStoreTests.Pair(5, 6, 6), PairStoreTests.Pair(7, 8, 7)]);
        var queue = new DuplicateQueue(world.Base, Viewer.System);
        world.Trash(2);
        world.Edit(4, CustomerFields.AllowMerge, "0");
        world.Merge(7, 6);
        Assert.Equal([7L], queue.Page(PairLane.ToJudge, QueueFilter.None, null, 10).Groups.Select(g => g.Best.A));
        Assert.Equal(new LaneCounts(0, 1, 0, 1, 0), queue.Counts());
        Assert.Null(queue.Find(PairLane.ToJudge, 5, 6));
        Assert.NotNull(queue.Find(PairLane.ToJudge, 8, 7));
    });

    [Theory, EachEngine]
    public Task Somebody_who_may_not_see_one_of_the_two_sees_no_pair_and_no_count(Engine engine) => MergeWorld.On(engine, world =>
    {
        foreach (var label in new[] { "Karim", "Karim", "Nadia" }) world.Create(("last_name", "Aerts", "label", label));
        PairStore.ReplaceAll(world.Base, [PairStoreTests.Pair(1, 2, 4), PairStoreTests.Pair(2, 3, 5), PairStoreTests.Pair(1, 3, 3)]);
        var karim = Viewer.System.Limited(Visibility.Only(["Karim"]));
        var group = Assert.Single(new DuplicateQueue(world.Base, karim).Page(PairLane.ToJudge, QueueFilter.None, null, 10).Groups);
        Assert.Equal([1L, 2], group.Members.Select(m => m.Id));
        Assert.Null(new DuplicateQueue(world.Base, karim).Find(PairLane.ToJudge, 2, 3));
        PairStoreTests.Decide(world, 2, 3, PairVerdict.Different);
        PairStoreTests.Decide(world, 1, 2, PairVerdict.Different);
        Assert.Equal((1L, 2L), (new DuplicateQueue(world.Base, karim).Counts().Decided, new DuplicateQueue(world.Base, Viewer.System).Counts().Decided));
        Assert.Equal([(1L, 2L)], new DecidedPairs(world.Base, karim).Page(null, 10).Select(d => (d.A.Id, d.B.Id)));
        var hidden = Actor.CommandLine with { Viewer = karim };
        Assert.Equal("customer.unknown", Assert.Throws<RefusedException>(() => new DecidePair(world.Base, TimeProvider.System)
            .Do(2, 3, PairVerdict.Later, hidden)).Refusal.Code);
    });

    [Theory, EachEngine]
    public Task Filters_limit_a_lane_by_score_reason_group_label_and_import(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts", "groups", "VIP"), ("last_name", "Aerts"), ("last_name", "Maes", "label", "Karim"), ("last_name", "Maes"));
        var second = world.Create(("last_name", "Smets"), ("last_name", "Smets"));
        PairStore.ReplaceAll(world.Base,
        [
            new(1, 2, 4, "prior:chance:-1.000;phone:exact:+5.000", false), new(3, 4, 2, "prior:chance:-1.000;phone:typo:+3.000", false),
            new(5, 6, 8, "prior:chance:-1.000;email:exact:+9.000", false),
        ]);
        var queue = new DuplicateQueue(world.Base, Viewer.System);
        IEnumerable<long> Found(QueueFilter filter) => queue.Page(PairLane.ToJudge, filter, null, 10).Groups.Select(g => g.Best.A);
        Assert.Equal([5L, 1], Found(new() { Least = 0.9 }));
        Assert.Equal([1L], Found(new() { Reason = "phone" }));
        Assert.Equal([1L], Found(new() { Group = "VIP" }));
        Assert.Equal([3L], Found(new() { Label = "Karim" }));
        Assert.Equal([5L], Found(new() { Import = second.Set.Id }));
        Assert.Empty(Found(new() { Label = "Karim", Group = "VIP" }));
        Assert.Equal(1, queue.Count(PairLane.ToJudge, new() { Reason = "phone" }));
    });

    [Theory, EachEngine]
    public Task The_basket_holds_and_counts_every_mark_and_follows_merged_customers(Engine engine) => MergeWorld.On(engine, world =>
    {
        foreach (var label in new[] { "Karim", "Karim", "Nadia", "Karim", "Karim", "Karim", "Karim" }) world.Create(("last_name", "Aerts", "label", label));
        PairStore.ReplaceAll(world.Base, [PairStoreTests.Pair(1, 2, 4)]);
        // Only the first was found by a search.
        foreach (var (a, b) in new[] { (1, 2), (2, 5), (4, 6), (3, 7) }) PairStoreTests.Decide(world, a, b, PairVerdict.Duplicate);
        var queue = new DuplicateQueue(world.Base, Viewer.System);
        var basket = new DecidedPairs(world.Base, Viewer.System);
        Assert.Equal((4L, 4), (queue.Counts().Marked, basket.Basket().Count));
        Assert.Equal(["1 2 5", "3 7", "4 6"], MarkedGroup.Of(basket.Basket()).Select(g => string.Join(' ', g.Members.Select(m => m.Id))));
        var karim = Viewer.System.Limited(Visibility.Only(["Karim"]));
        Assert.Equal((3L, 3), (new DuplicateQueue(world.Base, karim).Counts().Marked, new DecidedPairs(world.Base, karim).Basket().Count));
        // 2 is merged elsewhere: the mark on 2 and 5 is about 6 and 5 now. 4 and 6 are one already.
        world.Merge(6, 2, 4);
        Assert.Equal([(1L, 6L), (3, 7), (5, 6)], basket.Basket().Select(d => (Math.Min(d.A.Id, d.B.Id), Math.Max(d.A.Id, d.B.Id))).Order());
        Assert.Equal(3, queue.Counts().Marked);
        world.Trash(7);
        Assert.Equal((2L, 2), (queue.Counts().Marked, basket.Basket().Count));
        Assert.Empty(basket.Basket(DateTime.UnixEpoch));
    });

    [Theory, EachEngine]
    public Task Decisions_are_listed_last_first_with_how_fast_they_were(Engine engine) => MergeWorld.On(engine, world =>
    {
        PairStoreTests.People(world, 30);
        var clock = new TestClock();
        var since = clock.GetUtcNow().UtcDateTime;
        for (var i = 0; i < 12; i++)
        {
            clock.GoOn(TimeSpan.FromSeconds(i == 5 ? 4000 : 8));
            new DecidePair(world.Base, clock).Do((i * 2) + 1, (i * 2) + 2, i == 11 ? PairVerdict.Later : PairVerdict.Different, new Actor(7, Door.Form));
        }
        var decided = new DecidedPairs(world.Base, Viewer.System);
        var first = decided.Page(null, 5);
        var rest = decided.Page(first[^1].Decision, 50);
        Assert.Equal(Enumerable.Range(0, 11).Reverse().Select(i => (long)(i * 2) + 1), first.Concat(rest).Select(d => d.A.Id));
        Assert.Equal((12, TimeSpan.FromSeconds(8)), decided.PaceOf(7, since));
        Assert.Equal((0, null), decided.PaceOf(8, since));
        Assert.Null(decided.TogetherWith(decided.LastOf(7, since)!));
        Assert.Equal((23L, PairVerdict.Later), (decided.LastOf(7, since)!.A.Id, decided.LastOf(7, since)!.Decision.Verdict));
    });

    [Theory, EachEngine]
    public Task A_merge_of_several_is_one_decision_however_many_pairs_it_settles(Engine engine) => MergeWorld.On(engine, world =>
    {
        PairStoreTests.People(world, 60);
        var clock = new TestClock();
        var since = clock.GetUtcNow().UtcDateTime;
        var els = new Actor(7, Door.Form);
        for (var i = 0; i < 12; i++)
        {
            clock.GoOn(TimeSpan.FromSeconds(8));
            new DecidePair(world.Base, clock).Do((i * 2) + 1, (i * 2) + 2, PairVerdict.Different, els);
        }
        var decided = new DecidedPairs(world.Base, Viewer.System);
        clock.GoOn(TimeSpan.FromSeconds(8));
        new MergeCustomers(world.Base, clock).Do(36, [30, 31, 32, 33, 34, 35], els);
        Assert.Equal((13, TimeSpan.FromSeconds(8)), decided.PaceOf(7, since));
        Assert.Equal((1, 7, 36L), Together());
        // Many groups as one change count as so many groups, and as one act.
        clock.GoOn(TimeSpan.FromSeconds(8));
        new MergeMany(world.Base, clock).Do([new MergeWish(40, [41]), new MergeWish(43, [44, 42])], els, null, new Course());
        Assert.Equal((15, TimeSpan.FromSeconds(8)), decided.PaceOf(7, since));
        Assert.Equal(2, Together().Groups);
        // A file of decisions takes no time.
        for (var i = 50; i < 58; i += 2)
        {
            clock.GoOn(TimeSpan.FromMilliseconds(3));
            new DecidePair(world.Base, clock).Do(i, i + 1, PairVerdict.Different, els);
        }
        Assert.Equal((19, TimeSpan.FromSeconds(8)), decided.PaceOf(7, since));

        (int Groups, int Customers, long Kept) Together() => decided.TogetherWith(decided.LastOf(7, since)!) is { } merged
            ? (merged.Groups, merged.Customers, merged.Kept.Id) : default;
    });

    [Theory, EachEngine]
    public Task A_group_too_large_to_show_says_how_many_it_has(Engine engine) => MergeWorld.On(engine, world =>
    {
        PairStoreTests.People(world, 250);
        // A star of 101, and a group that is shown whole.
        PairStore.ReplaceAll(world.Base,
        [
            .. Enumerable.Range(2, 100).Select(i => PairStoreTests.Pair(1, i, 20 - (i * 0.01))), PairStoreTests.Pair(200, 201, 3),
            PairStoreTests.Pair(201, 202, 2),
        ]);
        var queue = new DuplicateQueue(world.Base, Viewer.System);
        var listed = queue.Page(PairLane.ToJudge, QueueFilter.None, null, 10).Groups;
        Assert.Equal([(101, 101), (3, 3)], listed.Select(g => (g.Total, g.Members.Count)));
        foreach (var shown in new[] { listed[0].Shown(DuplicateQueue.MostPairs), queue.Find(PairLane.ToJudge, 1, 2)! })
        {
            Assert.Equal((101, 61), (shown.Total, shown.Members.Count));
            Assert.All(shown.Pairs, p => Assert.True(p.A == shown.Member(p.A).Id && p.B == shown.Member(p.B).Id));
        }
        Assert.Equal(3, queue.Find(PairLane.ToJudge, 200, 201)!.Total);
    });
}

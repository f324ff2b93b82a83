using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Merging;
using Stamgast.Merging.Many;
using Stamgast.Privacy;
using Stamgast.Testing;
using Stamgast.Tests.Merging;

namespace Stamgast.Tests.Duplicates;

public sealed class PairStoreTests
{
    private static readonly TestClock Clock = new();

    [Theory, EachEngine]
    public Task A_scan_replaces_what_nobody_decided_on_and_keeps_the_decisions(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 6);
        PairStore.ReplaceAll(world.Base, [Pair(1, 2, 9, certain: true), Pair(3, 4, 5), Pair(5, 6, 3)]);
        Assert.Equal(["1-2 Certain", "3-4 ToJudge", "5-6 ToJudge"], Lanes(world));
        Decide(world, 3, 4, PairVerdict.Different);
        Assert.Equal("Decided", Lane(world, 3, 4));
        // Found again or not, it stays decided; what is not found and not decided goes.
        PairStore.ReplaceAll(world.Base, [Pair(3, 4, 6), Pair(2, 3, 4)]);
        Assert.Equal(["2-3 ToJudge", "3-4 Decided"], Lanes(world));
        PairStore.ReplaceAll(world.Base, []);
        Assert.Equal(["3-4 Decided"], Lanes(world));
    });

    [Theory, EachEngine]
    public Task Not_a_duplicate_comes_back_only_when_a_compared_value_changes_and_says_which(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 2);
        ScoredPair[] found = [Pair(1, 2, 9, certain: true)];
        PairStore.ReplaceAll(world.Base, found);
        Decide(world, 1, 2, PairVerdict.Different);
        world.Edit(1, CustomerFields.Language, "nl");
        world.Edit(2, CustomerFields.City, "GENT");
        PairStore.ReplaceAll(world.Base, found);
        Assert.Equal("Decided", Lane(world, 1, 2));
        world.Edit(2, CustomerFields.Mobile, "+32478111222");
        world.Edit(2, CustomerFields.BirthDate, "1985-07-30");
        world.Base.Write(transaction => PairStore.ReplaceOf(transaction, [2], found));
        // Somebody doubted: however certain the score, it is judged by a person.
        Assert.Equal("ToJudge", Lane(world, 1, 2));
        Assert.Equal("birth_date,phone", Decision(world, 1, 2)!.Reopened);
        Decide(world, 1, 2, PairVerdict.Different);
        PairStore.ReplaceAll(world.Base, found);
        Assert.Equal(("Decided", null), (Lane(world, 1, 2), Decision(world, 1, 2)!.Reopened));
    });

    [Theory, EachEngine]
    public Task A_group_is_certain_only_if_each_two_of_it_are(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 6);
        // 2 and 3 contradict each other; 4, 5 and 6 are three times certain.
        ScoredPair[] found =
        [
            Pair(1, 2, 12, certain: true), Pair(1, 3, 12, certain: true), Pair(2, 3, 3),
            Pair(4, 5, 12, certain: true), Pair(4, 6, 12, certain: true), Pair(5, 6, 12, certain: true),
        ];
        string[] expected = ["1-2 ToJudge", "1-3 ToJudge", "2-3 ToJudge", "4-5 Certain", "4-6 Certain", "5-6 Certain"];
        PairStore.ReplaceAll(world.Base, found);
        Assert.Equal(expected, Lanes(world));
        PairStore.ReplaceAll(world.Base, found[3..]);
        world.Base.Write(transaction => PairStore.ReplaceOf(transaction, [1], found[..3]));
        Assert.Equal(expected, Lanes(world));
        using var reader = world.Base.OpenReader();
        Assert.Equal([1L, 1, 1, 4, 4, 4], PairRows.Read(reader, "p.a > 0").OrderBy(p => (p.A, p.B)).Select(p => p.GroupId));
    });

    [Theory, EachEngine]
    public Task A_pair_tells_since_which_change_it_is_certain(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 6);
        ScoredPair[] found = [Pair(1, 2, 12, certain: true), Pair(3, 4, 12, certain: true)];
        PairStore.ReplaceAll(world.Base, found);
        var shown = new DuplicateQueue(world.Base, Viewer.System).Stamp().Pairs;
        long Since(long a) => Rows(world).Find(p => p.A == a)!.CertainSince!.Value;
        Assert.True(Since(1) <= shown && Since(3) <= shown);
        // Found again it is as old as before, one by one too; a new one is newer.
        PairStore.ReplaceAll(world.Base, [.. found, Pair(5, 6, 12, certain: true)]);
        world.Base.Write(transaction => PairStore.ReplaceOf(transaction, [1, 2], [found[0]]));
        Assert.True(Since(1) <= shown && Since(3) <= shown && Since(5) > shown);
        // Judged and taken back, or no longer certain in between, it is new.
        Decide(world, 1, 2, PairVerdict.Later);
        new DecidePair(world.Base, TimeProvider.System).TakeBack(1, 2, Actor.CommandLine);
        world.Base.Write(transaction => PairStore.ReplaceOf(transaction, [3], [Pair(3, 4, 12)]));
        world.Base.Write(transaction => PairStore.ReplaceOf(transaction, [3], [found[1]]));
        Assert.True(Since(1) > shown && Since(3) > shown);
    });

    [Theory, EachEngine]
    public Task Later_comes_back_after_thirty_days(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 2);
        PairStore.ReplaceAll(world.Base, [Pair(1, 2, 5)]);
        Decide(world, 1, 2, PairVerdict.Later);
        Assert.Equal("Later", Lane(world, 1, 2));
        PairDecisions.BringBackDue(world.Base, Clock.GetUtcNow().UtcDateTime.AddDays(29));
        Assert.Equal("Later", Lane(world, 1, 2));
        PairDecisions.BringBackDue(world.Base, Clock.GetUtcNow().UtcDateTime.AddDays(30));
        Assert.Equal(("ToJudge", null), (Lane(world, 1, 2), Decision(world, 1, 2)));
    });

    [Theory, EachEngine]
    public Task Later_comes_back_when_a_compared_value_changes(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 2);
        PairStore.ReplaceAll(world.Base, [Pair(1, 2, 5)]);
        Decide(world, 1, 2, PairVerdict.Later);
        world.Edit(1, CustomerFields.LastName, "Aertsen");
        PairStore.ReplaceAll(world.Base, [Pair(1, 2, 5)]);
        Assert.Equal(("ToJudge", "last_name"), (Lane(world, 1, 2), Decision(world, 1, 2)!.Reopened));
    });

    [Theory, EachEngine]
    public Task Groups_connect_the_pairs_of_a_lane_and_fall_apart_with_a_decision(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 6);
        PairStore.ReplaceAll(world.Base, [Pair(1, 2, 4), Pair(2, 3, 5), Pair(3, 4, 8), Pair(5, 6, 6), Pair(4, 5, 9, certain: true)]);
        Assert.Equal(["1-2 in 1 by 8", "2-3 in 1 by 8", "3-4 in 1 by 8", "4-5 in 4 by 9", "5-6 in 5 by 6"], Groups(world));
        Decide(world, 2, 3, PairVerdict.Different);
        Assert.Equal(["1-2 in 1 by 4", "2-3 in 2 by 5", "3-4 in 3 by 8", "4-5 in 4 by 9", "5-6 in 5 by 6"], Groups(world));
        // Taken back, they belong together again.
        Assert.True(new DecidePair(world.Base, TimeProvider.System).TakeBack(3, 2, Actor.CommandLine));
        Assert.Equal(["1-2 in 1 by 8", "2-3 in 1 by 8", "3-4 in 1 by 8", "4-5 in 4 by 9", "5-6 in 5 by 6"], Groups(world));
        // Customer 3 changed, and is now like 6 and no longer like 2.
        world.Base.Write(transaction => PairStore.ReplaceOf(transaction, [3], [Pair(3, 4, 7), Pair(3, 6, 2)]));
        Assert.Equal(["1-2 in 1 by 4", "3-4 in 3 by 7", "3-6 in 3 by 7", "4-5 in 4 by 9", "5-6 in 3 by 7"], Groups(world));
        world.Base.Write(transaction => PairStore.ReplaceOf(transaction, [6], []));
        Assert.Equal(["1-2 in 1 by 4", "3-4 in 3 by 7", "4-5 in 4 by 9"], Groups(world));
    });

    [Theory, EachEngine]
    public Task A_merge_decides_its_pairs_and_a_split_says_that_they_are_two(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 3);
        ScoredPair[] found = [Pair(1, 2, 5), Pair(1, 3, 4), Pair(2, 3, 3)];
        PairStore.ReplaceAll(world.Base, found);
        var merge = world.Merge(2, 1, 3);
        Assert.Equal((PairVerdict.Duplicate, merge.Set.Id), (Decision(world, 1, 2)!.Verdict, Decision(world, 1, 2)!.SetId));
        Assert.Equal(["1-2 Decided", "1-3 Decided", "2-3 Decided"], Lanes(world));
        var split = world.Split(merge.Set.Id);
        Assert.Equal(PairVerdict.Different, Decision(world, 1, 2)!.Verdict);
        PairStore.ReplaceAll(world.Base, found);
        Assert.Equal(["1-2 Decided", "1-3 Decided", "2-3 Decided"], Lanes(world));
        world.Undo(split.Set.Id);
        Assert.Equal((PairVerdict.Duplicate, merge.Set.Id), (Decision(world, 1, 2)!.Verdict, Decision(world, 1, 2)!.SetId));
    });

    [Theory, EachEngine]
    public Task Splitting_one_of_several_off_says_only_that_it_is_none_of_those_who_stay(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 5);
        world.Merge(4, 5);
        PairStore.ReplaceAll(world.Base, [Pair(1, 2, 5), Pair(1, 3, 4), Pair(2, 3, 3), Pair(2, 5, 3), Pair(3, 5, 2)]);
        world.Merge(1, 2, 3);
        world.Merge(1, 4);
        world.SplitOne(2);
        // 2 is neither 1 nor 3 or 5, who stay with it; these are still one.
        Assert.Equal([PairVerdict.Different, PairVerdict.Duplicate, PairVerdict.Different, PairVerdict.Different],
            new[] { (1, 2), (1, 3), (2, 3), (2, 5) }.Select(p => Decision(world, p.Item1, p.Item2)!.Verdict));
        Assert.Equal(((PairVerdict?)null, PairVerdict.Duplicate), (Decision(world, 3, 5)?.Verdict, Decision(world, 4, 5)!.Verdict));
        // 4 leaves with 5, which it absorbed itself.
        world.SplitOne(4);
        Assert.Equal((PairVerdict.Different, PairVerdict.Duplicate), (Decision(world, 3, 5)!.Verdict, Decision(world, 4, 5)!.Verdict));
        Assert.Equal(PairVerdict.Duplicate, Decision(world, 1, 3)!.Verdict);
    });

    [Theory, EachEngine]
    public Task An_undo_of_a_merge_opens_its_pairs_again_in_their_lane_and_a_split_closes_them(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 5);
        ScoredPair[] found = [Pair(1, 2, 12, certain: true), Pair(1, 3, 12, certain: true), Pair(2, 3, 12, certain: true), Pair(4, 5, 5)];
        string[] open = ["1-2 Certain", "1-3 Certain", "2-3 Certain", "4-5 ToJudge"];
        PairStore.ReplaceAll(world.Base, found);
        var merge = new MergeMany(world.Base, TimeProvider.System)
            .Do([new MergeWish(1, [2, 3]), new MergeWish(4, [5])], Actor.CommandLine, null, new Course()).Outcome!;
        Assert.Equal(["1-2 Decided", "1-3 Decided", "2-3 Decided", "4-5 Decided"], Lanes(world));
        var undo = world.Undo(merge.Set.Id);
        Assert.Equal(open, Lanes(world));
        Assert.All(new[] { (1, 2), (1, 3), (2, 3), (4, 5) }, p => Assert.Null(Decision(world, p.Item1, p.Item2)));
        // Redone and undone again, they are open again.
        var redo = world.Undo(undo.Set.Id);
        Assert.Equal(merge.Set.Id, Decision(world, 2, 3)!.SetId);
        world.Undo(redo.Set.Id);
        Assert.Equal(open, Lanes(world));
        // Somebody who is split off is another, also after an undo and a redo of the split, and when the rest of the merge is undone.
        merge = world.Merge(1, 2, 3);
        var split = world.SplitOne(3);
        world.Undo(world.Undo(split.Set.Id).Set.Id);
        Assert.Equal((PairVerdict.Different, PairVerdict.Different), (Decision(world, 1, 3)!.Verdict, Decision(world, 2, 3)!.Verdict));
        world.Undo(merge.Set.Id);
        Assert.Equal((null, PairVerdict.Different), (Decision(world, 1, 2), Decision(world, 2, 3)!.Verdict));
        Assert.Equal("Certain", Lane(world, 1, 2));
        // One of many merges is undone by itself.
        merge = new MergeMany(world.Base, TimeProvider.System)
            .Do([new MergeWish(1, [2]), new MergeWish(4, [5])], Actor.CommandLine, null, new Course()).Outcome!;
        world.Undo(merge.Set.Id, only: 4);
        Assert.Equal((null, "ToJudge"), (Decision(world, 4, 5), Lane(world, 4, 5)));
        Assert.Equal((PairVerdict.Duplicate, 1L), (Decision(world, 1, 2)!.Verdict, world.Find(2).MergedInto));
    });

    [Theory, EachEngine]
    public Task Merges_that_an_undo_splits_on_its_way_say_nothing_about_their_customers(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"));
        var made = world.Create(("last_name", "Aerts"), ("last_name", "Aerts"));
        PairStore.ReplaceAll(world.Base, [Pair(1, 2, 5), Pair(1, 3, 5)]);
        world.Merge(1, 2, 3);
        new UndoWithSplits(world.Base, TimeProvider.System).Do(made.Set.Id, Actor.CommandLine);
        Assert.Equal((null, null, "ToJudge"), (Decision(world, 1, 2), Decision(world, 2, 3), Lane(world, 1, 2)));
    });

    [Theory, EachEngine]
    public Task A_pair_marked_as_duplicate_waits_and_changes_nobody(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 3);
        PairStore.ReplaceAll(world.Base, [Pair(1, 2, 5)]);
        var verb = new DecidePair(world.Base, TimeProvider.System);
        verb.Do(2, 1, PairVerdict.Duplicate, Actor.CommandLine, "keep=2");
        Assert.Equal(("Marked", "keep=2", null), (Lane(world, 1, 2), Decision(world, 1, 2)!.Choices, world.Find(2).MergedInto));
        // Never found by matching: the decision is kept all the same.
        verb.Do(1, 3, PairVerdict.Different, Actor.CommandLine);
        Assert.NotNull(Decision(world, 1, 3));
        world.Edit(3, CustomerFields.AllowMerge, "0");
        Assert.Equal("customer.not_mergeable", Refused(() => verb.Do(1, 3, PairVerdict.Duplicate, Actor.CommandLine)));
        world.Trash(3);
        Assert.Equal("customer.trashed", Refused(() => verb.Do(1, 3, PairVerdict.Different, Actor.CommandLine)));
        Assert.Equal("customer.unknown", Refused(() => verb.Do(1, 4, PairVerdict.Different, Actor.CommandLine)));
        Assert.Equal("duplicates.same", Refused(() => verb.Do(1, 1, PairVerdict.Different, Actor.CommandLine)));
        world.Merge(1, 2);
        Assert.Equal("customer.merged", Refused(() => verb.Do(1, 2, PairVerdict.Different, Actor.CommandLine)));
    });

    [Theory, EachEngine]
    public Task An_erased_customer_is_in_no_pair_and_no_decision(Engine engine) => MergeWorld.On(engine, world =>
    {
        People(world, 3);
        PairStore.ReplaceAll(world.Base, [Pair(1, 2, 5), Pair(2, 3, 5)]);
        Decide(world, 1, 2, PairVerdict.Different);
        DuplicateDataPlaces.All[0].Eraser!(new Erasing(world.Base, 2, null, TimeProvider.System, CancellationToken.None));
        Assert.Empty(Lanes(world));
        Assert.Null(Decision(world, 1, 2));
    });

    internal static ScoredPair Pair(long a, long b, double bits, bool certain = false) =>
        new(a, b, bits, "prior:chance:-1.000;last_name:exact:+2.000", certain);

    internal static void People(MergeWorld world, int count)
    {
        for (var i = 0; i < count; i++) world.Create(("last_name", "Aerts", "city", "Gent"));
    }

    internal static void Decide(MergeWorld world, long a, long b, PairVerdict verdict) =>
        new DecidePair(world.Base, Clock).Do(a, b, verdict, Actor.CommandLine);

    internal static DuplicateDecision? Decision(MergeWorld world, long a, long b)
    {
        using var reader = world.Base.OpenReader();
        return PairDecisions.Find(reader, a, b);
    }

    internal static string? Lane(MergeWorld world, long a, long b) => Rows(world).Find(p => p.A == a && p.B == b)?.Lane.ToString();

    private static List<DuplicatePair> Rows(MergeWorld world)
    {
        using var reader = world.Base.OpenReader();
        return PairRows.Read(reader, "true order by p.a, p.b");
    }

    private static IEnumerable<string> Lanes(MergeWorld world) => Rows(world).Select(p => $"{p.A}-{p.B} {p.Lane}");

    private static IEnumerable<string> Groups(MergeWorld world) => Rows(world).Select(p => $"{p.A}-{p.B} in {p.GroupId} by {p.GroupBits}");

    private static string Refused(Action work) => Assert.Throws<RefusedException>(work).Refusal.Code;
}

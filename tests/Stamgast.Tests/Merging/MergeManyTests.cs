using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Merging.Many;
using Stamgast.Testing;
using Stamgast.Tests.Duplicates;

namespace Stamgast.Tests.Merging;

public sealed class MergeManyTests
{
    [Theory, EachEngine]
    public Task Without_somebody_who_looks_nothing_is_merged_that_has_no_room_for_a_value(Engine engine) => MergeWorld.On(engine, world =>
    {
        foreach (var letter in "ab") world.Create(("last_name", "Aerts", "notes", new string(letter, 15_000)));
        var many = new MergeMany(world.Base, TimeProvider.System);
        var done = many.Do([new MergeWish(1, [2]) { KeepsAll = true }], Actor.CommandLine, null, new Course());
        Assert.Equal((null, "merge.room"), (done.Outcome, Assert.Single(done.Left).Why.Code));
        Assert.Equal(1, many.Do([new MergeWish(1, [2])], Actor.CommandLine, null, new Course()).Merged);
    });

    [Theory, EachEngine]
    public Task Many_are_merged_as_one_change_and_undone_as_a_whole_or_one_by_one(Engine engine) => MergeWorld.On(engine, world =>
    {
        for (var i = 0; i < 300; i++) world.Create(("last_name", "Aerts", "email", $"a{i}@post.example"), ("last_name", "Aerts", "phone", "+3293334455"));
        var before = world.Picture();
        PairStore.ReplaceAll(world.Base, [.. Enumerable.Range(0, 300).Select(i => PairStoreTests.Pair((i * 2) + 1, (i * 2) + 2, 12, certain: true))]);
        var done = Do(world, [.. Enumerable.Range(0, 300).Select(i => new MergeWish((i * 2) + 1, [(i * 2) + 2]))]);
        Assert.Equal((300, 0, 600L), (done.Merged, done.Left.Count, done.Outcome!.Customers));
        Assert.Equal((1L, "+3293334455"), (world.Find(2).MergedInto, world.Find(1).Values[CustomerFields.Phone]));
        Assert.Equal("Decided", PairStoreTests.Lane(world, 599, 600));
        world.SplitOne(2);
        Assert.Equal((null, 3L), (world.Find(2).MergedInto, world.Find(4).MergedInto));
        world.Undo(done.Outcome.Set.Id);
        Assert.Equal(before, world.Picture());
    });

    [Theory, EachEngine]
    public Task One_of_many_that_was_split_off_and_merged_again_leaves_alone(Engine engine) => MergeWorld.On(engine, world =>
    {
        for (var i = 0; i < 3; i++) world.Create(("last_name", "Aerts"), ("last_name", "Aerts", "phone", "+3293334455"));
        Do(world, [new(1, [2]), new(3, [4]), new(5, [6])]);
        var again = world.Undo(world.SplitOne(4).Set.Id);
        Assert.Equal(3L, world.Find(4).MergedInto);
        world.Undo(again.Set.Id);
        Assert.Equal((1L, null, 5L), (world.Find(2).MergedInto, world.Find(4).MergedInto, world.Find(6).MergedInto));
        Assert.Equal(("+3293334455", null), (world.Find(1).Values[CustomerFields.Phone], world.Find(3).Values[CustomerFields.Phone]));
    });

    [Theory, EachEngine]
    public Task What_changed_meanwhile_or_cannot_be_merged_is_left_out_and_named(Engine engine) => MergeWorld.On(engine, world =>
    {
        PairStoreTests.People(world, 9);
        var shown = DateTime.UtcNow;
        Thread.Sleep(5);
        world.Edit(2, CustomerFields.City, "Mol");
        world.Trash(4);
        var done = Do(
            world, [new(1, [2]), new(3, [4]), new(5, [6, 7]), new(7, [8]), new(8, [9], new Dictionary<int, long> { [CustomerFields.City] = 9 })], shown);
        Assert.Equal(["1 merge.changed 2", "3 merge.changed 4", "7 merge.twice 7"],
            done.Left.Select(l => $"{l.Wish.Keep} {l.Why.Code} {l.Why.Arguments[0]}"));
        Assert.Equal((2, 5L, 5L, 8L), (done.Merged, world.Find(6).MergedInto, world.Find(7).MergedInto, world.Find(9).MergedInto));
        Assert.Equal(["3 customer.trashed"], Do(world, [new(3, [4])]).Left.Select(l => $"{l.Wish.Keep} {l.Why.Code}"));
        // Nothing is left: nothing is written.
        Assert.Null(Do(world, [new(3, [4])]).Outcome);
    });

    private static MergedMany Do(MergeWorld world, IReadOnlyList<MergeWish> wishes, DateTime? shown = null) =>
        new MergeMany(world.Base, TimeProvider.System).Do(wishes, Actor.CommandLine, shown, new Course());
}

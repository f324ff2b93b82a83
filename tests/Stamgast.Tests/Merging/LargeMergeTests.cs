using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Merging;
using Stamgast.Testing;

namespace Stamgast.Tests.Merging;

/// <summary>Merges of hundreds, chains, and the undo of what was merged since.</summary>
public sealed class LargeMergeTests
{
    [Theory, EachEngine]
    public Task Hundreds_become_one_and_come_apart_again_with_few_decisions(Engine engine) => MergeWorld.On(engine, world =>
    {
        const int count = 200;
        world.Create([.. Enumerable.Range(1, count).Select(i => (System.Runtime.CompilerServices.ITuple)("last_name", "Aerts", "email",
            string.Create(CultureInfo.InvariantCulture, $"a{i}@x.be"), "number", string.Create(CultureInfo.InvariantCulture, $"N{i}")))]);
        PairStore.ReplaceAll(world.Base, [new ScoredPair(3, 4, 9, "last_name:exact:+9.000", false)]);
        var before = world.Picture();
        var merge = world.Merge(1, [.. Enumerable.Range(2, count - 1).Select(i => (long)i)]);
        Assert.Equal(count, merge.Customers);
        // Each of them and the kept one, and the two that a search had found.
        Assert.Equal((count, PairVerdict.Duplicate), (Decisions(world).Count, Decisions(world)[(3, 4)]));
        world.SplitOne(7);
        Assert.Null(world.Find(7).MergedInto);
        world.Split(merge.Set.Id);
        Assert.Equal(before, world.Picture());
        Assert.Equal((count, PairVerdict.Different), (Decisions(world).Count, Decisions(world)[(3, 4)]));
    });

    [Theory, EachEngine]
    public Task What_the_result_has_no_room_for_is_told_and_comes_in_when_others_are_left_out(Engine engine) => MergeWorld.On(engine, world =>
    {
        const int count = 100;
        world.Create([.. Enumerable.Range(1, count).Select(i => (System.Runtime.CompilerServices.ITuple)("last_name", "Aerts", "phone",
            string.Create(CultureInfo.InvariantCulture, $"+322555{i:0000}")))]);
        long[] others = [.. Enumerable.Range(2, count - 1).Select(i => (long)i)];
        var list = MergeUnits.Lists.First(l => l.Field == CustomerFields.OtherPhones);
        var preview = world.Merges.Look(1, others, Viewer.System);
        var without = preview.WithoutRoom;
        Assert.Equal(count, without.Count + list.ValuesOf(preview.Result).Count());
        Assert.NotEmpty(without);
        Assert.All(preview.Ticks(list), t => Assert.Equal(list.ValuesOf(preview.Result).Contains(t.Text), t.IsIn));
        Assert.All(without, t => Assert.True(t is { IsIn: false, HasNoRoom: true }));
        // What somebody leaves out makes room for it.
        var left = preview.Ticks(list).Where(t => t.IsIn && t.MainOf is null).Select(t => t.Element).ToDictionary(e => e, _ => false);
        Assert.Empty(world.Merges.Look(1, others, Viewer.System, new MergeChoices { Elements = left }).WithoutRoom);
    });

    [Theory, EachEngine]
    public Task Notes_are_there_already_as_whole_lines_only_and_told_when_they_do_not_fit(Engine engine) => MergeWorld.On(engine, world =>
    {
        const int notes = CustomerFields.Notes;
        world.Create(("last_name", "Aerts", "notes", "Not VIP"), ("last_name", "Aerts", "notes", "VIP"), ("last_name", "Aerts", "notes", "Rings\nVIP\ntwice"),
            ("last_name", "Aerts", "notes", new string('x', 19_995)));
        Assert.Equal("Not VIP\n\nVIP", world.Merges.Look(1, [2], Viewer.System).Result[notes]);
        Assert.Equal("Rings\nVIP\ntwice", world.Merges.Look(3, [2], Viewer.System).Result[notes]);
        var preview = world.Merges.Look(4, [1, 2], Viewer.System);
        // The second fits.
        Assert.Equal(new string('x', 19_995) + "\n\nVIP", preview.Result[notes]);
        Assert.Equal(1, Assert.Single(preview.WithoutRoom).Customer);
        Assert.Equal([(4L, true), (1, false), (2, true)], preview.Notes.Select(n => (n.Customer, n.IsIn)));
        world.Merge(1, 2);
        world.SplitOne(2);
        Assert.Equal("Not VIP", world.Find(1).Values[notes]);
    });

    [Theory, EachEngine]
    public Task More_than_ten_thousand_are_refused_before_anything_is_read(Engine engine) => MergeWorld.On(engine, world =>
        Assert.Equal(("merge.many", "10000"), Told(() => world.Merges.Look(1, [.. Enumerable.Range(2, 10_000).Select(i => (long)i)], Viewer.System))));

    [Theory, EachEngine]
    public Task A_refusal_names_the_customer_at_the_top_of_a_chain(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Baert"), ("last_name", "Claes"), ("last_name", "Dekker"));
        world.Merge(2, 1);
        world.Merge(3, 2);
        var edited = world.Find(1).Values.Copy();
        edited[CustomerFields.City] = "Gent";
        foreach (var act in new Action[]
        {
            () => world.Merges.Look(4, [1], Viewer.System),
            () => new ChangeSets(world.Base, TimeProvider.System).Edit(1, world.Find(1).Version, edited, Actor.CommandLine),
            () => throw AbsorbedCustomers.Refused(world.Base, 1),
        })
            Assert.Equal(("customer.merged", "1 3"), Told(act));
    });

    [Theory, EachEngine]
    public Task A_change_is_undone_whole_with_the_splits_that_it_needs(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"));
        var before = world.Picture();
        var made = world.Create(("last_name", "Baert", "email", "b@x.be"), ("last_name", "Claes", "email", "c@x.be"), ("last_name", "Dekker"));
        // 2 is absorbed by an older one, which is merged further; 3 absorbs 4 of the same change.
        world.Merge(1, 2);
        world.Merge(3, 4);
        var undoing = new UndoWithSplits(world.Base, TimeProvider.System);
        Assert.Equal([2L, 4], undoing.InTheWay(made.Set.Id, Viewer.System));
        var outcome = undoing.Do(made.Set.Id, Actor.CommandLine);
        Assert.Equal((made.Set.Id, 3L, 2), (outcome.Set.UndoOf, outcome.Customers, outcome.Also.Count));
        Assert.Empty(outcome.Kept);
        Assert.Equal([true, true, true], new[] { 2L, 3, 4 }.Select(id => world.Find(id).Trashed));
        Assert.Equal(before, world.Picture().Take(1));
        Assert.Empty(undoing.InTheWay(made.Set.Id, Viewer.System));
        // The undo of a merge is a split already.
        world.Create(("last_name", "Maes"));
        Assert.Empty(undoing.InTheWay(world.Merge(1, 5).Set.Id, Viewer.System));
    });

    private static Dictionary<(long A, long B), PairVerdict> Decisions(MergeWorld world)
    {
        using var reader = world.Base.OpenReader();
        return PairDecisions.Read(reader, "true").ToDictionary(d => (d.A, d.B), d => d.Verdict);
    }

    private static (string Code, string With) Told(Action act)
    {
        var refusal = Assert.Throws<RefusedException>(act).Refusal;
        return (refusal.Code, string.Join(' ', refusal.Arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture))));
    }
}

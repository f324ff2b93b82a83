using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Database;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Merging;

/// <summary>The number of an absorbed customer is given to nobody but the one that was kept, by whatever door.</summary>
public sealed class LeadingNumbersTests
{
    private const int Number = CustomerFields.Number;

    [Theory, EachEngine]
    public Task A_bulk_edit_shows_the_number_as_a_conflict_and_only_the_kept_customer_may_get_it(Engine engine) => MergeWorld.On(engine, world =>
    {
        Merged(world);
        var set = Bulk(world, "J-2", 3);
        var row = Assert.Single(new ProposalPreview(world.Base, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 10));
        Assert.Equal((1L, "number.leads", "J-2", "J-1"), (set.Conflicts, row.Problems[0].Code, row.Problems[0].Text, row.Problems[0].Detail));
        Assert.Equal(0, Confirm(world, set).Customers);
        Assert.Equal(1, Confirm(world, Bulk(world, "J-2", 1)).Customers);
        Assert.Equal(("J-2", "C-3"), (world.Find(1).Values[Number], world.Find(3).Values[Number]));
    });

    [Theory, EachEngine]
    public Task A_customer_merged_after_the_preview_keeps_its_number_from_the_rows_that_wait(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts", "number", "J-1"), ("last_name", "Aerts", "number", "J-2"), ("last_name", "Lefèvre", "number", "C-3"));
        world.Edit(2, Number, null);
        var set = Bulk(world, "J-2", 3);
        Assert.Equal(0, set.Conflicts);
        world.Edit(2, Number, "J-2");
        world.Merge(1, 2);
        Assert.Equal((0L, 1L), Confirm(world, set) is var done ? (done.Customers, done.Conflicts) : default);
        Assert.Equal("C-3", world.Find(3).Values[Number]);
    });

    [Theory, EachEngine]
    public Task An_undo_and_the_trash_do_not_bring_such_a_number_back(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Lefèvre", "number", "J-2"), ("last_name", "Claes", "number", "C-2"));
        world.Edit(1, Number, "C-1");
        var edit = Last(world);
        world.Edit(2, Number, "J-9");
        world.Trash(2);
        world.Create(("last_name", "Aerts", "number", "J-1"), ("last_name", "Aerts", "number", "J-2"), ("last_name", "Aerts", "number", "J-9"));
        world.Merge(3, 4, 5);
        var nothing = Assert.Throws<NothingUndoneException>(() => world.Undo(edit));
        Assert.Equal([(1L, "leads")], nothing.Kept.Select(k => (k.CustomerId, k.Reason)));
        Assert.Equal("C-1", world.Find(1).Values[Number]);
        var restored = new ChangeSets(world.Base, TimeProvider.System).Restore([2], Actor.CommandLine);
        Assert.Equal((0L, 1L), (restored[^1].Customers, restored[^1].Conflicts));
        Assert.True(world.Find(2).Trashed);
        // Split off, they have their numbers again, and nobody else.
        world.SplitOne(4);
        Assert.Equal("number.taken", Assert.Throws<RefusedException>(() => world.Edit(1, Number, "J-2")).Refusal.Code);
    });

    [Theory, EachEngine]
    public Task A_number_that_led_to_an_absorbed_customer_comes_along_when_it_is_merged_further_and_back(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Create(("last_name", "Aerts"), ("last_name", "Aerts", "number", "J-2"), ("last_name", "Aerts", "number", "J-3"));
        world.Merge(2, 3);
        world.Edit(2, Number, "J-3");
        var merge = world.Merge(1, 2).Set.Id;
        Assert.Equal("J-3", world.Find(1).Values[Number]);
        var split = world.Undo(merge);
        Assert.Equal((null, "J-3"), (world.Find(1).Values[Number], world.Find(2).Values[Number]));
        world.Undo(split.Set.Id);
        Assert.Equal(("J-3", 1L), (world.Find(1).Values[Number], world.Find(2).MergedInto));
    });

    private static void Merged(MergeWorld world)
    {
        world.Create(("last_name", "Aerts", "number", "J-1"), ("last_name", "Aerts", "number", "J-2"), ("last_name", "Lefèvre", "number", "C-3"));
        world.Merge(1, 2);
    }

    private static ChangeSet Bulk(MergeWorld world, string number, long customer) => new ProposeVerb(world.Base, TimeProvider.System)
        .Do(new EditFields([new FieldEdit(Number, FieldOperation.Set, number)]), [customer], Actor.CommandLine);

    private static ChangeOutcome Confirm(MergeWorld world, ChangeSet set) =>
        new ConfirmProposal(world.Base, TimeProvider.System).Do(set.Id, null, Actor.CommandLine);

    private static long Last(MergeWorld world)
    {
        using var context = world.Base.NewContext();
        return context.ChangeSets.Max(s => s.Id);
    }
}

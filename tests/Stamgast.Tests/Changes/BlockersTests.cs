using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Merging;
using Stamgast.Tasks;
using Stamgast.Tasks.Verbs;
using Stamgast.Testing;
using Stamgast.Tests.Tasks;

namespace Stamgast.Tests.Changes;

/// <summary>A kind can declare that a reference blocks: then the referenced record cannot be trashed. Tasks do not block.</summary>
public sealed class BlockersTests
{
    // Uses the table of the tasks, so that every base has it.
    private sealed class TicketShape(bool blocks) : RecordShape(901, "tickets", "task", TaskFields.All)
    {
        public override IReadOnlyList<RecordReference> References { get; } =
            [new(TaskFields.All[TaskFields.Customer], CustomerShape.KindNumber) { Blocks = blocks }];

        public override string? NameOf(RecordValues values) => values[TaskFields.Title];

        public override string? Standing(RecordValues values) => values[TaskFields.Done] == "1" ? "done" : "open";
    }

    [Theory, EachEngine]
    public async Task A_customer_with_a_blocking_record_cannot_be_trashed_and_the_record_is_named(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.AddCustomer("Claes");
        place.Add("T-1", (TaskFields.Customer, "1"));
        place.Add("T-2", (TaskFields.Customer, "1"), (TaskFields.Done, "1"));
        var binned = place.Add("T-3", (TaskFields.Customer, "2"));
        new TrashTasks(place.Base, place.Clock).Do([binned], place.Actor);

        var refused = Assert.Throws<LinkedException>(() => MustBeNone([2, 1], blocks: true));
        Assert.Equal(("customer.linked", 1L), (refused.Refusal.Code, refused.Refusal.Arguments[0]));
        Assert.Equal([new Blocker("tickets", 1, "T-1", "open"), new Blocker("tickets", 2, "T-2", "done")], refused.Blockers);
        Assert.Contains("tickets T-1, tickets T-2", refused.Refusal.Where(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        // A trashed record blocks nothing, nor does a reference without that declaration.
        MustBeNone([2], blocks: true);
        MustBeNone([1, 2], blocks: false);

        void MustBeNone(long[] ids, bool blocks)
        {
            using var reader = place.Base.OpenReader();
            Blockers.MustBeNone(reader, engine, CustomerShape.Instance, ids, [new TicketShape(blocks)]);
        }
    }

    [Theory, EachEngine]
    public async Task Rows_that_would_trash_a_blocked_customer_are_in_conflict_and_the_others_are_not(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.AddCustomer("Claes");
        place.AddCustomer("De Bakker");
        new TrashCustomers(place.Base, place.Clock).Do([3], place.Actor);
        foreach (var customer in new[] { "1", "3" }) place.Add("T", (TaskFields.Customer, customer == "3" ? null : customer));
        Assert.Equal([], Conflicts(place, blocks: false, 1, 2, 3));
        Assert.Equal([1], Conflicts(place, blocks: true, 1, 2, 3));
    }

    private static List<long> Conflicts(TaskPlace place, bool blocks, params long[] ids) => place.Base.WriteCustomers(transaction =>
    {
        var stage = Stage.Temporary(transaction, CustomerShape.Instance);
        using (var writer = stage.WriterIn(transaction))
        {
            foreach (var state in RecordStates.Read(transaction, CustomerShape.Instance, ids).Values.OrderBy(s => s.Id))
                writer.Write(new StagedRow
                {
                    Seq = state.Id, Class = RowClass.Changed, RecordId = state.Id, SeenVersion = state.Version, Values = state.Values, Trashed = true,
                    Changes = [new FieldChange(RecordField.Trashed, state.Trashed ? "1" : "0", "1")], FieldCount = 1,
                });
            writer.Complete();
        }
        var check = new ConflictCheck(transaction, stage);
        check.Linked([new TicketShape(blocks)]);
        return ConflictCheck.Left(transaction, stage).Select(kept => (kept.CustomerId, kept.Reason))
            .Select(kept => kept is (var id, "linked") ? id : -1).ToList();
    }, Base.Patience);

    [Theory, EachEngine]
    public async Task What_a_merged_customer_brought_blocks_the_one_that_was_kept(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        foreach (var name in new[] { "Claes", "De Bakker", "Peeters" }) place.AddCustomer(name);
        place.Add("T-1", (TaskFields.Customer, "2"));
        var merging = new MergeCustomers(place.Base, place.Clock);
        merging.Do(3, [2], place.Actor);
        merging.Do(4, [3], place.Actor);
        using (var reader = place.Base.OpenReader())
        {
            var refused = Assert.Throws<LinkedException>(() =>
                Blockers.MustBeNone(reader, engine, CustomerShape.Instance, [1, 4], [new TicketShape(blocks: true)]));
            Assert.Equal(4L, refused.Refusal.Arguments[0]);
            Assert.Equal([new Blocker("tickets", 1, "T-1", "open")], refused.Blockers);
            Blockers.MustBeNone(reader, engine, CustomerShape.Instance, [1], [new TicketShape(blocks: true)]);
        }
        Assert.Equal([4L], Conflicts(place, blocks: true, 1, 4));
    }

    [Theory, EachEngine]
    public async Task A_customer_with_tasks_goes_to_the_trash_and_comes_back(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.Add("Call", (TaskFields.Customer, "1"));
        Assert.Equal(1, new TrashCustomers(place.Base, place.Clock).Do([1], place.Actor)!.Customers);
        Assert.Equal(1, Assert.Single(new BringBackCustomers(place.Base, place.Clock).Do([1], place.Actor)).Customers);
        place.AssertSound();
    }
}

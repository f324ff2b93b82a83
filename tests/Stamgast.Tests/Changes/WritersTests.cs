using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Changes;

public sealed class WritersTests
{
    [Theory, EachEngine]
    public async Task Several_people_who_write_at_once_all_get_their_turn(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Named("Aerts")], Actor.CommandLine);
        int[] fields = [CustomerFields.City, CustomerFields.Street, CustomerFields.Box, CustomerFields.Label];
        await Task.WhenAll(fields.Select(field => Task.Run(() =>
        {
            for (var i = 0; i < 5; i++)
            {
                var mine = Named("Aerts");
                mine[field] = "x" + i;
                // Each from the first version: others' fields must survive, one's own former value must not be in the way.
                Assert.NotNull(Patiently(() => changes.Edit(1, 1, mine, Actor.CommandLine, overwrite: new HashSet<int> { field })).Set);
                Patiently(() => changes.Create([Named("Claes")], Actor.CommandLine));
            }
        })));
        using var context = customers.NewContext();
        var edited = context.Customers.Single(c => c.Id == 1);
        Assert.Equal(("x4", "x4", "x4", "x4", 21), (edited.City, edited.Street, edited.Box, edited.Label, edited.Version));
        Assert.Equal(Enumerable.Range(1, 21).Select(i => (long)i), context.Customers.Select(c => c.Id).Order());
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
    }

    [Theory, EachEngine]
    public async Task A_writer_that_waits_too_long_is_refused_as_busy(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var writing = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        var other = Task.Run(() => customers.WriteCustomers(transaction =>
        {
            writing.Set();
            end.Wait();
            return transaction.Take(Counter.Customers, 0);
        }, Base.Patience));
        writing.Wait();
        var refused = Assert.Throws<RefusedException>(() => customers.WriteCustomers(transaction => transaction.Take(Counter.Customers, 7),
            TimeSpan.FromMilliseconds(50)));
        Assert.Equal("busy", refused.Refusal.Code);
        end.Set();
        await other;
        using var context = customers.NewContext();
        Assert.Equal(0, context.Counters.Single(c => c.Name == Counter.Customers).Value);
    }

    [Theory, EachEngine]
    public async Task One_proposal_confirmed_twice_at_once_is_applied_once(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var import = ProposedImport.Make(customers, [Named("Aerts"), Named("Claes")], []);
        var ends = await Task.WhenAll(Enumerable.Range(0, 3)
            .Select(_ => Task.Run(() => Record.Exception(() => changes.Apply(import.SetId, 1, Actor.CommandLine)))));
        Assert.Single(ends, e => e is null);
        Assert.All(ends.OfType<Exception>(), e => Assert.StartsWith("proposal.", Assert.IsType<RefusedException>(e).Refusal.Code, StringComparison.Ordinal));
        using var context = customers.NewContext();
        Assert.Equal(2, context.Customers.Count());
    }

    [Theory, EachEngine]
    public async Task Opening_a_base_clears_what_a_killed_process_left_and_keeps_waiting_proposals(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        long waiting;
        using (var customers = Base.Open(place.Location))
        {
            waiting = ProposedImport.Make(customers, [Named("Aerts")], []).SetId;
            var undo = new ChangeSet { Kind = ChangeKind.Undo, Door = Door.Undo, State = ChangeState.Staging, ProposedAt = DateTime.UtcNow };
            customers.WriteCustomers(transaction => { ChangeSetRows.Insert(transaction, undo); return true; }, Base.Patience);
            var begun = new ChangeSet { Kind = ChangeKind.Import, Door = Door.Import, State = ChangeState.Staging, ProposedAt = DateTime.UtcNow };
            customers.WriteCustomers(transaction => { ChangeSetRows.Insert(transaction, begun); return true; }, Base.Patience);
            Stage.OfProposal(customers, begun.Id).Create().Dispose();
            Stage.OfProposal(customers, 4711).Create().Dispose();
            Assert.Equal([4711L], Stage.Orphans(customers).Select(s => s.SetId));
        }
        using var again = Base.Open(place.Location);
        Assert.Empty(Stage.Orphans(again));
        using var context = again.NewContext();
        Assert.Equal([(waiting, ChangeState.Proposed), (waiting + 2, ChangeState.Failed)],
            context.ChangeSets.OrderBy(s => s.Id).AsEnumerable().Select(s => (s.Id, s.State)));
        Assert.Contains("proposal.interrupted", context.ChangeSets.Single(s => s.State == ChangeState.Failed).Failure, StringComparison.Ordinal);
        Assert.Equal(1, new ChangeSets(again, TimeProvider.System).Apply(waiting, 1, Actor.CommandLine).Customers);
    }

    // Like people who are told to try again: while the machine is busy with other tests, the turns of three others may take longer than the patience.
    private static T Patiently<T>(Func<T> write)
    {
        for (var times = 1; ; times++)
        {
            try { return write(); }
            catch (RefusedException refused) when (refused.Refusal.Code == "busy" && times < 20) { }
        }
    }

    private static CustomerValues Named(string name)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = name;
        return values;
    }
}

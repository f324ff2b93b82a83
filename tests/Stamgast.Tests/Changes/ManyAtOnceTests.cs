using Stamgast.Changes;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Tests.Customers;

namespace Stamgast.Tests.Changes;

public sealed class ManyAtOnceTests
{
    [Theory, EachEngine]
    public async Task A_change_too_large_for_memory_is_one_set_that_can_be_undone(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var created = SomeCustomers.Random(1300, seed: 8);
        changes.CreateMany(created, ChangeKind.Create, Actor.CommandLine);
        changes.Trash([5], into: true, Actor.CommandLine);
        long[] ids = [.. Enumerable.Range(1, 1300).Select(i => (long)i)];
        var already = created.Where((c, i) => i != 4).Count(c => c[CustomerFields.Label] == "Karim");
        var last = 0L;
        var outcome = customers.Change(ids, v => v[CustomerFields.Label] = "Karim", course: new Course((rows, _) => last = rows));
        Assert.Equal(1299 - already, outcome.Customers);
        Assert.True(last > 0);
        var list = new CustomerList(customers, Viewer.System);
        Assert.Equal(1299, list.Count(CustomerQueryText.FromAddress("active=all&label=Karim")));
        changes.Undo(outcome.Set.Id, Actor.CommandLine);
        Assert.Equal(already, list.Count(CustomerQueryText.FromAddress("active=all&label=Karim")));
        using var reading = customers.NewContext();
        Assert.DoesNotContain(reading.ChangeSets, s => s.State == ChangeState.Staging);
    }

    [Theory, EachEngine]
    public async Task A_set_too_large_for_memory_goes_to_the_trash_and_comes_back(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.CreateMany(SomeCustomers.Random(1200, seed: 9), ChangeKind.Create, Actor.CommandLine);
        var undone = changes.CreateMany(SomeCustomers.Random(30, seed: 10), ChangeKind.Create, Actor.CommandLine);
        changes.Undo(undone.Set.Id, Actor.CommandLine);
        long[] ids = [.. Enumerable.Range(1, 1230).Select(i => (long)i)];
        Assert.Equal(1200, changes.Trash(ids, into: true, Actor.CommandLine).Customers);
        var list = new CustomerList(customers, Viewer.System);
        Assert.Equal(0, list.Count(new CustomerQuery()));
        Assert.Equal([30, 1200], changes.Restore(ids, Actor.CommandLine).Select(o => o.Customers));
        Assert.Equal(1230, list.Count(new CustomerQuery()));
    }

    [Theory, EachEngine]
    public async Task Search_words_are_rewritten_only_if_a_change_affects_them_and_are_always_right(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.CreateMany(SomeCustomers.Random(1100, seed: 12), ChangeKind.Create, Actor.CommandLine);
        long[] ids = [.. Enumerable.Range(1, 1100).Select(i => (long)i)];
        var list = new CustomerList(customers, Viewer.System);
        long Found(string words) => list.Count(new CustomerQuery { Words = words });
        var inGent = Found("gent");
        Assert.InRange(inGent, 1, 1099);
        customers.Change(ids, v => v[CustomerFields.Label] = "Karim");
        Assert.Equal(inGent, Found("gent"));
        var moved = customers.Change(ids, v => (v[CustomerFields.City], v[CustomerFields.Label]) = ("Utrecht", "Nadia"));
        Assert.Equal(0, Found("gent"));
        Assert.Equal(1100, Found("utrecht"));
        changes.Undo(moved.Set.Id, Actor.CommandLine);
        Assert.Equal(inGent, Found("gent"));
        Assert.Equal(0, Found("utrecht"));
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
    }

    [Theory, EachEngine]
    public async Task A_cancelled_change_changes_nothing(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).CreateMany(SomeCustomers.Random(1100, seed: 8), ChangeKind.Create, Actor.CommandLine);
        using var stop = new CancellationTokenSource();
        long[] ids = [.. Enumerable.Range(1, 1100).Select(i => (long)i)];
        Assert.ThrowsAny<OperationCanceledException>(() => customers.Change(ids, v => v[CustomerFields.Label] = "Zoë", course:
            new Course((rows, _) => { if (rows >= 500) stop.Cancel(); }, stop.Token)));
        Assert.Equal(0, new CustomerList(customers, Viewer.System).Count(CustomerQueryText.FromAddress("active=all&label=Zoë")));
        using var reading = customers.NewContext();
        Assert.Equal(1, reading.ChangeSets.Count());
    }

    [Theory, EachEngine]
    public async Task A_write_cancelled_before_its_turn_does_not_start(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var began = false;
        Assert.ThrowsAny<OperationCanceledException>(() => customers.WriteCustomers(_ => began = true, Base.Patience, cancel: stop.Token));
        Assert.False(began);
        Assert.ThrowsAny<OperationCanceledException>(() => { using var reader = customers.OpenReader();
            customers.Stoppable(reader, () => began = true, stop.Token); });
        Assert.False(began);
        Assert.True(customers.WriteCustomers(_ => true, Base.Patience));
    }

    [Fact]
    public async Task A_cancel_between_two_statements_stops_the_next_one_on_PostgreSQL()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var customers = Base.Open(place.Location);
        using var stop = new CancellationTokenSource();
        var ended = false;
        Assert.ThrowsAny<OperationCanceledException>(() => customers.WriteCustomers(transaction =>
        {
            stop.Cancel();
            Thread.Sleep(500);
            transaction.Execute("select pg_sleep(3)");
            return ended = true;
        }, Base.Patience, cancel: stop.Token));
        Assert.False(ended);
        Assert.True(customers.WriteCustomers(_ => true, Base.Patience));
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Tests.Customers;

namespace Stamgast.Tests.Changes;

public sealed class NothingUndoneTests
{
    private static CustomerValues Numbered(string last, string? number)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.LastName], values[CustomerFields.Number]) = (last, number);
        return values;
    }

    [Theory, EachEngine]
    public async Task An_undo_entirely_in_conflict_leaves_no_set_and_lists_the_customers_in_the_way(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Numbered("Aerts", "1")], Actor.CommandLine);
        var freed = changes.Edit(1, 1, Numbered("Aerts", null), Actor.CommandLine);
        changes.Create([Numbered("Claes", "1")], Actor.CommandLine);
        for (var tries = 0; tries < 2; tries++)
        {
            var nothing = Assert.Throws<NothingUndoneException>(() => changes.Undo(freed.Set!.Id, Actor.CommandLine));
            Assert.Equal(("undo.edited", 1L), (nothing.Refusal.Code, nothing.Refusal.Arguments[1]));
            Assert.Equal(("Aerts", "number"), (Assert.Single(nothing.Kept).Name, nothing.Kept[0].Reason));
        }
        using var reading = customers.NewContext();
        Assert.Equal(3, reading.ChangeSets.Count());
        Assert.All(reading.ChangeSets, set => Assert.Equal(0, set.Undone));
    }

    [Theory, EachEngine]
    public async Task A_refused_undo_counts_all_customers_edited_since_not_only_those_it_lists(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var created = changes.CreateMany(SomeCustomers.Random(1050, seed: 3), ChangeKind.Create, Actor.CommandLine);
        customers.Change([.. Enumerable.Range(1, 1050).Select(i => (long)i)], values => values[CustomerFields.Notes] = "Belt graag op vrijdag.");
        var nothing = Assert.Throws<NothingUndoneException>(() => changes.Undo(created.Set.Id, Actor.CommandLine));
        Assert.Equal(1050L, nothing.Refusal.Arguments[1]);
        Assert.Equal(1000, nothing.Kept.Count);
    }

    [Theory, EachEngine]
    public async Task As_it_was_follows_the_order_of_changes_even_after_the_clock_was_set_back(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var clock = new TestClock();
        var changes = new ChangeSets(customers, clock);
        changes.Create([Numbered("Aerts", null)], Actor.CommandLine);
        var start = clock.GetUtcNow();
        clock.GoOn(TimeSpan.FromHours(3));
        changes.Edit(1, 1, Numbered("Aerts", "1"), Actor.CommandLine);
        // The clock of the machine was an hour and a half ahead, and somebody corrects it.
        clock.SetTo(start.AddHours(2));
        changes.Edit(1, 2, Numbered("Aertsen", "1"), Actor.CommandLine);
        var seen = new History(customers, Viewer.System).AsOf(1, start.AddHours(2.5).UtcDateTime)!;
        Assert.Equal((3, "Aertsen", "1"), (seen.Version, seen.Values[CustomerFields.LastName], seen.Values[CustomerFields.Number]));
        var before = new History(customers, Viewer.System).AsOf(1, start.AddHours(1).UtcDateTime)!;
        Assert.Equal((1, "Aerts", null), (before.Version, before.Values[CustomerFields.LastName], before.Values[CustomerFields.Number]));
        Assert.Null(new History(customers, Viewer.System).AsOf(1, start.AddHours(-1).UtcDateTime));
    }

    [Theory, EachEngine]
    public async Task Names_from_an_undone_change_are_not_offered_even_before_they_are_counted(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var values = Numbered("Aerts", null);
        (values[CustomerFields.Label], values[CustomerFields.Groups]) = ("Karim", "VIP | Retail");
        var created = changes.Create([values], Actor.CommandLine);
        Assert.Equal([true, true, true], Offered());
        var undone = changes.Undo(created.Set.Id, Actor.CommandLine);
        Assert.Equal([false, false, false], Offered());
        changes.Undo(undone.Set.Id, Actor.CommandLine);
        Assert.Equal([true, true, true], Offered());

        bool[] Offered() => [.. Enum.GetValues<NameKind>().SelectMany(kind => NameBook.Read(customers, Viewer.System, kind, memory: null).All)
            .Select(name => name.IsOffered)];
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Changes.Undoing;

public sealed class UndoTests
{
    [Theory, EachEngine]
    public Task Undoing_an_import_returns_a_number_that_it_moved_to_a_new_customer(Engine engine) => On(engine, (customers, changes) =>
    {
        changes.Create([Person("Jozefien", "Aerts", "C-1")], Actor.CommandLine);
        var seen = Find(customers, 1);
        var import = ProposedImport.Make(customers, [Person("Willem", "de Bakker", "C-1")], [(seen, With(seen, CustomerFields.Number, "C-2"))]);
        changes.Apply(import.SetId, null, Actor.CommandLine);
        Assert.Equal(("C-2", "C-1"), (Find(customers, 1).Values[CustomerFields.Number], Find(customers, 2).Values[CustomerFields.Number]));

        var undo = changes.Undo(import.SetId, Actor.CommandLine);
        Assert.Equal((2, 0), (undo.Customers, undo.Conflicts));
        Assert.Equal("C-1", Find(customers, 1).Values[CustomerFields.Number]);
        Assert.True(Find(customers, 2).Trashed);
        changes.Undo(undo.Set.Id, Actor.CommandLine);
        Assert.Equal(("C-2", false), (Find(customers, 1).Values[CustomerFields.Number], Find(customers, 2).Trashed));
    });

    [Theory, EachEngine]
    public Task Undoing_twice_is_refused_and_leaves_no_empty_set(Engine engine) => On(engine, (customers, changes) =>
    {
        var created = changes.Create([Person("Jozefien", "Aerts")], Actor.CommandLine);
        changes.Undo(created.Set.Id, Actor.CommandLine);
        Assert.Equal("undo.nothing", Assert.Throws<NothingUndoneException>(() => changes.Undo(created.Set.Id, Actor.CommandLine)).Refusal.Code);
        var second = changes.Create([Person("Willem", "de Bakker")], Actor.CommandLine);
        changes.Edit(2, 1, With(Find(customers, 2), CustomerFields.City, "Utrecht"), Actor.CommandLine);
        Assert.Equal("undo.edited", Assert.Throws<NothingUndoneException>(() => changes.Undo(second.Set.Id, Actor.CommandLine)).Refusal.Code);
        using var context = customers.NewContext();
        Assert.Equal(4, context.ChangeSets.Count());
        Assert.False(Find(customers, 2).Trashed);
    });

    [Theory, EachEngine]
    public Task Two_customers_with_one_number_do_not_come_back_from_the_trash_together(Engine engine) => On(engine, (customers, changes) =>
    {
        changes.Create([Person("Jozefien", "Aerts", "C-1")], Actor.CommandLine);
        var renumbered = changes.Edit(1, 1, With(Find(customers, 1), CustomerFields.Number, "C-2"), Actor.CommandLine);
        changes.Create([Person("Josefien", "Aerts", "C-1")], Actor.CommandLine);
        var trash = changes.Trash([1, 2], into: true, Actor.CommandLine);
        changes.Undo(renumbered.Set!.Id, Actor.CommandLine);
        var back = changes.Undo(trash.Set.Id, Actor.CommandLine);
        Assert.Equal((1, 1), (back.Customers, back.Conflicts));
        Assert.False(Find(customers, 1).Trashed);
        Assert.True(Find(customers, 2).Trashed);
    });

    [Theory, EachEngine]
    public Task Two_new_customers_with_one_number_are_refused_with_a_reason(Engine engine) => On(engine, (customers, changes) =>
    {
        var refused = Assert.Throws<RefusedException>(() => changes.Create([Person("Jozefien", "Aerts", "C-1"), Person("Josefien", "Aerts", "C-1")],
            Actor.CommandLine));
        Assert.Equal("number.twice", refused.Refusal.Code);
        using var context = customers.NewContext();
        Assert.Empty(context.Customers);
    });

    [Theory, EachEngine]
    public Task An_element_that_was_removed_and_added_again_stays_when_the_removal_is_undone(Engine engine) => On(engine, (customers, changes) =>
    {
        var aerts = Person("Jozefien", "Aerts");
        aerts[CustomerFields.Groups] = "VIP | Retail";
        changes.Create([aerts], Actor.CommandLine);
        var removal = changes.Edit(1, 1, With(Find(customers, 1), CustomerFields.Groups, "Retail"), Actor.CommandLine);
        changes.Edit(1, 2, With(Find(customers, 1), CustomerFields.Groups, "Retail | Horeca | vip"), Actor.CommandLine);
        changes.Undo(removal.Set!.Id, Actor.CommandLine);
        Assert.Equal("Retail | Horeca | vip", Find(customers, 1).Values[CustomerFields.Groups]);
    });

    [Theory, EachEngine]
    public Task Undoing_goes_down_any_number_of_steps_and_up_again(Engine engine) => On(engine, (customers, changes) =>
    {
        changes.Create([Person("Jozefien", "Aerts")], Actor.CommandLine);
        var last = changes.Edit(1, 1, With(Find(customers, 1), CustomerFields.City, "Gent"), Actor.CommandLine).Set!.Id;
        var sets = new List<long>();
        for (var i = 0; i < 5; i++) sets.Add(last = changes.Undo(last, Actor.CommandLine).Set.Id);
        Assert.Null(Find(customers, 1).Values[CustomerFields.City]);
        // Back to front each of them is alive again when its turn comes.
        for (var i = sets.Count - 1; i >= 0; i--)
        {
            Assert.Equal(1, changes.Undo(sets[i], Actor.CommandLine).Customers);
            Assert.Equal(i % 2 == 0 ? "Gent" : null, Find(customers, 1).Values[CustomerFields.City]);
        }
    });

    [Theory, EachEngine]
    public Task A_customer_whose_creation_was_undone_comes_back_from_the_trash_although_it_was_put_there_before(Engine engine) =>
        On(engine, (customers, changes) =>
    {
        var created = changes.Create([Person("Jozefien", "Aerts"), Person("Willem", "de Bakker")], Actor.CommandLine);
        changes.Trash([1], into: true, Actor.CommandLine);
        changes.Undo(created.Set.Id, Actor.CommandLine);
        Assert.Equal(0, changes.Trash([1, 2], into: false, Actor.CommandLine).Customers);
        changes.Restore([1, 2], Actor.CommandLine);
        Assert.False(Find(customers, 1).Trashed);
        Assert.False(Find(customers, 2).Trashed);
    });

    [Theory, EachEngine]
    public Task A_field_left_empty_that_has_a_default_gets_it(Engine engine) => On(engine, (customers, changes) =>
    {
        var aerts = Person("Jozefien", "Aerts");
        aerts[CustomerFields.Active] = null;
        changes.Create([aerts], Actor.CommandLine);
        Assert.Equal("1", Find(customers, 1).Values[CustomerFields.Active]);
        Assert.Null(changes.Edit(1, 1, With(Find(customers, 1), CustomerFields.Gender, null), Actor.CommandLine).Set);
    });

    private static async Task On(Engine engine, Action<Base, ChangeSets> work)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        work(customers, new ChangeSets(customers, TimeProvider.System));
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
    }

    private static CustomerValues Person(string first, string last, string? number = null)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.FirstName] = first;
        values[CustomerFields.LastName] = last;
        values[CustomerFields.Number] = number;
        return values;
    }

    private static CustomerValues With(CustomerState state, int field, string? value)
    {
        var values = state.Values.Copy();
        values[field] = value;
        return values;
    }

    private static CustomerState Find(Base customers, long id)
    {
        using var reader = customers.OpenReader();
        return CustomerStates.Find(reader, customers.Engine, id)!;
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Changes;

public sealed class ChangeSetsTests
{
    private static CustomerValues Person(string first, string last, string? number = null, string? email = null)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.FirstName] = first;
        values[CustomerFields.LastName] = last;
        values[CustomerFields.Number] = number;
        values[CustomerFields.Email] = email;
        return values;
    }

    private static CustomerState Find(Base customers, long id)
    {
        using var reader = customers.OpenReader();
        return CustomerStates.Find(reader, customers.Engine, id)!;
    }

    [Theory, EachEngine]
    public async Task A_customer_is_created_edited_and_the_edit_undone_and_redone(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("Jozefien", "Aerts", "C-10023", "jozefien@post.example")], Actor.CommandLine);
        var mine = Find(customers, 1).Values.Copy();
        mine[CustomerFields.LastName] = "Aertsen";
        mine[CustomerFields.Groups] = "Retail | VIP";
        var edit = changes.Edit(1, 1, mine, Actor.CommandLine);
        Assert.Equal("Aertsen", Find(customers, 1).Values[CustomerFields.LastName]);

        var undo = changes.Undo(edit.Set!.Id, Actor.CommandLine);
        Assert.Equal(1, undo.Customers);
        Assert.Equal("Aerts", Find(customers, 1).Values[CustomerFields.LastName]);
        Assert.Null(Find(customers, 1).Values[CustomerFields.Groups]);

        changes.Undo(undo.Set.Id, Actor.CommandLine);
        var back = Find(customers, 1);
        Assert.Equal("Aertsen", back.Values[CustomerFields.LastName]);
        Assert.Equal("Retail | VIP", back.Values[CustomerFields.Groups]);
        Assert.Equal(4, back.Version);
        Assert.Empty(new FoldCheck(customers).Differences());
        Assert.Equal(4, new History(customers, Viewer.System).Of(1).Count);
    }

    [Theory, EachEngine]
    public async Task Undoing_a_creation_moves_to_the_trash_and_redoing_it_brings_the_same_customer_back(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var created = changes.Create([Person("Willem", "de Bakker", "C-1"), Person("Jozefien", "Aerts", "C-2")], Actor.CommandLine);
        var undo = changes.Undo(created.Set.Id, Actor.CommandLine);
        Assert.Equal(2, undo.Customers);
        Assert.True(Find(customers, 1).Trashed);
        changes.Create([Person("Youssef", "El Amrani", "C-1")], Actor.CommandLine);

        var redo = changes.Undo(undo.Set.Id, Actor.CommandLine);
        Assert.Equal(1, redo.Customers);
        Assert.Equal(1, redo.Conflicts);
        Assert.True(Find(customers, 1).Trashed);
        Assert.False(Find(customers, 2).Trashed);
        Assert.Equal("Aerts", Find(customers, 2).Values[CustomerFields.LastName]);
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task Edits_of_different_fields_are_both_kept_and_edits_of_one_field_conflict(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("Jozefien", "Aerts")], Actor.CommandLine);
        var first = Find(customers, 1).Values.Copy();
        var second = first.Copy();
        var third = first.Copy();
        first[CustomerFields.City] = "Antwerpen";
        second[CustomerFields.Street] = "Karel Oomsstraat";
        third[CustomerFields.City] = "Gent";
        changes.Edit(1, 1, first, Actor.CommandLine);
        var merged = changes.Edit(1, 1, second, Actor.CommandLine);
        Assert.Empty(merged.Conflicts);
        var refused = changes.Edit(1, 1, third, Actor.CommandLine);
        var conflict = Assert.Single(refused.Conflicts);
        Assert.Equal(("city", "Antwerpen", "Gent"), (conflict.Field.Name, conflict.Theirs, conflict.Mine));
        Assert.Equal(("Antwerpen", "Karel Oomsstraat"), (Find(customers, 1).Values[CustomerFields.City], Find(customers, 1).Values[CustomerFields.Street]));
    }

    [Theory, EachEngine]
    public async Task A_taken_number_is_refused_and_nothing_is_written(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("Jozefien", "Aerts", "C-1")], Actor.CommandLine);
        var refused = Assert.Throws<RefusedException>(() => changes.Create([Person("Josefien", "Aerts", "C-1")], Actor.CommandLine));
        Assert.Equal("number.taken", refused.Refusal.Code);
        using var context = customers.NewContext();
        Assert.Equal(1, context.Customers.Count());
        Assert.Equal(1, context.ChangeSets.Count());
        Assert.Equal(2, changes.Create([Person("Josefien", "Aerts", "C-2")], Actor.CommandLine).Set.Id);
    }
}

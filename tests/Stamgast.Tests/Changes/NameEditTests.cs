using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Changes;

/// <summary>Groups and responsibles are renamed, merged and deleted for all customers who have them, and come back by an undo.</summary>
public sealed class NameEditTests
{
    [Theory, EachEngine]
    public Task Renaming_a_group_includes_the_trash_and_can_be_undone_completely(Engine engine) => On(engine, place =>
    {
        place.Changes.Create([Person("Jozefien", "Scouts | VIP"), Person("Willem", "scouts"), Person("Els", "VIP"), Person("Karim", "Scouts")],
            Actor.CommandLine);
        place.Changes.Trash([4], into: true, Actor.CommandLine);
        place.Names.Keep(NameKind.Group, "Scouts", "green", null);

        var outcome = place.Names.Replace(NameKind.Group, ["Scouts"], "Scouting", Actor.CommandLine)!;
        Assert.Equal((3, 0), (outcome.Customers, outcome.Conflicts));
        Assert.Equal("VIP | Scouting / Scouting / VIP / Scouting", place.Groups(1, 2, 3, 4));
        Assert.Equal([("Scouting", "green", 2), ("VIP", null, 2)], place.Book(NameKind.Group));
        Assert.Equal(2, place.Count(new CustomerQuery { Groups = ["Scouting"] }));
        Assert.Equal(0, place.Count(new CustomerQuery { Groups = ["Scouts"] }));
        Assert.Equal(("Scouting", false), (NameWork.Of(outcome.Set)!.To, NameWork.Of(outcome.Set)!.Merged));

        var undo = place.Changes.Undo(outcome.Set.Id, Actor.CommandLine);
        Assert.Equal((3, 0), (undo.Customers, undo.Kept.Count));
        Assert.Equal("Scouts | VIP / scouts / VIP / Scouts", Sorted(place.Groups(1, 2, 3, 4)));
        Assert.True(place.State(4).Trashed);
        Assert.Equal([("Scouts", "green", 2), ("VIP", null, 2)], place.Book(NameKind.Group));

        place.Changes.Undo(undo.Set.Id, Actor.CommandLine);
        Assert.Equal("Scouting | VIP / Scouting / VIP / Scouting", Sorted(place.Groups(1, 2, 3, 4)));
        Assert.Equal([("Scouting", "green", 2), ("VIP", null, 2)], place.Book(NameKind.Group));
        Assert.All(new BaseCheck(place.Base).Run(), result => Assert.True(result.Ok, result.ToString()));
    });

    [Theory, EachEngine]
    public Task Changing_the_capitals_of_a_group_can_be_undone(Engine engine) => On(engine, place =>
    {
        place.Changes.Create([Person("Jozefien", "vip"), Person("Willem", "Vip")], Actor.CommandLine);
        var outcome = place.Names.Replace(NameKind.Group, ["vip"], "VIP", Actor.CommandLine)!;
        Assert.Equal("VIP / VIP", place.Groups(1, 2));
        Assert.Equal([("VIP", null, 2)], place.Book(NameKind.Group));
        Assert.False(NameWork.Of(outcome.Set)!.Merged);
        place.Changes.Undo(outcome.Set.Id, Actor.CommandLine);
        Assert.Equal("vip / Vip", place.Groups(1, 2));
        Assert.All(new BaseCheck(place.Base).Run(), result => Assert.True(result.Ok, result.ToString()));
    });

    [Theory, EachEngine]
    public Task Merging_responsibles_can_be_undone_into_the_two_original_names(Engine engine) => On(engine, place =>
    {
        place.Changes.Create([Borne("Jozefien", "Karim"), Borne("Willem", "Karim B."), Borne("Els", null), Borne("An", "Nadia")], Actor.CommandLine);
        place.Names.Keep(NameKind.Responsible, "Karim", "blue", 7);
        place.Names.Keep(NameKind.Responsible, "Karim B.", "red", null);

        var outcome = place.Names.Replace(NameKind.Responsible, ["Karim B."], "Karim", Actor.CommandLine)!;
        Assert.Equal(1, outcome.Customers);
        Assert.True(NameWork.Of(outcome.Set)!.Merged);
        Assert.Equal("Karim / Karim / - / Nadia", place.Labels(1, 2, 3, 4));
        Assert.Equal([("Karim", "blue", 2), ("Nadia", null, 1)], place.Book(NameKind.Responsible));
        Assert.Equal(7, place.Read(NameKind.Responsible)["karim"]!.UserId);

        place.Changes.Undo(outcome.Set.Id, Actor.CommandLine);
        Assert.Equal("Karim / Karim B. / - / Nadia", place.Labels(1, 2, 3, 4));
        Assert.Equal([("Karim", "blue", 1), ("Karim B.", "red", 1), ("Nadia", null, 1)], place.Book(NameKind.Responsible));
    });

    [Theory, EachEngine]
    public Task Deleting_a_group_removes_it_everywhere_and_an_undo_keeps_later_changes(Engine engine) => On(engine, place =>
    {
        place.Changes.Create([Person("Jozefien", "Scouts | VIP"), Person("Willem", "Scouts")], Actor.CommandLine);
        var outcome = place.Names.Replace(NameKind.Group, ["Scouts"], null, Actor.CommandLine)!;
        Assert.Equal("VIP / -", place.Groups(1, 2));
        Assert.Equal([("VIP", null, 1)], place.Book(NameKind.Group));
        var now = place.State(2);
        var values = now.Values.Copy();
        values[CustomerFields.Groups] = "Chiro";
        place.Changes.Edit(2, now.Version, values, Actor.CommandLine);
        place.Changes.Undo(outcome.Set.Id, Actor.CommandLine);
        Assert.Equal("Scouts | VIP / Chiro | Scouts", Sorted(place.Groups(1, 2)));
    });

    [Theory, EachEngine]
    public Task An_unused_name_changes_without_a_change_set_and_is_offered_only_if_added_on_purpose(Engine engine) => On(engine, place =>
    {
        var created = place.Changes.Create([Person("Jozefien", "Import 12"), Person("Willem", "VIP")], Actor.CommandLine);
        place.Changes.Undo(created.Set.Id, Actor.CommandLine);
        Assert.Equal([("Import 12", false), ("VIP", false)], place.Read(NameKind.Group).All.Select(n => (n.Name, n.IsOffered)));
        // Customers in the trash have them, and may come back.
        Assert.Equal(0, place.Names.ForgetUnused(NameKind.Group));
        Assert.Equal(1, place.Names.CountInTrash(Viewer.System, NameKind.Group, ["VIP"]));

        place.Names.Keep(NameKind.Group, "Chiro", "teal", null);
        Assert.True(place.Read(NameKind.Group)["chiro"]!.IsOffered);
        Assert.Null(place.Names.Replace(NameKind.Group, ["Chiro"], "Chiro Geel", Actor.CommandLine));
        Assert.Equal("teal", place.Read(NameKind.Group)["Chiro Geel"]!.Colour);
        Assert.Null(place.Read(NameKind.Group)["Chiro"]);
        Assert.Null(place.Names.Replace(NameKind.Group, ["Chiro Geel"], null, Actor.CommandLine));
        using var context = place.Base.NewContext();
        Assert.Equal(2, context.ChangeSets.Count());
        place.Names.Keep(NameKind.Group, "Leftover", null, null);
        Assert.Equal(1, place.Names.ForgetUnused(NameKind.Group));
        Assert.Equal(["Import 12", "VIP"], place.Read(NameKind.Group).All.Select(n => n.Name));
    });

    [Theory, EachEngine]
    public Task Names_are_found_without_accents_and_those_that_start_with_the_input_come_first(Engine engine) => On(engine, place =>
    {
        place.Changes.Create([Person("A", "École du midi"), Person("B", "Midi école"), Person("C", "École du midi"), Person("D", "Scouts")], Actor.CommandLine);
        var book = place.Read(NameKind.Group);
        Assert.Equal(["École du midi", "Midi école"], book.Matching("ecole").Select(n => n.Name));
        Assert.Equal(["Midi école", "École du midi"], book.Matching("MIDI").Select(n => n.Name));
        Assert.Equal("École du midi", book.MostBorne[0].Name);
        Assert.Equal(book.All.Select(n => (n.Name, n.Customers)), NameBook.Read(place.Base, Viewer.System, NameKind.Group, place.Memory)
            .All.Select(n => (n.Name, n.Customers)));
        Assert.All(NameBook.Read(place.Base, Viewer.System, NameKind.Group, null).All, name => Assert.True(name is { Customers: null, IsOffered: true }));
    });

    private static string Sorted(string all) => string.Join(" / ", all.Split(" / ")
        .Select(groups => string.Join(" | ", CustomerValues.Elements(groups).Order(StringComparer.Ordinal))));

    private static CustomerValues Person(string first, string? groups)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.FirstName], values[CustomerFields.LastName], values[CustomerFields.Groups]) = (first, "Aerts", groups);
        return values;
    }

    private static CustomerValues Borne(string first, string? label)
    {
        var values = Person(first, null);
        values[CustomerFields.Label] = label;
        return values;
    }

    private static async Task On(Engine engine, Action<Place> test)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var memory = new ListMemory(customers);
        test(new Place(customers, memory));
    }

    private sealed record Place(Base Base, ListMemory Memory)
    {
        public ChangeSets Changes { get; } = new(Base, TimeProvider.System);
        public NameEdit Names { get; } = new(Base, TimeProvider.System);

        public CustomerState State(long id) => new CustomerLookup(Base, Viewer.System).Find(id)!;
        public string Groups(params long[] ids) => string.Join(" / ", ids.Select(id => State(id).Values[CustomerFields.Groups] ?? "-"));
        public string Labels(params long[] ids) => string.Join(" / ", ids.Select(id => State(id).Values[CustomerFields.Label] ?? "-"));
        public long Count(CustomerQuery query) => new CustomerList(Base, Viewer.System, Memory).Count(query);
        public NameBook Read(NameKind kind) => NameBook.Read(Base, Viewer.System, kind, Memory);
        public (string, string?, long)[] Book(NameKind kind) => [.. Read(kind).All.Where(n => n.IsOffered).Select(n => (n.Name, n.Colour, n.Customers!.Value))];
    }
}

using System.Globalization;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Activity;

/// <summary>The titles of changes: their customers and what changed, in each language.</summary>
public sealed class ChangeTitlesTests
{
    [Theory, EachEngine]
    public Task A_change_to_one_customer_shows_the_name_and_the_changed_fields(Engine engine) => On(engine, place =>
    {
        place.Changes.Create([Person("Jozefien", "Aerts")], Actor.CommandLine);
        Assert.Equal("Jozefien Aerts added", place.Title());
        place.Edit(1, v => (v[CustomerFields.City], v[CustomerFields.PostalCode]) = ("Gent", "9000"));
        Assert.Equal("Jozefien Aerts: postal code, city", place.Title());
        Assert.Equal("Jozefien Aerts: Postleitzahl, Ort", place.Title("de"));
        place.Edit(1, v => (v[CustomerFields.Iban], v[CustomerFields.Phone], v[CustomerFields.Email], v[CustomerFields.City],
            v[CustomerFields.Notes]) = ("BE68539007547034", "+3292000000", "j@post.example", "Aalst", "x"));
        Assert.Equal("Jozefien Aerts: e-mail, telefoon, plaats en nog 2", place.Title("nl-BE"));
        place.Changes.Trash([1], into: true, Actor.CommandLine);
        Assert.Equal("Jozefien Aerts mis à la corbeille", place.Title("fr"));
        // The name is that of now: nothing of it is stored with the change.
        place.Changes.Trash([1], into: false, Actor.CommandLine);
        place.Edit(1, v => v[CustomerFields.LastName] = "Aertsen");
        Assert.Equal("Jozefien Aertsen added", place.TitleOf(1));
    });

    [Theory, EachEngine]
    public Task A_change_to_many_shows_their_new_value(Engine engine) => On(engine, place =>
    {
        place.Changes.Create([Person("Jozefien", "Aerts"), Person("Willem", "de Bakker"), Person("Els", "Peeters")], Actor.CommandLine);
        Assert.Equal("3 customers added", place.Title());
        place.Bulk([1, 2], v => v[CustomerFields.Label] = "Karim");
        Assert.Equal("2 customers now have Karim as responsible", place.Title());
        Assert.Equal("2 klanten hebben nu Karim als verantwoordelijke", place.Title("nl-BE"));
        place.Bulk([1, 2, 3], v => v[CustomerFields.Label] = "Karim");
        Assert.Equal("Els Peeters now has Karim as responsible", place.Title());
        place.Bulk([1, 2], v => v[CustomerFields.Label] = null);
        Assert.Equal("2 customers no longer have a responsible", place.Title());
        place.Bulk([1, 2], v => v[CustomerFields.Groups] = "VIP");
        Assert.Equal("2 customers are now in the group VIP", place.Title());
        place.Bulk([1, 2], v => v[CustomerFields.Groups] = null);
        Assert.Equal("2 clients ne font plus partie du groupe VIP", place.Title("fr"));
        // Not the same for all: then only which field.
        place.Bulk([1, 2], v => v[CustomerFields.City] = v[CustomerFields.FirstName]);
        Assert.Equal("2 customers: city", place.Title());
    });

    [Theory, EachEngine]
    public Task An_undo_shows_what_was_undone_and_for_how_many_customers(Engine engine) => On(engine, place =>
    {
        place.Changes.Create([Person("Jozefien", "Aerts"), Person("Willem", "de Bakker")], Actor.CommandLine);
        var label = place.Bulk([1, 2], v => v[CustomerFields.Label] = "Karim");
        var undo = place.Changes.Undo(label, Actor.CommandLine, onlyCustomer: 2);
        Assert.Equal("Undone: 2 customers now have Karim as responsible (for 1 customer)", place.Title());
        place.Changes.Undo(undo.Set.Id, Actor.CommandLine);
        Assert.Equal("Redone: 2 customers now have Karim as responsible (for 1 customer)", place.Title());
        place.Changes.Undo(label, Actor.CommandLine);
        Assert.Equal("Rückgängig gemacht: Für 2 Kunden ist jetzt Karim zuständig", place.Title("de"));
    });

    [Theory, EachEngine]
    public Task A_rename_shows_the_old_and_the_new_name(Engine engine) => On(engine, place =>
    {
        var (a, b) = (Person("Jozefien", "Aerts"), Person("Willem", "de Bakker"));
        (a[CustomerFields.Groups], b[CustomerFields.Groups], a[CustomerFields.Label]) = ("Scouts", "scouts | Chiro", "Karim");
        place.Changes.Create([a, b], Actor.CommandLine);
        var names = new NameEdit(place.Base, TimeProvider.System);
        names.Replace(NameKind.Group, ["Scouts"], "Scouting", Actor.CommandLine);
        Assert.Equal("Group Scouts renamed to Scouting (2 customers)", place.Title());
        names.Replace(NameKind.Group, ["Chiro"], "Scouting", Actor.CommandLine);
        Assert.Equal("Chiro samengevoegd in de groep Scouting (1 klant)", place.Title("nl-BE"));
        names.Replace(NameKind.Responsible, ["Karim"], null, Actor.CommandLine);
        Assert.Equal("Karim deleted as responsible (1 customer)", place.Title());
    });

    private static CustomerValues Person(string first, string last)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.FirstName], values[CustomerFields.LastName]) = (first, last);
        return values;
    }

    private static async Task On(Engine engine, Action<Place> test)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        LoadedTexts.Load();
        test(new Place(customers));
    }

    private sealed record Place(Base Base)
    {
        public ChangeSets Changes { get; } = new(Base, TimeProvider.System);

        public void Edit(long id, Action<CustomerValues> change)
        {
            var state = new CustomerLookup(Base, Viewer.System).Find(id)!;
            var values = state.Values.Copy();
            change(values);
            Changes.Edit(id, state.Version, values, Actor.CommandLine);
        }

        public long Bulk(IReadOnlyList<long> ids, Action<CustomerValues> change) => Base.Change(ids, change).Set.Id;

        public string Title(string culture = "en-GB")
        {
            using var context = Base.NewContext();
            return TitleOf(context.ChangeSets.Max(s => s.Id), culture);
        }

        public string TitleOf(long set, string culture = "en-GB")
        {
            using var context = Base.NewContext();
            return ChangeTitles.Of(Base, context.ChangeSets.Single(s => s.Id == set),
                new Visit(CultureInfo.GetCultureInfo(culture), TimeZoneInfo.Utc, "", _ => true) { Viewer = Viewer.CommandLine });
        }
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Kinds;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Shops;
using Stamgast.Testing;
using Stamgast.Tests.Exchange;

namespace Stamgast.Tests.Kinds;

/// <summary>Customers name shops of the settings, and follow when one is renamed.</summary>
public sealed class ShopNamesTests
{
    [Theory, EachEngine]
    public async Task Customers_follow_a_renamed_shop_and_come_back_when_that_is_undone(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.Add(ShopKind.Instance, (ShopKind.Name, "Gent"), (ShopKind.Code, "GENT"));
        foreach (var shops in new[] { "Webshop BE", "web | Markt", "WEBSHOP be\nGent", "Gent", "Markt" }) Add(place, shops);
        new TrashCustomers(place.Base, place.Clock).Do([2], place.Actor);
        Assert.Equal(["-", "Webshop BE", "Webshop BE | Markt", "Webshop BE | Gent", "Gent", "Markt"], Shops(place));
        var limited = Viewer.CommandLine.Limited(Visibility.Only(null, ["Webshop BE"]));
        Assert.Equal(2, Count(place, limited));

        var renamed = place.Edit(ShopKind.Instance, 1, (ShopKind.Name, "De Webwinkel"), (ShopKind.Website, "https://web.example")).Set!;
        Assert.Equal(["-", "De Webwinkel", "Markt | De Webwinkel", "Gent | De Webwinkel", "Gent", "Markt"], Shops(place));
        // Shop and customers change in one transaction: whoever is limited to the shop sees the same under its new name, and nobody under the old one.
        Assert.Equal((0, 2), (Count(place, limited), Count(place, Viewer.CommandLine.Limited(Visibility.Only(null, ["De Webwinkel"])))));
        var carried = Last(place);
        Assert.Equal((ChangeKind.Names, 3L, place.Els.Id), (carried.Kind, carried.Changed, carried.UserId));
        Assert.Equal((renamed.Id, "Webshop BE", "De Webwinkel"), (CarriedNames.Of(carried)!.By, CarriedNames.Of(carried)!.Renamed.Single().From,
            CarriedNames.Of(carried)!.Renamed.Single().To));
        Assert.Null(NameWork.Of(carried));
        place.AssertSound();

        // Undoing what the customers got undoes the name of the shop: otherwise they would name none.
        var undo = new ChangeSets(place.Base, place.Clock).Undo(carried.Id, place.Actor);
        Assert.Equal(renamed.Id, undo.Set.UndoOf);
        Assert.Equal("Webshop BE", place.Now(ShopKind.Instance, 1).Values[ShopKind.Name]);
        Assert.Equal(["-", "Webshop BE", "Markt | Webshop BE", "Gent | Webshop BE", "Gent", "Markt"], Shops(place));
        new ChangeSets(place.Base, place.Clock).Undo(undo.Set.Id, place.Actor);
        Assert.Equal(["-", "De Webwinkel", "Markt | De Webwinkel", "Gent | De Webwinkel", "Gent", "Markt"], Shops(place));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Names_of_shops_are_clear_and_what_two_of_them_bear_is_not_carried(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var gent = place.Add(ShopKind.Instance, (ShopKind.Name, "Gent"), (ShopKind.Code, "GENT"));
        Add(place, "Gent");
        foreach (var (name, code) in new[] { ("webshop be", "shop.name.taken"), ("Gent | Brugge", "shop.name.bar") })
            Assert.Equal(code, Assert.Throws<RecordRefusedException>(() => place.Edit(ShopKind.Instance, gent, (ShopKind.Name, name))).Problems.Single().Code);
        // Only the capitals, and a name of before there was a rule.
        place.Edit(ShopKind.Instance, gent, (ShopKind.Name, "GENT"));
        Assert.Equal("GENT", Shops(place)[1]);
        place.Base.Write(t => t.Execute("update shop set name = 'GENT' where id = 1"));
        place.Edit(ShopKind.Instance, gent, (ShopKind.Name, "Brugge"));
        Assert.Equal("GENT", Shops(place)[1]);
        // A name that only the trash has is free again.
        place.Base.Write(t => t.Execute($"update shop set trashed = {engine.Truth(true)} where id = 1"));
        Assert.Equal(3, place.Add(ShopKind.Instance, (ShopKind.Name, "Gent"), (ShopKind.Code, "G3")));
    }

    [Theory, EachEngine]
    public async Task An_import_of_shops_carries_all_new_names_over(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.Add(ShopKind.Instance, (ShopKind.Name, "Gent"), (ShopKind.Code, "GENT"));
        Add(place, "Webshop BE | Gent");
        Add(place, "Gent");
        var outcome = place.Import(ShopKind.Instance, "code;name\nweb;Webwinkel\nGENT;Winkel Gent\n");
        Assert.Equal(2, outcome.Set.Changed);
        Assert.Equal("Webwinkel | Winkel Gent", Shops(place)[1]);
        Assert.Equal("Winkel Gent", Shops(place)[2]);
        Assert.Equal(2, CarriedNames.Of(Last(place))!.Renamed.Count);
        new ChangeSets(place.Base, place.Clock).Undo(outcome.Set.Id, place.Actor);
        Assert.Equal("Webshop BE | Gent", Shops(place)[1]);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task An_import_warns_of_each_row_that_names_an_unknown_shop_and_keeps_the_name(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        const string file = "number;last_name;shops\n1;Aerts;WEB\n2;Maes;markt | webshop be\n3;Claes;Markt\n4;Jacobs;\n";
        // Without any shop each name will do.
        Assert.Empty(Imports.ReportOf(Importing.Sheet.Read(place, customers, file))!.Warnings);
        new Stamgast.Kinds.Verbs.CreateRecord(customers, ShopKind.Instance, Viewer.CommandLine, TimeProvider.System).Do(
            GivenRecord.New(ShopKind.Instance, (ShopKind.Name, "Webshop BE"), (ShopKind.Code, "web")), Actor.CommandLine);
        var set = Importing.Sheet.Read(place, customers, file);
        Assert.Equal((4, 0), (set.Created, set.Errors));
        var warning = Assert.Single(Imports.ReportOf(set)!.Warnings);
        Assert.Equal((ShopNames.Unknown, "shops", 2L), (warning.Code, warning.Header, warning.Count));
        Assert.Equal(["", ShopNames.Unknown, ShopNames.Unknown, ""], Warned(customers, set));
        // A row that is corrected is read by the same rule.
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(3, ["3", "Claes", "web"])]);
        Assert.Equal(["", ShopNames.Unknown, "", ""], Warned(customers, set));
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        Assert.Equal("Webshop BE / markt | Webshop BE / Webshop BE / -", string.Join(" / ", Enumerable.Range(1, 4).Select(id => ShopsOf(customers, id))));
        // Our own export changes nothing.
        Assert.Equal(4, Importing.Sheet.Read(place, customers, "number;shops\n1;Webshop BE\n2;markt | Webshop BE\n3;Webshop BE\n4;\n").Unchanged);
    }

    [Theory, EachEngine]
    public async Task Forms_and_bulk_edits_choose_among_the_shops_and_old_names_stay(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        Add(place, "Markt");
        var rules = RuleContext.Of(place.Base, place.Clock);
        var refused = Assert.Throws<RefusedException>(() => FieldEdit.Read("shops", FieldOperation.Add, "Webshop BE | Brugge", rules, ExtraDefinitions.None));
        Assert.Equal(("shop.name.unknown", "Brugge", "Webshop BE"), (refused.Refusal.Code, refused.Refusal.Arguments[0], refused.Refusal.Arguments[1]));
        var verb = new EditFields([FieldEdit.Read("shops", FieldOperation.Add, "web", rules, ExtraDefinitions.None)]);
        new EachCustomer(place.Base, place.Clock).Do(verb, [1, 2], place.Actor);
        Assert.Equal(["Webshop BE", "Markt | Webshop BE"], Shops(place));
        // A name that is no shop can be taken away, and a form that does not touch it keeps it.
        Assert.Null(Record.Exception(() => FieldEdit.Read("shops", FieldOperation.Take, "Markt", rules, ExtraDefinitions.None)));
        var state = new CustomerLookup(place.Base, Viewer.CommandLine).Find(2)!;
        var given = new GivenValues(state.Values, new Dictionary<int, string?> { [CustomerFields.City] = "Gent" });
        new EditCustomer(place.Base, place.Clock).Do(2, state.Version, given, place.Actor);
        Assert.Equal("Markt | Webshop BE", Shops(place)[1]);
        Assert.Equal(2, ShopUse.Customers(place.Base, "webshop BE", 1000));
        Assert.Equal(1, ShopUse.Customers(place.Base, "Webshop BE", 1));
    }

    private static void Add(KindPlace place, string shops) => new CreateCustomer(place.Base, place.Clock).Do(new GivenValues(CustomerValues.Blank(),
        new Dictionary<int, string?> { [CustomerFields.LastName] = "Maes", [CustomerFields.Shops] = shops }), place.Actor);

    private static string[] Warned(Base customers, ChangeSet set) => [.. new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 20)
        .Select(r => string.Join(' ', r.Warnings.Select(w => w.Code)))];

    private static long Count(KindPlace place, Viewer viewer) => new CustomerList(place.Base, viewer, null).Count(new CustomerQuery());

    private static List<string> Shops(KindPlace place)
    {
        using var context = place.Base.NewContext();
        return [.. context.Customers.OrderBy(c => c.Id).Select(c => c.Shops ?? "-")];
    }

    private static string ShopsOf(Base customers, long id)
    {
        using var context = customers.NewContext();
        return context.Customers.Where(c => c.Id == id).Select(c => c.Shops ?? "-").Single();
    }

    private static ChangeSet Last(KindPlace place)
    {
        using var context = place.Base.NewContext();
        return context.ChangeSets.OrderByDescending(s => s.Id).First();
    }
}

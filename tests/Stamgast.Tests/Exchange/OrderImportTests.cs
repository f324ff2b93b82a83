using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Exchange;
using Stamgast.Exporting;
using Stamgast.Importing;
using Stamgast.Kinds.Verbs;
using Stamgast.Kinds.Lists;
using Stamgast.Proposals;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Orders;
using Stamgast.Sales.Payments;
using Stamgast.Shops;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;
using static Stamgast.Tests.Exchange.ExchangePlace;

namespace Stamgast.Tests.Exchange;

public sealed class OrderImportTests
{
    private static readonly ExchangeOptions WithCustomers = new() { CreatesCustomers = true };

    [Theory, EachEngine]
    public async Task Rows_with_one_external_number_are_lines_of_one_order(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Jo", "C-1");
        place.AddCustomer("Gone", "C-2", active: false);
        const string file = "external_number;shop;customer_number;date;line_code;line_text;line_quantity;line_price;line_vat\n"
            + "W-1;web;C-1;2026-11-27;KB;Christmas box;3;89,50;6\nW-1;;;;MO;Hand grinder;1;57.60;21%\n"
            + "W-2;Webshop BE;C-1;2026-11-28;;-1+1|😀;2;10;6\nW-3;WEB;C-2;2026-11-28;X;x;1;1;0\nW-4;nowhere;C-1;;X;x;1;1;0\nW-5;web;C-1;;X;x;many;1;0\n";
        var set = place.Stage(OrderKind.Instance, file.Replace("W-1;;;;MO", "W-1;web;;;MO", StringComparison.Ordinal)).Set;
        Assert.Equal(["New", "New", "Error record.inactive", "Error exchange.shop", "Error amount.unreadable"], place.Rows(set));
        var outcome = new ConfirmProposal(place.Base, place.Clock).Do(set.Id, null, Actor.CommandLine);
        Assert.Equal(2, outcome.Set.Created);
        var first = place.Row(OrderKind.Instance, 1);
        Assert.Equal((OrderKind.Active, "326.1000", "WEB-2026-0001"), (first[OrderKind.OfState], first[OrderKind.OfNet], first[OrderKind.OwnNumber]));
        Assert.Equal(["Christmas box", "Hand grinder"], DocumentLine.All(first[OrderKind.OfLines]).Select(l => l.Line.Text));
        Assert.Equal("WEB-2026-0002", place.Row(OrderKind.Instance, 2)[OrderKind.OwnNumber]);
        Assert.Equal((2, 0, 0, 2, 0, 0), Counts(place.Stage(OrderKind.Instance,
            string.Join('\n', file.Replace("W-1;;;;MO", "W-1;web;;;MO", StringComparison.Ordinal).Split('\n').Take(4))).Set));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Orders_with_their_customers_are_synchronised_and_the_same_file_changes_nothing(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Jo", "C-1", "jo@kabel.example");
        const string file = """
            [{"external_number": "W-1", "shop": "WEB", "date": "2026-11-27", "customer": {"number": "C-1", "first_name": "Jozefien"},
              "lines": [{"code": "KB", "text": "Box", "quantity": 3, "price": 89.5, "vat": 6}, {"text": "=1+1", "quantity": 1, "price": "1.25", "vat": 21}]},
             {"external_number": "W-2", "shop": "WEB", "customer": {"email": "new@kabel.example", "first_name": "Nele", "last_name": "Nieuw"}, "lines": []},
             {"external_number": "W-3", "shop": "WEB", "customer": {"email": "new@kabel.example", "last_name": "Nieuw"}, "odd": 1,
              "lines": [{"text": "Tea", "quantity": 2, "price": 4, "vat": 6}]}]
            """;
        var staged = place.Stage(OrderKind.Instance, file, WithCustomers, "json");
        Assert.Equal((1L, "odd"), (staged.Report.NewCustomers, Assert.Single(staged.Report.Unmapped)));
        var twin = place.Stage(OrderKind.Instance, file, WithCustomers, "json");
        var outcome = new ConfirmProposal(place.Base, place.Clock).Do(staged.Set.Id, staged.Set.Revision, Actor.CommandLine);
        Assert.Equal((3, 1), (outcome.Set.Created, outcome.Also.Single().Set.Created));
        Assert.Equal("286.1200", place.Row(OrderKind.Instance, 1)[OrderKind.OfTotal]);
        var late = new ConfirmProposal(place.Base, place.Clock).Do(twin.Set.Id, null, Actor.CommandLine);
        Assert.Equal((0, 3), (late.Set.Created, late.Set.Conflicts));
        Assert.Equal((3, 0, 0, 3, 0, 0), Counts(place.Stage(OrderKind.Instance, file, WithCustomers, "json").Set));
        // A line more keeps the IDs of the others.
        var more = place.Import(OrderKind.Instance, file.Replace("\"price\": 4,", "\"price\": 5,", StringComparison.Ordinal), WithCustomers, "json");
        Assert.Equal((0, 1), (more.Set.Created, more.Set.Changed));
        Assert.Equal("exchange.json",
            Assert.Throws<RefusedException>(() => place.Stage(OrderKind.Instance, "[1, 2", extension: "json")).Refusal.Code);
        Assert.Equal("Nieuw", Customer(place, place.Row(OrderKind.Instance, 3)[OrderKind.OfCustomer]!)[CustomerFields.LastName]);
        place.AssertSound();
        // An order that comes back from the trash brings the customer who came with it.
        new ChangeSets(place.Base, place.Clock).Undo(more.Set.Id, place.Actor);
        new ChangeSets(place.Base, place.Clock).Undo(outcome.Set.Id, place.Actor);
        Assert.True(new CustomerLookup(place.Base, Viewer.CommandLine).Find(3)!.Trashed);
        new BringBackRecords(place.Base, OrderKind.Instance, place.Clock).Do([2], place.Actor);
        Assert.Equal([true, false, true], new[] { 1L, 2, 3 }.Select(id => place.Now(OrderKind.Instance, id).Trashed));
        Assert.False(new CustomerLookup(place.Base, Viewer.CommandLine).Find(3)!.Trashed);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task What_is_exported_is_imported_again_without_a_change(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var order = place.AddOrder();
        place.Step(OrderKind.Instance, order, "activate");
        place.Edit(OrderKind.Instance, order, (OrderKind.Notes, "=1+1\n; \"x\" 😀"));
        place.Add(OrderKind.Instance, (OrderKind.OfShop, "1"), (OrderKind.OfCustomer, "1"));
        place.Add(PaymentKind.Instance, (PaymentKind.OfCustomer, "1"), (PaymentKind.OfAmount, "10"), (PaymentKind.Order, $"{order}"));
        foreach (var (kind, rows) in new (Stamgast.Kinds.RecordKind, int)[] { (OrderKind.Instance, 2), (PaymentKind.Instance, 1), (ShopKind.Instance, 1) })
            foreach (var format in new[] { ExportFormat.Csv, ExportFormat.Xlsx, ExportFormat.Json })
            {
                var path = Path.Combine(place.Folder, $"{kind.Key}.{format}".ToLowerInvariant());
                Assert.Equal(rows, new RecordExport(place.Base, kind, Viewer.CommandLine, place.Clock).WriteFile(path, format));
                foreach (var empty in new[] { EmptyCells.Leave, EmptyCells.Clear })
                {
                    var result = new RecordImport(place.Base, kind, place.Clock).Stage(path, Actor.CommandLine, new ExchangeOptions { Empty = empty });
                    Assert.Equal((kind.Key, format, rows, rows), (kind.Key, format, (int)result.Set.Rows, (int)result.Set.Unchanged));
                    Assert.Empty(result.Report.Unmapped);
                    new DropProposal(place.Base).Do(result.Set.Id);
                }
            }
        place.AssertSound();
    }

    private static CustomerValues Customer(KindPlace place, string id) =>
        new CustomerLookup(place.Base, Viewer.CommandLine).Find(long.Parse(id, CultureInfo.InvariantCulture))!.Values;
}

using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Merging;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Orders;
using Stamgast.Sales.Payments;
using Stamgast.Service.Tickets;
using Stamgast.Shops;
using Stamgast.Testing;

namespace Stamgast.Tests.Kinds;

public sealed class KindVerbsTests
{
    [Theory, EachEngine]
    public async Task An_order_has_exact_totals_and_gets_its_number_and_its_customer_when_it_is_activated(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = place.AddOrder();
        var draft = place.Now(OrderKind.Instance, id).Values;
        Assert.Equal("320.3400 27.0000 347.3400", string.Join(" ", new[] { draft[OrderKind.OfNet], draft[OrderKind.OfVat], draft[OrderKind.OfTotal] }));
        Assert.Null(draft[OrderKind.OwnNumber]);
        Assert.NotNull(place.Step(OrderKind.Instance, id, "activate"));
        var active = place.Now(OrderKind.Instance, id).Values;
        Assert.Equal("WEB-2026-0001", active[OrderKind.OwnNumber]);
        Assert.Equal("Aerts", IssuedCustomer.Read(active[OrderKind.Issued])[CustomerFields.LastName]);
        Assert.Null(place.Step(OrderKind.Instance, id, "activate"));
        Assert.Equal("record.step", Assert.Throws<RefusedException>(() => place.Step(OrderKind.Instance, place.AddOrder(), "release")).Refusal.Code);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Totals_follow_the_lines_through_every_undo(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = place.AddOrder();
        var lines = MapValue.Read(place.Now(OrderKind.Instance, id).Values[OrderKind.OfLines]);
        lines["1"] = (DocumentLine.Read(lines["1"]) with { Quantity = 4 }).Write();
        var first = place.Edit(OrderKind.Instance, id, (OrderKind.OfLines, MapValue.Write(lines)));
        lines["2"] = (DocumentLine.Read(lines["2"]) with { Discount = 0 }).Write();
        place.Edit(OrderKind.Instance, id, (OrderKind.OfLines, MapValue.Write(lines)));
        Assert.Equal("415.6000", place.Now(OrderKind.Instance, id).Values[OrderKind.OfNet]);
        new ChangeSets(place.Base, place.Clock).Undo(first.Set!.Id, place.Actor);
        Assert.Equal("326.1000", place.Now(OrderKind.Instance, id).Values[OrderKind.OfNet]);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task What_is_open_on_an_invoice_follows_payments_refunds_and_credit_notes_and_their_undo(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var kind = InvoiceKind.Instance;
        var id = place.Add(kind, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, "100"), (InvoiceKind.Dated,
            "2026-10-01"));
        Assert.Equal(0, InvoiceKind.OpenAmount(place.Row(kind, id)));
        place.Step(kind, id, "book");
        Assert.Equal((100m, "booked"), (InvoiceKind.OpenAmount(place.Row(kind, id)), kind.ShownState(place.Row(kind, id))!.Code));
        var late = Assert.Single(kind.Signs(place.Row(kind, id), "2026-11-30"));
        Assert.Equal(("overdue", 30, "overdue 30 days", "30 dagen vervallen"), (late.Key, late.Days, late.Say(Language.Cultures.English),
            late.Say(Language.Cultures.Find("nl-BE")!)));
        var payment = place.Add(PaymentKind.Instance, (PaymentKind.OfCustomer, "1"), (PaymentKind.Invoice, $"{id}"), (PaymentKind.OfAmount, "60,50"));
        Assert.Equal(39.5m, InvoiceKind.OpenAmount(place.Row(kind, id)));
        var credit = place.Add(kind, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, "-39.50"),
            (InvoiceKind.Credits, $"{id}"));
        Assert.Equal(39.5m, InvoiceKind.OpenAmount(place.Row(kind, id)));
        place.Step(kind, credit, "book");
        Assert.Equal((0m, "paid"), (InvoiceKind.OpenAmount(place.Row(kind, id)), kind.ShownState(place.Row(kind, id))!.Code));
        var list = new RecordList(place.Base, kind, Viewer.CommandLine, "2026-11-30");
        Assert.Equal(2, list.Counts(new RecordQuery())["paid"]);
        Assert.Equal(2, list.Page(new RecordQuery { States = ["paid"] }, null, 10).Rows.Count);
        Assert.Empty(list.Page(new RecordQuery { Special = "overdue" }, null, 10).Rows);
        var trashed = new TrashRecords(place.Base, PaymentKind.Instance, place.Clock).Do([payment], place.Actor)!;
        Assert.Equal(60.5m, InvoiceKind.OpenAmount(place.Row(kind, id)));
        new ChangeSets(place.Base, place.Clock).Undo(trashed.Set.Id, place.Actor);
        Assert.Equal(0m, InvoiceKind.OpenAmount(place.Row(kind, id)));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_booked_invoice_keeps_what_it_says_and_stays_out_of_the_trash(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = place.Add(InvoiceKind.Instance, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, "100"));
        place.Step(InvoiceKind.Instance, id, "book");
        var refused = Assert.Throws<RecordRefusedException>(() => place.Edit(InvoiceKind.Instance, id, (InvoiceKind.Title, "Other")));
        Assert.Equal("record.fixed", Assert.Single(refused.Problems).Code);
        Assert.Equal("invoice.booked",
            Assert.Throws<RefusedException>(() => new TrashRecords(place.Base, InvoiceKind.Instance, place.Clock).Do([id], place.Actor)).Refusal.Code);
        Assert.NotNull(place.Edit(InvoiceKind.Instance, id, (InvoiceKind.Notes, "Called on Monday")).Set);
    }

    [Theory, EachEngine]
    public async Task Drafts_let_a_customer_go_and_what_was_issued_does_not(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = place.AddOrder();
        var draft = new TrashCustomers(place.Base, place.Clock).Do([1], place.Actor);
        new BringBackCustomers(place.Base, place.Clock).Do([1], place.Actor);
        Assert.NotNull(draft);
        place.Step(OrderKind.Instance, id, "activate");
        var linked = Assert.Throws<LinkedException>(() => new TrashCustomers(place.Base, place.Clock).Do([1], place.Actor));
        Assert.Equal(("customer.linked", new Blocker("orders", id, "WEB-2026-0001", "active")), (linked.Refusal.Code, Assert.Single(linked.Blockers)));
        Assert.Equal("record.linked",
            Assert.Throws<LinkedException>(() => new TrashRecords(place.Base, ShopKind.Instance, place.Clock).Do([1], place.Actor)).Refusal.Code);
    }

    [Theory, EachEngine]
    public async Task An_inactive_customer_gets_no_order_offer_contract_or_ticket(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var draft = place.AddOrder();
        new EachCustomer(place.Base, place.Clock).Do(new DeactivateCustomers(), [1], place.Actor);
        Assert.Equal("record.inactive", Assert.Throws<RecordRefusedException>(() => place.AddOrder()).Problems[0].Code);
        Assert.Equal("record.inactive", Assert.Throws<RefusedException>(() => place.Step(OrderKind.Instance, draft, "activate")).Refusal.Code);
        Assert.Equal("record.inactive", Assert.Throws<RecordRefusedException>(() =>
            place.Add(TicketKind.Instance, (TicketKind.Subject, "Broken"), (TicketKind.OfCustomer, "1"))).Problems[0].Code);
        Assert.NotNull(place.Edit(OrderKind.Instance, draft, (OrderKind.Notes, "Still to be noted")).Set);
    }

    [Theory, EachEngine]
    public async Task Numbers_of_a_series_have_no_gaps_and_pass_over_those_taken(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.Edit(ShopKind.Instance, 1, (ShopKind.Series, MapValue.Write([KeyValuePair.Create("offers", "OFF/{yy}/{000}")])));
        place.Add(OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1"), (OfferKind.OwnNumber, "OFF/26/002"));
        var numbers = Enumerable.Range(0, 3).Select(_ =>
        {
            var id = place.Add(OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1"));
            place.Step(OfferKind.Instance, id, "send");
            return place.Now(OfferKind.Instance, id).Values[OfferKind.OwnNumber];
        });
        Assert.Equal(["OFF/26/001", "OFF/26/003", "OFF/26/004"], numbers);
        Assert.Equal("number.taken", Assert.Throws<RefusedException>(() =>
            place.Add(OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1"), (OfferKind.OwnNumber, "OFF/26/003"))).Refusal.Code);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task An_accepted_offer_counts_as_converted_while_its_order_is_there(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var offer = place.Add(OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1"));
        place.Step(OfferKind.Instance, offer, "send");
        place.Step(OfferKind.Instance, offer, "accept");
        Assert.Equal("accepted", OfferKind.Instance.ShownState(place.Row(OfferKind.Instance, offer))!.Code);
        var order = place.Add(OrderKind.Instance, (OrderKind.OfShop, "1"), (OrderKind.OfCustomer, "1"), (OrderKind.Offer, $"{offer}"));
        Assert.Equal("converted", OfferKind.Instance.ShownState(place.Row(OfferKind.Instance, offer))!.Code);
        new TrashRecords(place.Base, OrderKind.Instance, place.Clock).Do([order], place.Actor);
        Assert.Equal("accepted", OfferKind.Instance.ShownState(place.Row(OfferKind.Instance, offer))!.Code);
    }

    [Theory, EachEngine]
    public async Task What_hangs_on_customers_follows_a_merge_and_a_split(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Aertz");
        var order = place.AddOrder(2);
        place.Step(OrderKind.Instance, order, "activate");
        place.Add(TicketKind.Instance, (TicketKind.Subject, "Broken"), (TicketKind.OfCustomer, "1"));
        var before = new TopicCount(1, 1);
        var merged = new MergeCustomers(place.Base, place.Clock).Do(1, [2], place.Actor);
        var counts = TopicCounts.Of(place.Base, RecordKinds.All, 1, "2026-11-30");
        Assert.Equal((before, before), (counts["orders"], counts["tickets"]));
        Assert.Equal("Aertz", IssuedCustomer.Read(place.Now(OrderKind.Instance, order).Values[OrderKind.Issued])[CustomerFields.LastName]);
        new SplitCustomers(place.Base, place.Clock).Do(merged.Set.Id, place.Actor);
        Assert.False(TopicCounts.Of(place.Base, RecordKinds.All, 1, "2026-11-30").ContainsKey("orders"));
        Assert.Equal(before, TopicCounts.Of(place.Base, RecordKinds.All, 2, "2026-11-30")["orders"]);
        place.AssertSound();
    }

    [Theory]
    [InlineData("1.234,50", "1234.5000")]
    [InlineData("€ 1 234.5", "1234.5000")]
    [InlineData("12,50-", "-12.5000")]
    [InlineData(",05", "0.0500")]
    [InlineData("1.234", "1234.0000")]
    [InlineData("1,234 EUR", "1.2340")]
    [InlineData("twelve", null)]
    [InlineData("1.2.3", null)]
    public void An_amount_is_read_as_people_write_it(string text, string? amount) => Assert.Equal(amount, Amount.Read(text, pointIsDecimal: false).Value);
}

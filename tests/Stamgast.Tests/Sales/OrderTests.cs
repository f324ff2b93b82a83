using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Orders;
using Stamgast.Sales.Orders.Deliveries;
using Stamgast.Sales.Payments;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Sales;

public sealed class OrderTests
{
    private static readonly OrderKind Kind = OrderKind.Instance;

    [Theory, EachEngine]
    public async Task Deliveries_are_recorded_changed_and_removed_and_the_delivery_state_follows_through_undo(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Active(place);
        var first = Deliver(place, id, null, ("1", "2"), ("2", "1"))!;
        Assert.Equal("part", place.Now(Kind, id).Values[OrderKind.DeliveryState]);
        Assert.Null(Deliver(place, id, "1", ("1", "2"), ("2", "1")));
        Deliver(place, id, null, ("1", "1"));
        Assert.Equal("delivered", place.Now(Kind, id).Values[OrderKind.DeliveryState]);
        var verb = new RecordDelivery(place.Base, Viewer.CommandLine, place.Clock);
        var removed = verb.Remove(id, "2", place.Actor)!;
        Assert.Equal("part", place.Now(Kind, id).Values[OrderKind.DeliveryState]);
        new ChangeSets(place.Base, place.Clock).Undo(removed.Set.Id, place.Actor);
        Assert.Equal("delivered", place.Now(Kind, id).Values[OrderKind.DeliveryState]);
        new ChangeSets(place.Base, place.Clock).Undo(first.Set.Id, place.Actor);
        Assert.Equal("part", place.Now(Kind, id).Values[OrderKind.DeliveryState]);
        Assert.Null(verb.Remove(id, "1", place.Actor));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_line_added_to_an_invoice_bills_nothing_of_the_order(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Active(place);
        var lines = DocumentLine.All(place.Now(Kind, id).Values[OrderKind.OfLines]);
        Assert.Equal(["1", "2"], lines.Select(l => l.Id));
        var invoice = Invoice(place, id);
        Put(invoice, ("1", lines[0].Line));
        // The form counts on from the lines that are left: the new line would have the ID of the one that was taken out.
        Put(invoice, ("1", lines[0].Line), ("2", new DocumentLine { Text = "Shipping", Price = 9, Vat = 21 }));
        Assert.Equal(["1", "100001"], Ids(invoice));
        Put(invoice, ("1", lines[0].Line), ("100001", new DocumentLine { Text = "Shipping", Price = 8, Vat = 21 }), ("2", new DocumentLine { Text = "Card" }));
        Assert.Equal(["1", "100001", "100002"], Ids(invoice));
        place.Step(InvoiceKind.Instance, invoice, "book");
        var second = Invoice(place, id);
        Assert.Equal(["2"], Ids(second));
        // Also when no line was left in between.
        place.Edit(InvoiceKind.Instance, second, (InvoiceKind.OfLines, null));
        Put(second, ("1", new DocumentLine { Text = "Other" }), ("2", new DocumentLine { Text = "Another" }));
        Assert.Equal(["100001", "100002"], Ids(second));
        Assert.Equal(["2"], Ids(Invoice(place, id)));
        Assert.Equal("order.all_invoiced", Refusal(() => Invoice(place, id)));
        place.AssertSound();

        void Put(long of, params (string Id, DocumentLine Line)[] put) => place.Edit(InvoiceKind.Instance, of, (InvoiceKind.OfLines,
            Stamgast.Records.MapValue.Write(put.Select(l => KeyValuePair.Create(l.Id, l.Line.Write())))));

        IEnumerable<string> Ids(long of) => DocumentLine.All(place.Now(InvoiceKind.Instance, of).Values[InvoiceKind.OfLines]).Select(l => l.Id);
    }

    [Theory, EachEngine]
    public async Task An_order_is_unpaid_part_paid_paid_and_refunded_once_all_was_paid_back(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Active(place);
        var total = Amount.Of(place.Now(Kind, id).Values[OrderKind.OfTotal]);
        Assert.Equal("unpaid", State());
        Pay(total / 2);
        Assert.Equal("part", State());
        Pay(total / 2);
        Assert.Equal("paid", State());
        Pay(-total / 2);
        Assert.Equal("part", State());
        var last = Pay(-total / 2);
        Assert.Equal(("refunded", total), (State(), Amount.OfColumn(place.Row(Kind, id).SummedUp["refunded"])));
        new TrashRecords(place.Base, PaymentKind.Instance, place.Clock).Do([last], place.Actor);
        Assert.Equal("part", State());
        place.AssertSound();

        string State() => OrderKind.PaymentState(place.Row(Kind, id));

        long Pay(decimal amount) => place.Add(PaymentKind.Instance, (PaymentKind.OfCustomer, "1"), (PaymentKind.Order, $"{id}"),
            (PaymentKind.OfAmount, Amount.Write(amount)));
    }

    [Theory, EachEngine]
    public async Task No_more_is_delivered_than_ordered_and_nothing_on_hold(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Active(place);
        Deliver(place, id, null, ("1", "2"));
        Assert.Equal("delivery.too_many", Problem(() => Deliver(place, id, null, ("1", "1,5"))));
        Assert.Equal("delivery.negative", Problem(() => Deliver(place, id, null, ("2", "-1"))));
        Assert.Equal("delivery.line", Problem(() => Deliver(place, id, null, ("7", "1"))));
        Assert.Equal("delivery.empty", Problem(() => Deliver(place, id, null, ("1", "0"), ("2", ""))));
        Assert.Equal("amount.unreadable", Problem(() => Deliver(place, id, null, ("1", "=HYPERLINK(\"x\")"))));
        Assert.Equal("delivery.unknown", Refusal(() => Deliver(place, id, "9", ("1", "1"))));
        place.Step(Kind, id, "hold");
        Assert.Equal("order.held", Refusal(() => Deliver(place, id, null, ("1", "1"))));
        Assert.Equal("order.held", Refusal(() => Invoice(place, id)));
        place.Step(Kind, id, "release");
        Assert.NotNull(Deliver(place, id, null, ("1", "1")));
        Assert.Equal("order.not_active", Refusal(() => Deliver(place, place.AddOrder(), null, ("1", "1"))));
    }

    [Theory, EachEngine]
    public async Task An_order_is_invoiced_once_line_by_line(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Active(place);
        var first = Invoice(place, id);
        var invoice = place.Now(InvoiceKind.Instance, first).Values;
        Assert.Equal(("347.3400", $"{id}", "draft"), (invoice[InvoiceKind.OfTotal], invoice[InvoiceKind.Order], invoice[InvoiceKind.OfState]));
        Assert.Equal("order.all_invoiced", Refusal(() => Invoice(place, id)));
        // Half of it stays for a second invoice.
        var lines = MapValue.Read(invoice[InvoiceKind.OfLines]);
        lines["1"] = (DocumentLine.Read(lines["1"]) with { Quantity = 1 }).Write();
        place.Edit(InvoiceKind.Instance, first, (InvoiceKind.OfLines, MapValue.Write(lines)));
        var second = place.Now(InvoiceKind.Instance, Invoice(place, id)).Values;
        var rest = Assert.Single(DocumentLine.All(second[InvoiceKind.OfLines]));
        Assert.Equal(("1", 2m), (rest.Id, rest.Line.Quantity));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task An_invoiced_or_delivered_order_is_not_cancelled_and_says_what_keeps_it(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Active(place);
        var invoice = Invoice(place, id);
        var cancel = Kind.Steps.First(s => s.Key == "cancel");
        Assert.Equal("order.invoiced", Refusal(() => Cancel(place, id)));
        using (var context = new KindContext(place.Base, Viewer.CommandLine, place.Clock))
            Assert.Equal(new Blocker("invoices", invoice, null, "draft"), Assert.Single(Kind.Blocking(cancel, place.Now(Kind, id), context)));
        place.Step(InvoiceKind.Instance, invoice, "book");
        Assert.Equal("order.invoiced", Refusal(() => Cancel(place, id)));
        var lines = DocumentLine.All(place.Now(InvoiceKind.Instance, invoice).Values[InvoiceKind.OfLines])
            .Select(l => KeyValuePair.Create(l.Id, (l.Line with { Quantity = -l.Line.Quantity }).Write()));
        var credit = place.Add(InvoiceKind.Instance, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.Credits, $"{invoice}"),
            (InvoiceKind.Order, $"{id}"), (InvoiceKind.OfLines, MapValue.Write(lines)));
        place.Step(InvoiceKind.Instance, credit, "book");
        Deliver(place, id, null, ("1", "1"));
        Assert.Equal("order.delivered", Refusal(() => Cancel(place, id)));
        new RecordDelivery(place.Base, Viewer.CommandLine, place.Clock).Remove(id, "1", place.Actor);
        var cancelled = Cancel(place, id)!;
        Assert.Equal("cancelled", place.Now(Kind, id).Values[OrderKind.OfState]);
        Assert.Equal("order.not_active", Refusal(() => Invoice(place, id)));
        new ChangeSets(place.Base, place.Clock).Undo(cancelled.Set.Id, place.Actor);
        Assert.Equal("active", place.Now(Kind, id).Values[OrderKind.OfState]);
        // What was credited wholly can be invoiced anew.
        Assert.Equal("347.3400", place.Now(InvoiceKind.Instance, Invoice(place, id)).Values[InvoiceKind.OfTotal]);
    }

    [Theory, EachEngine]
    public async Task An_offer_becomes_an_order_once_with_a_number_of_its_own(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var lines = place.Now(Kind, place.AddOrder()).Values[OrderKind.OfLines];
        var offer = place.Add(OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1"), (OfferKind.OfLines, lines),
            (OfferKind.Reference, "Christmas 🎄 <script>"));
        place.Step(OfferKind.Instance, offer, "send");
        Assert.Equal("offer.not_accepted", Refusal(() => Convert(place, offer)));
        place.Step(OfferKind.Instance, offer, "accept");
        var made = Convert(place, offer);
        var order = CreateRecord.IdOf(place.Base, made);
        var values = place.Now(Kind, order).Values;
        Assert.Equal(("WEB-2026-0001", "active", lines, $"{offer}", "347.3400"), (values[OrderKind.OwnNumber], values[OrderKind.OfState],
            values[OrderKind.OfLines], values[OrderKind.Offer], values[OrderKind.OfTotal]));
        Assert.Equal("WEB-O-2026-0001", place.Now(OfferKind.Instance, offer).Values[OfferKind.OwnNumber]);
        Assert.Equal("converted", OfferKind.Instance.ShownState(place.Row(OfferKind.Instance, offer))!.Code);
        Assert.Equal(order, Assert.Throws<ConvertedException>(() => Convert(place, offer)).Order);
        new ChangeSets(place.Base, place.Clock).Undo(made.Set.Id, place.Actor);
        Assert.Equal("accepted", OfferKind.Instance.ShownState(place.Row(OfferKind.Instance, offer))!.Code);
        Assert.Equal("WEB-2026-0002", place.Now(Kind, CreateRecord.IdOf(place.Base, Convert(place, offer))).Values[OrderKind.OwnNumber]);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_renewed_offer_keeps_its_number_with_the_next_letter(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var offer = place.Add(OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1"));
        place.Step(OfferKind.Instance, offer, "send");
        place.Step(OfferKind.Instance, offer, "expire");
        var renewed = place.Step(OfferKind.Instance, offer, "renew", (OfferKind.ValidUntil, "2026-12-31"))!;
        Assert.Equal(("WEB-O-2026-0001-B", "sent"), Standing());
        place.Step(OfferKind.Instance, offer, "decline");
        place.Step(OfferKind.Instance, offer, "renew", (OfferKind.ValidUntil, "2027-01-31"));
        Assert.Equal(("WEB-O-2026-0001-C", "sent"), Standing());
        place.Step(OfferKind.Instance, offer, "expire");
        place.Clock.GoOn(TimeSpan.FromDays(90));
        Assert.Throws<RecordRefusedException>(() => place.Step(OfferKind.Instance, offer, "renew"));
        Assert.NotNull(renewed);

        (string?, string?) Standing() => (place.Now(OfferKind.Instance, offer).Values[OfferKind.OwnNumber], place.Now(OfferKind.Instance, offer)
            .Values[OfferKind.OfState]);
    }

    [Theory, EachEngine]
    public async Task Figures_of_orders_equal_brute_force_on_random_orders(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Aertz");
        var random = new Random(13);
        var made = new List<(string Currency, DateOnly Day, decimal Net)>();
        for (var i = 0; i < 60; i++)
        {
            var day = new DateOnly(2024, 6, 1).AddDays(random.Next(912));
            var (currency, net) = (random.Next(4) == 0 ? "USD" : "EUR", Math.Round((decimal)random.NextDouble() * 900, 2));
            var id = place.Add(Kind, (OrderKind.OfShop, "1"), (OrderKind.OfCustomer, random.Next(3) == 0 ? "2" : "1"), (OrderKind.InCurrency, currency),
                (OrderKind.Ordered, $"{day:yyyy-MM-dd}"), (OrderKind.OfLines, DocumentLine.Map([new DocumentLine { Text = "Beans", Price = net, Vat = 6 }])));
            var end = random.Next(6);
            if (end > 0) place.Step(Kind, id, "activate");
            if (end == 1) place.Step(Kind, id, "hold");
            if (end == 2) Cancel(place, id);
            if (end == 3) place.Step(Kind, id, "finish");
            if (end >= 3) made.Add((currency, day, net));
        }
        new Stamgast.Merging.MergeCustomers(place.Base, place.Clock).Do(1, [2], place.Actor);
        var figures = OrderStatistics.Of(place.Base, 1, new DateOnly(2026, 11, 30));
        Assert.Equal(made.Select(m => m.Currency).Distinct().Order(), figures.Select(f => f.Currency).Order());
        foreach (var figure in figures)
        {
            var mine = made.FindAll(m => m.Currency == figure.Currency);
            Assert.Equal((mine.Count, mine.Sum(m => m.Net), Math.Round(mine.Average(m => m.Net), 2, MidpointRounding.AwayFromZero), mine.Max(m => m.Day)),
                ((int)figure.Orders, figure.Turnover, figure.Average, figure.LastDay!.Value));
            Assert.Equal((mine.Count(m => m.Day.Year == 2026), mine.Where(m => m.Day.Year == 2026).Sum(m => m.Net)), ((int)figure.ThisYear.Orders,
                figure.ThisYear.Turnover));
            Assert.Equal((8, new DateOnly(2025, 1, 1), new DateOnly(2026, 12, 31)), (figure.Quarters.Count,
                figure.Quarters[0].First, figure.Quarters[^1].Last));
            foreach (var quarter in figure.Quarters)
                Assert.Equal(mine.Where(m => m.Day >= quarter.First && m.Day <= quarter.Last).Sum(m => m.Net), quarter.Turnover);
        }
    }

    internal static long Active(KindPlace place)
    {
        var id = place.AddOrder();
        place.Step(Kind, id, "activate");
        return id;
    }

    internal static ChangeOutcome? Deliver(KindPlace place, long id, string? delivery, params (string Line, string Quantity)[] quantities) =>
        new RecordDelivery(place.Base, Viewer.CommandLine, place.Clock).Do(id, delivery, new GivenDelivery("2026-11-06", true, "2018 Antwerpen", "Hugo",
            quantities.ToDictionary(q => q.Line, q => q.Quantity)), place.Actor);

    internal static long Invoice(KindPlace place, long id) =>
        CreateRecord.IdOf(place.Base, new InvoiceOrder(place.Base, Viewer.CommandLine, place.Clock).Do(id, place.Actor));

    internal static string Refusal(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    internal static string Problem(Action act) => Assert.Throws<RecordRefusedException>(act).Problems[0].Code;

    private static ChangeOutcome Convert(KindPlace place, long offer) => new ConvertOffer(place.Base, Viewer.CommandLine, place.Clock).Do(offer, place.Actor);

    private static ChangeOutcome? Cancel(KindPlace place, long id) => place.Step(Kind, id, "cancel", (OrderKind.CancelReason, "stock"));
}

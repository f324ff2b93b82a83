using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Payments;
using Stamgast.Shops;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Sales;

public sealed class InvoiceTests
{
    private static readonly InvoiceKind Kind = InvoiceKind.Instance;

    private static long AddBooked(KindPlace place, decimal price = 100, string? message = null)
    {
        var id = place.Add(Kind, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.Remittance, message),
            (InvoiceKind.OfLines, DocumentLine.Map([new DocumentLine { Text = "Box", Quantity = 2, Price = price, Vat = 21 }])));
        place.Step(Kind, id, "book");
        return id;
    }

    [Theory, EachEngine]
    public async Task Booking_gives_a_number_the_customer_as_they_are_and_a_belgian_message_that_is_valid(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var values = place.Now(Kind, AddBooked(place)).Values;
        Assert.Equal("WEB-I-2026-0001", values[InvoiceKind.OwnNumber]);
        Assert.Equal("Aerts", IssuedCustomer.Read(values[InvoiceKind.Issued])[CustomerFields.LastName]);
        Assert.Equal("+++012/0260/00180+++", values[InvoiceKind.Remittance]);
        Assert.True(StructuredCommunication.IsValid(new string([.. values[InvoiceKind.Remittance]!.Where(char.IsAsciiDigit)])));
        Assert.Equal("Christmas", place.Now(Kind, AddBooked(place, message: "Christmas")).Values[InvoiceKind.Remittance]);
        place.Edit(ShopKind.Instance, 1, (ShopKind.VatNumber, "NL004495445B01"));
        Assert.Null(place.Now(Kind, AddBooked(place)).Values[InvoiceKind.Remittance]);
        Assert.Equal("value.refused", Assert.Throws<RecordRefusedException>(() => place.Edit(Kind, 1, (InvoiceKind.Title, "Other"))).Refusal.Code);
        place.Edit(Kind, 1, (InvoiceKind.DeliveryMethod, "paper"));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_booked_invoice_is_not_changed_by_what_was_begun_or_done_while_it_was_a_draft(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var lines = (decimal price) => DocumentLine.Map([new DocumentLine { Text = "Box", Quantity = 2, Price = price, Vat = 21 }]);
        var id = place.Add(Kind, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.OfLines, lines(50)));
        var edited = place.Edit(Kind, id, (InvoiceKind.OfLines, lines(100))).Set!.Id;
        var draft = place.Now(Kind, id);
        var booking = place.Step(Kind, id, "book")!.Set.Id;
        var booked = place.Now(Kind, id);
        // A form that was opened before.
        var stale = new GivenRecord(draft.Values, new Dictionary<int, string?> { [InvoiceKind.OfLines.Ordinal] = lines(1) });
        var edit = new EditRecord(place.Base, Kind, Viewer.CommandLine, place.Clock);
        Assert.Equal("record.issued",
            Assert.Throws<RefusedException>(() => { edit.Do(id, draft.Version, stale, place.Actor, GivenBy.Steps); }).Refusal.Code);
        var changes = new ChangeSets(place.Base, place.Clock);
        foreach (var set in new[] { edited, booking })
            Assert.Equal("undo.issued", Assert.Throws<RefusedException>(() => { changes.Undo(set, place.Actor); }).Refusal.Code);
        Assert.Equal((booked.Version, "WEB-I-2026-0001", "242.0000"), (place.Now(Kind, id).Version, place.Now(Kind, id).Values[InvoiceKind.OwnNumber],
            place.Now(Kind, id).Values[InvoiceKind.OfTotal]));
        // What may still change can be changed and taken back.
        var way = place.Edit(Kind, id, (InvoiceKind.DeliveryMethod, "paper")).Set!.Id;
        changes.Undo(way, place.Actor);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_credit_note_takes_an_invoice_back_once_and_never_more_than_it_was(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = AddBooked(place);
        var credit = new CreditInvoice(place.Base, Viewer.CommandLine, place.Clock);
        var note = CreateRecord.IdOf(place.Base, credit.Do(id, place.Actor));
        var second = CreateRecord.IdOf(place.Base, credit.Do(id, place.Actor));
        var values = place.Now(Kind, note).Values;
        Assert.Equal("-242.0000", values[InvoiceKind.OfTotal]);
        Assert.Equal($"{id}", values[InvoiceKind.Credits]);
        Assert.Equal(242m, InvoiceKind.OpenAmount(place.Row(Kind, id)));
        place.Edit(Kind, note, (InvoiceKind.OfLines, DocumentLine.Map([new DocumentLine { Text = "Box", Quantity = -1, Price = 100, Vat = 21 }])));
        place.Step(Kind, note, "book");
        Assert.Null(place.Now(Kind, note).Values[InvoiceKind.Remittance]);
        Assert.Equal(121m, InvoiceKind.OpenAmount(place.Row(Kind, id)));
        Assert.Equal("invoice.overcredited", Assert.Throws<RefusedException>(() => place.Step(Kind, second, "book")).Refusal.Code);
        place.Edit(Kind, second, (InvoiceKind.OfLines, DocumentLine.Map([new DocumentLine { Text = "Box", Quantity = -1, Price = 100, Vat = 21 }])));
        place.Step(Kind, second, "book");
        Assert.Equal("paid", Kind.ShownState(place.Row(Kind, id))!.Code);
        Assert.Equal("invoice.credited", CreditInvoice.Refuses(place.Row(Kind, id))!.Code);
        Assert.Equal("invoice.credited", Assert.Throws<RefusedException>(() => credit.Do(id, place.Actor)).Refusal.Code);
        Assert.Equal("invoice.is_credit", Assert.Throws<RefusedException>(() => credit.Do(note, place.Actor)).Refusal.Code);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task What_a_customer_owes_and_was_billed_equals_the_sums_of_the_list(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var ids = new[] { 100m, 50m, 25m }.Select(p => AddBooked(place, p)).ToList();
        place.Step(Kind, CreateRecord.IdOf(place.Base, new CreditInvoice(place.Base, Viewer.CommandLine, place.Clock).Do(ids[0], place.Actor)), "book");
        foreach (var today in new[] { "2026-01-01", "2099-01-01" })
        {
            var list = new RecordList(place.Base, Kind, Viewer.CommandLine, today);
            var (of, sums) = (new RecordQuery { Customer = 1 }, InvoiceSums.Of(place.Base, 1, today));
            Assert.Equal(list.Sums(of with { States = [InvoiceKind.Booked, InvoiceKind.InProgress] }, "open_amount"), sums.Open);
            Assert.Equal(list.Sums(of with { Special = "overdue" }, "open_amount"), sums.Overdue);
            Assert.Equal(list.Sums(of with { States = [InvoiceKind.Booked, InvoiceKind.InProgress, InvoiceKind.Paid] }, "total"), sums.Billed);
        }
        Assert.Equal((181.5m, 2), InvoiceSums.Of(place.Base, 1, "2099-01-01").Overdue["EUR"]);
    }

    [Theory, EachEngine]
    public async Task A_payment_link_takes_over_what_its_invoice_says(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = AddBooked(place);
        var link = place.Add(PaymentLinkKind.Instance, (PaymentLinkKind.OfCustomer, "1"), (PaymentLinkKind.Invoice, $"{id}"), (PaymentLinkKind.OfAmount, "242"),
            (PaymentLinkKind.Address, "pay.example/abc"));
        var values = place.Now(PaymentLinkKind.Instance, link).Values;
        Assert.Equal("1 EUR", $"{values[PaymentLinkKind.OfShop]} {values[PaymentLinkKind.InCurrency]}");
        place.Step(PaymentLinkKind.Instance, link, "pay");
        Assert.Equal("paid", place.Now(PaymentLinkKind.Instance, link).Values[PaymentLinkKind.OfState]);
    }

    [Theory, EachEngine]
    public async Task A_credit_note_of_no_invoice_is_open_until_it_is_set_off_or_paid_out(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = AddBooked(place);
        var (note, large) = (Note("-42"), Note("-500"));
        Assert.Equal(("booked", -42m), (Kind.ShownState(place.Row(Kind, note))!.Code, InvoiceKind.OpenAmount(place.Row(Kind, note))));
        Assert.Equal(["credit_note", "unapplied"], Kind.Signs(place.Row(Kind, note), "2026-11-30").Select(s => s.Key));
        var list = new RecordList(place.Base, Kind, Viewer.CommandLine, "2026-11-30");
        Assert.Equal((3, false), (list.Counts(new RecordQuery())["booked"], list.Counts(new RecordQuery()).ContainsKey("paid")));
        Assert.Equal(2, list.Count(new RecordQuery { Special = InvoiceKind.Unapplied }));
        var apply = new ApplyCredit(place.Base, Viewer.CommandLine, place.Clock);
        Assert.Equal([id], apply.Offered(place.Now(Kind, note), "2026-11-30", 10).Select(r => r.State.Id));
        Assert.Equal([id], apply.Offered(place.Now(Kind, large), "2026-11-30", 10).Select(r => r.State.Id));
        Assert.Equal("credit.more_than_open", Refused(large, id, 242.0001m));
        Assert.Equal("invoice.is_credit", Refused(note, large));
        Assert.Equal("credit.not_open", Refused(id, note));
        Assert.Equal("record.unknown", Refused(note, 99));
        place.AddCustomer("Other");
        var other = place.Add(Kind, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "2"), (InvoiceKind.WithoutLines, "900"));
        place.Step(Kind, other, "book");
        Assert.Equal("credit.other", Refused(note, other));
        var done = apply.Do(note, [new SetOffPart(id, 42)], place.Actor);
        Assert.Equal((200m, "paid", 0m), (InvoiceKind.OpenAmount(place.Row(Kind, id)), Kind.ShownState(place.Row(Kind, note))!.Code,
            InvoiceKind.OpenAmount(place.Row(Kind, note))));
        Assert.Equal("credit.not_open", Refused(note, id));
        new ChangeSets(place.Base, place.Clock).Undo(done.Set.Id, place.Actor);
        Assert.Equal((242m, -42m), (InvoiceKind.OpenAmount(place.Row(Kind, id)), InvoiceKind.OpenAmount(place.Row(Kind, note))));
        place.Add(PaymentKind.Instance, (PaymentKind.OfCustomer, "1"), (PaymentKind.Invoice, $"{note}"), (PaymentKind.OfAmount, "42"),
            (PaymentKind.Direction, PaymentKind.Refund));
        Assert.Equal("paid", Kind.ShownState(place.Row(Kind, note))!.Code);
        Assert.Equal("credit.not_open", Refused(note, id));
        place.AssertSound();

        long Note(string amount)
        {
            var made = place.Add(Kind, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, amount));
            place.Step(Kind, made, "book");
            return made;
        }

        string Refused(long from, long to, decimal amount = 42) =>
            Assert.Throws<RefusedException>(() => apply.Do(from, [new SetOffPart(to, amount)], place.Actor)).Refusal.Code;
    }

    [Theory, EachEngine]
    public async Task What_was_paid_and_then_credited_is_to_the_credit_of_the_customer_until_it_is_set_off_or_paid_out(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var (id, next) = (AddBooked(place), AddBooked(place));
        Pay(id, 242, PaymentKind.Incoming);
        var note = CreateRecord.IdOf(place.Base, new CreditInvoice(place.Base, Viewer.CommandLine, place.Clock).Do(id, place.Actor));
        place.Step(Kind, note, "book");
        Assert.Equal((-242m, 0m), (Open(id), Open(note)));
        Assert.Equal(["in_credit"], Kind.Signs(place.Row(Kind, id), "2026-11-30").Select(s => s.Key));
        var list = new RecordList(place.Base, Kind, Viewer.CommandLine, "2026-11-30");
        Assert.Equal([id], list.Page(new RecordQuery { Special = InvoiceKind.Unapplied }, null, 10).Rows.Select(r => r.State.Id));
        var sums = InvoiceSums.Of(place.Base, 1, "2026-11-30");
        Assert.Equal(((242m, 1L), (242m, 1L)), (sums.Credit["EUR"], sums.Open["EUR"]));
        var apply = new ApplyCredit(place.Base, Viewer.CommandLine, place.Clock);
        Assert.Equal("credit.not_open", Assert.Throws<RefusedException>(() => apply.Do(note, [new SetOffPart(next, 1)], place.Actor)).Refusal.Code);
        Assert.Equal([next], apply.Offered(place.Now(Kind, id), "2026-11-30", 10).Select(r => r.State.Id));
        apply.Do(id, [new SetOffPart(next, 200)], place.Actor);
        Assert.Equal((-42m, 42m), (Open(id), Open(next)));
        Assert.Equal("credit.more_than_left",
            Assert.Throws<RefusedException>(() => apply.Do(id, [new SetOffPart(next, 42), new SetOffPart(AddBooked(place), 1)], place.Actor)).Refusal.Code);
        Pay(id, 42, PaymentKind.Refund);
        Assert.Equal((0m, 0), (Open(id), list.Count(new RecordQuery { Special = InvoiceKind.Unapplied })));
        Assert.Equal("credit.not_open", Assert.Throws<RefusedException>(() => apply.Do(id, [new SetOffPart(next, 1)], place.Actor)).Refusal.Code);
        place.AssertSound();

        decimal Open(long of) => InvoiceKind.OpenAmount(place.Row(Kind, of));

        void Pay(long of, decimal amount, string direction) => place.Add(PaymentKind.Instance, (PaymentKind.OfCustomer, "1"), (PaymentKind.Invoice, $"{of}"),
            (PaymentKind.OfAmount, Amount.Write(amount)), (PaymentKind.Direction, direction));
    }

    [Theory, EachEngine]
    public async Task Of_more_open_invoices_than_are_offered_the_oldest_are(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var all = Enumerable.Range(0, 5).Select(i => Dated($"2026-11-{20 - i}", "10", "EUR")).ToList();
        // What cannot be offered takes the place of nothing: another currency, a credit note.
        Dated("2026-11-01", "10", "USD");
        Dated("2026-11-02", "-5", "EUR");
        var note = Dated("2026-11-03", "-25", "EUR");
        var apply = new ApplyCredit(place.Base, Viewer.CommandLine, place.Clock);
        Assert.Equal([all[4], all[3], all[2]], apply.Offered(place.Now(Kind, note), "2026-11-30", 3).Select(r => r.State.Id));
        Assert.Equal(5, apply.Offered(place.Now(Kind, note), "2026-11-30", 50).Count);

        long Dated(string day, string amount, string currency)
        {
            var made = place.Add(Kind, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, amount),
                (InvoiceKind.Dated, day), (InvoiceKind.InCurrency, currency));
            place.Step(Kind, made, "book");
            return made;
        }
    }

    [Theory, EachEngine]
    public async Task A_credit_note_is_set_off_in_part_and_against_several_invoices_exactly(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var (first, second) = (AddBooked(place), AddBooked(place));
        var note = place.Add(Kind, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, "-300"));
        place.Step(Kind, note, "book");
        var apply = new ApplyCredit(place.Base, Viewer.CommandLine, place.Clock);
        var offered = apply.Offered(place.Now(Kind, note), "2026-11-30", 10);
        Assert.Equal([new SetOffPart(first, 242), new SetOffPart(second, 58)], ApplyCredit.Proposed(place.Row(Kind, note), offered));
        Assert.Equal("credit.nothing", Refused());
        Assert.Equal("credit.amount", Refused((first, 0)));
        Assert.Equal("credit.amount", Refused((first, -1)));
        Assert.Equal("credit.twice", Refused((first, 1), (first, 1)));
        Assert.Equal("credit.more_than_open", Refused((first, 1), (second, 242.0001m)));
        Assert.Equal("credit.more_than_left", Refused((first, 150), (second, 150.0001m)));
        // Nothing of a refused one is done.
        Assert.Equal((242m, 242m, -300m), Open());
        var one = apply.Do(note, [new SetOffPart(first, 0.1m), new SetOffPart(second, 0.2m)], place.Actor);
        Assert.Equal(2, one.Set.Created);
        Assert.Equal((241.9m, 241.8m, -299.7m), Open());
        Assert.Equal("credit.more_than_left", Refused((first, 241.9m), (second, 57.8001m)));
        var rest = apply.Do(note, [new SetOffPart(first, 241.9m), new SetOffPart(second, 57.8m)], place.Actor);
        Assert.Equal((0m, 184m, 0m), Open());
        Assert.Equal(("paid", "booked", "paid"), (State(first), State(second), State(note)));
        Assert.Equal("credit.not_open", Refused((second, 1)));
        var sets = new ChangeSets(place.Base, place.Clock);
        var undone = sets.Undo(rest.Set.Id, place.Actor);
        Assert.Equal((241.9m, 241.8m, -299.7m), Open());
        sets.Undo(undone.Set.Id, place.Actor);
        Assert.Equal((0m, 184m, 0m), Open());
        // One of them is taken back by itself.
        new TrashRecords(place.Base, SetOffKind.Instance, place.Clock).Do([4], place.Actor);
        Assert.Equal((0m, 241.8m, -57.8m), Open());
        place.AssertSound();

        (decimal, decimal, decimal) Open() => (InvoiceKind.OpenAmount(place.Row(Kind, first)), InvoiceKind.OpenAmount(place.Row(Kind, second)),
            InvoiceKind.OpenAmount(place.Row(Kind, note)));

        string State(long of) => Kind.ShownState(place.Row(Kind, of))!.Code;

        string Refused(params (long Invoice, decimal Amount)[] parts) => Assert.Throws<RefusedException>(() =>
            apply.Do(note, [.. parts.Select(p => new SetOffPart(p.Invoice, p.Amount))], place.Actor)).Refusal.Code;
    }
}

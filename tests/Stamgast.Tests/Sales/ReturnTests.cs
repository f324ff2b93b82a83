using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Orders;
using Stamgast.Sales.Returns;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Sales;

public sealed class ReturnTests
{
    private static readonly ReturnKind Kind = ReturnKind.Instance;

    [Theory, EachEngine]
    public async Task No_more_comes_back_than_was_ordered_and_has_not_come_back(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var order = OrderTests.Active(place);
        var first = Add(place, order, new ReturnLine { Quantity = 2 });
        Assert.Equal(("WEB-R-2026-0001", "1", "1"), (place.Now(Kind, first).Values[ReturnKind.OwnNumber], place.Now(Kind, first).Values[ReturnKind.OfCustomer],
            place.Now(Kind, first).Values[ReturnKind.OfShop]));
        Assert.Equal("return.too_many", OrderTests.Problem(() => Add(place, order, new ReturnLine { Quantity = 2 })));
        Assert.Equal("return.quantity", OrderTests.Problem(() => Add(place, order, new ReturnLine { Quantity = 0 })));
        Assert.Equal("return.restock", OrderTests.Problem(() => Add(place, order, new ReturnLine { Quantity = 1, Restocks = true, Resolution = "repair" })));
        place.Edit(Kind, first, (ReturnKind.Lines, MapOf(new ReturnLine { Quantity = 3 })));
        place.Step(Kind, first, "refuse", (ReturnKind.RefusalReason, "Too late"));
        Assert.True(Add(place, order, new ReturnLine { Quantity = 3 }) > 0);
        Assert.Equal("return.order", OrderTests.Problem(() => Add(place, place.AddOrder(), new ReturnLine { Quantity = 1 })));
        place.AddCustomer("Other");
        Assert.Equal("return.other_customer", OrderTests.Problem(() => place.Add(Kind, (ReturnKind.Order, $"{order}"), (ReturnKind.OfCustomer, "2"))));
    }

    [Theory, EachEngine]
    public async Task An_order_is_returned_once_all_of_it_came_back_and_no_longer_when_that_is_undone(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var order = OrderTests.Active(place);
        var quantities = DocumentLine.All(place.Now(OrderKind.Instance, order).Values[OrderKind.OfLines]).ToDictionary(l => l.Id, l => l.Line.Quantity);
        string? State() => OrderKind.Instance.Shown(OrderKind.DeliveryState, place.Row(OrderKind.Instance, order));
        var first = place.Add(Kind, (ReturnKind.Order, $"{order}"), (ReturnKind.Lines, MapValue.Write([KeyValuePair.Create("1",
            new ReturnLine { Quantity = quantities["1"] - 0.5m }.Write())])));
        place.Step(Kind, first, "approve");
        Assert.Equal(0, place.Row(OrderKind.Instance, order).SummedUp["returned"]);
        place.Step(Kind, first, "receive");
        Assert.Equal(quantities["1"] - 0.5m, Stamgast.Formats.Amount.OfColumn(place.Row(OrderKind.Instance, order).SummedUp["returned"]));
        Assert.Equal("open", State());
        var rest = place.Add(Kind, (ReturnKind.Order, $"{order}"), (ReturnKind.Lines, MapValue.Write(quantities.Select(q =>
            KeyValuePair.Create(q.Key, new ReturnLine { Quantity = q.Key == "1" ? 0.5m : q.Value }.Write())))));
        place.Step(Kind, rest, "approve");
        var received = place.Step(Kind, rest, "receive")!;
        Assert.Equal("returned", State());
        new ChangeSets(place.Base, place.Clock).Undo(received.Set.Id, place.Actor);
        Assert.Equal("open", State());
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_refund_proposes_a_credit_note_once_and_undo_proposes_it_again(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var order = OrderTests.Active(place);
        var verb = new CreditReturn(place.Base, Viewer.CommandLine, place.Clock);
        var id = Add(place, order, new ReturnLine { Quantity = 2, Reason = "broken", Condition = "damaged" });
        Assert.Equal("return.not_received", OrderTests.Refusal(() => verb.Do(id, place.Actor)));
        place.Step(Kind, id, "approve");
        place.Step(Kind, id, "receive");
        Assert.Equal("2026-11-30", place.Now(Kind, id).Values[ReturnKind.ReceivedOn]);
        Assert.Equal("return.not_invoiced", OrderTests.Refusal(() => verb.Do(id, place.Actor)));
        var invoice = OrderTests.Invoice(place, order);
        place.Step(InvoiceKind.Instance, invoice, "book");
        place.Step(Kind, id, "handle");
        Assert.True(verb.IsProposed(place.Now(Kind, id)));
        var made = verb.Do(id, place.Actor);
        var credit = place.Now(InvoiceKind.Instance, CreateRecord.IdOf(place.Base, made)).Values;
        Assert.Equal(("-189.7400", $"{invoice}", $"{id}", "draft"), (credit[InvoiceKind.OfTotal], credit[InvoiceKind.Credits], credit[InvoiceKind.OfReturn],
            credit[InvoiceKind.OfState]));
        Assert.False(verb.IsProposed(place.Now(Kind, id)));
        Assert.Equal("return.credited", OrderTests.Refusal(() => verb.Do(id, place.Actor)));
        new ChangeSets(place.Base, place.Clock).Undo(made.Set.Id, place.Actor);
        Assert.True(verb.IsProposed(place.Now(Kind, id)));
        // What came back is not invoiced again.
        Assert.Equal("order.all_invoiced", OrderTests.Refusal(() => OrderTests.Invoice(place, order)));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_return_without_goods_is_not_approved(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var order = OrderTests.Active(place);
        var id = place.Add(Kind, (ReturnKind.Order, $"{order}"));
        Assert.Equal("return.empty", OrderTests.Refusal(() => place.Step(Kind, id, "approve")));
        Assert.Equal(1, place.Row(OrderKind.Instance, order).SummedUp["return_count"]);
    }

    internal static long Add(KindPlace place, long order, ReturnLine line) => place.Add(Kind, (ReturnKind.Order, $"{order}"), (ReturnKind.Lines, MapOf(line)));

    private static string? MapOf(ReturnLine line) => MapValue.Write([KeyValuePair.Create("1", line.Write())]);
}

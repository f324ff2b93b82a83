using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Sales.Contracts;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Orders;
using Stamgast.Sales.Returns;
using Stamgast.Shops;
using Stamgast.Testing;
using Stamgast.Tests.Exchange;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Sales;

public sealed class IssuedOrderTests
{
    [Theory, EachEngine]
    public async Task What_was_issued_stays_with_its_customer_shop_and_currency(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Other");
        place.Add(ShopKind.Instance, (ShopKind.Name, "Gent"), (ShopKind.Code, "gent"));
        var (order, offer) = (place.AddOrder(), place.Add(OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1")));
        var contract = place.Add(ContractKind.Instance, (ContractKind.Title, "Machine"), (ContractKind.OfShop, "1"), (ContractKind.OfCustomer, "1"),
            (ContractKind.Start, "2026-11-01"));
        foreach (var (kind, id, step) in new (RecordKind, long, string)[]
        {
            (OrderKind.Instance, order, "activate"), (OfferKind.Instance, offer, "send"), (ContractKind.Instance, contract, "activate"),
        })
        {
            // A draft can still be another's.
            place.Edit(kind, id, (kind.Customer!, "2"), (kind.Shop!, "2"), (kind.Currency!, "usd"));
            place.Edit(kind, id, (kind.Customer!, "1"), (kind.Shop!, "1"), (kind.Currency!, "eur"));
            place.Step(kind, id, step);
            foreach (var (field, text) in new (KindField, string)[] { (kind.Customer!, "2"), (kind.Shop!, "2"), (kind.Currency!, "USD") })
                Assert.Equal("record.fixed", OrderTests.Problem(() => place.Edit(kind, id, (field, text))));
            var now = place.Now(kind, id).Values;
            Assert.Equal(("1", "1", "EUR"), (now[kind.Customer!], now[kind.Shop!], now[kind.Currency!]));
        }
        // On hold too; what else it says can still change.
        place.Step(OrderKind.Instance, order, "hold");
        Assert.Equal("record.fixed", OrderTests.Problem(() => place.Edit(OrderKind.Instance, order, (OrderKind.OfCustomer, "2"))));
        place.Edit(OrderKind.Instance, order, (OrderKind.Reference, "PO 7"), (OrderKind.OfCustomer, "1"));
        Assert.Equal(["Conflict exchange.fixed"], place.Rows(place.Stage(OrderKind.Instance, $"id;currency\n{order};USD\n").Set));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_return_stays_with_its_customer_and_shop_and_moves_to_no_order_of_another(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Other");
        place.Add(ShopKind.Instance, (ShopKind.Name, "Gent"), (ShopKind.Code, "gent"));
        var (order, same, others) = (OrderTests.Active(place), OrderTests.Active(place), place.AddOrder(2));
        place.Step(OrderKind.Instance, others, "activate");
        var kind = ReturnKind.Instance;
        var id = place.Add(kind, (ReturnKind.Order, $"{order}"));
        Assert.Equal("record.fixed", OrderTests.Problem(() => place.Edit(kind, id, (ReturnKind.OfShop, "2"))));
        Assert.Equal("record.fixed", OrderTests.Problem(() => place.Edit(kind, id, (ReturnKind.OfCustomer, "2"), (ReturnKind.Order, $"{others}"))));
        Assert.Equal("return.other_customer", OrderTests.Problem(() => place.Edit(kind, id, (ReturnKind.Order, $"{others}"))));
        place.Edit(kind, id, (ReturnKind.Order, $"{same}"), (ReturnKind.OfShop, "1"));
        Assert.Equal(($"{same}", "1"), (place.Now(kind, id).Values[ReturnKind.Order], place.Now(kind, id).Values[ReturnKind.OfCustomer]));
        place.AssertSound();
    }
}

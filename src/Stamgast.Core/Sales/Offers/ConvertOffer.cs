using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Sales.Orders;

namespace Stamgast.Sales.Offers;

/// <summary>An offer was converted before: its order is already there.</summary>
public sealed class ConvertedException(long offer, string? number, long order, string? orderNumber)
    : RefusedException("offer.converted", offer, number, orderNumber ?? "#" + order.ToString(CultureInfo.InvariantCulture))
{
    /// <summary>The ID of that order.</summary>
    public long Order { get; } = order;
}

/// <summary>Makes an order of an accepted offer, once: with a number of its own, the same lines, and in progress.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class ConvertOffer(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Adds the order.</summary>
    /// <exception cref="ConvertedException">There is an order of it outside the trash.</exception>
    /// <exception cref="RecordRefusedException">The customer is inactive, or the shop is.</exception>
    /// <exception cref="RefusedException">record.unknown; record.trashed; offer.not_accepted; busy</exception>
    public ChangeOutcome Do(long offer, Actor actor) => new ChangeSets(customers, clock).Create(OrderKind.Instance.Shape, transaction =>
    {
        using var context = new KindContext(customers, viewer, clock, transaction);
        var shape = OfferKind.Instance.Shape;
        var state = context.Find(shape, offer) ?? throw new RefusedException(Refusals.Unknown(shape), offer);
        if (state.Trashed) throw new RefusedException(Refusals.Trashed(shape), offer);
        var from = state.Values;
        if (from[OfferKind.OfState] != OfferKind.Accepted) throw new RefusedException("offer.not_accepted", offer, from[OfferKind.OwnNumber] ?? "#" + offer);
        if (OrderOf(transaction, offer) is { } made)
            throw new ConvertedException(offer, from[OfferKind.OwnNumber], made, context.Find(OrderKind.Instance.Shape, made)?.Values[OrderKind.OwnNumber]);
        var given = GivenRecord.New(OrderKind.Instance,
            (OrderKind.OfShop, from[OfferKind.OfShop]), (OrderKind.OfCustomer, from[OfferKind.OfCustomer]),
            (OrderKind.Offer, offer.ToString(CultureInfo.InvariantCulture)), (OrderKind.Ordered, context.Today),
            (OrderKind.Reference, from[OfferKind.Reference]), (OrderKind.InCurrency, from[OfferKind.InCurrency]),
            (OrderKind.BillTo, from[OfferKind.BillTo]), (OrderKind.OfLines, from[OfferKind.OfLines]), (OrderKind.OfState, OrderKind.Active));
        var values = RecordRules.Judge(OrderKind.Instance, given, context, GivenBy.Steps).ValuesOrRefusal();
        CustomerAddresses.Suggest(OrderKind.Instance, values, context);
        if (context.CustomerOf(OrderKind.Instance.CustomerOf(values)!.Value) is { } customer) values[OrderKind.Issued] = IssuedCustomer.Of(customer.Values);
        values[OrderKind.OwnNumber] = NumberSeries.Take(transaction, OrderKind.Instance, values, context);
        OrderKind.Instance.Shape.Derive(values);
        return [values];
    }, actor);

    private static long? OrderOf(WriteTransaction transaction, long offer)
    {
        var found = transaction.Number($"select coalesce(min(o.id), 0) from sale_order o where o.offer = @offer and {transaction.Engine.No("o.trashed")}",
            ("offer", offer));
        return found == 0 ? null : found;
    }
}

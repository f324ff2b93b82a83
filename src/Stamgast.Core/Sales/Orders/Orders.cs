using Stamgast.Kinds;

namespace Stamgast.Sales.Orders;

/// <summary>Looks up an order for something that is done with it.</summary>
internal static class Orders
{
    /// <summary>An order in progress.</summary>
    /// <param name="alsoFinished">A finished one will do too.</param>
    /// <exception cref="RefusedException">record.unknown; record.trashed; order.held: it is on hold; order.not_active: a draft, finished or
    /// cancelled</exception>
    public static RecordState MustBeActive(KindContext context, long order, bool alsoFinished = false)
    {
        var shape = OrderKind.Instance.Shape;
        var state = context.Find(shape, order) ?? throw new RefusedException(Refusals.Unknown(shape), order);
        if (state.Trashed) throw new RefusedException(Refusals.Trashed(shape), order);
        return state.Values[OrderKind.OfState] switch
        {
            OrderKind.Active => state,
            OrderKind.Finished when alsoFinished => state,
            OrderKind.Hold => throw new RefusedException("order.held", order, state.Values[OrderKind.OwnNumber]),
            _ => throw new RefusedException("order.not_active", order, state.Values[OrderKind.OwnNumber] ?? "#" + order),
        };
    }
}

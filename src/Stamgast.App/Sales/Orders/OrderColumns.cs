using Stamgast.App.Kinds;
using Stamgast.Sales.Orders;

namespace Stamgast.App.Sales.Orders;

/// <summary>The columns of a list of orders that no field has.</summary>
internal static class OrderColumns
{
    /// <summary>How much of it was paid.</summary>
    public static readonly ExtraColumn Payment = new("order.payment", (row, visit) =>
        row[OrderKind.OfState] is OrderKind.Draft or OrderKind.Cancelled ? null
        : OrderKind.PaymentState(row) is var state && state == "none" ? null
        : (visit.T("order.payment." + state), state is "part" or "refunded" ? "warn-text" : "sec"));
}

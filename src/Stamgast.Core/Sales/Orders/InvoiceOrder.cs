using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Sales.Invoices;

namespace Stamgast.Sales.Orders;

/// <summary>Makes a draft invoice of what was not yet invoiced of an order.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class InvoiceOrder(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Adds the draft.</summary>
    /// <exception cref="RefusedException">record.unknown; record.trashed; order.held; order.not_active; order.all_invoiced: nothing is left;
    /// busy</exception>
    public ChangeOutcome Do(long order, Actor actor) => new ChangeSets(customers, clock).Create(InvoiceKind.Instance.Shape, transaction =>
    {
        using var context = new KindContext(customers, viewer, clock, transaction);
        var state = Orders.MustBeActive(context, order, alsoFinished: true);
        var left = OrderInvoices.Left(context, state);
        if (left.Count == 0) throw new RefusedException("order.all_invoiced", order, state.Values[OrderKind.OwnNumber]);
        var from = state.Values;
        var given = GivenRecord.New(InvoiceKind.Instance,
            (InvoiceKind.OfShop, from[OrderKind.OfShop]), (InvoiceKind.OfCustomer, from[OrderKind.OfCustomer]),
            (InvoiceKind.Order, order.ToString(CultureInfo.InvariantCulture)), (InvoiceKind.Title, from[OrderKind.Reference]),
            (InvoiceKind.InCurrency, from[OrderKind.InCurrency]), (InvoiceKind.BillTo, from[OrderKind.BillTo]),
            (InvoiceKind.OfLines, MapValue.Write(left.Select(l => KeyValuePair.Create(l.Id, l.Line.Write())))));
        return [RecordRules.Judge(InvoiceKind.Instance, given, context, GivenBy.Steps).ValuesOrRefusal()];
    }, actor);

    /// <summary>True when something of an order is left to invoice.</summary>
    public bool HasLeft(RecordState order)
    {
        using var context = new KindContext(customers, viewer, clock);
        return OrderInvoices.Left(context, order).Count > 0;
    }
}

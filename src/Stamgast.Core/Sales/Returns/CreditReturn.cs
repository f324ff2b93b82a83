using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Orders;

namespace Stamgast.Sales.Returns;

/// <summary>Makes a draft credit note for what a return pays back, once.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class CreditReturn(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>True when the goods came back and something is to be paid back that has no credit note yet.</summary>
    public bool IsProposed(RecordState record)
    {
        if (!IsBack(record) || Refunds(record).Count == 0) return false;
        using var context = new KindContext(customers, viewer, clock);
        return CreditOf(context, record.Id) is null;
    }

    /// <summary>Adds the draft: the lines of the order with what came back as a negative quantity.</summary>
    /// <exception cref="RefusedException">record.unknown; record.trashed; return.not_received; return.no_refund; return.credited; return.not_invoiced: no
    /// booked invoice has these lines; busy</exception>
    public ChangeOutcome Do(long id, Actor actor) => new ChangeSets(customers, clock).Create(InvoiceKind.Instance.Shape, transaction =>
    {
        using var context = new KindContext(customers, viewer, clock, transaction);
        var shape = ReturnKind.Instance.Shape;
        var record = context.Find(shape, id) ?? throw new RefusedException(Refusals.Unknown(shape), id);
        if (record.Trashed) throw new RefusedException(Refusals.Trashed(shape), id);
        var number = record.Values[ReturnKind.OwnNumber] ?? "#" + id.ToString(CultureInfo.InvariantCulture);
        if (!IsBack(record)) throw new RefusedException("return.not_received", id, number);
        var refunds = Refunds(record);
        if (refunds.Count == 0) throw new RefusedException("return.no_refund", id, number);
        if (CreditOf(context, id) is { } made) throw new RefusedException("return.credited", id, number, made);
        var order = context.Find(OrderKind.Instance, record.Values[ReturnKind.Order])!;
        var invoice = OrderInvoices.Of(context, order.Id).FirstOrDefault(i => i.Bills && i.State != InvoiceKind.Draft
            && DocumentLine.All(i.Lines).Any(l => refunds.Exists(r => r.Id == l.Id)))
            ?? throw new RefusedException("return.not_invoiced", id, number, order.Values[OrderKind.OwnNumber]);
        var lines = DocumentLine.All(order.Values[OrderKind.OfLines]).Where(l => refunds.Exists(r => r.Id == l.Id))
            .Select(l => KeyValuePair.Create(l.Id, (l.Line with { Quantity = -refunds.Find(r => r.Id == l.Id).Line.Quantity }).Write()));
        var given = GivenRecord.New(InvoiceKind.Instance,
            (InvoiceKind.OfShop, order.Values[OrderKind.OfShop]), (InvoiceKind.OfCustomer, record.Values[ReturnKind.OfCustomer]),
            (InvoiceKind.Credits, invoice.Id.ToString(CultureInfo.InvariantCulture)), (InvoiceKind.OfReturn, id.ToString(CultureInfo.InvariantCulture)),
            (InvoiceKind.Title, number), (InvoiceKind.InCurrency, order.Values[OrderKind.InCurrency]), (InvoiceKind.BillTo, order.Values[OrderKind.BillTo]),
            (InvoiceKind.OfLines, MapValue.Write(lines)));
        return [RecordRules.Judge(InvoiceKind.Instance, given, context, GivenBy.Steps).ValuesOrRefusal()];
    }, actor);

    private static bool IsBack(RecordState record) => record.Values[ReturnKind.OfState] is ReturnKind.Received or ReturnKind.Handled;

    private static List<(string Id, ReturnLine Line)> Refunds(RecordState record) =>
        [.. ReturnLine.All(record.Values[ReturnKind.Lines]).Where(l => l.Line.Resolution == ReturnLine.Refund)];

    private static long? CreditOf(KindContext context, long id)
    {
        using var command = context.Reader.Query($"select min(c.id) from invoice c where c.return_id = @id and {context.Engine.No("c.trashed")}", ("id", id));
        return command.ExecuteScalar() is long found ? found : null;
    }
}

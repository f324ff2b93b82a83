using System.Globalization;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;

namespace Stamgast.Sales.Orders;

/// <summary>One invoice of an order, or a credit note that refers to it.</summary>
/// <param name="Bills">True when it keeps the order from being cancelled: neither a credit note, nor credited wholly.</param>
public sealed record OrderInvoice(long Id, string? Number, string State, string? Lines, decimal Total, bool Bills);

/// <summary>What was invoiced of an order. A line of an invoice has the ID of the line of the order that it bills, or one of its own.</summary>
public static class OrderInvoices
{
    /// <summary>The invoices and credit notes outside the trash that refer to an order.</summary>
    public static IReadOnlyList<OrderInvoice> Of(KindContext context, long order)
    {
        var kind = InvoiceKind.Instance;
        using var command = context.Reader.Query(RecordStates.Select(kind.Shape, context.Engine,
            $"c.order_id = @order and {kind.Shape.Alive(context.Engine, "c")}", "coalesce(c.credited, 0)") + " order by c.id", ("order", order));
        using var rows = command.ExecuteReader();
        var found = new List<OrderInvoice>();
        while (rows.Read())
        {
            var state = RecordStates.At(kind.Shape, rows);
            var values = state.Values;
            var credited = Amount.OfColumn(Convert.ToInt64(rows.GetValue(4 + kind.Shape.Fields.Count), CultureInfo.InvariantCulture));
            var (total, isDraft) = (Amount.Of(values[InvoiceKind.OfTotal]), values[InvoiceKind.OfState] == InvoiceKind.Draft);
            found.Add(new OrderInvoice(state.Id, values[InvoiceKind.OwnNumber], values[InvoiceKind.OfState] ?? "", values[InvoiceKind.OfLines], total,
                values[InvoiceKind.Credits] is null && (isDraft || total + credited != 0)));
        }
        return found;
    }

    /// <summary>What is left to invoice of an order: its lines with what is left of their quantity; those invoiced wholly are left out.</summary>
    public static IReadOnlyList<(string Id, DocumentLine Line)> Left(KindContext context, RecordState order)
    {
        var invoices = Of(context, order.Id);
        var lines = DocumentLine.All(order.Values[OrderKind.OfLines]);
        // One from elsewhere may have a total and no lines: what it bills cannot be told line by line.
        if (invoices.Where(i => i.Lines is null).Sum(i => i.Total) is var unlined and not 0 && unlined >= Amount.Of(order.Values[OrderKind.OfNet])) return [];
        var done = invoices.SelectMany(i => DocumentLine.All(i.Lines)).GroupBy(l => l.Id, l => l.Line.Quantity, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal);
        return [.. lines.Select(l => (l.Id, Line: l.Line with { Quantity = l.Line.Quantity - done.GetValueOrDefault(l.Id) }))
            .Where(l => l.Line.Quantity != 0 && l.Line.Quantity > 0 == lines.First(o => o.Id == l.Id).Line.Quantity > 0)];
    }
}

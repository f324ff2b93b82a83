using System.Globalization;
using Stamgast.Formats;
using Stamgast.Kinds.Lists;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Payments;

namespace Stamgast.App.Sales.Invoices;

/// <summary>The addresses of forms that begin with what an invoice says.</summary>
internal static class InvoicePayments
{
    /// <summary>A payment of what is open; or a refund of what was paid too much, or else of what was paid.</summary>
    public static string New(RecordRow invoice, bool refund)
    {
        var open = InvoiceKind.OpenAmount(invoice);
        var settled = Amount.OfColumn(invoice.SummedUp["settled"]);
        var amount = !refund ? open : open < 0 ? -open : Math.Max(settled, 0);
        return Address("/payments/new", invoice, amount, "direction", refund ? PaymentKind.Refund : PaymentKind.Incoming);
    }

    /// <summary>A payment link for what is open.</summary>
    public static string NewLink(RecordRow invoice) =>
        Address("/payment-links/new", invoice, InvoiceKind.OpenAmount(invoice), "title", invoice[InvoiceKind.OwnNumber] ?? "");

    private static string Address(string path, RecordRow invoice, decimal amount, string name, string value)
    {
        var given = new (string Name, string? Value)[]
        {
            ("invoice", invoice.State.Id.ToString(CultureInfo.InvariantCulture)), ("customer", invoice[InvoiceKind.OfCustomer]),
            ("shop", invoice[InvoiceKind.OfShop]), ("currency", invoice[InvoiceKind.InCurrency]), ("amount", amount > 0 ? Amount.Write(amount) : null),
            (name, value),
        };
        return path + "?" + string.Join('&', given.Where(g => !string.IsNullOrEmpty(g.Value)).Select(g => $"{g.Name}={Uri.EscapeDataString(g.Value!)}"));
    }
}

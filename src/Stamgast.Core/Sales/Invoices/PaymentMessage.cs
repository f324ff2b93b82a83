using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Shops;

namespace Stamgast.Sales.Invoices;

/// <summary>The structured message of a Belgian invoice: two digits of the shop and the last eight of the number, so that each invoice has its own.</summary>
internal static class PaymentMessage
{
    private const int OfNumber = 8;
    private const string Belgium = "BE";

    /// <summary>The message of an invoice that has its number; null outside Belgium, or for a number without digits.</summary>
    public static string? Of(RecordValues invoice, KindContext context)
    {
        var shop = context.Find(ShopKind.Instance, invoice[InvoiceKind.OfShop]);
        if (shop is null || !IsBelgian(shop, context) || invoice[InvoiceKind.InCurrency] != "EUR") return null;
        var digits = new string([.. (invoice[InvoiceKind.OwnNumber] ?? "").Where(char.IsAsciiDigit)]);
        if (digits.Length == 0) return null;
        var ten = $"{shop.Id % 100:00}{digits[Math.Max(0, digits.Length - OfNumber)..].PadLeft(OfNumber, '0')}";
        return StructuredCommunication.Format(ten);
    }

    // Its VAT number says where it is, else its account, else the organisation.
    private static bool IsBelgian(RecordState shop, KindContext context) =>
        (shop.Values[ShopKind.VatNumber] ?? shop.Values[ShopKind.Iban] ?? context.Settings.HomeCountry).StartsWith(Belgium, StringComparison.OrdinalIgnoreCase);
}

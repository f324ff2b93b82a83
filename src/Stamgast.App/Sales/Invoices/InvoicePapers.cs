using System.Globalization;
using Stamgast.App.Sales.Invoices.Paper;
using Stamgast.Attachments;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Language;
using Stamgast.Sales.Invoices;
using Stamgast.Settings;
using Stamgast.Shops;

namespace Stamgast.App.Sales.Invoices;

/// <summary>An invoice as a file.</summary>
/// <param name="Culture">The one in which it is written.</param>
internal sealed record InvoiceFile(string Name, byte[] Bytes, CultureInfo Culture);

/// <summary>Makes the files of invoices.</summary>
internal sealed class InvoicePapers(Base customers, DocumentStore store, Viewer viewer, OrganisationSettings organisation,
    ILogger<InvoicePapers> log)
{
    /// <summary>The file of an invoice.</summary>
    /// <exception cref="RefusedException">record.unknown: there is no such invoice for this viewer.</exception>
    public InvoiceFile Of(long id)
    {
        using var paper = PaperOf(id, out var culture);
        var bytes = paper.Write();
        // Without its logo rather than not at all; the page of the shop says it too.
        if (paper.LacksLogo) log.LogWarning("The logo of the shop could not be drawn on invoice {Invoice}: upload it again", id);
        return new InvoiceFile(paper.FileName, bytes, culture);
    }

    /// <summary>The text of its QR code; null without one.</summary>
    public string? PayloadOf(long id)
    {
        using var paper = PaperOf(id, out _);
        return paper.Payload;
    }

    private InvoicePaper PaperOf(long id, out CultureInfo culture)
    {
        var kind = InvoiceKind.Instance;
        var row = new RecordList(customers, kind, viewer, "9999-12-31").Find(id) ?? throw new RefusedException(Refusals.Unknown(kind.Shape), id);
        var now = row[InvoiceKind.OfCustomer] is { } customer
            ? new CustomerLookup(customers, viewer).Find(long.Parse(customer, CultureInfo.InvariantCulture)) : null;
        if (now is null) throw new RefusedException(Refusals.Unknown(kind.Shape), id);
        var shown = row[InvoiceKind.Issued] is { } issued ? IssuedCustomer.Read(issued) : now.Values;
        var shop = row[InvoiceKind.OfShop] is { } of ? AskedRecords.Require(customers, ShopKind.Instance, long.Parse(of, CultureInfo.InvariantCulture)).Values
            : ShopKind.Instance.Shape.Blank();
        culture = CultureOf(row[InvoiceKind.OfLanguage] ?? shown[CustomerFields.Language] ?? now.Values[CustomerFields.Language], shop);
        return new InvoicePaper(row, shop, shown, ShopLogo.BytesOf(customers, store, shop), culture);
    }

    // English where the shop does not write in the language of the customer.
    private CultureInfo CultureOf(string? language, RecordValues shop)
    {
        var offered = RecordValues.Elements(shop[ShopKind.Languages]).ToList();
        var wanted = language?.Split('-')[0].ToLowerInvariant();
        return wanted is not null && (offered.Count == 0 || offered.Contains(wanted)) && Cultures.Match(language, organisation.HomeCountry) is { } culture
            ? culture : Cultures.English;
    }
}

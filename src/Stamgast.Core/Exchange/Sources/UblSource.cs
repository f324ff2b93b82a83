using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Stamgast.Formats;
using Stamgast.Sales.Lines;

namespace Stamgast.Exchange.Sources;

/// <summary>Invoices and credit notes in UBL 2.1, one or several in a file. Credit notes have negative quantities here.</summary>
internal sealed class UblSource : RecordSource
{
    private const string Namespaces = "urn:oasis:names:specification:ubl:schema:xsd:";
    private const string Cbc = Namespaces + "CommonBasicComponents-2";
    private const string Cac = Namespaces + "CommonAggregateComponents-2";
    private const string CreditNoteCode = "381";

    private static readonly string[] Names =
        ["number", "date", "due_date", "currency", "amount", "email", "language", "remittance", "title", "credits_number", "order_number", "customer_number",
            "customer_company_name", "customer_vat_number", "customer_street", "customer_postal_code", "customer_city", "customer_country", "shop",
            "paid_elsewhere"];

    private readonly XmlReader xml;
    private long count;

    public UblSource(string path) => xml = XmlReader.Create(path, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, CloseInput = true,
    });

    /// <summary>True for a file that begins like one.</summary>
    public static bool Is(string head) => head.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith('<')
        && (head.Contains(Namespaces + "Invoice-2", StringComparison.Ordinal) || head.Contains(Namespaces + "CreditNote-2", StringComparison.Ordinal));

    public override IReadOnlyList<string> Headers => Names;

    public override SourceRow? Read()
    {
        try
        {
            while (!xml.EOF)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "Invoice" or "CreditNote"
                    && xml.NamespaceURI.StartsWith(Namespaces, StringComparison.Ordinal))
                {
                    using var document = xml.ReadSubtree();
                    var row = RowOf(XElement.Load(document), ++count);
                    document.Close();
                    xml.Read();
                    return row;
                }
                xml.Read();
            }
            return null;
        }
        catch (XmlException e)
        {
            throw new RefusedException("exchange.xml", e.LineNumber);
        }
    }

    public override void Dispose() => xml.Dispose();

    private static SourceRow RowOf(XElement document, long place)
    {
        var isCredit = document.Name.LocalName == "CreditNote" || Text(document, "InvoiceTypeCode") == CreditNoteCode;
        var sign = isCredit ? -1 : 1;
        var customer = Part(document, "AccountingCustomerParty");
        var party = Part(customer, "Party");
        var address = Part(party, "PostalAddress");
        var sums = Part(document, "LegalMonetaryTotal");
        // What is payable is less what was paid before the invoice. What is no amount is refused as it stands.
        var (prepaid, given) = (Sum(sums, "PrepaidAmount"), Sum(sums, "TaxInclusiveAmount"));
        given ??= Sum(sums, "PayableAmount") + (prepaid ?? 0);
        var unread = given is null ? Text(sums, "TaxInclusiveAmount") ?? Text(sums, "PayableAmount") : null;
        var total = sign * (given ?? 0);
        var lines = LinesOf(document, sign, place);
        // A document whose own rounding differs keeps its total, and not its lines. So does one with a line that is too large for its total.
        var addsUp = unread is null && lines is { Count: > 0 } && SumOf(lines) == total;
        var cells = new string?[]
        {
            Text(document, "ID"), Text(document, "IssueDate"), Text(document, "DueDate") ?? Text(Part(document, "PaymentMeans"), "PaymentDueDate"),
            Text(document, "DocumentCurrencyCode"), unread ?? Exact(total), Text(Part(party, "Contact"), "ElectronicMail"), Text(Part(party, "Language"), "ID"),
            Text(Part(document, "PaymentMeans"), "PaymentID"), Text(document, "Note"),
            Text(Part(Part(document, "BillingReference"), "InvoiceDocumentReference"), "ID"), null, null,
            Text(Part(party, "PartyLegalEntity"), "RegistrationName") ?? Text(Part(party, "PartyName"), "Name"),
            Text(Part(party, "PartyTaxScheme"), "CompanyID"),
            Text(address, "StreetName"), Text(address, "PostalZone"), Text(address, "CityName"), Text(Part(address, "Country"), "IdentificationCode"), null,
            prepaid is { } before ? before != 0 ? Exact(sign * before) : null : Text(sums, "PrepaidAmount"),
        };
        return new SourceRow(place, [.. cells.Select(c => c ?? "")])
        {
            Numbers = NumbersOf(customer, party), Lines = addsUp ? [.. lines!.Select(l => l.Texts)] : null,
            Remark = addsUp || lines is { Count: 0 } ? null : "exchange.ubl.total",
        };
    }

    // In the order in which they are looked for.
    private static List<string> NumbersOf(XElement? customer, XElement? party) =>
        [.. new[]
        {
            Text(customer, "SupplierAssignedAccountID"), Text(customer, "AdditionalAccountID"), Text(Part(party, "PartyIdentification"), "ID"),
            Text(Part(party, "PartyLegalEntity"), "CompanyID") ?? Text(Part(party, "PartyTaxScheme"), "CompanyID"),
            Text(customer, "CustomerAssignedAccountID"),
        }.OfType<string>().Distinct()];

    // Null when numbers of a line are larger than can be computed with.
    private static decimal? SumOf(List<(DocumentLine Line, LineTexts Texts)> lines)
    {
        try { return Totals.Of(lines.Select(l => l.Line)).Total; }
        catch (OverflowException) { return null; }
    }

    // Null when numbers of a line are larger than can be computed with.
    private static List<(DocumentLine Line, LineTexts Texts)>? LinesOf(XElement document, int sign, long place)
    {
        try { return EachLine(document, sign, place); }
        catch (OverflowException) { return null; }
    }

    private static List<(DocumentLine Line, LineTexts Texts)> EachLine(XElement document, int sign, long place)
    {
        var lines = new List<(DocumentLine, LineTexts)>();
        foreach (var line in document.Elements().Where(e => e.Name.LocalName is "InvoiceLine" or "CreditNoteLine"))
        {
            var item = Part(line, "Item");
            var quantity = Number(line, "InvoicedQuantity") ?? Number(line, "CreditedQuantity") ?? 1;
            var net = Number(line, "LineExtensionAmount") ?? 0;
            var price = Number(Part(line, "Price"), "PriceAmount") ?? net;
            if (Number(Part(line, "Price"), "BaseQuantity") is { } each and not 0) price /= each;
            // With allowances, or prices of more decimals, the amount of the line is what counts.
            if (Totals.Round(quantity * price) != net || Math.Round(price, Amount.Decimals) != price) (quantity, price) = (1, net);
            Add(Text(Part(item, "SellersItemIdentification"), "ID"), Text(item, "Name") ?? Text(item, "Description"), quantity, price,
                Number(Part(item, "ClassifiedTaxCategory"), "Percent") ?? 0);
        }
        foreach (var allowance in document.Elements().Where(e => e.Name.LocalName == "AllowanceCharge"))
            Add(null, Text(allowance, "AllowanceChargeReason"), Text(allowance, "ChargeIndicator") == "true" ? 1 : -1, Number(allowance, "Amount") ?? 0,
                Number(Part(allowance, "TaxCategory"), "Percent") ?? 0);
        return lines;

        void Add(string? code, string? text, decimal quantity, decimal price, decimal vat) => lines.Add((
            new DocumentLine { Quantity = sign * quantity, Price = price, Vat = vat },
            new LineTexts(place) { Code = code, Text = text, Quantity = Exact(sign * quantity), Price = Exact(price), Vat = Exact(vat) }));
    }

    private static XElement? Part(XElement? of, string name) => of?.Element(XName.Get(name, Cac));

    private static string? Text(XElement? of, string name) => of?.Element(XName.Get(name, Cbc))?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static decimal? Number(XElement? of, string name) =>
        decimal.TryParse(Text(of, name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Sum(XElement? sums, string name) => Number(sums, name) is { } sum && Amount.Fits(sum) ? sum : null;

    private static string Exact(decimal number) => number.ToString("0.0000", CultureInfo.InvariantCulture);
}

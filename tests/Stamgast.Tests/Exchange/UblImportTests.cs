using Stamgast.Database;
using Stamgast.Exchange;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;
using static Stamgast.Tests.Exchange.ExchangePlace;

namespace Stamgast.Tests.Exchange;

public sealed class UblImportTests
{
    private const string Invoice = """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
          xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
          <cbc:ID>U-1</cbc:ID><cbc:IssueDate>2026-11-20</cbc:IssueDate><cbc:DueDate>2026-12-20</cbc:DueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
          <cac:AccountingCustomerParty>PLACES<cac:Party>IN_PARTY<cac:PartyName><cbc:Name>Claes &amp; Zonen</cbc:Name></cac:PartyName>
            <cac:Contact><cbc:ElectronicMail>info@claes.example</cbc:ElectronicMail></cac:Contact></cac:Party>LAST</cac:AccountingCustomerParty>
          <cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">127.20</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>
          <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">2</cbc:InvoicedQuantity><cbc:LineExtensionAmount>100.00</cbc:LineExtensionAmount>
            <cac:Item><cbc:Name>Beans &lt;b&gt;</cbc:Name><cac:ClassifiedTaxCategory><cbc:Percent>6</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
            <cac:Price><cbc:PriceAmount>50.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
          <cac:InvoiceLine><cbc:ID>2</cbc:ID><cbc:InvoicedQuantity>3</cbc:InvoicedQuantity><cbc:LineExtensionAmount>20.00</cbc:LineExtensionAmount>
            <cac:Item><cbc:Name>Cups</cbc:Name><cac:ClassifiedTaxCategory><cbc:Percent>6</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
            <cac:Price><cbc:PriceAmount>6.6667</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
        </Invoice>
        """;

    [Theory, EachEngine]
    public async Task The_customer_is_looked_for_in_five_places(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var claes = place.AddCustomer("Claes", "K-7");
        place.AddCustomer("Other", "K-8");
        const string party = "<cac:PartyIdentification><cbc:ID>{0}</cbc:ID></cac:PartyIdentification>";
        const string legal = "<cac:PartyLegalEntity><cbc:CompanyID>{0}</cbc:CompanyID></cac:PartyLegalEntity>";
        var ways = new (string Before, string In, string Last)[]
        {
            ("<cbc:SupplierAssignedAccountID>K-7</cbc:SupplierAssignedAccountID><cbc:AdditionalAccountID>K-8</cbc:AdditionalAccountID>", "", ""),
            ("<cbc:AdditionalAccountID>K-7</cbc:AdditionalAccountID>", party.Replace("{0}", "K-8", StringComparison.Ordinal), ""),
            ("<cbc:SupplierAssignedAccountID>unknown</cbc:SupplierAssignedAccountID>", party.Replace("{0}", "K-7", StringComparison.Ordinal), ""),
            ("", legal.Replace("{0}", "K-7", StringComparison.Ordinal), ""),
            ("<cbc:CustomerAssignedAccountID>K-7</cbc:CustomerAssignedAccountID>", "", ""),
        };
        var files = ways.Select((way, i) => Invoice.Replace("PLACES", way.Before, StringComparison.Ordinal)
            .Replace("IN_PARTY", way.In, StringComparison.Ordinal).Replace("LAST", way.Last, StringComparison.Ordinal)
            .Replace("U-1", $"U-{i}", StringComparison.Ordinal));
        // Several in one file.
        var outcome = place.Import(InvoiceKind.Instance, $"<all>{string.Join('\n', files)}</all>", extension: "xml");
        Assert.Equal(5, outcome.Set.Created);
        for (var id = 1; id <= 5; id++)
        {
            var values = place.Now(InvoiceKind.Instance, id).Values;
            Assert.Equal(($"{claes}", "127.2000", "120.0000", "7.2000", InvoiceKind.Booked, "2026-12-20"), (values[InvoiceKind.OfCustomer],
                values[InvoiceKind.OfTotal], values[InvoiceKind.OfNet], values[InvoiceKind.OfVat], values[InvoiceKind.OfState], values[InvoiceKind.DueDate]));
            Assert.Equal(["Beans <b>", "Cups"], DocumentLine.All(values[InvoiceKind.OfLines]).Select(l => l.Line.Text));
        }
        Assert.Equal((5, 0, 0, 5, 0, 0), Counts(place.Stage(InvoiceKind.Instance, $"<all>{string.Join('\n', files)}</all>", extension: "xml").Set));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task What_was_paid_before_the_invoice_is_paid_elsewhere(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Claes", "K-7");
        var bare = Invoice.Replace("PLACES", "<cbc:SupplierAssignedAccountID>K-7</cbc:SupplierAssignedAccountID>", StringComparison.Ordinal)
            .Replace("IN_PARTY", "", StringComparison.Ordinal).Replace("LAST", "", StringComparison.Ordinal);
        var (wholly, partly) = (Paid("U-1", "127.20", "0.00"), Paid("U-2", "27.20", "100.00"));
        var payable = Paid("U-3", "27.20", "100.00").Replace("<cbc:TaxInclusiveAmount currencyID=\"EUR\">127.20</cbc:TaxInclusiveAmount>", "",
            StringComparison.Ordinal);
        var file = $"<all>{wholly}{partly}{payable}</all>";
        place.Import(InvoiceKind.Instance, file, extension: "xml");
        Assert.Equal([0m, 100m, 100m], Enumerable.Range(1, 3).Select(id => InvoiceKind.OpenAmount(place.Row(InvoiceKind.Instance, id))));
        Assert.All(Enumerable.Range(1, 3), id => Assert.Equal("127.2000", place.Now(InvoiceKind.Instance, id).Values[InvoiceKind.OfTotal]));
        Assert.Equal((3, 0, 0, 3, 0, 0), Counts(place.Stage(InvoiceKind.Instance, file, extension: "xml").Set));
        place.AssertSound();

        string Paid(string number, string before, string payable) => bare.Replace("U-1", number, StringComparison.Ordinal)
            .Replace("</cbc:TaxInclusiveAmount>", $"</cbc:TaxInclusiveAmount><cbc:PrepaidAmount currencyID=\"EUR\">{before}</cbc:PrepaidAmount>"
                + $"<cbc:PayableAmount currencyID=\"EUR\">{payable}</cbc:PayableAmount>", StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Credit_notes_are_negative_lines_that_do_not_add_up_leave_the_total_and_new_customers_come_along(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var bare = Invoice.Replace("PLACES", "", StringComparison.Ordinal).Replace("IN_PARTY", "", StringComparison.Ordinal)
            .Replace("LAST", "", StringComparison.Ordinal);
        var credit = bare.Replace("Invoice-2", "CreditNote-2", StringComparison.Ordinal).Replace("<Invoice ", "<CreditNote ", StringComparison.Ordinal)
            .Replace("</Invoice>", "</CreditNote>", StringComparison.Ordinal).Replace("InvoiceLine", "CreditNoteLine", StringComparison.Ordinal)
            .Replace("InvoicedQuantity", "CreditedQuantity", StringComparison.Ordinal).Replace("U-1", "C-1", StringComparison.Ordinal);
        var odd = bare.Replace("127.20", "127.21", StringComparison.Ordinal).Replace("U-1", "U-2", StringComparison.Ordinal);
        var set = place.Stage(InvoiceKind.Instance, $"<all>{credit}{odd}</all>", new ExchangeOptions { CreatesCustomers = true }, "xml");
        Assert.Equal(["New exchange.customer.new", "New exchange.customer.new, exchange.ubl.total"], place.Rows(set.Set));
        Assert.Equal(["Error exchange.customer.email"], place.Rows(place.Stage(InvoiceKind.Instance, credit, extension: "xml").Set));
        var outcome = new Stamgast.Proposals.ConfirmProposal(place.Base, place.Clock).Do(set.Set.Id, null, Stamgast.Changes.Actor.CommandLine);
        Assert.Equal((2, 1), (outcome.Set.Created, outcome.Also.Single().Set.Created));
        Assert.Equal(("-127.2000", "127.2100", null), (place.Now(InvoiceKind.Instance, 1).Values[InvoiceKind.OfTotal],
            place.Now(InvoiceKind.Instance, 2).Values[InvoiceKind.OfTotal], place.Now(InvoiceKind.Instance, 2).Values[InvoiceKind.OfLines]));
        Assert.Equal("exchange.xml", Assert.Throws<RefusedException>(() => place.Stage(InvoiceKind.Instance, credit[..600], extension: "xml")).Refusal.Code);
        place.AssertSound();
    }
}

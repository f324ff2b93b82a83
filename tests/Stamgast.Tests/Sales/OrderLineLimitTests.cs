using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Proposals;
using Stamgast.Sales;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Orders;
using Stamgast.Testing;
using Stamgast.Tests.Exchange;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Sales;

public sealed class OrderLineLimitTests
{
    private const decimal Most = 999_999_999_999.9999m;

    private static readonly DocumentLine Tea = new() { Text = "Tea", Price = 4, Vat = 6 };

    [Theory, EachEngine]
    public async Task What_passes_twelve_digits_is_refused_at_the_line_or_at_the_sum(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        DocumentLine[] huge =
        [
            new() { Code = "X", Quantity = 2_000_000, Price = 999_999_999 }, new() { Code = "X", Quantity = -2_000_000, Price = 999_999_999 },
            new() { Code = "X", Quantity = Most, Price = Most, Discount = 50 }, new() { Code = "X", Quantity = Most, Price = Most, Vat = 100 },
        ];
        foreach (var kind in new DocumentKind[] { OrderKind.Instance, OfferKind.Instance, InvoiceKind.Instance })
        {
            foreach (var line in huge) Assert.Equal(("line.amount", "2 (X)"), Problem(place, kind, Tea, line));
            var half = new DocumentLine { Text = "H", Price = 600_000_000_000m };
            Assert.Equal(("lines.amount", ""), Problem(place, kind, half, half));
            Assert.Equal(("lines.amount", ""), Problem(place, kind, Tea with { Price = 999_999_999_999m, Vat = 21 }));
        }
        // The largest that fits is kept.
        var id = place.Add(OrderKind.Instance, (OrderKind.OfShop, "1"), (OrderKind.OfCustomer, "1"),
            (OrderKind.OfLines, DocumentLine.Map([new DocumentLine { Text = "M", Price = 999_999_999_999.99m }])));
        Assert.Equal("999999999999.9900", place.Now(OrderKind.Instance, id).Values[OrderKind.OfTotal]);
        Assert.Equal("line.amount", OrderTests.Problem(() => place.Edit(OrderKind.Instance, id, (OrderKind.OfLines, DocumentLine.Map(huge[..1])))));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Discounts_and_rates_are_from_0_to_100_percent_and_a_price_may_take_something_off(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        foreach (var kind in new DocumentKind[] { OrderKind.Instance, OfferKind.Instance, InvoiceKind.Instance })
        {
            foreach (var wrong in new[] { -0.0001m, 100.0001m, -21, 2100, Most, -Most })
            {
                Assert.Equal(("line.discount", "2 (Tea)"), Problem(place, kind, Tea, Tea with { Discount = wrong }));
                Assert.Equal(("line.vat", "1 (Tea)"), Problem(place, kind, Tea with { Vat = wrong }, Tea));
            }
            place.Add(kind, (kind.Shop!, "1"), (kind.Customer!, "1"), (kind.Lines, DocumentLine.Map(
                [Tea with { Discount = 100, Vat = 0 }, Tea with { Vat = 100 }, Tea with { Text = "Voucher", Price = -2 }, Tea with { Quantity = -1 }])));
        }
        place.AddCustomer("Jo", "C-1");
        Assert.Equal(["Error line.discount", "Error line.vat", "New"], place.Rows(place.Stage(OrderKind.Instance, """
            [{"external_number": "W-1", "shop": "WEB", "customer": {"number": "C-1"}, "lines": [{"text": "B", "price": 9, "discount": 150}]},
             {"external_number": "W-2", "shop": "WEB", "customer": {"number": "C-1"}, "lines": [{"text": "B", "price": 9, "vat": -6}]},
             {"external_number": "W-3", "shop": "WEB", "customer": {"number": "C-1"}, "lines": [{"text": "B", "price": 9, "discount": 10, "vat": 6}]}]
            """, extension: "json").Set));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task One_such_row_of_a_file_is_red_and_the_others_are_imported(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Jo", "C-1");
        const string orders = "external_number;shop;customer_number;line_text;line_quantity;line_price;line_vat\n"
            + "W-1;web;C-1;Box;2000000;999999999;6\nW-2;web;C-1;Box;1;10;6\n";
        var set = place.Stage(OrderKind.Instance, orders).Set;
        Assert.Equal(["Error line.amount", "New"], place.Rows(set));
        Assert.Equal(1, new ConfirmProposal(place.Base, place.Clock).Do(set.Id, null, Actor.CommandLine).Set.Created);
        Assert.Equal(["Error line.amount", "New"], place.Rows(place.Stage(OrderKind.Instance, """
            [{"external_number": "W-3", "shop": "WEB", "customer": {"number": "C-1"}, "lines": [{"text": "B", "quantity": 2000000, "price": 999999999}]},
             {"external_number": "W-4", "shop": "WEB", "customer": {"number": "C-1"}, "lines": [{"text": "B", "quantity": 2, "price": 9}]}]
            """, extension: "json").Set));
        // Paid as a status: the amount paid is the total.
        Assert.Equal(["Error line.amount", "New"], place.Rows(place.Stage(InvoiceKind.Instance, """
            [{"number": "I-1", "shop": "WEB", "status": "paid", "customer": {"number": "C-1"},
              "lines": [{"text": "B", "quantity": 2000000, "price": 999999999}]},
             {"number": "I-2", "shop": "WEB", "status": "paid", "customer": {"number": "C-1"}, "lines": [{"text": "B", "quantity": 2, "price": 9}]}]
            """, extension: "json").Set));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Such_an_e_invoice_is_red_whichever_of_its_numbers_is_too_large(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Claes", "K-7");
        var files = new[]
        {
            Ubl("U-1", "2000000000000000", "2000000", "1000000000"), Ubl("U-2", "2000000000000000", "1", "1"),
            Ubl("U-3", "99999999999999999999999999999999", "1", "1"), Ubl("U-4", "50", "70000000000000000000000000000", "70000000000000000000000000000"),
            Ubl("U-5", "50", "1", "50"),
        };
        var set = place.Stage(InvoiceKind.Instance, $"<all>{string.Join('\n', files)}</all>", extension: "xml").Set;
        Assert.Equal(["Error amount.range", "Error amount.range", "Error amount.range", "New exchange.ubl.total", "New"], place.Rows(set));
    }

    private static string Ubl(string number, string total, string quantity, string price) => $"""
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
          xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
          <cbc:ID>{number}</cbc:ID><cbc:IssueDate>2026-11-20</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
          <cac:AccountingCustomerParty><cbc:SupplierAssignedAccountID>K-7</cbc:SupplierAssignedAccountID></cac:AccountingCustomerParty>
          <cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">{total}</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>
          <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">{quantity}</cbc:InvoicedQuantity>
            <cbc:LineExtensionAmount>{total}</cbc:LineExtensionAmount><cac:Item><cbc:Name>Beans</cbc:Name></cac:Item>
            <cac:Price><cbc:PriceAmount>{price}</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
        </Invoice>
        """;

    private static (string, string) Problem(KindPlace place, DocumentKind kind, params DocumentLine[] lines)
    {
        var problem = Assert.Throws<RecordRefusedException>(() => place.Add(kind, (kind.Shop!, "1"), (kind.Customer!, "1"),
            (kind.Lines, DocumentLine.Map(lines)))).Problems.Single();
        Assert.Equal(kind.Lines, problem.Field);
        return (problem.Code, problem.Text);
    }
}

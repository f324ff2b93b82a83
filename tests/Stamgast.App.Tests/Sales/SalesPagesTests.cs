using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Contracts;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Orders;
using Stamgast.Shops;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Sales;

/// <summary>Orders, offers, returns and shops as somebody with a browser uses them.</summary>
public sealed class SalesPagesTests
{
    [Theory, EachEngine]
    public async Task An_order_is_delivered_invoiced_and_kept_from_being_cancelled_with_links_to_why(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var page = await GetAsync(app, "/orders/1");
        Assert.Contains("href=\"/orders/1/deliveries/new\"", page, StringComparison.Ordinal);
        Assert.Contains("0 of 3", page, StringComparison.Ordinal);
        var form = await GetAsync(app, "/orders/1/deliveries/new");
        Assert.Contains("Christmas &lt;b&gt;box", form, StringComparison.Ordinal);
        var tooMuch = await PostAsync(app, "/orders/1/deliveries/new", HttpStatusCode.UnprocessableEntity, ("date", "2026-11-06"), ("line", "1"), ("quantity",
            "4"));
        Assert.Contains("more than was ordered", tooMuch, StringComparison.Ordinal);
        Assert.Contains("value=\"4\"", tooMuch, StringComparison.Ordinal);
        await PostAsync(app, "/orders/1/deliveries/new", HttpStatusCode.SeeOther, ("date", "2026-11-06"), ("line", "1"), ("quantity", "2"), ("to", "<script>"),
            ("done", "1"));
        page = await GetAsync(app, "/orders/1");
        Assert.Contains("2 of 3", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        var once = Guid.NewGuid().ToString("N");
        await PostAsync(app, "/orders/1/invoice", HttpStatusCode.SeeOther, ("once", once));
        await PostAsync(app, "/orders/1/invoice", HttpStatusCode.SeeOther, ("once", once));
        Assert.Contains("left to invoice", await PostAsync(app, "/orders/1/invoice", HttpStatusCode.Conflict), StringComparison.Ordinal);
        page = await PostAsync(app, "/orders/1/step/cancel", HttpStatusCode.Conflict, ("cancel_reason", "stock"));
        Assert.Contains("href=\"/invoices/1\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/invoices/2\"", page, StringComparison.Ordinal);
        await PostAsync(app, "/orders/1/deliveries/1/remove", HttpStatusCode.SeeOther);
        Assert.Contains("0 of 3", await GetAsync(app, "/orders/1"), StringComparison.Ordinal);
        await PostAsync(app, "/orders/1/step/hold", HttpStatusCode.SeeOther);
        Assert.Contains("is on hold", await PostAsync(app, "/orders/1/deliveries/new", HttpStatusCode.Conflict, ("line", "1"), ("quantity", "1")),
            StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task An_offer_is_converted_once_and_a_second_time_leads_to_its_order(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var offer = Create(app, OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1"));
        Step(app, OfferKind.Instance, offer, "send");
        Step(app, OfferKind.Instance, offer, "accept");
        Assert.Contains("/offers/1/convert", await GetAsync(app, "/offers/1"), StringComparison.Ordinal);
        await PostAsync(app, "/offers/1/convert", HttpStatusCode.SeeOther);
        var page = await PostAsync(app, "/offers/1/convert", HttpStatusCode.Conflict);
        Assert.Contains("href=\"/orders/2\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/offers/1/convert", await GetAsync(app, "/offers/1"), StringComparison.Ordinal);
        Assert.Contains("href=\"/offers/1\"", await GetAsync(app, "/orders/2"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task The_order_of_a_return_is_chosen_among_those_of_the_customer_or_typed(Engine engine)
    {
        await using var app = await StartAsync(engine);
        // Another order of the customer that is still a draft, and one of somebody else.
        Create(app, OrderKind.Instance, (OrderKind.OfShop, "1"), (OrderKind.OfCustomer, "1"));
        new CreateCustomer(app.Base, TimeProvider.System).Do(
            new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?> { [CustomerFields.LastName] = "Other" }), Actor.CommandLine);
        Step(app, OrderKind.Instance, Create(app, OrderKind.Instance, (OrderKind.OfShop, "1"), (OrderKind.OfCustomer, "2")), "activate");
        var form = await GetAsync(app, "/returns/new?customer=1");
        Assert.Contains("list=\"order_id-choices\"", form, StringComparison.Ordinal);
        Assert.Contains("<option value=\"WEB-2026-0001 (#1)\">", form, StringComparison.Ordinal);
        Assert.DoesNotContain("(#2)\">", form, StringComparison.Ordinal);
        Assert.DoesNotContain("(#3)\">", form, StringComparison.Ordinal);
        Assert.Contains("(#1)", await GetAsync(app, "/returns/choices?of=order_id&customer=Aerts%20(%231)&order_id=web-2026"), StringComparison.Ordinal);
        Assert.DoesNotContain("(#", await GetAsync(app, "/returns/choices?of=order_id&customer=Aerts%20(%231)&order_id=%3Cscript%3E"),
            StringComparison.Ordinal);
        Assert.Contains("(#3)", await GetAsync(app, "/returns/choices?of=order_id&customer=&order_id=WEB-2026-0002"), StringComparison.Ordinal);
        Assert.DoesNotContain("(#", await GetAsync(app, "/returns/choices?of=order_id"), StringComparison.Ordinal);
        // Its lines come at once, by what was chosen or typed.
        Assert.Contains("name=\"return-quantity\"", await GetAsync(app, "/returns/lines?order_id=WEB-2026-0001%20(%231)"), StringComparison.Ordinal);
        Assert.Contains("name=\"return-quantity\"", await GetAsync(app, "/returns/lines?order_id=WEB-2026-0001"), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"return-quantity\"", await GetAsync(app, "/returns/lines?order_id=nothing"), StringComparison.Ordinal);
        await PostAsync(app, "/returns/new", HttpStatusCode.SeeOther, ("order_id", "WEB-2026-0001"), ("customer", ""), ("shop", ""), ("return-line", "1"),
            ("return-quantity", "1"), ("return-reason", ""), ("return-condition", ""), ("return-resolution", "refund"));
        Assert.Contains("WEB-2026-0001", await GetAsync(app, "/returns/1"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_return_of_an_order_is_made_approved_received_and_credited(Engine engine)
    {
        await using var app = await StartAsync(engine);
        await PostAsync(app, "/orders/1/invoice", HttpStatusCode.SeeOther);
        await PostAsync(app, "/invoices/1/step/book", HttpStatusCode.SeeOther);
        var form = await GetAsync(app, "/returns/new?order_id=1");
        Assert.Contains("name=\"return-quantity\"", form, StringComparison.Ordinal);
        Assert.Contains("Aerts (#1)", WebUtility.HtmlDecode(form), StringComparison.Ordinal);
        var fields = new[] { ("order_id", "WEB-2026-0001 (#1)"), ("customer", "Aerts (#1)"), ("shop", "1"), ("return-line", "1"), ("return-reason", "broken"),
            ("return-condition", ""), ("return-resolution", "refund") };
        Assert.Contains("can still come back", await PostAsync(app, "/returns/new", HttpStatusCode.UnprocessableEntity, [.. fields, ("return-quantity", "9")]),
            StringComparison.Ordinal);
        Assert.Contains("not above 0", await PostAsync(app, "/returns/new", HttpStatusCode.UnprocessableEntity, [.. fields, ("return-quantity", "0")]),
            StringComparison.Ordinal);
        var refused = await PostAsync(app, "/returns/new", HttpStatusCode.UnprocessableEntity, [.. fields, ("return-quantity", "a lot")]);
        Assert.Contains("“a lot” is not an amount", WebUtility.HtmlDecode(refused), StringComparison.Ordinal);
        Assert.Contains("name=\"return-quantity\" inputmode=\"decimal\" value=\"a lot\"", refused, StringComparison.Ordinal);
        await PostAsync(app, "/returns/new", HttpStatusCode.SeeOther, [.. fields, ("return-quantity", "1")]);
        foreach (var step in new[] { "approve", "receive", "handle" }) await PostAsync(app, "/returns/1/step/" + step, HttpStatusCode.SeeOther);
        Assert.Contains("/returns/1/credit", await GetAsync(app, "/returns/1"), StringComparison.Ordinal);
        await PostAsync(app, "/returns/1/credit", HttpStatusCode.SeeOther);
        Assert.Contains("has a credit note already", await PostAsync(app, "/returns/1/credit", HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.Contains("href=\"/returns/1\"", await GetAsync(app, "/invoices/2"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Figures_link_to_their_lists_and_lists_are_filtered_by_period_and_summed_up(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var page = WebUtility.HtmlDecode(await GetAsync(app, "/customers/1/orders"));
        Assert.Contains("€\u00A0268.50", page, StringComparison.Ordinal);
        Assert.Contains("/customers/1/orders?show=-counted", page, StringComparison.Ordinal);
        Assert.Contains("WEB-2026-0001", await GetAsync(app, "/customers/1/orders?show=-counted"), StringComparison.Ordinal);
        Assert.Contains("class=\"mut sum\"", await GetAsync(app, "/orders"), StringComparison.Ordinal);
        Assert.Contains("WEB-2026-0001", await GetAsync(app, "/orders?from=2026-11-03&until=2026-11-03"), StringComparison.Ordinal);
        Assert.DoesNotContain("WEB-2026-0001", await GetAsync(app, "/orders?from=2026-11-04&until=nonsense"), StringComparison.Ordinal);
        await GetAsync(app, "/offers");
        var sales = await app.Client.GetAsync("/sales", TestContext.Current.CancellationToken);
        Assert.Equal("/offers", sales.Headers.Location!.ToString());
    }

    [Theory, EachEngine]
    public async Task An_overdue_invoice_and_a_contract_near_its_notice_date_have_a_dot_that_is_said_too(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Assert.DoesNotContain("class=\"dot", await GetAsync(app, "/customers/1/orders"), StringComparison.Ordinal);
        var invoice = Create(app, InvoiceKind.Instance, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, "10"),
            (InvoiceKind.DueDate, "2020-01-01"));
        Step(app, InvoiceKind.Instance, invoice, "book");
        var today = DateTime.UtcNow;
        var contract = Create(app, ContractKind.Instance, (ContractKind.Title, "Rent"), (ContractKind.OfCustomer, "1"), (ContractKind.Start, "2020-01-01"),
            (ContractKind.End, today.AddDays(40).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), (ContractKind.NoticeDays, "30"));
        Step(app, ContractKind.Instance, contract, "activate");
        var page = await GetAsync(app, "/customers/1/orders");
        Assert.Contains("<i class=\"dot late\" title=\"1 is overdue\"></i>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"unseen\"> (1 is overdue)</span>", page, StringComparison.Ordinal);
        Assert.Contains("<i class=\"dot hot\" title=\"1 has its notice date within 30 days\"></i>", page, StringComparison.Ordinal);
        Assert.Matches("class=\"dot late\" title=\"overdue [0-9,]+ days\"", await GetAsync(app, "/invoices"));
        page = await GetAsync(app, "/contracts?show=-notice");
        Assert.Contains("class=\"dot hot\" title=\"notice date near\"", page, StringComparison.Ordinal);
        Assert.Contains(">Rent<", Regex.Replace(page, @"\s*([<>])\s*", "$1"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_shop_has_its_languages_series_and_next_numbers_and_says_what_uses_it(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Assert.Contains("aria-current=\"page\"", await GetAsync(app, "/shops"), StringComparison.Ordinal);
        var form = await GetAsync(app, "/shops/1/edit");
        Assert.Contains("value=\"en\" checked disabled", form, StringComparison.Ordinal);
        var fields = new[] { ("version", "1"), ("name", "Webshop BE"), ("code", "WEB"), ("active", "1"), ("shop-language", "nl"), ("shop-series-kind",
            "orders") };
        Assert.Contains("not a pattern", await PostAsync(app, "/shops/1/edit", HttpStatusCode.UnprocessableEntity, [.. fields, ("shop-series", "no number")]),
            StringComparison.Ordinal);
        await PostAsync(app, "/shops/1/edit", HttpStatusCode.SeeOther, [.. fields, ("shop-series", "ORD{000}")]);
        var shop = AskedRecords.Find(app.Base, ShopKind.Instance, 1)!.Values;
        Assert.Equal(["en", "nl"], RecordValues.Elements(shop[ShopKind.Languages]));
        Assert.Contains("ORD001", await GetAsync(app, "/shops/1"), StringComparison.Ordinal);
        await PostAsync(app, "/shops/1/next", HttpStatusCode.SeeOther, ("kind", "orders"), ("next", "42"));
        Assert.Contains("ORD042", await GetAsync(app, "/shops/1"), StringComparison.Ordinal);
        Assert.Contains("not a number", await PostAsync(app, "/shops/1/next", HttpStatusCode.Conflict, ("kind", "orders"), ("next", "-3")),
            StringComparison.Ordinal);
        var refused = await PostAsync(app, "/shops/1/trash", HttpStatusCode.Conflict);
        Assert.Contains("href=\"/orders?shop=1\"", refused, StringComparison.Ordinal);
        Assert.Contains("href=\"/orders/1\"", refused, StringComparison.Ordinal);
        Assert.Contains("1 order<", refused, StringComparison.Ordinal);
    }

    private static async Task<RunningApp> StartAsync(Engine engine)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        new CreateCustomer(app.Base, TimeProvider.System).Do(new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?>
        {
            [CustomerFields.LastName] = "Aerts",
        }), Actor.CommandLine);
        Create(app, ShopKind.Instance, (ShopKind.Name, "Webshop BE"), (ShopKind.Code, "web"));
        var order = Create(app, OrderKind.Instance, (OrderKind.OfShop, "1"), (OrderKind.OfCustomer, "1"), (OrderKind.Ordered, "2026-11-03"),
            (OrderKind.OfLines, DocumentLine.Map([new DocumentLine { Code = "KB", Text = "Christmas <b>box", Quantity = 3, Price = 89.50m, Vat = 6 }])));
        Step(app, OrderKind.Instance, order, "activate");
        return app;
    }

    private static long Create(RunningApp app, RecordKind kind, params (KindField Field, string? Text)[] texts) => CreateRecord.IdOf(app.Base,
        new CreateRecord(app.Base, kind, Viewer.CommandLine, TimeProvider.System).Do(GivenRecord.New(kind, texts), Actor.CommandLine, GivenBy.Steps));

    private static void Step(RunningApp app, RecordKind kind, long id, string step) => new StepRecords(app.Base, kind, Viewer.CommandLine, TimeProvider.System)
        .Do([id], kind.Steps.First(s => s.Key == step), new Dictionary<int, string?>(), Actor.CommandLine);

    private static Task<string> GetAsync(RunningApp app, string address) => app.Client.GetStringAsync(address, TestContext.Current.CancellationToken);

    private static async Task<string> PostAsync(RunningApp app, string address, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        var answer = await RunningApp.PostAsync(app.Client, "/account", address, fields);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == answer.StatusCode, $"{address}: {answer.StatusCode}\n{text}");
        return text;
    }
}

using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Offers;
using Stamgast.Shops;

namespace Stamgast.App.Browser;

public sealed class SalesPathTests
{
    [Theory]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, true)]
    [InlineData(1440, 900, false)]
    public async Task An_offer_becomes_an_order_that_is_delivered_and_invoiced(int width, int height, bool script)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB", ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = script });
        Prepare(visit.App.Base);
        var page = visit.Page;
        await visit.OpenAsync("/offers/1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Convert into an order" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("WEB-");
        await Assertions.Expect(page.Locator(".beside")).ToContainTextAsync("Ordered as offered");
        await page.GetByRole(AriaRole.Link, new() { Name = "Record a delivery" }).ClickAsync();
        await page.Locator("[name=quantity]").First.FillAsync("2");
        await WideAsync(page, script);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts").First).ToContainTextAsync("2 of 3");
        await Assertions.Expect(page.Locator("#deliveries + table")).ToContainTextAsync("2 × Christmas box");
        await WideAsync(page, script);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the invoice" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Invoice");
        await visit.OpenAsync("/customers/1/orders");
        await Assertions.Expect(page.Locator(".stat")).ToContainTextAsync("268.50");
        await WideAsync(page, script);
        await visit.OpenAsync("/orders");
        await Assertions.Expect(page.Locator(".records tbody tr")).ToHaveCountAsync(1);
        await WideAsync(page, script);
        await visit.OpenAsync("/shops/1");
        await Assertions.Expect(page.Locator("#used + ul")).ToContainTextAsync("1 order");
        await WideAsync(page, script);
        await visit.OpenAsync("/returns/new?order_id=1");
        await WideAsync(page, script);
        Assert.Empty(visit.Complaints);
    }

    // Nothing is wider than the window.
    private static async Task WideAsync(IPage page, bool script)
    {
        if (script) Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), page.Url);
    }

    private static void Prepare(Database.Base customers)
    {
        new CreateCustomer(customers, TimeProvider.System).Do(new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?>
        {
            [CustomerFields.LastName] = "Aerts", [CustomerFields.FirstName] = "Jozefien", [CustomerFields.Street] = "Karel Oomsstraat",
            [CustomerFields.HouseNumber] = "14", [CustomerFields.PostalCode] = "2018", [CustomerFields.City] = "Antwerpen",
        }), Actor.CommandLine);
        Create(ShopKind.Instance, (ShopKind.Name, "Webshop BE"), (ShopKind.Code, "web"));
        Create(OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1"),
            (OfferKind.OfLines, DocumentLine.Map([new DocumentLine { Code = "KB-03", Text = "Christmas box", Quantity = 3, Price = 89.50m, Vat = 6 }])));
        foreach (var step in new[] { "send", "accept" })
            new StepRecords(customers, OfferKind.Instance, Viewer.CommandLine, TimeProvider.System).Do([1],
                OfferKind.Instance.Steps.First(s => s.Key == step), new Dictionary<int, string?>(), Actor.CommandLine);

        void Create(RecordKind kind, params (KindField Field, string? Text)[] texts) =>
            new CreateRecord(customers, kind, Viewer.CommandLine, TimeProvider.System).Do(GivenRecord.New(kind, texts), Actor.CommandLine, GivenBy.Steps);
    }
}

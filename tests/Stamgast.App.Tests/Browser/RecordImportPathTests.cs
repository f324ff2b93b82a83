using System.Text;
using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Shops;

namespace Stamgast.App.Browser;

public sealed class RecordImportPathTests
{
    private const string Invoices = """
        invoicenumber;amount;date;duedate;customerNumber;firstname;lastname;email;title
        F-1;129,00;2026-11-27;2026-12-17;C-1;;;;Beans
        F-2;2.410,60;2026-11-27;2026-12-17;N-2;Nele;Nieuw;nele@kabel.example;😀 <b>Cups</b>
        F-3;96;2026-11-31;;C-1;;;;
        F-4;-89,50;2026-11-28;;C-1;;;;=1+1
        F-4;5;2026-11-28;;C-1;;;;twice
        """;

    [Fact]
    public async Task A_file_of_invoices_is_dropped_looked_at_and_confirmed()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB", ViewportSize = new() { Width = 1440, Height = 900 } });
        new CreateRecord(visit.App.Base, ShopKind.Instance, Viewer.System, TimeProvider.System)
            .Do(GivenRecord.New(ShopKind.Instance, (ShopKind.Name, "Webshop"), (ShopKind.Code, "WEB")), Actor.CommandLine);
        new CreateCustomer(visit.App.Base, TimeProvider.System).Do(new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?>
        {
            [CustomerFields.LastName] = "Aerts", [CustomerFields.FirstName] = "Jozefien", [CustomerFields.Number] = "C-1",
        }), Actor.CommandLine);
        var page = visit.Page;
        await visit.OpenAsync("/invoices");
        await page.ClickAsync("a[href='/invoices/import']");
        await PictureAsync("records-upload");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "facturen.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Invoices) });
        await page.Locator("#record-import-head").WaitForAsync();
        Assert.Contains("Confirm 2 rows", await page.InnerTextAsync(".head-bar"), StringComparison.Ordinal);
        await page.ClickAsync("#switch-creates");
        await page.Locator("#switch-creates[aria-checked=true]").WaitForAsync();
        await PictureAsync("records-preview");
        Assert.Contains("Confirm 3 rows and 1 customer", await page.InnerTextAsync(".head-bar"), StringComparison.Ordinal);
        await page.ClickAsync("#leave-1");
        await page.Locator(".head-bar button.pri", new() { HasText = "Confirm 2 rows" }).WaitForAsync();
        await page.ClickAsync("#leave-1");
        await page.Locator(".head-bar button.pri", new() { HasText = "Confirm 3 rows" }).WaitForAsync();
        await page.ClickAsync(".head-bar button.pri");
        await page.Locator("table.records tbody tr").Nth(2).WaitForAsync();
        await PictureAsync("records-list");
        Assert.Equal(3, await page.Locator("table.records tbody tr").CountAsync());
        Assert.DoesNotContain("<b>Cups", await page.ContentAsync(), StringComparison.Ordinal);

        async Task PictureAsync(string name)
        {
            if (Environment.GetEnvironmentVariable("STAMGAST_LOOKS") is { } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }
}

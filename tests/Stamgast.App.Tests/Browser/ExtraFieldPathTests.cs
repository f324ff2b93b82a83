using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.ExtraFields;

namespace Stamgast.App.Browser;

public sealed class ExtraFieldPathTests
{
    // Defined in the settings, filled in on the form, shown, sorted and filtered in the list, changed for all that match.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_field_goes_from_the_settings_to_the_list_and_a_bulk_edit_with_and_without_script(bool script)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { JavaScriptEnabled = script });
        var page = visit.Page;
        await visit.OpenAsync("/settings/fields");
        await page.FillAsync("#key", "machine");
        await page.SelectOptionAsync("#kind", "Choice");
        await page.FillAsync("#caption-nl", "Toestel in gebruik");
        await page.FillAsync("#choices", "Gaggia\nFaema E61\nשלום ☕️");
        await page.ClickAsync("button.pri");
        await page.WaitForURLAsync("**/settings/fields/one?key=machine*");
        await page.FillAsync("#help-nl", "Zoals op het plaatje.");
        await PreviewPathTests.Shot(page, "extra-field-" + script);
        await page.ClickAsync("button.pri");
        await page.WaitForURLAsync("**/settings/fields*");
        await page.ClickAsync("th a:has-text('Toestel in gebruik')");
        await page.ClickAsync("#extra-use a:has-text('Faema E61')");
        await page.FillAsync("#caption-nl", "Faema E61 (rood)");
        await PreviewPathTests.Shot(page, "extra-choice-" + script);
        await page.ClickAsync("button.pri");
        await page.WaitForURLAsync("**/settings/fields/one?key=machine*");
        await page.Locator("tr:has-text('Faema') button[value=up]").ClickAsync();
        await page.WaitForURLAsync("**/settings/fields/one?key=machine*");
        Assert.Equal(["Faema E61", "Gaggia", "שלום ☕️"], ExtraDefinitions.Of(visit.App.Base).Require("machine").Choices.Select(c => c.Name));

        foreach (var (name, machine) in new[] { ("Aerts", "Gaggia"), ("Bakker", "Faema E61"), ("Claes", "") })
        {
            await visit.OpenAsync("/customers/new");
            await page.FillAsync("#last_name", name);
            await page.SelectOptionAsync("[id='x:machine']", machine);
            Assert.Equal("Zoals op het plaatje.", await visit.TextAsync("[id='x:machine-hint']"));
            await page.ClickAsync("[name=then][value=show]");
            await page.WaitForURLAsync(u => !u.EndsWith("/new", StringComparison.Ordinal));
        }

        await visit.OpenAsync("/customers");
        await page.ClickAsync("#columns-menu summary");
        await page.CheckAsync("#columns [value='x:machine'][type=checkbox]");
        await page.Locator("#columns button.pri").ClickAsync();
        await page.WaitForURLAsync("**columns=*x:machine*");
        Assert.Contains("Faema E61 (rood)", await visit.TextAsync("table.customers"), StringComparison.Ordinal);
        await page.ClickAsync("th:has-text('Toestel in gebruik') a");
        await page.WaitForURLAsync("**sort=x:machine**");
        Assert.Equal(["Bakker", "Aerts", "Claes"], (await page.Locator("td.name a.b").AllInnerTextsAsync()).Select(t => t.Trim()));
        await PreviewPathTests.Shot(page, "extra-list-" + script);
        await page.ClickAsync("#add-filter summary");
        await page.SelectOptionAsync("#add-field", "x:machine");
        if (!script) await page.ClickAsync("#adding button");
        await page.Locator("#add-op").WaitForAsync();
        await page.SelectOptionAsync("#add-value", "Gaggia");
        await page.ClickAsync("#adding button.pri");
        await page.WaitForURLAsync("**x:machine=Gaggia**");
        Assert.Equal(["Aerts"], (await page.Locator("td.name a.b").AllInnerTextsAsync()).Select(t => t.Trim()));
        Assert.Equal(1, await page.Locator("#filters a.chip.on[aria-label*='Toestel in gebruik: Gaggia']").CountAsync());

        await visit.OpenAsync("/customers/selection?act=edit&query=x:machine=*&all=1");
        var field = page.Locator("fieldset:has(legend:text-is('Toestel in gebruik'))");
        Assert.Contains("Gaggia (1)", await field.InnerTextAsync(), StringComparison.Ordinal);
        await field.Locator("[value=set]").CheckAsync(new() { Force = true });
        await field.Locator("select").SelectOptionAsync("שלום ☕️");
        await PreviewPathTests.Shot(page, "extra-bulk-" + script);
        await page.ClickAsync(".form-foot button");
        await page.Locator("#bulk-head").WaitForAsync();
        await PreviewPathTests.Shot(page, "extra-preview-" + script);
        await page.ClickAsync("#bulk-head form[action$='/confirm'] button");
        await page.WaitForURLAsync(u => !u.Contains("/bulk/", StringComparison.Ordinal));
        var machine2 = ExtraDefinitions.Of(visit.App.Base).Require("machine");
        Assert.Equal(["שלום ☕️", "שלום ☕️", null], new[] { 1L, 2, 3 }
            .Select(id => ExtraValues.Of(new CustomerLookup(visit.App.Base, Viewer.System).Find(id)!.Values, machine2)));
    }
}

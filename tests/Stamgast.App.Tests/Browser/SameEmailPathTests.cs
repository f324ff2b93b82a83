using Microsoft.Playwright;
using Stamgast.Changes.Histories;
using Stamgast.Customers;

namespace Stamgast.App.Browser;

/// <summary>The policy on customers with the same e-mail address, chosen, followed by the form and an import, and taken back.</summary>
public sealed class SameEmailPathTests
{
    [Fact]
    public async Task The_policy_is_chosen_the_form_merges_and_its_undo_lets_both_stand()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ChooseAsync(visit);
        await AddAsync(visit, "Jozefien");
        await page.WaitForURLAsync("**/customers/1");
        await AddAsync(visit, "Josefien");
        await page.WaitForURLAsync("**/customers/1");
        await Assertions.Expect(page.Locator(".note.ok")).ToContainTextAsync("jozefien@aerts.example");
        await page.Locator(".note.ok form button").ClickAsync();
        await page.WaitForLoadStateAsync();
        Assert.Null(new CustomerLookup(visit.App.Base, Viewer.System).Find(2)!.MergedInto);
    }

    [Fact]
    public async Task The_preview_counts_the_rows_that_will_be_merged_and_one_can_be_called_new_by_keyboard()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ChooseAsync(visit);
        await ImportPathTests.ImportAsync(visit, new FilePayload
        {
            Name = "leden.csv", MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes("first_name;last_name;email\nWillem;de Bakker;bakker@post.example\nWim;de Bakker;bakker@post.example\n"
                + "Willy;de Bakker;bakker@post.example\n"),
        });
        var merges = page.Locator("#import-head .note.info", new() { HasText = "samengevoegd" });
        await Assertions.Expect(merges).ToContainTextAsync("2");
        await page.FocusAsync("#new-2");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(merges).ToContainTextAsync("1");
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        await Assertions.Expect(page.Locator(".done-panel .note.info")).ToContainTextAsync("1");
        var lookup = new CustomerLookup(visit.App.Base, Viewer.System);
        Assert.Equal((null, null, 1L), (lookup.Find(1)!.MergedInto, lookup.Find(2)!.MergedInto, lookup.Find(3)!.MergedInto));
    }

    private static async Task ChooseAsync(BrowserVisit visit)
    {
        await visit.OpenAsync("/settings/duplicates");
        await visit.Page.CheckAsync("[name='duplicates.same_email'][value=merge]");
        await visit.Page.ClickAsync("form.form button.pri");
        await Assertions.Expect(visit.Page.Locator("[name='duplicates.same_email'][value=merge]")).ToBeCheckedAsync();
    }

    private static async Task AddAsync(BrowserVisit visit, string first)
    {
        await visit.OpenAsync("/customers/new");
        await visit.Page.FillAsync("[name=first_name]", first);
        await visit.Page.FillAsync("[name=last_name]", "Aerts");
        await visit.Page.FillAsync("[name=email]", "jozefien@aerts.example");
        await visit.Page.ClickAsync("button[value=show]");
    }
}

using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;

namespace Stamgast.App.Browser;

public sealed class ListPageTests
{
    [Fact]
    public async Task A_search_as_you_type_is_part_of_the_address_and_the_back_button_returns_to_it()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddMany(visit, 250);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("naam0017 voor");
        await page.WaitForURLAsync("**/customers?q=naam0017%20voor");
        await Assertions.Expect(page.Locator("tbody[data-page] tr")).ToHaveCountAsync(1);
        Assert.Equal("naam0017 voor", await page.InputValueAsync("#find"));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/customers/18");
        await page.GoBackAsync();
        Assert.EndsWith("/customers?q=naam0017%20voor", page.Url, StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("tbody[data-page] tr").CountAsync());
    }

    [Fact]
    public async Task A_late_answer_does_not_replace_a_newer_one()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddMany(visit, 250);
        var page = visit.Page;
        var (held, asked) = (new TaskCompletionSource(), 0);
        await page.RouteAsync("**/customers**q=**", async route =>
        {
            asked++;
            // The answers to the first letters are on their way until the last word is shown.
            if (!route.Request.Url.Contains("naam0017", StringComparison.Ordinal)) await held.Task;
            try { await route.ContinueAsync(); }
            catch (PlaywrightException) { }
        });
        await visit.OpenAsync("/customers");
        await page.Keyboard.PressAsync("Control+k");
        foreach (var letters in new[] { "na", "am00", "17" })
        {
            await page.Keyboard.TypeAsync(letters);
            await page.WaitForTimeoutAsync(250);
        }
        await Assertions.Expect(page.Locator("tbody[data-page] tr")).ToHaveCountAsync(1);
        held.SetResult();
        await page.WaitForTimeoutAsync(600);
        Assert.True(asked >= 3);
        Assert.True(visit.Overtaken > 0);
        Assert.Equal(1, await page.Locator("tbody[data-page] tr").CountAsync());
        Assert.Equal("1", await page.Locator("#list .count").GetAttributeAsync("data-total"));
        Assert.EndsWith("/customers?q=naam0017", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await page.WaitForURLAsync("**/customers");
        await Assertions.Expect(page.Locator("tbody[data-page] tr")).ToHaveCountAsync(100);
        Assert.Equal("", await page.InputValueAsync("#find"));
    }

    [Fact]
    public async Task The_count_arrives_after_the_rows_and_all_can_be_selected()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddMany(visit, 250);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        await page.FillAsync("#find", "naam01");
        await page.WaitForURLAsync("**/customers?q=naam01");
        await Assertions.Expect(page.Locator("#list .count")).ToHaveAttributeAsync("data-total", "100");
        await page.FillAsync("#find", "voornaam");
        await Assertions.Expect(page.Locator("#list .count")).ToHaveAttributeAsync("data-total", "250");
        await page.Locator("td.pick input").First.CheckAsync();
        await page.CheckAsync("[name=all]");
        Assert.Equal("250 geselecteerd", await visit.TextAsync("[data-count]"));
        Assert.Equal("van 250", await visit.TextAsync(".selbar .of"));
    }

    [Fact]
    public async Task Scrolling_loads_every_customer_once_and_drops_distant_rows()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddMany(visit, 1500);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        for (var i = 0; i < 40 && await page.Locator("tbody.more").CountAsync() > 0; i++)
        {
            await page.EvaluateAsync("() => { const s = document.querySelector('.scroller'); s.scrollTop = s.scrollHeight; }");
            await page.WaitForTimeoutAsync(150);
        }
        Assert.Equal(15, await page.Locator("tbody[data-page]").CountAsync());
        Assert.Contains("Naam1499", await page.Locator("tbody[data-page] tr:not(.spacer)").Last.InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("tr.spacer").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("() => document.querySelector('.scroller').scrollTop = 0");
        await Assertions.Expect(page.Locator("tbody[data-page] tr").First).ToContainTextAsync("Naam0000");
    }

    [Fact]
    public async Task The_keyboard_moves_selects_and_opens()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddMany(visit, 10);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        await page.Keyboard.PressAsync("Control+k");
        foreach (var key in new[] { "ArrowDown", "x", "j", "x" }) await page.Keyboard.PressAsync(key);
        Assert.Equal("2 geselecteerd", await visit.TextAsync("[data-count]"));
        await page.Locator("td.pick input").Nth(5).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        Assert.Equal("6 geselecteerd", await visit.TextAsync("[data-count]"));
        await page.CheckAsync("[name=all]");
        Assert.Equal("10 geselecteerd", await visit.TextAsync("[data-count]"));
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".selbar")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task All_matching_customers_get_a_responsible_after_a_preview_and_it_can_be_undone()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddMany(visit, 130);
        var page = visit.Page;
        await visit.OpenAsync("/customers?q=naam01");
        await page.Locator("td.pick input").First.CheckAsync();
        await page.CheckAsync("[name=all]");
        await page.ClickAsync(".selbar [value=label]");
        await page.FillAsync("#value", "Karim");
        await page.ClickAsync(".form-foot .pri");
        Assert.Equal(["30", "30", "0", "0"], await page.Locator(".box b").AllInnerTextsAsync());
        await page.ClickAsync("#bulk-head .pri");
        await page.WaitForURLAsync("**/customers?q=naam01");
        using (var reading = visit.App.Base.NewContext()) Assert.Equal(30, reading.Customers.Count(c => c.Label == "Karim"));
        await page.ClickAsync(".note.done button");
        await page.Locator(".note.done", new() { HasText = "Ongedaan gemaakt" }).WaitForAsync();
        using (var reading = visit.App.Base.NewContext()) Assert.Equal(0, reading.Customers.Count(c => c.Label != null));
    }

    [Fact]
    public async Task Filters_pages_adding_and_importing_work_without_script()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { JavaScriptEnabled = false });
        AddMany(visit, 120);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        await page.ClickAsync("tr.more a");
        Assert.Equal(20, await page.Locator("tbody[data-page] tr").CountAsync());
        await page.ClickAsync("#filter-type summary");
        await page.CheckAsync("#filter-type [value=company]");
        await page.ClickAsync("#filter-type .foot button");
        Assert.Contains("type=company", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("tbody[data-page] tr").CountAsync());
        await visit.OpenAsync("/import");
        await page.SetInputFilesAsync("#file", SomeFile.Customers);
        await page.ClickAsync(".dropzone button");
        await page.Locator("#import-head").WaitForAsync();
        await page.ClickAsync("#import-head button.pri");
        await page.Locator(".thumb").WaitForAsync();
        Assert.Equal("6", await visit.TextAsync(".box.new b"));
    }

    private static void AddMany(BrowserVisit visit, int count) => new ChangeSets(visit.App.Base, TimeProvider.System).Create(
        [.. Enumerable.Range(0, count).Select(i =>
        {
            var values = CustomerValues.Blank();
            values[CustomerFields.FirstName] = "Voornaam";
            values[CustomerFields.LastName] = $"Naam{i:0000}";
            return values;
        })], Actor.CommandLine);
}

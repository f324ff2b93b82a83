using Microsoft.Playwright;

namespace Stamgast.App.Browser;

public sealed class PreviewCausesTests
{
    [Fact]
    public async Task A_list_without_a_known_name_asks_for_it_and_its_errors_are_solved_cause_by_cause()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.OwnList, asks: true);
        Assert.EndsWith("/columns", page.Url, StringComparison.Ordinal);
        Assert.Equal("In welke kolom staat de naam?", await visit.TextAsync(".question h2"));
        Assert.StartsWith("Wie (Jozefien Aerts", await page.Locator("#name option").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#name:focus").WaitForAsync();
        await page.ClickAsync(".question button.pri");
        await page.Locator("#import-head").WaitForAsync();
        await page.ClickAsync(".boxes a:has(.box.error)");
        await page.Locator(".causes li").First.WaitForAsync();
        Assert.Contains("E-mail: geen geldig domein", await visit.TextAsync(".causes"), StringComparison.Ordinal);
        // By keyboard: the remedy is submitted, and the keyboard continues at the causes.
        await page.Locator(".causes li", new() { HasText = "geen geldig domein" }).Locator("button[value=empty]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".causes .chosen li").First.WaitForAsync();
        Assert.Contains("2 cellen worden als leeg gelezen", await visit.TextAsync(".causes .chosen"), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("#causes")).ToBeFocusedAsync();
        await page.Locator(".causes .chosen button").First.ClickAsync();
        await page.Locator(".causes .chosen").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task Counts_are_announced_after_a_correction_and_the_focus_stays_in_the_row()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await page.FocusAsync("td.err a.cell");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".cell-edit .input:focus").FillAsync("youssef@mail.example");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#preview-said"))
            .ToHaveTextAsync("0 worden gewijzigd, 7 toegevoegd, 0 blijven ongewijzigd, 0 kunnen niet geïmporteerd worden.");
        Assert.Equal("polite", await page.GetAttributeAsync("#preview-said", "aria-live"));
        Assert.NotEqual("BODY", await page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("nl-BE")]
    [InlineData("fr-BE")]
    [InlineData("de-DE")]
    public async Task The_toolbar_is_one_line_on_a_desktop_and_the_first_row_is_on_the_first_screen_of_a_phone(string locale)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = locale });
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        Assert.True((await page.Locator("#preview-filters").BoundingBoxAsync())!.Height < 60, locale);
        await page.SetViewportSizeAsync(390, 844);
        var row = (await page.Locator("tbody[data-page] tr").First.BoundingBoxAsync())!;
        var tabs = (await page.Locator(".tabs, nav.bottom, .bottom-tabs").First.BoundingBoxAsync())?.Y ?? 780;
        Assert.True(row.Y + row.Height < tabs, $"{locale}: the first row ends at {row.Y + row.Height}, the screen at {tabs}.");
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_change_beyond_the_edge_is_in_the_note_and_problems_come_first()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await page.ClickAsync("#import-head button.pri");
        await page.Locator(".thumb").WaitForAsync();
        await ImportPathTests.ImportAsync(visit, SomeFile.ManyChanges);
        var note = page.Locator("tr:has(td.chg) .reason").First;
        await Assertions.Expect(note).ToContainTextAsync("Straat Karel Oomsstraat Meir");
        await Assertions.Expect(note.Locator(".made:visible s").First).ToBeVisibleAsync();
        await page.ClickAsync(".boxes a:has(.box.error)");
        await page.Locator("td.err").First.WaitForAsync();
        var box = (await page.Locator("td.err:not(.note-cell)").First.BoundingBoxAsync())!;
        Assert.True(box.X + box.Width < 1000, $"What is wrong stands at {box.X}.");
    }

    [Fact]
    public async Task A_row_can_become_an_update_of_the_customer_it_resembles_and_new_again()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await page.ClickAsync("#import-head button.pri");
        await page.Locator(".thumb").WaitForAsync();
        await ImportPathTests.ImportAsync(visit, SomeFile.ManyChanges);
        var row = page.Locator("tr", new() { Has = page.Locator("a.tag.warn") }).First;
        Assert.Contains("Marie-Claire", await row.Locator("a.tag.warn").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("_blank", await row.Locator("a.tag.warn").GetAttributeAsync("target"));
        await row.Locator(".match button[id^=match]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var matched = page.Locator("tr", new() { HasText = "door u gekozen" });
        await matched.Locator(".match button:focus").WaitForAsync();
        Assert.NotEqual(0, await matched.Locator("td.chg").CountAsync());
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("a.tag.warn").First.WaitForAsync();
        Assert.Equal(0, await matched.CountAsync());
    }
}

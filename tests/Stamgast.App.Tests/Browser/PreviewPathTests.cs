using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;

namespace Stamgast.App.Browser;

public sealed class PreviewPathTests
{
    [Fact]
    public async Task Switching_a_repair_off_on_the_preview_shows_the_effect_at_once()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Messy);
        Assert.Contains("Zoë", await visit.TextAsync("table.preview"), StringComparison.Ordinal);
        await page.ClickAsync(".mended summary");
        await Shot(page, "mended");
        var mojibake = page.Locator(".mended li", new() { HasText = "ZoÃ«" });
        await mojibake.Locator("button.switch").ClickAsync();
        await page.WaitForURLAsync("**mended=1*");
        Assert.Equal("false", await mojibake.Locator("button.switch").GetAttributeAsync("aria-checked"));
        Assert.StartsWith("repair-Mojibake-", await page.EvaluateAsync<string>("document.activeElement.id"), StringComparison.Ordinal);
        Assert.Contains("ZoÃ«", await visit.TextAsync("table.preview"), StringComparison.Ordinal);
        await mojibake.Locator("button.switch").ClickAsync();
        await Assertions.Expect(page.Locator("table.preview")).ToContainTextAsync("Zoë");
    }

    [Fact]
    public async Task Ambiguous_dates_are_asked_about_and_read_as_chosen()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Messy);
        Assert.Contains("1985-04-03", await visit.TextAsync("table.preview"), StringComparison.Ordinal);
        await page.ClickAsync(".note button[value=MonthDayYear]");
        await page.WaitForLoadStateAsync();
        await Assertions.Expect(page.Locator("table.preview")).ToContainTextAsync("1985-03-04");
        Assert.Equal(1, await page.Locator(".note.info button").CountAsync());
    }

    [Fact]
    public async Task Rows_are_found_by_changed_field_and_words_and_such_changes_can_be_left_out_together()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        await ImportPathTests.ImportAsync(visit, SomeFile.Update);
        Assert.Equal(4, await page.Locator("tbody[data-page] tr").CountAsync() + 1);
        await page.ClickAsync("#preview-filters details summary");
        await Shot(page, "fields");
        await page.ClickAsync("#preview-filters .item[href*='field=email']");
        await page.WaitForURLAsync("**field=email");
        Assert.Contains("jozefien@nieuw.example", Assert.Single(await page.Locator("tbody[data-page] tr").AllInnerTextsAsync()), StringComparison.Ordinal);

        await page.Locator("tbody[data-page] tr .leave").ClickAsync();
        await Assertions.Expect(page.Locator("#preview-filters summary")).ToContainTextAsync("0");
        await page.Locator("tbody[data-page] tr .leave").ClickAsync();
        await Assertions.Expect(page.Locator("#preview-filters summary")).ToContainTextAsync("E-mail verandert in 1");
        await page.ClickAsync("#causes form[action$='/fields'] button");
        await page.Locator(".note.info", new() { HasText = "E-mail" }).WaitForAsync();
        Assert.DoesNotContain("nieuw.example", await visit.TextAsync("table.preview"), StringComparison.Ordinal);

        await page.FillAsync(".find-rows [name=q]", "ixelles");
        await page.PressAsync(".find-rows [name=q]", "Enter");
        await page.WaitForURLAsync("**q=ixelles");
        await Assertions.Expect(page.Locator("tbody[data-page] tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody[data-page] tr")).ToContainTextAsync("Ixelles");
        await Shot(page, "search");

        // Letter by letter, with a typing error, and on to another chip.
        await page.FillAsync(".find-rows [name=q]", "");
        await Assertions.Expect(page.Locator("#preview-count")).ToHaveTextAsync("");
        await page.Locator(".find-rows [name=q]").PressSequentiallyAsync("ixeles", new() { Delay = 20 });
        await Assertions.Expect(page.Locator("#preview-count")).ToHaveTextAsync("1 rij gevonden");
        await Assertions.Expect(page.Locator(".find-rows [name=q]")).ToHaveValueAsync("ixeles");
        await Assertions.Expect(page.Locator(".find-rows [name=q]")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#preview-chips a[href*='show=All']"))
            .ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("q=ixeles"));
        await page.FillAsync(".find-rows [name=q]", "nergens");
        await Assertions.Expect(page.Locator("#preview-found .empty")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody[data-page] tr")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_wrong_cell_is_corrected_in_place_by_the_keyboard_and_the_counts_follow()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await page.WaitForLoadStateAsync();
        await page.FocusAsync("td.err a.cell");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".cell-edit .input").WaitForAsync();
        await Assertions.Expect(page.Locator(".cell-edit .input")).ToBeFocusedAsync();
        await Shot(page, "cell");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".cell-edit")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("td.err a.cell")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".cell-edit .input")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(".example");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#import-head .box.error b")).ToHaveTextAsync("0");
        await Assertions.Expect(page.Locator("#import-head button.pri")).ToContainTextAsync("7");
        await Assertions.Expect(page.Locator("#row-7 a.edit")).ToBeFocusedAsync();
        var revision = int.Parse((await page.Locator("#import-head [name=revision]").GetAttributeAsync("value"))!,
            System.Globalization.CultureInfo.InvariantCulture);
        await page.Locator("#row-1 td[data-column='10']").DblClickAsync();
        await page.FillAsync(".cell-edit .input", "Deurne");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#row-1")).ToContainTextAsync("Deurne");
        await Assertions.Expect(page.Locator("#import-head [name=revision]")).ToHaveValueAsync($"{revision + 1}");
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        await visit.OpenAsync("/customers?active=all&q=deurne");
        Assert.Equal(1, await page.Locator("tbody[data-page] tr").CountAsync());
    }

    [Fact]
    public async Task A_row_is_corrected_without_script_too()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { JavaScriptEnabled = false });
        var page = visit.Page;
        await visit.OpenAsync("/import");
        await page.SetInputFilesAsync("#file", SomeFile.Customers);
        await page.ClickAsync("form[data-drop] button");
        await page.ClickAsync("td.err a.cell");
        Assert.Equal(1, await page.Locator(".field.wrong").CountAsync());
        await Shot(page, "row");
        await page.FillAsync(".field.wrong input", "youssef@mail.example");
        await page.ClickAsync(".form-foot button");
        Assert.Equal("0", await visit.TextAsync("#import-head .box.error b"));
    }

    [Fact]
    public async Task Correcting_one_cell_of_a_row_keeps_the_line_ends_of_the_others()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { JavaScriptEnabled = false });
        var page = visit.Page;
        await visit.OpenAsync("/import");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "klanten.csv", MimeType = "text/csv",
            Buffer = "first_name;last_name;email;notes\nYoussef;El Amrani;youssef@mail;\"first\nsecond\"\n"u8.ToArray() });
        await page.ClickAsync("form[data-drop] button");
        // Its only row has an error, so the question about such rows comes first.
        await page.ClickAsync(".question p a");
        await page.ClickAsync("td.err a.cell");
        await page.FillAsync(".field.wrong input", "youssef@mail.example");
        await page.ClickAsync(".form-foot button");
        await page.ClickAsync("#import-head button.pri");
        Assert.Equal("first\nsecond", new CustomerLookup(visit.App.Base, Viewer.System).Find(1)!.Values[CustomerFields.Notes]);
    }

    [Fact]
    public async Task Conflicts_are_offered_again_from_the_last_page()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        await ImportPathTests.ImportAsync(visit, SomeFile.Update);
        var state = new CustomerLookup(visit.App.Base, Viewer.System).Find(1)!;
        var mine = state.Values.Copy();
        mine[CustomerFields.Email] = "aerts@elders.example";
        new ChangeSets(visit.App.Base, TimeProvider.System).Edit(1, state.Version, mine, Actor.CommandLine);
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        await Shot(page, "left");
        Assert.Contains("Jozefien Aerts", await visit.TextAsync(".done-panel .note"), StringComparison.Ordinal);
        Assert.Equal("aerts@elders.example", new CustomerLookup(visit.App.Base, Viewer.System).Find(1)!.Values[CustomerFields.Email]);
        await page.ClickAsync(".done-panel .note a");
        Assert.Equal("aerts@elders.example", await visit.TextAsync("td.chg s"));
        await Shot(page, "left-preview");
        Assert.Equal(0, await page.Locator("a[href$='/columns'], a.edit, a.read-as").CountAsync());
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        Assert.Equal("jozefien@nieuw.example", new CustomerLookup(visit.App.Base, Viewer.System).Find(1)!.Values[CustomerFields.Email]);
    }

    [Fact]
    public async Task The_errors_are_downloaded_corrected_and_dropped_again_into_the_same_import()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href$='errors.csv']"));
        var text = await File.ReadAllTextAsync((await download.PathAsync())!);
        // Dropped again unchanged, it reports that it still needs fixing, and where to download the errors again.
        await ImportPathTests.ImportAsync(visit, new() { Name = "fouten.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        Assert.EndsWith("/import/1", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator(".note.ok").CountAsync());
        await page.Locator(".note.done", new() { HasText = "0 zijn nu goed; 1 moet nog verbeterd worden." }).Locator("a[href$='errors.csv']").WaitForAsync();
        await ImportPathTests.ImportAsync(visit, new() { Name = "fouten.csv", MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(text.Replace("@mail;", "@mail.example;", StringComparison.Ordinal)) });
        Assert.EndsWith("/import/1", page.Url, StringComparison.Ordinal);
        Assert.Contains("1 verbeterde rij", await visit.TextAsync(".note.ok"), StringComparison.Ordinal);
        Assert.Equal("0", await visit.TextAsync("#import-head .box.error b"));
        using var reading = visit.App.Base.NewContext();
        Assert.Single(reading.ChangeSets);
    }

    [Fact]
    public async Task How_the_file_is_read_shows_its_first_lines_and_is_corrected_with_effect_at_once()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Messy);
        await page.ClickAsync("a.read-as");
        Assert.Equal(6, await page.Locator(".first-lines tr").First.Locator("td").CountAsync() - 1);
        Assert.Equal("1", await page.Locator(".first-lines tr.titles td").First.InnerTextAsync());
        await Shot(page, "format");

        await page.SelectOptionAsync("#delimiter", ",");
        await Assertions.Expect(page.Locator(".first-lines tr").First.Locator("td")).ToHaveCountAsync(2);
        await page.SelectOptionAsync("#delimiter", ";");
        await page.SelectOptionAsync("#header", "2");
        await Assertions.Expect(page.Locator(".first-lines tr.out")).ToHaveCountAsync(1);
        await page.CheckAsync("[name=totals]");
        await page.SelectOptionAsync("#header", "1");
        await Assertions.Expect(page.Locator(".first-lines tr.out")).ToHaveCountAsync(0);
        await page.ClickAsync(".form-foot button.pri");
        await page.WaitForURLAsync(url => !url.EndsWith("/format", StringComparison.Ordinal));
        Assert.Contains("Totaal", await visit.TextAsync("table.preview"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sheet_can_be_chosen_and_an_empty_one_has_a_way_back()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Sheets);
        Assert.Contains("Aerts", await visit.TextAsync("table.preview"), StringComparison.Ordinal);
        await page.ClickAsync("a.read-as");
        await page.SelectOptionAsync("#sheet", "Leeg");
        await Assertions.Expect(page.Locator("#format [role=alert], #format .note")).ToContainTextAsync("Het blad “Leeg” is leeg");
        Assert.Equal("Leeg", await page.Locator("#sheet").InputValueAsync());
        Assert.Equal(0, await page.Locator("#delimiter").CountAsync());
        // Read so, it is refused with the same offer.
        await page.ClickAsync(".form-foot button.pri");
        await Assertions.Expect(page.Locator("#format .note")).ToContainTextAsync("Het blad “Leeg” is leeg");
        await page.SelectOptionAsync("#sheet", "2026");
        await Assertions.Expect(page.Locator(".first-lines")).ToContainTextAsync("de Bakker");
        await page.ClickAsync(".form-foot button.pri");
        await page.Locator("table.preview", new() { HasText = "de Bakker" }).WaitForAsync();
        Assert.DoesNotContain("Aerts", await visit.TextAsync("table.preview"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keyboard_alone_filters_corrects_leaves_out_and_confirms_and_keeps_its_place()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await page.FocusAsync(".boxes a:has(.box.error)");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**show=Errors");
        await page.Locator("#preview-chips a:focus.on").WaitForAsync();
        await page.FocusAsync("td.err a.cell");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".cell-edit .input:focus").FillAsync("youssef@mail.example");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("tr:not(:has(td.err)) a.edit:focus").WaitForAsync();
        await page.FocusAsync("#preview-chips a >> nth=1");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**show=New");
        await page.Locator("#preview-chips a.on:focus").WaitForAsync();
        await page.GoBackAsync();
        await page.WaitForURLAsync("**show=Errors");
        await page.Locator("#preview-chips a.on:focus").WaitForAsync();
        await page.GoForwardAsync();
        await page.WaitForURLAsync("**show=New");
        await page.Locator("#preview-chips a.on:focus").WaitForAsync();
        await page.FocusAsync("#leave-1");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("tr.out #leave-1:focus").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("tr:not(.out) #leave-1:focus").WaitForAsync();
        // With the mouse, nothing is focused that the person did not choose.
        await page.ClickAsync("#preview-chips a >> nth=0");
        await page.WaitForURLAsync(url => !url.Contains("show=", StringComparison.Ordinal));
        Assert.Equal(0, await page.Locator("#preview-chips a:focus").CountAsync());
        await page.FocusAsync("#import-head button.pri");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/done");
    }

    // Pictures to look at while working on the page: set STAMGAST_LOOK to a folder.
    internal static async Task Shot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("STAMGAST_LOOK") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }
}

using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Browser;

public sealed class ImportPathTests
{
    [Theory, EachEngine]
    public async Task A_file_is_dropped_previewed_confirmed_updated_and_undone(Engine engine)
    {
        await using var visit = await BrowserVisit.StartAsync(engine);
        var page = visit.Page;
        await ImportAsync(visit, SomeFile.Customers);
        Assert.Equal(["7", "0", "0", "6", "1"], await BoxesAsync(page));
        Assert.Equal(6, await page.Locator("tr.new").CountAsync());
        Assert.Contains("youssef.elamrani@mail", await page.Locator("td.err").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        Assert.Equal("Klanten succesvol geïmporteerd!", (await visit.TextAsync("h1")).Trim());
        Assert.Equal(1, await page.Locator(".thumb svg").CountAsync());

        await ImportAsync(visit, SomeFile.Update);
        Assert.Equal(["4", "2", "1", "1", "0"], await BoxesAsync(page));
        Assert.Equal("jozefien.aerts@post.example", await page.Locator("td.chg s").First.InnerTextAsync());
        // The note names the field too, since its column may be beyond the edge of the screen.
        Assert.Contains("E-mail", await page.Locator("tr:has(td.chg) .note-line .reason").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        Assert.Equal(7, await CountAsync(visit));

        await page.GoBackAsync();
        await page.ClickAsync("form[action$='/undo'] button");
        await page.Locator(".note.done").WaitForAsync();
        Assert.Equal(6, await CountAsync(visit));
        await visit.OpenAsync("/customers?q=lefevre");
        Assert.Contains("1000 Bruxelles", await visit.TextAsync("tbody[data-page] tr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_leaves_nothing_behind()
    {
        await using var visit = await BrowserVisit.StartAsync();
        await ImportAsync(visit, SomeFile.Customers);
        await visit.Page.ClickAsync("#import-head form[action$='/cancel'] button");
        await visit.Page.Locator(".note.done").WaitForAsync();
        Assert.Equal(0, await CountAsync(visit));
        using var reading = visit.App.Base.NewContext();
        Assert.Empty(reading.ChangeSets);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(visit.App.Base.Location.DataFolder, "uploads")));
    }

    [Fact]
    public async Task A_row_that_is_left_out_is_not_imported_and_the_button_says_so()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportAsync(visit, SomeFile.Customers);
        await page.Locator("tr.new .leave").First.ClickAsync();
        await page.Locator("tr.out").WaitForAsync();
        await Assertions.Expect(page.Locator("#import-head button.pri")).ToContainTextAsync("5");
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        Assert.Equal(5, await CountAsync(visit));
    }

    [Fact]
    public async Task Left_out_rows_are_listed_together_and_can_be_included_again()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportAsync(visit, SomeFile.Customers);
        var chip = page.Locator("#preview-chips a[href*='show=LeftOut']");
        Assert.Equal(0, await chip.CountAsync());
        var all = await visit.TextAsync("#preview-chips a[href*='show=All']");
        await page.Locator("tr.new .leave").First.ClickAsync();
        await Assertions.Expect(chip).ToHaveTextAsync("Weggelaten 1");
        // It still is a row of the file.
        Assert.Equal(all, await visit.TextAsync("#preview-chips a[href*='show=All']"));
        await chip.ClickAsync();
        await page.WaitForURLAsync("**show=LeftOut");
        Assert.Equal(1, await page.Locator("tbody[data-page] tr").CountAsync());
        await page.Locator("tr.out .leave").ClickAsync();
        await page.Locator("tbody[data-page] tr:not(.out)").WaitForAsync();
        await Assertions.Expect(chip).ToHaveTextAsync("Weggelaten 0");
        await Assertions.Expect(page.Locator("#import-head button.pri")).ToContainTextAsync("6");
    }

    [Fact]
    public async Task A_wrongly_guessed_column_can_be_corrected_by_hand()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportAsync(visit, SomeFile.Customers);
        await page.ClickAsync("a[href$='/columns']");
        await page.SelectOptionAsync("select[name=column-14]", "shops");
        await page.ClickAsync(".form-foot button.pri");
        await page.WaitForURLAsync("**/import/*");
        Assert.Contains("Winkels", await page.Locator("table.preview thead").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Groepen", await page.Locator("table.preview thead").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_errors_file_has_the_line_the_cause_and_the_remedy()
    {
        await using var visit = await BrowserVisit.StartAsync();
        await ImportAsync(visit, SomeFile.Customers);
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.ClickAsync("a[href$='errors.csv']"));
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("stamgast:line;stamgast:problem", lines[0], StringComparison.Ordinal);
        Assert.Contains("youssef.elamrani@mail;", lines[1], StringComparison.Ordinal);
        Assert.Contains(";8;E-mail: “", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_refused_in_three_parts()
    {
        await using var visit = await BrowserVisit.StartAsync();
        await visit.OpenAsync("/import");
        await visit.Page.SetInputFilesAsync("#file",
            new FilePayload { Name = "foto.csv", MimeType = "text/csv", Buffer = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] });
        await visit.Page.Locator(".note.bad").WaitForAsync();
        Assert.NotEmpty(await visit.TextAsync(".note.bad"));
        Assert.Equal(0, await CountAsync(visit));
    }

    /// <param name="asks">True for a file that starts at the columns, with the question.</param>
    internal static async Task ImportAsync(BrowserVisit visit, FilePayload file, bool asks = false)
    {
        await visit.OpenAsync("/import");
        await visit.Page.SetInputFilesAsync("#file", file);
        await visit.Page.Locator(asks ? ".question" : "#import-head").WaitForAsync();
    }

    private static async Task<IReadOnlyList<string>> BoxesAsync(IPage page) => await page.Locator("#import-head .box b").AllInnerTextsAsync();

    private static async Task<int> CountAsync(BrowserVisit visit)
    {
        await visit.OpenAsync("/customers?active=all");
        return await visit.Page.Locator("tbody[data-page] tr").CountAsync();
    }
}

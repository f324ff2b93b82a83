using System.Text;
using Microsoft.Playwright;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Browser;

public sealed class ImportColumnsTests
{
    internal static readonly FilePayload Members = new()
    {
        Name = "leden.csv",
        MimeType = "text/csv",
        Buffer = Encoding.UTF8.GetBytes("""
            Lidnr;Voornaam;Naam;E-mail;Taal;Land;Afdeling
            C-1;Jozefien;Aerts;jozefien.aerts@post.example;Nederlnds;BE;Retail klanten
            C-2;Willem;de Bakker;w.debakker@kabel.example;;Hollandia;Retail klanten
            C-3;Zoë;Lefèvre;zoe@lefevre.example;plat;BE;Pers
            """),
    };

    [Fact]
    public async Task A_file_with_only_a_header_leads_to_the_reading_options()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, new() { Name = "bladen.html", MimeType = "text/html",
            Buffer = Encoding.UTF8.GetBytes(
            "<table><tr><th>Voornaam</th><th>Naam</th></tr><tr><td>Jozefien</td><td>Aerts</td></tr></table><table><tr><td>Menu</td></tr></table>") });
        await page.ClickAsync("a.read-as");
        await page.SelectOptionAsync("#sheet", "2");
        await Assertions.Expect(page.Locator(".first-lines")).ToContainTextAsync("Menu");
        await page.ClickAsync("#format button.pri");
        await page.ClickAsync("#preview-found a.btn");
        await page.SelectOptionAsync("#sheet", "1");
        await Assertions.Expect(page.Locator(".first-lines")).ToContainTextAsync("Jozefien");
        await page.ClickAsync("#format button.pri");
        await Assertions.Expect(page.Locator("tr.new")).ToContainTextAsync("Aerts");
    }

    [Theory, EachEngine]
    public async Task The_preview_shows_defaults_without_a_column_in_the_file(Engine engine)
    {
        await using var visit = await BrowserVisit.StartAsync(engine);
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Update);
        Assert.DoesNotContain("Verantwoordelijke", await visit.TextAsync("table.preview thead"), StringComparison.Ordinal);
        await page.ClickAsync("a[href$='/columns']");
        await page.ClickAsync("summary:has-text('Standaardwaarden')");
        await page.SelectOptionAsync("select[name=default-country]", "BE");
        await page.FillAsync("[name=default-label]", "Nadia");
        await page.ClickAsync(".form-foot button.pri");
        await page.Locator("#import-head").WaitForAsync();
        Assert.Contains("Verantwoordelijke", await visit.TextAsync("table.preview thead"), StringComparison.Ordinal);
        Assert.All(await page.Locator("tr.new").AllInnerTextsAsync(), row =>
        {
            Assert.Contains("Nadia", row, StringComparison.Ordinal);
            Assert.Contains("BE", row, StringComparison.Ordinal);
        });
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        await visit.OpenAsync("/customers?q=lefevre");
        Assert.Contains("Nadia", await visit.TextAsync("tbody[data-page] tr"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task The_meaning_of_values_is_chosen_once_saved_and_used_for_the_next_file(Engine engine)
    {
        await using var visit = await BrowserVisit.StartAsync(engine);
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, Members, asks: true);
        await page.SelectOptionAsync("select[name=column-6]", "groups");
        await page.ClickAsync("summary:has-text('Standaardwaarden')");
        await page.SelectOptionAsync("select[name=default-language]", "nl");
        await page.FillAsync("[name=remember]", "Ledenlijst");
        await page.ClickAsync(".form-foot button.pri");
        await page.Locator("#import-head").WaitForAsync();
        Assert.Contains("Ledenlijst", await visit.TextAsync("#import-head .note"), StringComparison.Ordinal);

        await page.ClickAsync("a[href$='/columns']");
        var language = page.Locator(".value-list li", new() { HasText = "plat" }).Locator("select");
        Assert.Equal("?", await language.InputValueAsync());
        Assert.Equal("nl", await page.Locator(".value-list li", new() { HasText = "Nederlnds" }).Locator("select").InputValueAsync());
        await language.SelectOptionAsync("nl-BE");
        Assert.Equal("NL", await page.Locator(".value-list li", new() { HasText = "Hollandia" }).Locator("select").InputValueAsync());
        await page.ClickAsync("summary:has-text('Afdeling')");
        await page.Locator(".value-list li", new() { HasText = "Retail klanten" }).Locator("input.input").FillAsync("Retail");
        await page.ClickAsync(".form-foot button.pri");
        await page.Locator("#import-head").WaitForAsync();
        Assert.Equal(0, await page.Locator("td.err").CountAsync());

        await ImportPathTests.ImportAsync(visit, Members);
        Assert.Equal(0, await page.Locator("td.err").CountAsync());
        await page.ClickAsync("#import-head button.pri");
        await page.WaitForURLAsync("**/done");
        using (var reading = visit.App.Base.NewContext())
            Assert.Equal([("nl", "BE", "Retail"), ("nl", "NL", "Retail"), ("nl-BE", "BE", "Pers")],
                reading.Customers.OrderBy(c => c.Number).AsEnumerable().Select(c => (c.Language!, c.Country!, c.Groups!)));
    }

    [Fact]
    public async Task A_saved_mapping_can_be_ignored_for_one_file_renamed_and_deleted()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, Members, asks: true);
        await page.SelectOptionAsync("select[name=column-6]", "shops");
        await page.FillAsync("[name=remember]", "tixly");
        await page.ClickAsync(".form-foot button.pri");
        Assert.NotEmpty(await visit.TextAsync(".note.bad"));
        Assert.Equal("shops", await page.InputValueAsync("select[name=column-6]"));
        await page.FillAsync("[name=remember]", "Leden");
        await page.ClickAsync(".form-foot button.pri");
        await page.Locator("#import-head .note.info form[action$='aside'] button").ClickAsync();
        await page.Locator("#import-head").WaitForAsync();
        await Assertions.Expect(page.Locator("#import-head form[action$='aside']")).ToHaveCountAsync(0);

        await visit.OpenAsync("/import/mappings");
        await page.FillAsync("input[name=name]", "Leden 2026");
        await page.ClickAsync("form[action$='/name'] button");
        await page.WaitForLoadStateAsync();
        Assert.Equal("Leden 2026", await page.InputValueAsync("input[name=name]"));
        await page.ClickAsync("form[action$='/delete'] button");
        await page.Locator(".empty").WaitForAsync();
        await ImportPathTests.ImportAsync(visit, Members, asks: true);
        Assert.Equal(0, await page.Locator("form[action$='aside']").CountAsync());
    }

    [Fact]
    public async Task Several_files_become_a_proposal_each_and_their_outcomes_are_listed()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await visit.OpenAsync("/import");
        await page.SetInputFilesAsync("#file", [Members, SomeFile.Customers, new FilePayload { Name = "leeg.csv", MimeType = "text/csv", Buffer = [] }]);
        await page.Locator(".note.done").WaitForAsync();
        await Assertions.Expect(page.Locator("#waiting tr")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("#waiting tr", new() { HasText = "klanten.csv" })).ToContainTextAsync("6 nieuw");
        await Assertions.Expect(page.Locator("#waiting tr", new() { HasText = "leden.csv" })).ToContainTextAsync("3 rijen");
        await Assertions.Expect(page.Locator("#waiting tr", new() { HasText = "leeg.csv" })).ToContainTextAsync("Het bestand is leeg.");
        await page.ClickAsync("#waiting a:has-text('klanten.csv')");
        await page.Locator("#import-head").WaitForAsync();
        using var reading = visit.App.Base.NewContext();
        Assert.Empty(reading.Customers);
    }
}

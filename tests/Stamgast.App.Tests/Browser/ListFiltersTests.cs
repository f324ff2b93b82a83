using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Testing;

namespace Stamgast.App.Browser;

public sealed class ListFiltersTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_filter_on_any_field_is_added_to_the_address_and_removed_with_and_without_script(bool script)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { JavaScriptEnabled = script });
        AddSome(visit);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        await AddAsync(page, script, "city", "contains", "ent");
        await page.WaitForURLAsync("**/customers?city.contains=ent");
        Assert.Equal(["Lambert, Chloé", "Wouters, An"], await NamesAsync(page));
        await AddAsync(page, script, "birth_date", "after", "1989");
        await page.WaitForURLAsync("**/customers?birth_date.after=1989&city.contains=ent");
        Assert.Equal(["Lambert, Chloé"], await NamesAsync(page));
        Assert.Equal("1", await page.GetAttributeAsync("#list .count", "data-total"));
        await PreviewPathTests.Shot(page, "filters-" + script);

        await page.ClickAsync("a.chip[aria-label*='Plaats bevat']");
        await page.WaitForURLAsync("**/customers?birth_date.after=1989");
        await AddAsync(page, script, "newsletter", "not", "1");
        await page.WaitForURLAsync("**/customers?birth_date.after=1989&newsletter.not=1");
        Assert.Equal(["Lambert, Chloé"], await NamesAsync(page));

        await AddAsync(page, script, "customer_since", "before", "gisteren");
        await page.Locator("#add-value-problem").WaitForAsync();
        Assert.Equal("gisteren", await page.InputValueAsync("#add-value"));
        Assert.Contains("“gisteren” is geen datum.", await visit.TextAsync("#add-value-problem"), StringComparison.Ordinal);
        Assert.EndsWith("op=before&value=gisteren", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meaningless_filter_in_an_address_shows_no_customers_but_a_reason_and_a_way_on()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddSome(visit);
        foreach (var (address, rest) in new[] { ("city=Gent&town=Gent", "?city=Gent"), ("birth_date=ooit", ""), ("columns=number,shoe", "?columns=number"),
            ("city.before=Gent", ""), ("sort=shoe&active=all", "?active=all") })
        {
            var answer = await visit.OpenAsync("/customers?" + address);
            Assert.Equal(400, answer!.Status);
            Assert.Equal(0, await visit.Page.Locator("tbody[data-page] tr").CountAsync());
            Assert.Equal("/customers" + rest, await visit.Page.GetAttributeAsync(".note.bad .acts a", "href"));
            Assert.Equal(400, (await visit.OpenAsync("/export?" + address))!.Status);
        }
        await PreviewPathTests.Shot(visit.Page, "refused");
        visit.Complaints.Clear();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Columns_are_chosen_ordered_saved_and_part_of_the_address(bool script)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { JavaScriptEnabled = script });
        AddSome(visit);
        var page = visit.Page;
        await visit.OpenAsync("/customers?active=all");
        Assert.Equal(["Naam", "Nummer", "E-mail", "Telefoon", "Plaats", "Taal", "Verantwoordelijke", "Status"], await HeadingsAsync(page));
        await visit.OpenAsync("/customers?city=*");
        Assert.DoesNotContain("Status", await HeadingsAsync(page));
        await page.ClickAsync("#columns-menu summary");
        await page.UncheckAsync("#columns [value=email][type=checkbox]");
        await page.CheckAsync("#columns [value=birth_date][type=checkbox]");
        await page.CheckAsync("#columns [value=id][type=checkbox]");
        if (script)
        {
            // Two places up: past the birth date and the state.
            await page.Locator("#columns [value=id][type=checkbox]").PressAsync("Alt+ArrowUp");
            await page.Locator("#columns [value=id][type=checkbox]").PressAsync("Alt+ArrowUp");
            Assert.Equal("ID: plaats 6 van 8", await page.TextContentAsync("#columns [data-said]"));
        }
        await page.Locator("#columns button[name=up][value=language]").ClickAsync();
        await PreviewPathTests.Shot(page, "columns-" + script);
        await page.Locator("#columns button.pri").ClickAsync();
        await page.WaitForURLAsync(u => u.Contains("columns=", StringComparison.Ordinal) && !u.Contains("open=", StringComparison.Ordinal));
        var sent = page.Url;
        var headings = await HeadingsAsync(page);
        Assert.Equal("Taal", headings[3]);
        Assert.Contains("Geboortedatum", headings);
        Assert.Contains("ID", headings);
        Assert.DoesNotContain("E-mail", headings);
        await PreviewPathTests.Shot(page, "columns-done-" + script);

        await visit.OpenAsync("/customers");
        Assert.Equal(headings, await HeadingsAsync(page));
        Assert.Contains("columns=", page.Url, StringComparison.Ordinal);
        await page.ClickAsync("th:has-text('Geboortedatum') a");
        await page.WaitForURLAsync("**sort=birth_date**");
        Assert.Equal("de Bakker, Willem", (await NamesAsync(page))[0]);
        await page.ClickAsync("#columns-menu summary");
        await page.ClickAsync("#columns [name=then][value=usual]:not(.unseen)");
        await page.WaitForURLAsync("**/customers?sort=birth_date");
        Assert.Contains("E-mail", await HeadingsAsync(page));
        await page.GotoAsync(sent);
        Assert.Equal(headings, await HeadingsAsync(page));
    }

    [Fact]
    public async Task A_selection_stays_while_searching_and_filtering_until_it_is_cleared()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddSome(visit);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        await page.CheckAsync("tr:has-text('Aerts') td.pick input");
        await page.CheckAsync("tr:has-text('Wouters') td.pick input");
        await page.FillAsync("#find", "lambert");
        await page.WaitForURLAsync("**/customers?q=lambert");
        Assert.Equal("2 geselecteerd", await visit.TextAsync("[data-count]"));
        await page.CheckAsync("tr:has-text('Lambert') td.pick input");
        await page.FillAsync("#find", "niemand daar");
        await page.Locator(".list .empty").WaitForAsync();
        Assert.Equal("3 geselecteerd", await visit.TextAsync("[data-count]"));
        await page.FillAsync("#find", "");
        await page.WaitForURLAsync("**/customers");
        await page.ClickAsync("#filter-active summary");
        await page.CheckAsync("#filter-active [value=all]");
        await page.WaitForURLAsync("**/customers?active=all");
        Assert.False(await page.Locator("#filter-active").EvaluateAsync<bool>("d => d.open"));
        await page.ClickAsync("th a:has-text('Plaats')");
        await page.WaitForURLAsync("**sort=city**");
        await AddAsync(page, true, "city", "is", "Utrecht");
        await page.WaitForURLAsync("**city=Utrecht**");
        Assert.Equal("3 geselecteerd", await visit.TextAsync("[data-count]"));
        await PreviewPathTests.Shot(page, "kept");
        await page.ClickAsync("[data-show-picked]");
        await page.WaitForURLAsync("**/customers?active=all&id=*");
        Assert.Equal(3, await page.Locator("td.pick input:checked").CountAsync());
        Assert.Equal("3 geselecteerd", await visit.TextAsync("[data-count]"));
        await page.ClickAsync(".selbar [type=reset]");
        await Assertions.Expect(page.Locator(".selbar")).ToBeHiddenAsync();
        await visit.OpenAsync("/activity");
        await visit.OpenAsync("/customers");
        Assert.Equal(0, await page.Locator("td.pick input:checked").CountAsync());
    }

    [Fact]
    public async Task A_search_without_active_matches_points_to_inactive_customers_and_the_trash()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddSome(visit);
        var changes = new ChangeSets(visit.App.Base, TimeProvider.System);
        visit.App.Base.Change([2], v => v[CustomerFields.Active] = "0", ChangeKind.Deactivate);
        changes.Trash([3], into: true, Actor.CommandLine);
        var page = visit.Page;
        await visit.OpenAsync("/customers?q=C-10");
        Assert.Equal(["Wouters, An"], await NamesAsync(page));
        Assert.Equal("1 niet-actieve: tonen 1 in de prullenbak: tonen", (await visit.TextAsync(".elsewhere")).ReplaceLineEndings(" "));
        await visit.OpenAsync("/customers?q=lambert");
        Assert.Equal("Geen klanten gevonden bij de actieve", await visit.TextAsync(".empty h2"));
        Assert.Equal(0, await page.Locator(".empty a[href='/customers/new']").CountAsync());
        await PreviewPathTests.Shot(page, "elsewhere");
        await page.ClickAsync(".empty a:has-text('1 niet-actieve: tonen')");
        await page.WaitForURLAsync("**/customers?q=lambert&active=0");
        Assert.Equal(["Lambert, Chloé"], await NamesAsync(page));
        await visit.OpenAsync("/customers?q=c-100");
        Assert.Equal("1 in de prullenbak: tonen", await visit.TextAsync(".empty .acts"));
        await visit.OpenAsync("/customers?q=nobody");
        Assert.Equal("Geen klanten gevonden", await visit.TextAsync(".empty h2"));
    }

    [Fact]
    public async Task A_match_on_a_hidden_name_shows_that_name_and_comes_after_visible_matches()
    {
        await using var visit = await BrowserVisit.StartAsync();
        CustomerPagesTests.Add(visit, v => (v[CustomerFields.Type], v[CustomerFields.CompanyName], v[CustomerFields.FirstName],
            v[CustomerFields.LastName]) = ("company", "Biomedi BVBA", "Marie", "Janssens"));
        CustomerPagesTests.Add(visit, v => (v[CustomerFields.FirstName], v[CustomerFields.LastName]) = ("Zoë", "Janssens"));
        await visit.OpenAsync("/customers?q=janssens");
        Assert.Equal(["Janssens, Zoë", "Biomedi BVBA"], await NamesAsync(visit.Page));
        Assert.Equal(["Contact: Marie Janssens"], await visit.Page.Locator("small.kept").AllInnerTextsAsync());
        await PreviewPathTests.Shot(visit.Page, "kept-name");
        await visit.OpenAsync("/customers?q=biomedi");
        Assert.Equal(0, await visit.Page.Locator("small.kept").CountAsync());
        await visit.OpenAsync("/customers/1");
        Assert.Equal("Contact: Marie Janssens", await visit.TextAsync(".head .kept"));
    }

    [Fact]
    public async Task Selecting_sorting_and_filtering_work_on_a_phone()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });
        AddSome(visit);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        await PreviewPathTests.Shot(page, "phone");
        Assert.True((await page.Locator("td.name a").First.BoundingBoxAsync())!.Height >= 24);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.ClickAsync("#sorting summary");
        await PreviewPathTests.Shot(page, "phone-sort");
        await page.ClickAsync("#sorting .item:has-text('Plaats')");
        await page.WaitForURLAsync("**/customers?sort=city");
        Assert.Equal("Aerts, Jozefien", (await NamesAsync(page))[0]);
        await page.ClickAsync("[data-picking]");
        await page.Locator("td.pick label").First.ClickAsync();
        await page.Locator("td.pick label").Nth(1).ClickAsync();
        Assert.Equal("2 geselecteerd", await visit.TextAsync("[data-count]"));
        // While one selects the whole row ticks, the name too.
        await page.Locator("td.name a").Nth(2).ClickAsync();
        Assert.Equal("3 geselecteerd", await visit.TextAsync("[data-count]"));
        await page.Locator("tbody[data-page] tr").Nth(1).ClickAsync(new() { Position = new() { X = 380, Y = 30 } });
        Assert.Equal("2 geselecteerd", await visit.TextAsync("[data-count]"));
        Assert.EndsWith("/customers?sort=city", page.Url, StringComparison.Ordinal);
        await PreviewPathTests.Shot(page, "phone-picking");
        await page.ClickAsync("[data-picking]");
        await Assertions.Expect(page.Locator(".selbar")).ToBeHiddenAsync();
        await page.Locator("#add-filter summary").ScrollIntoViewIfNeededAsync();
        await page.ClickAsync("#add-filter summary");
        await page.SelectOptionAsync("#add-field", "country");
        await page.Locator("#add-value").WaitForAsync();
        await PreviewPathTests.Shot(page, "phone-filter");
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync("#columns-menu summary");
        await PreviewPathTests.Shot(page, "phone-columns");
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_default_columns_fit_1440_pixels_and_a_cut_value_can_be_read_in_full()
    {
        await using var visit = await BrowserVisit.StartAsync();
        CustomerPagesTests.Add(visit, Long);
        await visit.OpenAsync("/customers");
        await PreviewPathTests.Shot(visit.Page, "list-1440");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => { const s = document.querySelector('.scroller'); return s.scrollWidth <= s.clientWidth; }"));
        Assert.True(await visit.Page.EvaluateAsync<bool>(
            "() => { const c = document.querySelector('td.email'); return c.scrollWidth > c.clientWidth && c.title === c.textContent; }"));
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('tbody td:not(.pick)')].filter(c => c.scrollWidth > c.clientWidth && !c.title && "
            + "!c.querySelector('a')?.title).map(c => c.className + c.textContent)"));
    }

    [Fact]
    public async Task The_columns_menu_explains_why_a_chosen_column_is_hidden()
    {
        await using var visit = await BrowserVisit.StartAsync();
        AddSome(visit);
        await visit.OpenAsync("/customers?open=columns");
        Assert.Equal("(verborgen: alle hebben dezelfde status)", await visit.TextAsync("#columns [data-column=state] small"));
        Assert.Equal(1, await visit.Page.Locator("#columns small").CountAsync());
        await PreviewPathTests.Shot(visit.Page, "columns-hidden-state");
        await visit.OpenAsync("/customers?active=all&open=columns");
        Assert.Equal(0, await visit.Page.Locator("#columns small").CountAsync());
    }

    [Fact]
    public async Task On_a_phone_a_name_has_its_own_line_and_the_changes_fit()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true });
        CustomerPagesTests.Add(visit, Long);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        await PreviewPathTests.Shot(page, "phone-names");
        var (name, tag, below) = ((await page.Locator("td.name a").BoundingBoxAsync())!, (await page.Locator("td.label").BoundingBoxAsync())!,
            (await page.Locator("td.name small.only-s").BoundingBoxAsync())!);
        Assert.True(name.Width > 300);
        Assert.True(tag.Y >= name.Y + name.Height - 1);
        Assert.True(below.X + below.Width <= tag.X);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.OpenAsync("/customers/selection?act=edit&ids=1");
        await PreviewPathTests.Shot(page, "phone-bulk-fields");
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.OpenAsync(BulkEditTests.Previews(visit)[0]);
        await PreviewPathTests.Shot(page, "phone-bulk");
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.OpenAsync("/settings/responsibles/change?name=Verantwoordelijke+van+het+noordelijke+gebied&remove=1");
        await PreviewPathTests.Shot(page, "phone-name-change");
        Assert.True((await page.Locator(".bearers a").BoundingBoxAsync())!.Height >= 24);
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static void Long(CustomerValues values)
    {
        (values[CustomerFields.Type], values[CustomerFields.CompanyName], values[CustomerFields.Email]) = ("company",
            "Accountantskantoor De Bruyne, Vandenbroucke en Vennoten BV", "boekhouding.leveranciers@accountantskantoor-de-bruyne.example");
        (values[CustomerFields.Number], values[CustomerFields.Phone], values[CustomerFields.PostalCode], values[CustomerFields.City]) = ("KL-0001234",
            "+32486123309", "1348", "Ottignies-Louvain-la-Neuve (centrum)");
        (values[CustomerFields.Language], values[CustomerFields.Label]) = ("nl", "Verantwoordelijke van het noordelijke gebied");
    }

    private static async Task AddAsync(IPage page, bool script, string field, string how, string value)
    {
        await page.ClickAsync("#add-filter summary");
        await page.SelectOptionAsync("#add-field", field);
        if (!script)
        {
            await page.ClickAsync("#adding .foot button");
            await page.SelectOptionAsync("#add-op", how);
        }
        else
        {
            await page.Locator("#add-op").WaitForAsync();
            // The fragment is replaced, with the same names.
            await page.Locator("#add-op").EvaluateAsync("e => { e.dataset.old = '1'; }");
            await page.SelectOptionAsync("#add-op", how);
            await page.Locator("#add-op:not([data-old])").WaitForAsync();
            await Assertions.Expect(page.Locator("#add-op")).ToHaveValueAsync(how);
        }
        if (await page.Locator("select#add-value").CountAsync() > 0) await page.SelectOptionAsync("#add-value", value);
        else await page.FillAsync("#add-value", value);
        await page.ClickAsync("#adding-value .foot button");
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(IPage page) => await page.Locator("td.name a").AllInnerTextsAsync();

    private static async Task<IReadOnlyList<string>> HeadingsAsync(IPage page) =>
        [.. (await page.Locator("thead th a").AllInnerTextsAsync()).Select(t => t.Trim())];

    private static void AddSome(BrowserVisit visit)
    {
        static CustomerValues Person(string first, string last, string number, string city, string? born, string newsletter = "0")
        {
            var values = CustomerValues.Blank();
            (values[CustomerFields.FirstName], values[CustomerFields.LastName], values[CustomerFields.Number], values[CustomerFields.City],
                values[CustomerFields.BirthDate], values[CustomerFields.Newsletter]) = (first, last, number, city, born, newsletter);
            return values;
        }
        var company = CustomerValues.Blank();
        (company[CustomerFields.Type], company[CustomerFields.CompanyName]) = ("company",
            "Internationale Vervoersmaatschappij van de Noordelijke Provinciën en Omstreken NV");
        new ChangeSets(visit.App.Base, TimeProvider.System).Create(
        [
            Person("Jozefien", "Aerts", "C-9", "Antwerpen", "1985-07-30", "1"), Person("Chloé", "Lambert", "C-10", "Gent", "1990-01-01"),
            Person("Willem", "de Bakker", "C-100", "Utrecht", "1971-02-03"), Person("An", "Wouters", "C-101", "Gentbrugge", null), company,
        ], Actor.CommandLine);
    }
}

using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Stamgast.App.Importing;
using Stamgast.App.Jobs;
using Stamgast.Changes;
using Stamgast.Importing;
using Stamgast.Jobs;

namespace Stamgast.App.Browser;

/// <summary>The import pages when something was not chosen, was refused or did not arrive.</summary>
public sealed class ImportRefusalsTests
{
    [Fact]
    public async Task A_date_order_nobody_chose_stays_undecided_after_the_columns_page()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Messy);
        await page.ClickAsync("a[href$='/columns']");
        Assert.Equal("", await page.InputValueAsync("select[name=dates-4]"));
        await page.ClickAsync(".form-foot button.pri");
        await page.Locator("#import-head").WaitForAsync();
        Assert.Equal(2, await page.Locator("form[action$='/dates'] button").CountAsync());
        using (var reading = visit.App.Base.NewContext()) Assert.Empty(Imports.ReportOf(reading.ChangeSets.Single())!.Options.DateOrders);

        await page.ClickAsync("a[href$='/columns']");
        await page.SelectOptionAsync("select[name=dates-4]", "MonthDayYear");
        await page.ClickAsync(".form-foot button.pri");
        await Assertions.Expect(page.Locator("table.preview")).ToContainTextAsync("1985-03-04");
        await page.ClickAsync("a[href$='/columns']");
        Assert.Equal("MonthDayYear", await page.InputValueAsync("select[name=dates-4]"));
    }

    [Fact]
    public async Task A_refused_choice_of_columns_keeps_all_the_other_choices()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Messy);
        await page.ClickAsync("a[href$='/columns']");
        await page.ClickAsync(".more-fields summary");
        await page.SelectOptionAsync("[name=default-language]", "fr");
        await page.SelectOptionAsync("select[name=dates-4]", "MonthDayYear");
        await page.SelectOptionAsync("select[name=column-5]", "delivery_city");
        await page.SelectOptionAsync("#empty", "Clear");
        await page.FillAsync("[name=remember]", "tixly");
        await page.ClickAsync(".form-foot button.pri");
        await page.Locator(".main > .note.bad").WaitForAsync();
        Assert.Equal(["fr", "MonthDayYear", "delivery_city", "Clear", "tixly"],
            await Task.WhenAll(new[] { "[name=default-language]", "select[name=dates-4]", "select[name=column-5]", "#empty",
            "[name=remember]" }.Select(s => page.InputValueAsync(s))));
    }

    [Fact]
    public async Task How_the_file_is_read_is_corrected_without_script_in_one_step()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { JavaScriptEnabled = false });
        var page = visit.Page;
        await visit.OpenAsync("/import");
        await page.SetInputFilesAsync("#file", SomeFile.Messy);
        await page.ClickAsync("form[data-drop] button");
        await page.ClickAsync("a.read-as");
        await page.SelectOptionAsync("#delimiter", ",");
        await page.ClickAsync("button[name=show]");
        Assert.Equal(2, await page.Locator(".first-lines tr").First.Locator("td").CountAsync());
        Assert.DoesNotContain("Token", page.Url, StringComparison.Ordinal);
        await page.SelectOptionAsync("#delimiter", "|");
        await page.PressAsync("[name=totals]", "Enter");
        // Split like this, nobody has a name: the columns page asks for it, and links back to the reading options.
        await page.ClickAsync(".question a[href$='/format']");
        Assert.Equal("|", await page.InputValueAsync("#delimiter"));
    }

    [Fact]
    public async Task Files_that_do_not_arrive_are_reported_and_not_sent_again()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        var sent = 0;
        await visit.OpenAsync("/import");
        await page.RouteAsync("**/import", async route =>
        {
            if (route.Request.Method != "POST") { await route.ContinueAsync(); return; }
            if (++sent == 1)
                await route.FulfillAsync(new() { Status = 507, ContentType = "text/html", Body = "<div class=\"note bad\"><div>Geen plaats meer</div></div>" });
            else await route.AbortAsync();
        });
        await page.SetInputFilesAsync("#file", [ImportColumnsTests.Members, SomeFile.Customers]);
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Geen plaats meer");
        Assert.Equal(1, sent);
        // The message stays when the list is requested again.
        await page.EvaluateAsync(
            "() => { window.listed = new Promise(done => document.addEventListener('htmx:afterSettle', () => setTimeout(done), { once: true })); }");
        await page.SetInputFilesAsync("#file", [ImportColumnsTests.Members, SomeFile.Customers]);
        await page.EvaluateAsync("() => window.listed");
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("De server was niet bereikbaar");
        Assert.Equal(2, sent);
        await page.UnrouteAllAsync();
        await page.SetInputFilesAsync("#file", SomeFile.Customers);
        await page.Locator("#import-head").WaitForAsync();
    }

    [Fact]
    public async Task A_stopped_upload_leaves_nothing_behind()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await visit.OpenAsync("/import");
        // It never gets further than here.
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/import", async route =>
        {
            if (route.Request.Method == "POST") await held.Task;
            await route.ContinueAsync();
        });
        await page.SetInputFilesAsync("#file", SomeFile.Customers);
        await page.Locator(".uploading button").ClickAsync();
        await Assertions.Expect(page.Locator("#said")).ToContainTextAsync("Het opladen is gestopt");
        await Assertions.Expect(page.Locator(".uploading")).ToBeHiddenAsync();
        Assert.Equal("file", await page.EvaluateAsync<string>("document.activeElement.id"));
        using (var reading = visit.App.Base.NewContext()) Assert.Empty(reading.ChangeSets);
        await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
        held.SetResult();
        await page.SetInputFilesAsync("#file", SomeFile.Customers);
        await page.Locator("#import-head").WaitForAsync();
    }

    [Fact]
    public async Task A_refused_correction_is_reported_and_keeps_the_input()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await page.ClickAsync("td.err a.cell");
        await page.FillAsync(".cell-edit .input", "youssef@mail.example");
        new Imports(visit.App.Base, TimeProvider.System).Cancel(1);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[role=alert] #said")).ToBeVisibleAsync();
        Assert.NotEmpty(await visit.TextAsync("#said p"));
        Assert.Equal("youssef@mail.example", await page.InputValueAsync(".cell-edit .input"));
        await PreviewPathTests.Shot(page, "said");
        await page.ClickAsync("#said button");
        await Assertions.Expect(page.Locator("#said")).ToBeHiddenAsync();
        visit.ForgiveRefused();
    }

    [Fact]
    public async Task Correcting_a_cell_without_script_returns_to_the_same_rows()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { JavaScriptEnabled = false });
        var page = visit.Page;
        await visit.OpenAsync("/import");
        await page.SetInputFilesAsync("#file", SomeFile.Customers);
        await page.ClickAsync("form[data-drop] button");
        await page.ClickAsync("#preview-filters a[href*='show=Errors']");
        await page.ClickAsync("td.err a.cell");
        await page.FillAsync(".field.wrong input", "nog altijd fout");
        await page.ClickAsync(".form-foot button");
        Assert.EndsWith("/import/1?show=Errors#edit-7", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_wide_table_is_mapped_page_by_page_and_a_wider_one_is_refused_with_a_reason()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, Wide(2000));
        await page.ClickAsync("a[href$='/columns']");
        await page.SelectOptionAsync("select[name=column-0]", "");
        await page.SelectOptionAsync("select[name=column-2]", "notes");
        await page.SelectOptionAsync("#empty", "Clear");
        await page.FillAsync("[name=remember]", "breed");
        await page.ClickAsync("nav button[value='1800']");
        // Earlier choices are shown here, but not for the released column.
        await page.Locator("select[name=column-1999]").WaitForAsync();
        Assert.Equal(["notes", "Clear", "breed"], await Task.WhenAll(new[] { "select[name=column-2]", "#empty",
            "[name=remember]" }.Select(s => page.InputValueAsync(s))));
        Assert.Equal(0, await page.Locator("select[name=column-0], select[name=column-3]").CountAsync());
        await page.SelectOptionAsync("select[name=column-1999]", "groups");
        await page.ClickAsync("nav button[value='0']");
        await page.Locator("select[name=column-3]").WaitForAsync();
        Assert.Equal(["", "notes", "groups"], await Task.WhenAll(new[] { 0, 2, 1999 }.Select(c => page.InputValueAsync($"select[name=column-{c}]"))));
        await page.FillAsync("[name=remember]", "");
        await page.PressAsync("[name=remember]", "Enter");
        await page.Locator("#import-head").WaitForAsync();
        Assert.Contains("w3", await visit.TextAsync("table.preview"), StringComparison.Ordinal);
        Assert.DoesNotContain("Jozefien", await visit.TextAsync("table.preview"), StringComparison.Ordinal);
        Assert.Contains("w2000", await visit.TextAsync("table.preview"), StringComparison.Ordinal);
        Assert.Contains("Aerts", await visit.TextAsync("table.preview"), StringComparison.Ordinal);

        await visit.OpenAsync("/import");
        await page.SetInputFilesAsync("#file", Wide(16_384));
        await Assertions.Expect(page.Locator(".main")).ToContainTextAsync("2000 kolommen");
    }

    private static FilePayload Wide(int columns)
    {
        var text = new StringBuilder("Voornaam;Achternaam");
        for (var column = 3; column <= columns; column++) text.Append(CultureInfo.InvariantCulture, $";K{column}x");
        text.Append("\nJozefien;Aerts");
        for (var column = 3; column <= columns; column++) text.Append(CultureInfo.InvariantCulture, $";w{column}");
        return new() { Name = "breed.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text.ToString()) };
    }

    [Fact]
    public async Task The_progress_page_shows_why_work_was_refused()
    {
        using var done = new ManualResetEventSlim();
        await using var visit = await BrowserVisit.StartAsync(kinds: new TestJob(_ =>
            { done.Wait(); throw new RefusedException("disk.full", "/srv/stamgast"); }, "import.reading"));
        visit.App.Part<JobQueue>().Start(TestJob.Request("import-9", "/import"));
        await visit.OpenAsync("/progress/import-9");
        await visit.Page.WaitForResponseAsync("**/progress/import-9");
        done.Set();
        await Assertions.Expect(visit.Page.Locator(".error-page")).ToContainTextAsync("De schijf is vol");
        Assert.Equal(0, await visit.Page.Locator("#said:visible").CountAsync());
        await visit.Page.ClickAsync(".error-page a.pri");
        await visit.Page.Locator("#file").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Contains(visit.App.Log.Take(), line => line.Contains("The disk is full.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_of_waiting_imports_keeps_the_focus_when_it_refreshes()
    {
        using var done = new ManualResetEventSlim();
        await using var visit = await BrowserVisit.StartAsync(kinds: new TestJob(_ => { done.Wait(); return "/import"; }, "import.reading"));
        var page = visit.Page;
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        var jobs = visit.App.Part<JobQueue>();
        var job = jobs.Start(TestJob.Request(ImportWork.KeyOf(1)));
        await visit.OpenAsync("/import");
        await page.FocusAsync("#waiting button");
        await page.WaitForResponseAsync("**/import/waiting");
        await page.WaitForResponseAsync("**/import/waiting");
        await Assertions.Expect(page.Locator("#waiting button")).ToBeFocusedAsync();
        done.Set();
        await jobs.WaitAsync(job, TimeSpan.FromMinutes(1));
        await Assertions.Expect(page.Locator("#waiting tr")).ToContainTextAsync("6 nieuw");
        await Assertions.Expect(page.Locator("#waiting button")).ToBeFocusedAsync();
    }
}

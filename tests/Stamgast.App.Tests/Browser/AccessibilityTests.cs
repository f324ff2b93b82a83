using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Tasks;
using Stamgast.Tasks.Verbs;

namespace Stamgast.App.Browser;

/// <summary>Every page against the rules of axe-core for WCAG 2.2 AA, in light and dark, on a desk and on a phone.</summary>
public sealed class AccessibilityTests
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    private static readonly string[] Pages =
    [
        "/customers", "/customers?active=all&type=person&q=aerts", "/customers?q=niemand", "/customers/new", "/customers/1", "/customers/1/history",
        "/customers/1?on=2020-01-01", "/customers/1/edit", "/import", "/activity", "/activity/1", "/settings", "/settings/required", "/users", "/account",
        "/customers/1/details", "/customers/1/convert", "/keys", "/activity/1/undo", "/patterns",
        "/settings/fields", "/settings/groups", "/settings/groups/one?name=Retail", "/settings/groups/change?name=Retail&to=VIP",
        "/settings/groups/change?name=Retail&remove=1", "/settings/responsibles", "/settings/trash", "/settings/trash?q=niemand", "/settings/jobs",
        "/customers/selection?act=label&ids=1", "/customers/selection?act=edit&ids=1", "/customers/selection?act=group&ids=1",
        "/activity?show=trash&by=1&from=2020-01-01", "/customers?active=trash",
        "/tasks", "/tasks?whose=all", "/tasks?show=done", "/tasks?q=niemand", "/tasks/import", "/tasks/1", "/customers/1/tasks",
        "/guide", "/guide/import", "/guide/reference/command-line",
    ];

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Every_page_passes(int width, int height)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { ViewportSize = new() { Width = width, Height = height } });
        CustomerPagesTests.Add(visit, v =>
        {
            v[CustomerFields.FirstName] = "Jozefien";
            v[CustomerFields.LastName] = "Aerts";
            v[CustomerFields.Email] = "jozefien.aerts@post.example";
            v[CustomerFields.Label] = "Karim";
            v[CustomerFields.Groups] = "Retail";
        });
        CustomerPagesTests.Add(visit, v => v[CustomerFields.LastName] = "Bakker");
        new ChangeSets(visit.App.Base, TimeProvider.System).Trash([2], into: true, Actor.CommandLine);
        var task = GivenTask.New((TaskFields.Title, "Call"), (TaskFields.Customer, "1"), (TaskFields.DueDate, "2020-01-15"), (TaskFields.Assignee, "1"),
            (TaskFields.Priority, "high"));
        new CreateTask(visit.App.Base, Viewer.CommandLine, TimeProvider.System).Do(task, Actor.CommandLine);
        var findings = new List<string>();
        foreach (var address in Pages)
        {
            await visit.OpenAsync(address);
            findings.AddRange(await FindingsAsync(visit.Page, address));
        }
        foreach (var address in MergePathTests.Pages(visit))
        {
            await visit.OpenAsync(address);
            findings.AddRange(await FindingsAsync(visit.Page, address));
        }
        foreach (var address in BulkEditTests.Previews(visit))
        {
            await visit.OpenAsync(address);
            findings.AddRange(await FindingsAsync(visit.Page, address));
        }
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await visit.Page.ClickAsync(".mended summary");
        findings.AddRange(await FindingsAsync(visit.Page, "preview"));
        await visit.Page.ClickAsync("a.read-as");
        findings.AddRange(await FindingsAsync(visit.Page, "format"));
        await visit.Page.GoBackAsync();
        await visit.Page.ClickAsync("#row-7 a.edit");
        findings.AddRange(await FindingsAsync(visit.Page, "row"));
        await visit.Page.ClickAsync(".form-foot a.plain");
        await visit.Page.ClickAsync("td.err a.cell");
        await visit.Page.Locator(".cell-edit .input").WaitForAsync();
        findings.AddRange(await FindingsAsync(visit.Page, "cell"));
        await visit.Page.ClickAsync("#leave-1");
        await visit.Page.Locator("tr.out").WaitForAsync();
        findings.AddRange(await FindingsAsync(visit.Page, "row left out"));
        await visit.Page.ClickAsync("a[href$='/columns']");
        findings.AddRange(await FindingsAsync(visit.Page, "columns"));
        await visit.Page.GoBackAsync();
        await visit.Page.ClickAsync("#import-head button.pri");
        await visit.Page.Locator(".thumb").WaitForAsync();
        findings.AddRange(await FindingsAsync(visit.Page, "done"));
        await visit.OpenAsync(new Uri(visit.Page.Url).AbsolutePath.Replace("/done", "/duplicates", StringComparison.Ordinal));
        findings.AddRange(await FindingsAsync(visit.Page, "possible duplicates"));
        await ImportPathTests.ImportAsync(visit, SomeFile.ManyChanges);
        findings.AddRange(await FindingsAsync(visit.Page, "changes and a resemblance"));
        await visit.Page.Locator(".match button").First.ClickAsync();
        await visit.Page.Locator(".tag.ok").First.WaitForAsync();
        await visit.Page.ClickAsync("#import-head form[action$='/cancel'] button");
        findings.AddRange(await FindingsAsync(visit.Page, "question before it is discarded"));
        await ImportPathTests.ImportAsync(visit, SomeFile.OwnList, asks: true);
        findings.AddRange(await FindingsAsync(visit.Page, "question for the name"));
        await visit.Page.ClickAsync(".question button.pri");
        await visit.Page.Locator("#import-head").WaitForAsync();
        await visit.Page.ClickAsync(".boxes a:has(.box.error)");
        await visit.Page.Locator(".causes button[value=empty]").First.ClickAsync();
        await visit.Page.Locator(".causes .chosen li").First.WaitForAsync();
        findings.AddRange(await FindingsAsync(visit.Page, "errors by cause"));
        await visit.OpenAsync("/import");
        findings.AddRange(await FindingsAsync(visit.Page, "waiting imports"));
        Assert.True(findings.Count == 0, string.Join("\n", findings));
    }

    [Fact]
    public async Task A_picture_without_words_would_be_found()
    {
        await using var visit = await BrowserVisit.StartAsync();
        await visit.OpenAsync("/patterns");
        await visit.Page.EvaluateAsync("() => document.querySelector('main').append(document.createElement('img'))");
        Assert.Contains(await FindingsAsync(visit.Page, "/patterns"), f => f.Contains("image-alt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_that_only_the_dark_swallows_would_be_found()
    {
        await using var visit = await BrowserVisit.StartAsync();
        await visit.OpenAsync("/patterns");
        await visit.Page.EvaluateAsync("() => { document.querySelector('main h1').style.color = '#111'; }");
        Assert.Contains(await FindingsAsync(visit.Page, "/patterns"), f => f.StartsWith("/patterns in the dark color-contrast", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task The_list_passes_with_its_menus_open_its_filters_its_columns_and_its_refusals(int width, int height)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { ViewportSize = new() { Width = width, Height = height } });
        CustomerPagesTests.Add(visit, v => (v[CustomerFields.Type], v[CustomerFields.CompanyName], v[CustomerFields.LastName],
            v[CustomerFields.Notes]) = ("company", "Claes & Zonen NV", "Janssens", new string('x', 300)));
        var findings = new List<string>();
        foreach (var address in new[]
        {
            "/customers?q=janssens&sort=-city", "/customers?columns=id,state,notes,groups,website&active=all", "/customers?open=columns",
                "/customers?add=country&op=any", "/customers?add=birth_date&op=after&value=x",
            "/customers?notes.contains=x&id=1&country.not=FR", "/customers?town=Gent", "/customers?q=claes&active=0",
        })
        {
            await visit.OpenAsync(address);
            if (address.Contains("=claes", StringComparison.Ordinal)) Assert.Equal(1, await visit.Page.Locator(".empty a.pri").CountAsync());
            findings.AddRange(await FindingsAsync(visit.Page, address));
        }
        await visit.OpenAsync("/customers");
        await visit.Page.ClickAsync(width > 720 ? "#filter-active summary" : "#sorting summary");
        findings.AddRange(await FindingsAsync(visit.Page, "menu"));
        await visit.Page.Keyboard.PressAsync("Escape");
        if (width <= 720) await visit.Page.ClickAsync("[data-picking]");
        await visit.Page.Locator("td.pick label").First.ClickAsync();
        findings.AddRange(await FindingsAsync(visit.Page, "selected"));
        Assert.Empty(findings);
        visit.Complaints.Clear();
    }

    /// <summary>What axe-core finds on this page in light colours; in dark ones it looks at the contrast alone, since nothing else differs.</summary>
    internal static async Task<IReadOnlyList<string>> FindingsAsync(IPage page, string where)
    {
        await page.EvaluateAsync(Axe);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await RunAsync("{ runOnly: { type: 'rule', values: ['color-contrast'] } }");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var light = await RunAsync("{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }");
        return [.. light.Select(f => where + " " + f), .. dark.Select(f => where + " in the dark " + f)];

        Task<string[]> RunAsync(string options) => page.EvaluateAsync<string[]>($$"""
            async () => (await axe.run(document, {{options}})).violations
              .flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ' — ' + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? '')))
            """);
    }
}

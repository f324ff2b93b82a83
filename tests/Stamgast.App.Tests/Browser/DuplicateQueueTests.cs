using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;

namespace Stamgast.App.Browser;

/// <summary>The queue of duplicates, with keys alone and without a script.</summary>
public sealed class DuplicateQueueTests
{
    private const string Why = "prior:chance:-9.000;first_name:typo:+4.000;last_name:exact:+7.000;phone:exact:+10.000";

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Pairs_are_judged_with_keys_alone_and_taken_back(int width, int height)
    {
        await using var visit = await BrowserVisit.StartAsync(options: Options(width, height, true));
        Fill(visit, 5);
        var page = visit.Page;
        await visit.OpenAsync("/duplicates");
        await Title(page, "Jozefien1 Aerts and Josefien1 Aerts");
        await Assertions.Expect(page.Locator("#dup-pane mark").First).ToHaveTextAsync("z");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.Keyboard.PressAsync("n");
        await Title(page, "Jozefien2 Aerts and Josefien2 Aerts");
        await Foot(page, "Not a duplicate: Jozefien1 Aerts and Josefien1 Aerts");
        await page.Keyboard.PressAsync("l");
        await Title(page, "Jozefien3 Aerts and Josefien3 Aerts");
        // The other is kept, with the first name of this one.
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("1");
        await Assertions.Expect(page.Locator("#dup-said")).ToContainTextAsync("Jozefien3");
        await page.Keyboard.PressAsync("m");
        await Title(page, "Jozefien4 Aerts and Josefien4 Aerts");
        await Foot(page, "Merged: Jozefien3 Aerts, two customers into one");
        Assert.Equal((6L, "Jozefien3", null), (Now(visit, 5).MergedInto, Now(visit, 6).Values[CustomerFields.FirstName], Now(visit, 6).MergedInto));
        await Assertions.Expect(page.Locator("#dup-tabs")).ToContainTextAsync("Decided2");
        await page.Keyboard.PressAsync("z");
        await Title(page, "Jozefien3 Aerts and Josefien3 Aerts");
        await Foot(page, "Put off for 30 days: Jozefien2 Aerts and Josefien2 Aerts");
        Assert.Equal((null, "Josefien3"), (Now(visit, 5).MergedInto, Now(visit, 6).Values[CustomerFields.FirstName]));
        Assert.Equal(new LaneCounts(0, 3, 1, 1, 0), Counts(visit));
        if (width > 720)
        {
            await page.Keyboard.PressAsync("ArrowDown");
            await Title(page, "Jozefien4 Aerts and Josefien4 Aerts");
            await page.Keyboard.PressAsync("ArrowUp");
            await Title(page, "Jozefien3 Aerts and Josefien3 Aerts");
        }
        foreach (var _ in "123") await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator(".empty h2")).ToHaveTextAsync("Nothing to judge");
        Assert.Equal(new LaneCounts(0, 0, 1, 4, 0), Counts(visit));
    }

    [Fact]
    public async Task The_next_pair_is_there_at_once()
    {
        await using var visit = await BrowserVisit.StartAsync(options: Options(1440, 900, true));
        Fill(visit, 30);
        await visit.OpenAsync("/duplicates");
        var times = new List<double>();
        for (var i = 1; i < 30; i++)
        {
            await Title(visit.Page, $"Jozefien{i} Aerts and Josefien{i} Aerts");
            times.Add(await visit.Page.EvaluateAsync<double>("""
                () => new Promise(done => {
                  const title = () => document.querySelector("#dup-pane h2").innerText, before = title(), begun = performance.now();
                  const look = () => title() !== before ? done(performance.now() - begun) : requestAnimationFrame(look);
                  document.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
                  look();
                })
                """));
        }
        Assert.True(times.Order().ElementAt((int)(times.Count * 0.95)) < 150, string.Join(' ', times.Select(t => t.ToString("0", null))));
    }

    [Fact]
    public async Task A_pair_that_somebody_changed_meanwhile_is_skipped_with_a_line()
    {
        await using var visit = await BrowserVisit.StartAsync(options: Options(1440, 900, true));
        Fill(visit, 3);
        await visit.OpenAsync("/duplicates");
        await Title(visit.Page, "Jozefien1 Aerts and Josefien1 Aerts");
        var changed = Now(visit, 1);
        var values = changed.Values.Copy();
        values[CustomerFields.City] = "Mol";
        new ChangeSets(visit.App.Base, TimeProvider.System).Edit(1, changed.Version, values, Actor.CommandLine);
        await visit.Page.Keyboard.PressAsync("m");
        await Title(visit.Page, "Jozefien2 Aerts and Josefien2 Aerts");
        await Foot(visit.Page, "One of these two was changed meanwhile: Jozefien1 Aerts, Josefien1 Aerts.");
        Assert.Null(Now(visit, 2).MergedInto);
    }

    [Fact]
    public async Task A_double_click_decides_on_one_pair()
    {
        await using var visit = await BrowserVisit.StartAsync(options: Options(1440, 900, true));
        Fill(visit, 3);
        await visit.OpenAsync("/duplicates");
        await Title(visit.Page, "Jozefien1 Aerts and Josefien1 Aerts");
        await visit.Page.DblClickAsync("#dup-pane button[value=duplicate]");
        await Foot(visit.Page, "Merged: Jozefien1 Aerts, two customers into one");
        await Title(visit.Page, "Jozefien2 Aerts and Josefien2 Aerts");
        // The next click counts again.
        await visit.Page.ClickAsync("#dup-pane button[value=different]");
        await Foot(visit.Page, "Not a duplicate: Jozefien2 Aerts and Josefien2 Aerts");
        await Title(visit.Page, "Jozefien3 Aerts and Josefien3 Aerts");
        Assert.Null(Now(visit, 4).MergedInto);
    }

    [Fact]
    public async Task Without_a_script_the_buttons_do_the_same()
    {
        await using var visit = await BrowserVisit.StartAsync(options: Options(1440, 900, false));
        Fill(visit, 3);
        var page = visit.Page;
        await visit.OpenAsync("/duplicates");
        await page.ClickAsync("button[value=different]");
        await Title(page, "Jozefien2 Aerts and Josefien2 Aerts");
        await page.CheckAsync("input[name='t:first_name'][value='4']");
        await page.ClickAsync("button[value=duplicate]");
        await Title(page, "Jozefien3 Aerts and Josefien3 Aerts");
        Assert.Equal((3L, "Josefien2"), (Now(visit, 4).MergedInto, Now(visit, 3).Values[CustomerFields.FirstName]));
        await page.ClickAsync("#dup-foot button");
        await Title(page, "Jozefien2 Aerts and Josefien2 Aerts");
        Assert.Null(Now(visit, 4).MergedInto);
    }

    /// <summary>Pairs of one name with one letter that differs, the first the most alike.</summary>
    internal static void Fill(BrowserVisit visit, int pairs)
    {
        var changes = new ChangeSets(visit.App.Base, TimeProvider.System);
        for (var i = 1; i <= pairs; i++)
            foreach (var first in new[] { $"Jozefien{i}", $"Josefien{i}" })
            {
                var values = CustomerValues.Blank();
                (values[CustomerFields.FirstName], values[CustomerFields.LastName], values[CustomerFields.Phone]) = (first, "Aerts", "+32486123309");
                changes.Create([values], Actor.CommandLine);
            }
        PairStore.ReplaceAll(visit.App.Base, Enumerable.Range(1, pairs).Select(i => new ScoredPair((i * 2) - 1, i * 2, 12 - (i * 0.1), Why, false)));
    }

    internal static Task Title(IPage page, string title) => Assertions.Expect(page.Locator("#dup-pane h2")).ToHaveTextAsync(title);

    private static Task Foot(IPage page, string words) => Assertions.Expect(page.Locator("#dup-foot")).ToContainTextAsync(words);

    private static CustomerState Now(BrowserVisit visit, long id)
    {
        using var reader = visit.App.Base.OpenReader();
        return CustomerStates.Find(reader, visit.App.Base.Engine, id)!;
    }

    private static LaneCounts Counts(BrowserVisit visit) => new DuplicateQueue(visit.App.Base, Viewer.System).Counts();

    private static BrowserNewContextOptions Options(int width, int height, bool script) =>
        new() { Locale = "en-GB", ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = script };
}

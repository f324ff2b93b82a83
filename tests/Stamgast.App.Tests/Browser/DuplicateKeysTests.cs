using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Merging;

namespace Stamgast.App.Browser;

/// <summary>The keys of the queue when the server is slow or away, after the back button, and on the filters.</summary>
public sealed class DuplicateKeysTests
{
    [Fact]
    public async Task Undo_takes_back_the_last_key_also_before_its_answer_and_nothing_when_it_was_lost()
    {
        await using var visit = await StartAsync(5);
        var page = visit.Page;
        await page.RouteAsync("**/duplicates/decide", async route =>
        {
            await Task.Delay(700);
            await route.ContinueAsync();
        });
        await page.Keyboard.PressAsync("n");
        await Foot(page, "Not a duplicate: Jozefien1 Aerts and Josefien1 Aerts");
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.PressAsync("z");
        await DuplicateQueueTests.Title(page, "Jozefien2 Aerts and Josefien2 Aerts");
        await Foot(page, "Not a duplicate: Jozefien1 Aerts and Josefien1 Aerts");
        Assert.Equal([1L], Decided(visit));
        // Lost: the pair is in the list again, and Z brings it back instead of taking back what was before it.
        await page.UnrouteAsync("**/duplicates/decide");
        await page.RouteAsync("**/duplicates/decide", route => route.AbortAsync());
        await page.Keyboard.PressAsync("n");
        await Foot(page, "Not sent, so nothing was decided: Jozefien2 Aerts and Josefien2 Aerts");
        await Assertions.Expect(page.Locator("a.q").First).ToHaveAttributeAsync("data-a", "3");
        await Assertions.Expect(page.Locator("a.q")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator("a.q[aria-current]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("z");
        await DuplicateQueueTests.Title(page, "Jozefien2 Aerts and Josefien2 Aerts");
        await Foot(page, "Not a duplicate: Jozefien1 Aerts and Josefien1 Aerts");
        Assert.Equal([1L], Decided(visit));
        await page.UnrouteAsync("**/duplicates/decide");
        await page.Keyboard.PressAsync("z");
        await DuplicateQueueTests.Title(page, "Jozefien1 Aerts and Josefien1 Aerts");
        Assert.Empty(Decided(visit));
    }

    [Fact]
    public async Task The_list_says_how_many_come_after_it()
    {
        await using var visit = await StartAsync(25);
        await Assertions.Expect(visit.Page.Locator(".q-rest")).ToContainTextAsync("13 more");
        for (var i = 1; i <= 5; i++)
        {
            await visit.Page.Keyboard.PressAsync("n");
            await DuplicateQueueTests.Title(visit.Page, $"Jozefien{i + 1} Aerts and Josefien{i + 1} Aerts");
        }
        await Assertions.Expect(visit.Page.Locator("a.q")).ToHaveCountAsync(19);
        await Assertions.Expect(visit.Page.Locator(".q-rest")).ToContainTextAsync("1 more");
    }

    [Fact]
    public async Task A_refused_key_leaves_its_pair_in_the_list_and_nothing_to_take_back()
    {
        await using var visit = await StartAsync(3);
        var page = visit.Page;
        await page.Keyboard.PressAsync("n");
        await Foot(page, "Not a duplicate: Jozefien1 Aerts and Josefien1 Aerts");
        var changed = Now(visit, 3);
        var values = changed.Values.Copy();
        values[CustomerFields.City] = "Mol";
        new ChangeSets(visit.App.Base, TimeProvider.System).Edit(3, changed.Version, values, Actor.CommandLine);
        await page.Keyboard.PressAsync("n");
        await Foot(page, "One of these two was changed meanwhile");
        await Assertions.Expect(page.Locator("a.q[data-a='3']")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("z");
        await page.Locator("a.q[data-a='3']").ClickAsync();
        await DuplicateQueueTests.Title(page, "Jozefien2 Aerts and Josefien2 Aerts");
        Assert.Equal([1L], Decided(visit));
    }

    [Fact]
    public async Task After_the_back_button_the_queue_merges_what_it_shows()
    {
        await using var visit = await StartAsync(3);
        var page = visit.Page;
        await page.Keyboard.PressAsync("ArrowDown");
        await DuplicateQueueTests.Title(page, "Jozefien2 Aerts and Josefien2 Aerts");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/customers/merge?*");
        Assert.Contains("keep=4&take=first_name:3", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await DuplicateQueueTests.Title(page, "Jozefien2 Aerts and Josefien2 Aerts");
        var keep = await page.Locator("input[name=keep]:checked").GetAttributeAsync("value");
        var name = await page.Locator("input[name='t:first_name']:checked").GetAttributeAsync("value");
        await page.Keyboard.PressAsync("m");
        await Foot(page, "Merged");
        Assert.Equal(name == "3" ? "Jozefien2" : "Josefien2", Now(visit, keep == "3" ? 3 : 4).Values[CustomerFields.FirstName]);
        Assert.Null(Now(visit, keep == "3" ? 3 : 4).MergedInto);
    }

    [Fact]
    public async Task A_filter_chosen_with_keys_waits_for_Enter_and_keeps_the_focus()
    {
        await using var visit = await StartAsync(3);
        var page = visit.Page;
        var reason = page.Locator(".dup-filters select[name=reason]");
        await reason.FocusAsync();
        for (var i = 0; i < 3; i++) await page.Keyboard.PressAsync("ArrowDown");
        var chosen = await reason.InputValueAsync();
        Assert.Equal(ComparedFields.All[2].Name, chosen);
        Assert.DoesNotContain("reason=", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".dup-filters .apply")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**reason={chosen}*");
        await Assertions.Expect(reason).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".dup-filters .apply")).ToBeHiddenAsync();
        // With the mouse, a choice counts at once.
        await page.Locator(".dup-filters").ClickAsync(new() { Position = new() { X = 1, Y = 1 } });
        await reason.SelectOptionAsync("phone");
        await page.WaitForURLAsync("**reason=phone*");
    }

    [Fact]
    public async Task The_page_of_a_split_follows_its_boxes()
    {
        await using var visit = await StartAsync(2);
        var page = visit.Page;
        var set = new MergeCustomers(visit.App.Base, TimeProvider.System).Do(1, [2, 3], Actor.CommandLine).Set.Id;
        await visit.OpenAsync($"/changes/{set}/split?off=2");
        await page.UncheckAsync("input[name=off][value='2']");
        await Assertions.Expect(page.Locator(".note.info")).ToContainTextAsync("Nobody is ticked");
        await Assertions.Expect(page.Locator("button[value=split]")).ToBeDisabledAsync();
        await Assertions.Expect(page.Locator("input[name=off]:checked")).ToHaveCountAsync(0);
        await page.CheckAsync("input[name=off][value='3']");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Split Jozefien2 Aerts off again");
        await Assertions.Expect(page.Locator("input[name=off]:checked")).ToHaveCountAsync(1);
        await page.ClickAsync("button[value=split]");
        await page.WaitForURLAsync("**/customers/1*");
        Assert.Equal((1L, null), (Now(visit, 2).MergedInto, Now(visit, 3).MergedInto));
    }

    [Fact]
    public async Task The_button_of_certain_ones_counts_what_is_ticked_also_after_the_back_button()
    {
        await using var visit = await StartAsync(3);
        var page = visit.Page;
        PairStore.ReplaceAll(visit.App.Base, [.. new[] { 1L, 3, 5 }.Select(a => new ScoredPair(a, a + 1, 12, "last_name:exact:+12.000", true))]);
        await visit.OpenAsync("/duplicates/certain");
        await page.UncheckAsync("input[name=in] >> nth=0");
        await Assertions.Expect(page.Locator("#merge-ticked")).ToContainTextAsync("Merge the 2 that are ticked");
        await page.Locator("a[href^='/duplicates/compare?one']").First.ClickAsync();
        await page.WaitForURLAsync("**/compare*");
        await page.GoBackAsync();
        var ticked = await page.Locator("input[name=in]:checked").CountAsync();
        await Assertions.Expect(page.Locator("#merge-ticked")).ToContainTextAsync($"Merge the {ticked} that are ticked");
    }

    [Fact]
    public async Task A_name_without_a_space_fits_a_phone()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "de-DE", ViewportSize = new() { Width = 390, Height = 844 } });
        var name = string.Concat(Enumerable.Repeat("Vandenbroucke-Aerts_", 4));
        var ids = Enumerable.Range(1, 4).Select(i => MergePathTests.Added(visit, v => v[CustomerFields.LastName] = name + i)).ToList();
        PairStore.ReplaceAll(visit.App.Base, [new ScoredPair(ids[0], ids[1], 9, "last_name:exact:+5.000", false),
            new ScoredPair(ids[2], ids[3], 12, "last_name:exact:+12.000", true)]);
        var wide = new List<string>();
        await LookAsync($"/duplicates");
        await LookAsync($"/duplicates/certain");
        await LookAsync($"/duplicates/compare?one={ids[2]}&other={ids[3]}");
        await LookAsync($"/customers/merge?ids={ids[0]},{ids[1]},{ids[2]}");
        var set = new MergeCustomers(visit.App.Base, TimeProvider.System).Do(ids[0], [ids[1], ids[2]], Actor.CommandLine).Set.Id;
        await LookAsync($"/duplicates/decided");
        await LookAsync($"/changes/{set}/split");
        await LookAsync($"/changes/{set}/split?off=");
        Assert.True(wide.Count == 0, string.Join('\n', wide));

        async Task LookAsync(string address)
        {
            await visit.OpenAsync(address);
            var width = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > 390) wide.Add($"{address}: {width} px");
            if (Environment.GetEnvironmentVariable("STAMGAST_LOOK") is { } folder)
                await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "long" + address.Replace('/', '_').Replace('?', '_') + ".png") });
        }
    }

    private static async Task<BrowserVisit> StartAsync(int pairs)
    {
        var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB" });
        DuplicateQueueTests.Fill(visit, pairs);
        await visit.OpenAsync("/duplicates");
        await DuplicateQueueTests.Title(visit.Page, "Jozefien1 Aerts and Josefien1 Aerts");
        return visit;
    }

    private static Task Foot(IPage page, string words) => Assertions.Expect(page.Locator("#dup-foot")).ToContainTextAsync(words);

    private static IEnumerable<long> Decided(BrowserVisit visit) =>
        new DecidedPairs(visit.App.Base, Viewer.System).Page(null, 10).Select(d => d.A.Id).Order();

    private static CustomerState Now(BrowserVisit visit, long id)
    {
        using var reader = visit.App.Base.OpenReader();
        return CustomerStates.Find(reader, visit.App.Base.Engine, id)!;
    }
}

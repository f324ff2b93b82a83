using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Duplicates;
using Stamgast.Users;

namespace Stamgast.App.Browser;

/// <summary>Certain duplicates, the basket, what was decided, and the comparison of any two.</summary>
public sealed class DuplicateLanesTests
{
    private const string Why = "prior:chance:-9.000;last_name:exact:+7.000;phone:exact:+14.000";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Certain_ones_are_merged_as_one_change_but_for_the_unticked(bool script)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB", JavaScriptEnabled = script });
        Fill(visit, 4, certain: true);
        var page = visit.Page;
        await visit.OpenAsync("/duplicates/certain");
        await page.UncheckAsync("input[name=in] >> nth=1");
        if (script) await Assertions.Expect(page.Locator("#merge-ticked")).ToHaveTextAsync("Merge the 3 that are ticked");
        // Signed in long ago: the password first.
        visit.App.Base.Write(t =>
        {
            foreach (var session in t.Context.Set<UserSession>()) session.CreatedAt = DateTime.UtcNow.AddHours(-1);
        });
        await page.ClickAsync("#merge-ticked");
        await Assertions.Expect(page.Locator("[name=password]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(RunningApp.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".note.done p")).ToContainTextAsync("6 customers");
        Assert.Equal((1L, null, 5L), (Now(visit, 2).MergedInto, Now(visit, 4).MergedInto, Now(visit, 6).MergedInto));
        await Assertions.Expect(page.Locator("table.certain tbody tr")).ToHaveCountAsync(1);
        await page.Locator(".note.done button").ClickAsync();
        await Assertions.Expect(page.Locator(".note.done p")).ToContainTextAsync("Undone");
        Assert.Null(Now(visit, 2).MergedInto);
    }

    [Fact]
    public async Task What_is_decided_first_is_applied_together()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB" });
        Fill(visit, 3, certain: false);
        var page = visit.Page;
        await visit.OpenAsync("/duplicates?gather=1");
        await DuplicateQueueTests.Title(page, "A1 Aerts and B1 Aerts");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("m");
        await DuplicateQueueTests.Title(page, "A2 Aerts and B2 Aerts");
        await page.Keyboard.PressAsync("m");
        await DuplicateQueueTests.Title(page, "A3 Aerts and B3 Aerts");
        await Assertions.Expect(page.Locator("#dup-basket")).ToContainTextAsync("2 pairs are marked");
        Assert.Null(Now(visit, 1).MergedInto);
        await page.ClickAsync("#dup-basket a");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await page.ClickAsync("button.pri");
        await Assertions.Expect(page.Locator(".note.done p")).ToContainTextAsync("4 customers");
        Assert.Equal((2L, 3L), (Now(visit, 1).MergedInto, Now(visit, 4).MergedInto));
        await visit.OpenAsync("/duplicates/decided");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Any_two_are_compared_and_told_why_or_why_not()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB" });
        Fill(visit, 2, certain: false);
        await visit.OpenAsync("/duplicates/compare");
        await visit.Page.FillAsync("[name=one]", "1");
        await visit.Page.FillAsync("[name=other]", "2");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".note.info")).ToContainTextAsync("wait in the queue");
        await Assertions.Expect(visit.Page.Locator(".reasons li").First).ToContainTextAsync("Phone: equal");
        // Two that are no pair: the engine itself says why not.
        await visit.OpenAsync("/duplicates/compare?one=1&other=4");
        await Assertions.Expect(visit.Page.Locator(".whys")).ToContainTextAsync("each is compared with every other");
        await Assertions.Expect(visit.Page.Locator(".reasons")).ToContainTextAsync("First name");
        await visit.OpenAsync("/duplicates/compare?one=1&other=99999");
        await Assertions.Expect(visit.Page.Locator(".note.bad")).ToContainTextAsync("No customer is found");
    }

    private static void Fill(BrowserVisit visit, int pairs, bool certain)
    {
        var changes = new ChangeSets(visit.App.Base, TimeProvider.System);
        for (var i = 1; i <= pairs; i++)
            foreach (var first in new[] { $"A{i}", $"B{i}" })
            {
                var values = CustomerValues.Blank();
                (values[CustomerFields.FirstName], values[CustomerFields.LastName], values[CustomerFields.Phone]) = (first, "Aerts", "+32486123309");
                changes.Create([values], Actor.CommandLine);
            }
        PairStore.ReplaceAll(visit.App.Base, Enumerable.Range(1, pairs).Select(i => new ScoredPair((i * 2) - 1, i * 2, 12 - (i * 0.1), Why, certain)));
    }

    private static CustomerState Now(BrowserVisit visit, long id)
    {
        using var reader = visit.App.Base.OpenReader();
        return CustomerStates.Find(reader, visit.App.Base.Engine, id)!;
    }
}

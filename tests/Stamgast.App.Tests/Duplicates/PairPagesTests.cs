using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Stamgast.App.Tests.Merging;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.ExtraFields;
using Stamgast.Merging;
using Stamgast.Testing;

namespace Stamgast.App.Duplicates;

/// <summary>A pair of the queue over HTTP: what it shows is what its buttons do.</summary>
public sealed class PairPagesTests
{
    private const string Decide = "/duplicates/decide";

    [Theory, EachEngine]
    public async Task Of_a_group_only_the_two_that_are_shown_are_merged_at_once(Engine engine)
    {
        await using var app = await StartAsync(engine, 3);
        PairStore.ReplaceAll(app.Base, [Pair(1, 3, 9), Pair(2, 3, 8)]);
        var pane = Pane(await app.GetAsync("/duplicates"));
        Assert.Equal(("1", "3", "3"), (Of(pane, "a"), Of(pane, "b"), Of(pane, "members")));
        // Whom nobody saw is compared on the page of the merge first, with what was chosen.
        using var unseen = await PressAsync(app, pane, "duplicate", f => f != ("member", "3"));
        Assert.Equal("/customers/merge?ids=1,2&keep=1", Uri.UnescapeDataString(unseen.Headers.Location!.ToString()));
        using var all = await PressAsync(app, pane, "duplicate", _ => true);
        Assert.StartsWith("/customers/merge?ids=1,2,3&keep=1", Uri.UnescapeDataString(all.Headers.Location!.ToString()), StringComparison.Ordinal);
        using var one = await PressAsync(app, pane, "duplicate", f => f.Name != "member" || f.Value == "1");
        using var none = await PressAsync(app, pane, "duplicate", f => f.Name != "member");
        foreach (var refused in new[] { one, none })
            Assert.Contains("Fewer than two customers are ticked", await app.GetAsync(refused.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal(0, app.Merges());
        // The two that are shown, unless one of them was changed meanwhile.
        app.Edit(3, CustomerFields.City, "Mol");
        using var late = await PressAsync(app, pane, "duplicate", f => f != ("member", "2"));
        Assert.Equal(0, app.Merges());
        using var both = await PressAsync(app, Pane(await app.GetAsync("/duplicates?a=1&b=3")), "duplicate", f => f != ("member", "2"));
        Assert.Equal((3L, null, null), (app.Now(1).MergedInto, app.Now(2).MergedInto, app.Now(3).MergedInto));
    }

    [Theory, EachEngine]
    public async Task Extra_fields_stand_side_by_side_and_are_chosen_like_others(Engine engine)
    {
        await using var app = await StartAsync(engine, 4);
        var fields = new ExtraFieldVerbs(app.Base, TimeProvider.System);
        fields.Add("machine", ExtraKind.Text, new ExtraWish { Captions = new Dictionary<string, string> { ["en"] = "Machine" } });
        fields.Add("days", ExtraKind.Choices, new ExtraWish { Choices = [new("Monday"), new("Friday")] });
        fields.Add("spare", ExtraKind.Text, new ExtraWish());
        foreach (var (id, map) in new[]
        {
            (1, "{\"1\":\"M-100\",\"2\":\"Monday\"}"), (2, "{\"1\":\"M-200\",\"2\":\"Friday\"}"), (3, "{\"1\":\"M-300\"}"), (4, "{\"1\":\"M-400\"}"),
        })
            app.Edit(id, CustomerFields.Extra, map);
        PairStore.ReplaceAll(app.Base, [Pair(1, 2, 9), Pair(3, 4, 8)]);
        var page = await app.GetAsync("/duplicates");
        Assert.Matches("M-<mark>100</mark>|M-<mark>1</mark>00", Regex.Replace(page, "\\s*(</?mark>)\\s*", "$1"));
        Assert.Contains("Machine", page, StringComparison.Ordinal);
        Assert.DoesNotContain("spare", page, StringComparison.Ordinal);
        Assert.Contains("both are kept", page[page.IndexOf("days", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Matches("name=\"t:x:machine\" value=\"1\"[^>]*data-digit=\"\\d\"", page);
        using var merged = await PressAsync(app, [.. Pane(page).Where(f => f.Name != "t:x:machine"), ("t:x:machine", "2")], "duplicate", _ => true);
        Assert.Equal((1L, "{\"1\":\"M-200\",\"2\":\"Monday | Friday\"}"),
            (app.Now(2).MergedInto, app.Now(1).Values[CustomerFields.Extra]));
        // The same in the basket.
        var marking = Pane(await app.GetAsync("/duplicates?gather=1&a=3&b=4"));
        using var marked = await PressAsync(app, [.. marking.Where(f => f.Name != "t:x:machine"), ("t:x:machine", "4")], "duplicate", _ => true);
        Assert.Contains("Machine", await app.GetAsync("/duplicates/basket"), StringComparison.Ordinal);
        using var together = await app.PostAsync("/duplicates/basket",
            ("shown", DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        Assert.Equal((3L, "{\"1\":\"M-400\"}"), (app.Now(4).MergedInto, app.Now(3).Values[CustomerFields.Extra]));
        // Any two, too.
        app.Create(("last_name", "Smets"));
        app.Edit(5, CustomerFields.Extra, "{\"1\":\"M-500\"}");
        var compared = Regex.Replace(await app.GetAsync("/duplicates/compare?one=3&other=5"), "\\s*</?mark[^>]*>\\s*", "");
        Assert.Contains("M-400", compared, StringComparison.Ordinal);
        Assert.Contains("M-500", compared, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Every_value_in_a_frame_is_taken_also_when_the_browser_set_it(Engine engine)
    {
        await using var app = await StartAsync(engine, 2);
        PairStore.ReplaceAll(app.Base, [Pair(1, 2, 9)]);
        var pane = Pane(await app.GetAsync("/duplicates"));
        Assert.DoesNotContain(pane, f => f.Name.StartsWith("w:", StringComparison.Ordinal));
        // As after the back button: the second is kept with the names of the first.
        using var merged = await PressAsync(app, [.. pane.Where(f => f.Name is not ("keep" or "t:first_name")), ("keep", "2"), ("t:first_name", "1")],
            "duplicate", _ => true);
        Assert.Equal((2L, "Jozefien1"), (app.Now(1).MergedInto, app.Now(2).Values[CustomerFields.FirstName]));
    }

    [Theory, EachEngine]
    public async Task A_pair_of_an_address_that_is_not_open_is_said_to_be_so(Engine engine)
    {
        await using var app = await StartAsync(engine, 6);
        app.Edit(2, CustomerFields.FirstName, "Jozefien1");
        PairStore.ReplaceAll(app.Base, [Pair(1, 2, 9), Pair(3, 4, 8), new ScoredPair(5, 6, 12, "last_name:exact:+12.000", true)]);
        Assert.DoesNotContain("dup-missing", await app.GetAsync("/duplicates?a=1&b=2"), StringComparison.Ordinal);
        using var decided = await PressAsync(app, Pane(await app.GetAsync("/duplicates?a=1&b=2")), "different", _ => true);
        var page = await app.GetAsync("/duplicates?a=1&b=2");
        Assert.Matches("Jozefien1 Aerts \\(ID 1\\) and Jozefien1 Aerts \\(ID 2\\) are not open here\\. Decided by Els Peeters, .*: two customers\\.", page);
        Assert.Contains("/duplicates/compare?one=1&other=2", page, StringComparison.Ordinal);
        Assert.Contains("Not a duplicate: Jozefien1 Aerts (ID 1) and Jozefien1 Aerts (ID 2)", page, StringComparison.Ordinal);
        Assert.Contains("Jozefien3 Aerts and Jozefien4 Aerts", page, StringComparison.Ordinal);
        Assert.Contains("a certain pair in the queue", await app.GetAsync("/duplicates?a=5&b=6"), StringComparison.Ordinal);
        Assert.Contains("or you may not see one of the two", await app.GetAsync("/duplicates?a=5&b=600"), StringComparison.Ordinal);
        // Two of one name are told apart among the decided ones.
        page = await app.GetAsync("/duplicates/decided");
        Assert.Contains("ID 1", page, StringComparison.Ordinal);
        Assert.Contains("ID 2", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_large_group_says_how_much_of_it_is_shown_and_a_merge_of_several_how_many_it_merged(Engine engine)
    {
        await using var app = await StartAsync(engine, 72);
        PairStore.ReplaceAll(app.Base, [.. Enumerable.Range(2, 70).Select(i => Pair(1, i, 20 - (i * 0.01)))]);
        var page = await app.GetAsync("/duplicates");
        Assert.Contains("71 customers · ", page, StringComparison.Ordinal);
        Assert.Contains("61 of 71 customers that belong together", page, StringComparison.Ordinal);
        Assert.Equal(61, Regex.Count(page, "name=\"member\""));
        Assert.Contains("61 of 71 customers", await app.GetAsync("/duplicates?a=1&b=71"), StringComparison.Ordinal);
        Assert.Contains("61 of 71 customers", await app.GetAsync("/duplicates/panes?lane=tojudge"), StringComparison.Ordinal);
        new MergeCustomers(app.Base, TimeProvider.System).Do(2, [3, 4, 5], new Actor(1, Door.Form));
        page = await app.GetAsync("/duplicates");
        Assert.Contains("Merged: Jozefien2 Aerts, 4 customers into one", page, StringComparison.Ordinal);
        Assert.Contains("1 of 2 today", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_certain_pair_is_decided_where_one_looks_at_it(Engine engine)
    {
        await using var app = await StartAsync(engine, 6);
        PairStore.ReplaceAll(app.Base, [.. new[] { 1L, 3, 5 }.Select(a => new ScoredPair(a, a + 1, 12, "last_name:exact:+12.000", true))]);
        Assert.Contains("/duplicates/compare?one=1&other=2", await app.GetAsync("/duplicates/certain"), StringComparison.Ordinal);
        var looked = await app.GetAsync("/duplicates/compare?one=1&other=2");
        Assert.DoesNotContain("aria-keyshortcuts=\"M\"", looked, StringComparison.Ordinal);
        using var different = await PressAsync(app, Pane(looked), "different", _ => true);
        Assert.StartsWith("/duplicates/certain", different.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Not a duplicate: Jozefien1 Aerts and Jozefien2 Aerts", await app.GetAsync(different.Headers.Location!.ToString()),
            StringComparison.Ordinal);
        using var merged = await PressAsync(app, Pane(await app.GetAsync("/duplicates/compare?one=3&other=4")), "duplicate", _ => true);
        Assert.Contains("2 customers merged", await app.GetAsync(merged.Headers.Location!.ToString()), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((null, 3L, null), (app.Now(2).MergedInto, app.Now(4).MergedInto, app.Now(6).MergedInto));
        // Two that are no pair, or are decided, are only looked at.
        foreach (var address in new[] { "one=1&other=5", "one=1&other=2" })
            Assert.DoesNotContain("value=\"duplicate\"", await app.GetAsync("/duplicates/compare?" + address), StringComparison.Ordinal);
    }

    private static async Task<MergingApp> StartAsync(Engine engine, int customers)
    {
        var app = await MergingApp.StartAsync(engine);
        for (var i = 1; i <= customers; i++) app.Create(("first_name", $"Jozefien{i}"), ("last_name", "Aerts"));
        return app;
    }

    private static ScoredPair Pair(long a, long b, double bits) => new(a, b, bits, "last_name:exact:+5.000", false);

    private static Task<HttpResponseMessage> PressAsync(MergingApp app, IReadOnlyList<(string Name, string Value)> pane, string verdict,
        Func<(string Name, string Value), bool> isSent) => app.PostAsync(Decide, [.. pane.Where(isSent), ("verdict", verdict)]);

    private static string? Of(IReadOnlyList<(string Name, string Value)> pane, string name) => pane.FirstOrDefault(f => f.Name == name).Value;

    /// <summary>What a browser sends of the pair that a page shows.</summary>
    private static (string Name, string Value)[] Pane(string page) => MergingApp.Fields(
        page.Replace("<form method=\"post\" action=\"/duplicates/decide\"", "<form id=\"pane\"", StringComparison.Ordinal), "pane");
}

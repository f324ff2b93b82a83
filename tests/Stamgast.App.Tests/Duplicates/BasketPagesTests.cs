using System.Net;
using Stamgast.App.Duplicates.Lanes;
using Stamgast.App.Tests.Merging;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Testing;

namespace Stamgast.App.Duplicates;

/// <summary>The basket over HTTP: every mark is counted and shown with its result, and marks that share a customer are merged as one.</summary>
public sealed class BasketPagesTests
{
    [Theory, EachEngine]
    public async Task Marks_that_share_a_customer_are_shown_with_their_result_and_merged_as_one(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Mark(app, 1, 3, "keep=1");
        Mark(app, 2, 3, "keep=2&take=city:3");
        Assert.Contains("2 pairs are marked", await app.GetAsync("/duplicates"), StringComparison.Ordinal);
        var page = await app.GetAsync("/duplicates/basket");
        Assert.Contains("Merge 1 group", page, StringComparison.Ordinal);
        // The second has a number: it is the suggested one of the two that are to be kept.
        Assert.Contains("/customers/merge?ids=1,2,3&keep=2&take=city:3", page, StringComparison.Ordinal);
        Assert.Contains("Website: https://b.example, instead of https://a.example", page, StringComparison.Ordinal);
        Assert.Contains("Take out Aerts and Aerts", page, StringComparison.Ordinal);
        using var merged = await app.PostAsync("/duplicates/basket", Shown(page));
        Assert.Equal((HttpStatusCode.SeeOther, "/duplicates"), (merged.StatusCode, merged.Headers.Location!.ToString()));
        Assert.Equal((2L, 2L, 1), (app.Now(1).MergedInto, app.Now(3).MergedInto, app.Merges()));
        Assert.Equal("Brugge", app.Now(2).Values[CustomerFields.City]);
        page = await app.GetAsync("/duplicates");
        Assert.DoesNotContain("changed since", page, StringComparison.Ordinal);
        Assert.DoesNotContain("marked", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Marks_that_come_after_the_page_wait_for_the_next_one_and_who_may_not_be_merged_is_named(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Mark(app, 1, 2, null);
        var page = await app.GetAsync("/duplicates/basket");
        await Task.Delay(5, TestContext.Current.CancellationToken);
        Mark(app, 3, 4, null);
        using (await app.PostAsync("/duplicates/basket", Shown(page))) { }
        Assert.Equal((2L, null, null), (app.Now(1).MergedInto, app.Now(3).MergedInto, app.Now(4).MergedInto));
        app.Edit(4, CustomerFields.AllowMerge, "0");
        page = await app.GetAsync("/duplicates/basket");
        Assert.Contains("Aerts (4) may not be merged", page, StringComparison.Ordinal);
        using var refused = await app.PostAsync("/duplicates/basket", Shown(page));
        page = await app.GetAsync(refused.Headers.Location!.ToString());
        Assert.Contains("Nothing was merged. Aerts (4) may not be merged.", page, StringComparison.Ordinal);
        Assert.Contains("Merge 1 group", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Rows_of_a_file_of_decisions_that_are_left_out_are_named_with_the_reason(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Mark(app, 1, 2, null);
        const string path = "/duplicates/decisions";
        using var form = new MultipartFormDataContent
        {
            { new StringContent(RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri(path, UriKind.Relative)))), "__RequestVerificationToken" },
            { new StringContent("id_a;id_b;decision;by;at\n3;4;later;;\n1;2;different;;\n1;3;<b>perhaps</b>;;\n1;99;later;;\n"), "file", "decisions.csv" },
        };
        using var answer = await app.Client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<b>perhaps", html, StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(html);
        Assert.Contains("1 decisions recorded, 0 known already or decided later, 3 rows left out.", page, StringComparison.Ordinal);
        Assert.Contains("Line 3: Something else is decided here on customers 1 and 2, and the row has no time.", page, StringComparison.Ordinal);
        Assert.Contains("Line 4: “<b>perhaps</b>” is no decision.", page, StringComparison.Ordinal);
        Assert.Contains("Line 5:", page, StringComparison.Ordinal);
    }

    private static (string, string) Shown(string page) =>
        ("shown", System.Text.RegularExpressions.Regex.Match(page, "name=\"shown\" value=\"(\\d+)\"").Groups[1].Value);

    private static void Mark(MergingApp app, long a, long b, string? choices) =>
        new DecidePair(app.Base, TimeProvider.System).Do(a, b, PairVerdict.Duplicate, Actor.CommandLine, choices);

    private static async Task<MergingApp> StartAsync(Engine engine)
    {
        var app = await MergingApp.StartAsync(engine);
        app.Create(("last_name", "Aerts"), ("website", "https://a.example"), ("city", "Gent"));
        app.Create(("last_name", "Aerts"), ("website", "https://b.example"), ("number", "C-2"), ("city", "Gent"));
        app.Create(("last_name", "Aerts"), ("city", "Brugge"));
        app.Create(("last_name", "Aerts"));
        return app;
    }
}

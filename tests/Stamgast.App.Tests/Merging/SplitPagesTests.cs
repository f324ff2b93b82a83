using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Merging;
using Stamgast.Merging.Many;
using Stamgast.Relations;
using Stamgast.Tasks;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Merging;

/// <summary>The page of a split over HTTP: questions, records, what changed meanwhile, and the ways to it.</summary>
public sealed class SplitPagesTests
{
    [Theory, EachEngine]
    public async Task A_link_goes_along_whichever_of_its_ends_is_the_kept_customer(Engine engine)
    {
        await using var app = await StartAsync(engine);
        app.Create(("last_name", "Partner"));
        var set = new MergeCustomers(app.Base, TimeProvider.System).Do(1, [2, 3], Actor.CommandLine).Set;
        await Task.Delay(5);
        foreach (var (one, other) in new[] { ("4", "1"), ("1", "4") })
        {
            var link = LinkKind.Instance.Shape.Blank();
            (link[LinkKind.OfCustomer], link[LinkKind.Other], link[LinkKind.Sort]) = (one, other, "partner_of");
            new ChangeSets(app.Base, TimeProvider.System).Create([link], Actor.CommandLine);
        }
        var page = await app.GetAsync($"/changes/{set.Id}/split?off=2&records=1");
        var fields = MergingApp.Fields(page, "split").Where(f => !f.Item1.StartsWith("r:links:", StringComparison.Ordinal))
            .Concat([("r:links:1", "2"), ("r:links:2", "2")]).ToArray();
        using var done = await app.PostAsync($"/changes/{set.Id}/split", [.. fields, ("act", "split")]);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        using var reader = app.Base.OpenReader();
        var links = RecordStates.Read(reader, engine, LinkKind.Instance.Shape, [1, 2]);
        Assert.Equal([("4", "2"), ("2", "4")], links.OrderBy(l => l.Key).Select(l => (l.Value.Values[LinkKind.OfCustomer], l.Value.Values[LinkKind.Other])));
    }

    [Theory, EachEngine]
    public async Task A_chosen_record_goes_along_and_two_presses_split_once(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var set = new MergeCustomers(app.Base, TimeProvider.System).Do(1, [2, 3], Actor.CommandLine).Set;
        await Task.Delay(5);
        app.AddTask("Since", 1);
        var page = await app.GetAsync($"/changes/{set.Id}/split?off=2&records=1");
        Assert.Contains("Split Maes off again", page, StringComparison.Ordinal);
        Assert.Contains("1 record was added since", page, StringComparison.Ordinal);
        var fields = MergingApp.Fields(page, "split").Where(f => f.Item1 != "r:tasks:2").Append(("r:tasks:2", "2")).ToArray();
        using var first = await app.PostAsync($"/changes/{set.Id}/split", [.. fields, ("act", "split")]);
        using var second = await app.PostAsync($"/changes/{set.Id}/split", [.. fields, ("act", "split")]);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, second.StatusCode));
        Assert.Equal((null, 1L), (app.Now(2).MergedInto, app.Now(3).MergedInto));
        using (var context = app.Base.NewContext())
            Assert.Equal([2L, 2], context.Set<TaskItem>().OrderBy(t => t.Id).Select(t => t.Customer!.Value).ToArray());
        Assert.Contains("Split: Maes and Aerts are separate customers again.", await app.GetAsync("/customers/1"), StringComparison.Ordinal);
        // What is left: the page of the customer leads straight to the only one.
        using var led = await app.Client.GetAsync(new Uri("/customers/1/split", UriKind.Relative));
        Assert.Equal($"/changes/{set.Id}/split?off=3", led.Headers.Location!.ToString());
        using var gone = await app.Client.GetAsync(new Uri("/customers/2/split", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Conflict, gone.StatusCode);
    }

    [Theory, EachEngine]
    public async Task A_change_meanwhile_is_asked_about_before_the_second_press(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var set = new MergeCustomers(app.Base, TimeProvider.System).Do(1, [2], Actor.CommandLine).Set;
        var fields = MergingApp.Fields(await app.GetAsync($"/changes/{set.Id}/split"), "split");
        app.Edit(1, CustomerFields.Phone, "+3293334456");
        using var refused = await app.PostAsync($"/changes/{set.Id}/split", [.. fields, ("act", "split")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("Came from Maes.", page, StringComparison.Ordinal);
        Assert.Equal(1L, app.Now(2).MergedInto);
        var answered = MergingApp.Fields(page, "split").Select(f => f.Item1 == "q:2.phone" ? (f.Item1, "both") : f).ToArray();
        // Without script the answers go into the address first.
        using var shown = await app.PostAsync($"/changes/{set.Id}/split", [.. answered, ("act", "show")]);
        Assert.Contains("q:2.phone=both", shown.Headers.Location!.ToString(), StringComparison.Ordinal);
        page = await app.GetAsync(shown.Headers.Location!.ToString());
        Assert.Equal(2, Regex.Count(page, "asked: on both"));
        using var done = await app.PostAsync($"/changes/{set.Id}/split", [.. MergingApp.Fields(page, "split"), ("act", "split")]);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Equal(("+3293334456", "+3293334456"), (app.Now(1).Values[CustomerFields.Phone], app.Now(2).Values[CustomerFields.Phone]));
    }

    [Theory, EachEngine]
    public async Task Nobody_is_split_off_while_nobody_is_ticked(Engine engine)
    {
        await using var app = await StartAsync(engine);
        foreach (var name in new[] { "Lefèvre", "Lefevre" }) app.Create(("last_name", name));
        var set = new MergeMany(app.Base, TimeProvider.System).Do([new MergeWish(1, [2, 3]), new MergeWish(4, [5])], Actor.CommandLine, null, new Course())
            .Outcome!.Set;
        var one = MergingApp.Fields(await app.GetAsync($"/changes/{set.Id}/split?off=2"), "split");
        Assert.Contains(("off", "2"), one);
        Assert.DoesNotContain(("off", "3"), one);
        // Unticked: the form goes without anybody.
        var none = one.Where(f => f != ("off", "2")).ToArray();
        var query = string.Join('&', none.Where(f => f.Item1 is not ("once" or "v")).Select(f => $"{f.Item1}={f.Item2}"));
        var page = await app.GetAsync($"/changes/{set.Id}/split?{query}");
        Assert.Contains("Nobody is ticked, so nothing can be split.", page, StringComparison.Ordinal);
        Assert.Contains("Split Aerts", page, StringComparison.Ordinal);
        Assert.Matches("value=\"split\" disabled", page);
        Assert.DoesNotContain("class=\"card", page, StringComparison.Ordinal);
        Assert.Contains("value=\"3\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(MergingApp.Fields(page, "split"), f => f.Item1 == "off" && f.Item2.Length > 0);
        using var refused = await app.PostAsync($"/changes/{set.Id}/split", [.. none, ("act", "split")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var shown = await app.PostAsync($"/changes/{set.Id}/split", [.. none, ("act", "show")]);
        Assert.Equal($"/changes/{set.Id}/split?off=&kept=1", shown.Headers.Location!.ToString());
        Assert.Equal((1L, 1L, 4L), (app.Now(2).MergedInto, app.Now(3).MergedInto, app.Now(5).MergedInto));
        // Nor of another group of the same change, nor of one that came back meanwhile.
        Assert.Contains("Split Lefèvre", await app.GetAsync($"/changes/{set.Id}/split?off=&kept=4"), StringComparison.Ordinal);
        new SplitCustomers(app.Base, TimeProvider.System).One(2, Actor.CommandLine);
        Assert.Contains("Nobody is ticked", await app.GetAsync($"/changes/{set.Id}/split?off=2"), StringComparison.Ordinal);
        Assert.Contains("Split Claes off again", await app.GetAsync($"/changes/{set.Id}/split"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task The_page_of_the_kept_customer_says_what_came_from_whom_and_its_history_is_that_of_all(Engine engine)
    {
        await using var app = await StartAsync(engine);
        new ExtraFieldVerbs(app.Base, TimeProvider.System).Add("days", ExtraKind.Choices, new ExtraWish { Choices = [new("Monday"), new("Friday")] });
        app.Edit(1, CustomerFields.Extra, "{\"1\":\"Monday\"}");
        app.Edit(2, CustomerFields.Extra, "{\"1\":\"Friday\"}");
        var merging = await app.GetAsync("/customers/merge?ids=1,2&keep=1&out=x:days:1.0");
        Assert.Contains("x:days:2.0", merging, StringComparison.Ordinal);
        using var merged = await app.PostAsync("/customers/merge", [.. MergingApp.Fields(merging, "merge"), ("act", "merge")]);
        Assert.Equal("{\"1\":\"Friday\"}", app.Now(1).Values[CustomerFields.Extra]);
        using var led = await app.Client.GetAsync(new Uri("/customers/2", UriKind.Relative));
        Assert.Equal("/customers/1?from=2", led.Headers.Location!.ToString());
        var page = await app.GetAsync("/customers/1?from=2");
        Assert.Contains("C-2 is part of this customer.", page, StringComparison.Ordinal);
        Assert.Contains("1 linked record came along", page, StringComparison.Ordinal);
        Assert.True(Regex.Count(page, ">from C-2</a>") >= 2);
        var history = await app.GetAsync("/customers/1/history");
        Assert.Equal(1, Regex.Count(history, "2 customers merged"));
        // Nobody merged: no banner, and no tags.
        Assert.DoesNotContain("tag calm", await app.GetAsync("/customers/3?from=2"), StringComparison.Ordinal);
    }

    private static async Task<MergingApp> StartAsync(Engine engine)
    {
        var app = await MergingApp.StartAsync(engine);
        app.Create(("last_name", "Aerts"));
        app.Create(("last_name", "Maes"), ("number", "C-2"), ("phone", "+3293334455"));
        app.Create(("last_name", "Claes"), ("number", "C-3"));
        app.AddTask("Before", 2);
        return app;
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Merging;
using Stamgast.Tasks;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Merging;

/// <summary>The page of a split over HTTP: questions, records, what changed meanwhile, and the ways to it.</summary>
public sealed class SplitPagesTests
{
    [Theory, EachEngine]
    public async Task A_chosen_record_goes_along_and_two_presses_split_once(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var set = new MergeCustomers(app.Base, TimeProvider.System).Do(1, [2, 3], Actor.CommandLine).Set;
        await Task.Delay(5);
        AddTask(app, "Since", 1);
        var page = await Get(app, $"/changes/{set.Id}/split?off=2&records=1");
        Assert.Contains("Split Maes off again", page, StringComparison.Ordinal);
        Assert.Contains("1 record was added since", page, StringComparison.Ordinal);
        var fields = Fields(page).Where(f => f.Item1 != "r:tasks:2").Append(("r:tasks:2", "2")).ToArray();
        using var first = await RunningApp.PostAsync(app.Client, "/customers", $"/changes/{set.Id}/split", [.. fields, ("act", "split")]);
        using var second = await RunningApp.PostAsync(app.Client, "/customers", $"/changes/{set.Id}/split", [.. fields, ("act", "split")]);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, second.StatusCode));
        Assert.Equal((null, 1L), (Now(app, 2).MergedInto, Now(app, 3).MergedInto));
        using (var context = app.Base.NewContext())
            Assert.Equal([2L, 2], context.Set<TaskItem>().OrderBy(t => t.Id).Select(t => t.Customer!.Value).ToArray());
        Assert.Contains("Split: Maes and Aerts are separate customers again.", await Get(app, "/customers/1"), StringComparison.Ordinal);
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
        var fields = Fields(await Get(app, $"/changes/{set.Id}/split"));
        Edit(app, 1, CustomerFields.Phone, "+3293334456");
        using var refused = await RunningApp.PostAsync(app.Client, "/customers", $"/changes/{set.Id}/split", [.. fields, ("act", "split")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("Came from Maes.", page, StringComparison.Ordinal);
        Assert.Equal(1L, Now(app, 2).MergedInto);
        var answered = Fields(page).Select(f => f.Item1 == "q:2.phone" ? (f.Item1, "both") : f).ToArray();
        // Without script the answers go into the address first.
        using var shown = await RunningApp.PostAsync(app.Client, "/customers", $"/changes/{set.Id}/split", [.. answered, ("act", "show")]);
        Assert.Contains("q:2.phone=both", shown.Headers.Location!.ToString(), StringComparison.Ordinal);
        page = await Get(app, shown.Headers.Location!.ToString());
        Assert.Equal(2, Regex.Count(page, "asked: on both"));
        using var done = await RunningApp.PostAsync(app.Client, "/customers", $"/changes/{set.Id}/split", [.. Fields(page), ("act", "split")]);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Equal(("+3293334456", "+3293334456"), (Now(app, 1).Values[CustomerFields.Phone], Now(app, 2).Values[CustomerFields.Phone]));
    }

    [Theory, EachEngine]
    public async Task The_page_of_the_kept_customer_says_what_came_from_whom_and_its_history_is_that_of_all(Engine engine)
    {
        await using var app = await StartAsync(engine);
        new ExtraFieldVerbs(app.Base, TimeProvider.System).Add("days", ExtraKind.Choices, new ExtraWish { Choices = [new("Monday"), new("Friday")] });
        Edit(app, 1, CustomerFields.Extra, "{\"1\":\"Monday\"}");
        Edit(app, 2, CustomerFields.Extra, "{\"1\":\"Friday\"}");
        var merging = await Get(app, "/customers/merge?ids=1,2&keep=1&out=x:days:1.0");
        Assert.Contains("x:days:2.0", merging, StringComparison.Ordinal);
        using var merged = await RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", [.. Fields(merging, "merge"), ("act", "merge")]);
        Assert.Equal("{\"1\":\"Friday\"}", Now(app, 1).Values[CustomerFields.Extra]);
        using var led = await app.Client.GetAsync(new Uri("/customers/2", UriKind.Relative));
        Assert.Equal("/customers/1?from=2", led.Headers.Location!.ToString());
        var page = await Get(app, "/customers/1?from=2");
        Assert.Contains("C-2 is part of this customer.", page, StringComparison.Ordinal);
        Assert.Contains("1 linked record came along", page, StringComparison.Ordinal);
        Assert.True(Regex.Count(page, ">from C-2</a>") >= 2);
        var history = await Get(app, "/customers/1/history");
        Assert.Equal(1, Regex.Count(history, "2 customers merged"));
        // Nobody merged: no banner, and no tags.
        Assert.DoesNotContain("tag calm", await Get(app, "/customers/3?from=2"), StringComparison.Ordinal);
    }

    private static (string, string)[] Fields(string page, string form = "split")
    {
        var html = Regex.Match(page, $"<form id=\"{form}\".*?</form>", RegexOptions.Singleline).Value;
        return [.. Regex.Matches(html, "<input ([^>]*)>").Select(m => m.Groups[1].Value)
            .Where(i => !i.Contains("__RequestVerificationToken", StringComparison.Ordinal)
                && (!Regex.IsMatch(i, "type=\"(radio|checkbox)\"") || Regex.IsMatch(i, "\\bchecked\\b")))
            .Select(i => (Of(i, "name"), Of(i, "value")))];

        static string Of(string input, string attribute) => Regex.Match(input, $"\\b{attribute}=\"([^\"]*)\"").Groups[1].Value;
    }

    private static async Task<RunningApp> StartAsync(Engine engine)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        Create(app, ("last_name", "Aerts"));
        Create(app, ("last_name", "Maes"), ("number", "C-2"), ("phone", "+3293334455"));
        Create(app, ("last_name", "Claes"), ("number", "C-3"));
        AddTask(app, "Before", 2);
        return app;
    }

    private static void AddTask(RunningApp app, string title, long customer)
    {
        var task = TaskShape.Instance.Blank();
        (task[TaskFields.Title], task[TaskFields.Customer]) = (title, customer.ToString(System.Globalization.CultureInfo.InvariantCulture));
        new ChangeSets(app.Base, TimeProvider.System).Create([task], Actor.CommandLine);
    }

    private static void Create(RunningApp app, params (string Field, string Value)[] given)
    {
        var values = CustomerValues.Blank();
        foreach (var (field, value) in given) values[CustomerFields.ByName(field)!.Ordinal] = value;
        new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
    }

    private static void Edit(RunningApp app, long id, int field, string value)
    {
        var state = Now(app, id);
        var values = state.Values.Copy();
        values[field] = value;
        new ChangeSets(app.Base, TimeProvider.System).Edit(id, state.Version, values, Actor.CommandLine);
    }

    private static CustomerState Now(RunningApp app, long id) => new CustomerLookup(app.Base, Viewer.System).Find(id)!;

    private static async Task<string> Get(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));
}

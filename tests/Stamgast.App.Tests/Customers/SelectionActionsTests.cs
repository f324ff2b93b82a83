using System.Net;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Customers;

public sealed class SelectionActionsTests
{
    private static CustomerValues Named(string last, string? groups = null)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = last;
        values[CustomerFields.Groups] = groups;
        return values;
    }

    [Theory, EachEngine]
    public async Task A_label_or_group_for_many_passes_the_rules_of_its_field(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        new ChangeSets(app.Base, TimeProvider.System).Create([Named("Aerts")], Actor.CommandLine);
        foreach (var (act, value) in ((string, string)[])[("label", new string('x', 1000)), ("group", new string('é', 201)), ("group", "VIP | Retail")])
        {
            using var refused = await Apply(app, act, value);
            Assert.NotEqual(HttpStatusCode.SeeOther, refused.StatusCode);
        }
        var now = new CustomerLookup(app.Base, Viewer.System).Find(1)!;
        Assert.Equal((1, null, null), (now.Version, now.Values[CustomerFields.Label], now.Values[CustomerFields.Groups]));
        using var good = await Apply(app, "group", "Re\u0007tail\u200B");
        await Wait(app, 2);
        Assert.Equal("Retail", new CustomerLookup(app.Base, Viewer.System).Find(1)!.Values[CustomerFields.Groups]);
    }

    [Theory, EachEngine]
    public async Task A_group_more_than_the_field_holds_is_refused_with_the_customer(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var full = CustomerValues.Join([.. Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 190))]);
        new ChangeSets(app.Base, TimeProvider.System).Create([Named("Aerts"), Named("Claes", full)], Actor.CommandLine);
        var refused = Assert.Throws<RefusedException>(() => new BulkEdit(app.Base, Viewer.System, TimeProvider.System)
            .Apply([1, 2], v => v[CustomerFields.Groups] = CustomerValues.Join([.. CustomerValues.Elements(v[CustomerFields.Groups]), new string('z', 190)]), ChangeKind.Bulk, Actor.CommandLine));
        Assert.Equal("value.of_customer", refused.Refusal.Code);
        Assert.Contains("Claes (ID 2)", refused.Refusal.Where(System.Globalization.CultureInfo.GetCultureInfo("en-GB")), StringComparison.Ordinal);
        Assert.Equal(1, new CustomerLookup(app.Base, Viewer.System).Find(1)!.Version);
    }

    [Theory, EachEngine]
    public async Task Everybody_who_goes_to_the_trash_can_be_read_before_and_the_page_can_be_reloaded(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        new ChangeSets(app.Base, TimeProvider.System).Create([.. Enumerable.Range(0, 120).Select(i => Named($"Naam{i:000}"))], Actor.CommandLine);
        using var asked = await RunningApp.PostAsync(app.Client, "/customers", "/customers/selection", ("act", "trash"), ("all", "1"), ("query", "q=naam"));
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var address = asked.Headers.Location!.ToString();
        for (var pages = 0; pages < 10 && address.Length > 0; pages++)
        {
            var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));
            foreach (System.Text.RegularExpressions.Match name in System.Text.RegularExpressions.Regex.Matches(page, "Naam[0-9]{3}")) names.Add(name.Value);
            Assert.Contains("In the list → In the trash", page, StringComparison.Ordinal);
            address = System.Text.RegularExpressions.Regex.Match(page, "href=\"(/customers/selection\\?[^\"]*after=[^\"]*)\"").Groups[1].Value;
        }
        Assert.Equal(120, names.Count);
    }

    [Theory, EachEngine]
    public async Task Deactivating_is_said_in_words_and_who_is_so_already_is_counted_apart(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var inactive = Named("Claes");
        inactive[CustomerFields.Active] = "0";
        new ChangeSets(app.Base, TimeProvider.System).Create([Named("Aerts"), inactive], Actor.CommandLine);
        using var asked = await RunningApp.PostAsync(app.Client, "/customers", "/customers/selection", ("act", "deactivate"), ("ids", "1,2"), ("query", "active=all"));
        var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync(asked.Headers.Location));
        Assert.Contains("Active → Inactive", page, StringComparison.Ordinal);
        Assert.Contains("Deactivate 1 customer", page, StringComparison.Ordinal);
        Assert.Contains("stays as it is", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_list_that_grew_since_the_preview_is_shown_again_and_nobody_is_changed(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        new ChangeSets(app.Base, TimeProvider.System).Create([Named("Aerts"), Named("Aertsen")], Actor.CommandLine);
        using var moved = await RunningApp.PostAsync(app.Client, "/customers", "/customers/selection/apply", ("act", "trash"), ("all", "1"), ("query", "q=aerts"), ("count", "1"), ("once", "x"));
        var address = moved.Headers.Location!.ToString();
        Assert.StartsWith("/customers/selection?", address, StringComparison.Ordinal);
        Assert.Contains("it is now 2 customers", WebUtility.HtmlDecode(await app.Client.GetStringAsync(moved.Headers.Location)), StringComparison.Ordinal);
        Assert.False(new CustomerLookup(app.Base, Viewer.System).Find(1)!.Trashed);
    }

    [Fact]
    public async Task A_selection_too_long_for_an_address_is_kept_for_the_one_who_made_it()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        new ChangeSets(app.Base, TimeProvider.System).Create([.. Enumerable.Range(0, 2000).Select(i => Named($"Naam{i:0000}"))], Actor.CommandLine);
        using var asked = await RunningApp.PostAsync(app.Client, "/customers", "/customers/selection", ("act", "deactivate"), ("ids", string.Join(',', Enumerable.Range(1, 2000))));
        Assert.InRange(asked.Headers.Location!.ToString().Length, 1, 200);
        Assert.Contains("Deactivate 2,000 customers", WebUtility.HtmlDecode(await app.Client.GetStringAsync(asked.Headers.Location)), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Apply(RunningApp app, string act, string value) =>
        RunningApp.PostAsync(app.Client, "/customers", "/customers/selection/apply", ("act", act), ("ids", "1"), ("value", value), ("once", Guid.NewGuid().ToString("N")));

    private static async Task Wait(RunningApp app, int version)
    {
        for (var tries = 0; tries < 100 && new CustomerLookup(app.Base, Viewer.System).Find(1)!.Version < version; tries++) await Task.Delay(50);
    }
}

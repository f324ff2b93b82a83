using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.BulkEdit;

public sealed class BulkPagesTests
{
    private static CustomerValues Named(string last, string? groups = null)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = last;
        values[CustomerFields.Groups] = groups;
        return values;
    }

    private static async Task<RunningApp> StartAsync(Engine engine, params CustomerValues[] created)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        new ChangeSets(app.Base, TimeProvider.System).Create(created, Actor.CommandLine);
        return app;
    }

    private static CustomerState Now(RunningApp app, long id) => new CustomerLookup(app.Base, Viewer.System).Find(id)!;

    private static long Sets(RunningApp app)
    {
        using var reading = app.Base.NewContext();
        return reading.ChangeSets.LongCount();
    }

    private static async Task<string> Get(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    // Presses a button below the list; returns the address where the work ends.
    private static Task<string> Propose(RunningApp app, params (string, string)[] fields) => Led(app, "/customers/selection", fields);

    private static async Task<string> Led(RunningApp app, string path, params (string, string)[] fields)
    {
        using var answer = await RunningApp.PostAsync(app.Client, "/customers", path, fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var address = answer.Headers.Location!.ToString();
        for (var tries = 0; tries < 200 && address.StartsWith("/progress/", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(50);
            using var progress = await app.Client.GetAsync(new Uri(address, UriKind.Relative));
            if (progress.StatusCode == HttpStatusCode.SeeOther) address = progress.Headers.Location!.ToString();
        }
        return address;
    }

    private static string RevisionIn(string page) => Regex.Match(page, "name=\"revision\" value=\"([0-9]+)\"").Groups[1].Value;

    [Theory, EachEngine]
    public async Task A_responsible_or_group_for_many_follows_the_rules_of_its_field(Engine engine)
    {
        await using var app = await StartAsync(engine, Named("Aerts"));
        foreach (var (act, value) in ((string, string)[])[("label", new string('x', 1000)), ("group", new string('é', 201)), ("group", "VIP | Retail"),
            ("label", " ")])
        {
            using var refused = await RunningApp.PostAsync(app.Client, "/customers", "/customers/selection/propose", ("act", act), ("ids", "1"),
                ("value", value));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(value.Trim(), WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
        Assert.Equal(1, Sets(app));
        var preview = await Led(app, "/customers/selection/propose", ("act", "group"), ("ids", "1"), ("value", "Re\u0007tail\u200B"));
        Assert.Contains("+ Retail", await Get(app, preview), StringComparison.Ordinal);
        Assert.Equal(1, Now(app, 1).Version);
    }

    [Theory, EachEngine]
    public async Task A_customer_that_cannot_have_the_value_is_listed_and_the_others_are_changed(Engine engine)
    {
        var full = CustomerValues.Join([.. Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 190))]);
        await using var app = await StartAsync(engine, Named("Aerts"), Named("Claes", full));
        var preview = await Led(app, "/customers/selection/propose", ("act", "group"), ("ids", "1,2"), ("value", new string('z', 190)));
        var page = await Get(app, preview);
        Assert.Contains("Claes", page, StringComparison.Ordinal);
        Assert.Contains("is longer than 4000 characters", page, StringComparison.Ordinal);
        Assert.Contains("Confirm 1 change", page, StringComparison.Ordinal);
        await Led(app, preview + "/confirm", ("revision", RevisionIn(page)));
        Assert.Equal((2, 1), (Now(app, 1).Version, Now(app, 2).Version));
    }

    [Theory, EachEngine]
    public async Task All_customers_bound_for_the_trash_are_listed_and_later_matches_are_not_added(Engine engine)
    {
        await using var app = await StartAsync(engine, [.. Enumerable.Range(0, 120).Select(i => Named($"Naam{i:000}"))]);
        var preview = await Propose(app, ("act", "trash"), ("all", "1"), ("query", "q=naam"));
        var (names, address, first) = (new HashSet<string>(StringComparer.Ordinal), preview, await Get(app, preview));
        for (var pages = 0; pages < 10 && address.Length > 0; pages++)
        {
            var page = await Get(app, address);
            foreach (Match name in Regex.Matches(page, "Naam[0-9]{3}")) names.Add(name.Value);
            Assert.Contains("In the list → In the trash", page, StringComparison.Ordinal);
            address = Regex.Match(page, $"href=\"({preview}\\?[^\"]*after=[^\"]*)\"").Groups[1].Value;
        }
        Assert.Equal(120, names.Count);
        new ChangeSets(app.Base, TimeProvider.System).Create([Named("Naam999")], Actor.CommandLine);
        await Led(app, preview + "/confirm", ("revision", RevisionIn(first)));
        Assert.Equal((true, true, false), (Now(app, 1).Trashed, Now(app, 120).Trashed, Now(app, 121).Trashed));
    }

    [Theory, EachEngine]
    public async Task Deactivating_is_described_in_words_and_inactive_customers_are_counted_separately(Engine engine)
    {
        var inactive = Named("Claes");
        inactive[CustomerFields.Active] = "0";
        await using var app = await StartAsync(engine, Named("Aerts"), inactive);
        var page = await Get(app, await Propose(app, ("act", "deactivate"), ("ids", "1,2"), ("query", "active=all")));
        Assert.Contains("Active → Inactive", page, StringComparison.Ordinal);
        Assert.Contains("Deactivate 1 customer", page, StringComparison.Ordinal);
        Assert.Contains("stay as they are", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Fields_are_left_set_cleared_added_to_and_removed_from_and_bad_values_are_shown_at_the_field(Engine engine)
    {
        await using var app = await StartAsync(engine, Named("Aerts", "VIP | Retail"), Named("Claes", "Retail"));
        var asked = await Get(app, "/customers/selection?act=edit&ids=1,2");
        Assert.Contains("Now: Retail (1), VIP, Retail (1)", asked, StringComparison.Ordinal);
        Assert.Contains("Now for all: Yes", asked, StringComparison.Ordinal);
        using var refused = await RunningApp.PostAsync(app.Client, "/customers", "/customers/selection/propose", ("act", "edit"), ("ids", "1,2"),
            ("op-email", "set"), ("email", "gent"), ("op-city", "set"), ("city", "Gent"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var again = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("“gent” does not have exactly one @.", again, StringComparison.Ordinal);
        Assert.Contains("value=\"Gent\"", again, StringComparison.Ordinal);
        using var nothing = await RunningApp.PostAsync(app.Client, "/customers", "/customers/selection/propose", ("act", "edit"), ("ids", "1,2"),
            ("op-city", "leave"), ("city", "Gent"));
        Assert.Contains("at least one field", WebUtility.HtmlDecode(await nothing.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        var preview = await Led(app, "/customers/selection/propose", ("act", "edit"), ("ids", "1,2"), ("op-city", "set"), ("city", "Gent"),
            ("op-groups", "take"), ("groups", "vip"), ("op-newsletter", "clear"));
        var page = await Get(app, preview);
        await Led(app, preview + "/confirm", ("revision", RevisionIn(page)));
        Assert.Equal(("Gent", "Retail"), (Now(app, 1).Values[CustomerFields.City], Now(app, 1).Values[CustomerFields.Groups]));
        Assert.Equal(("Gent", "Retail"), (Now(app, 2).Values[CustomerFields.City], Now(app, 2).Values[CustomerFields.Groups]));
    }

    [Theory, EachEngine]
    public async Task A_left_out_row_stays_as_it_is_and_an_outdated_page_is_refused_with_the_current_preview(Engine engine)
    {
        await using var app = await StartAsync(engine, Named("Aerts"), Named("Claes"));
        var preview = await Propose(app, ("act", "deactivate"), ("ids", "1,2"));
        var old = await Get(app, preview);
        using (var left = await RunningApp.PostAsync(app.Client, preview, preview + "/rows/1", ("out", "1")))
            Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        // The part above the rows follows automatically.
        Assert.Contains("Deactivate 1 customer", await Get(app, preview + "/head"), StringComparison.Ordinal);
        using (var refused = await RunningApp.PostAsync(app.Client, preview, preview + "/confirm", ("revision", RevisionIn(old))))
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("Deactivate 1 customer", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
        await Led(app, preview + "/confirm", ("revision", RevisionIn(await Get(app, preview))));
        Assert.Equal(("1", "0"), (Now(app, 1).Values[CustomerFields.Active], Now(app, 2).Values[CustomerFields.Active]));
    }

    [Theory, EachEngine]
    public async Task Confirming_twice_applies_once_and_the_back_button_shows_the_result(Engine engine)
    {
        await using var app = await StartAsync(engine, Named("Aerts"), Named("Claes"));
        var preview = await Propose(app, ("act", "deactivate"), ("ids", "1,2"), ("query", "active=all"));
        var revision = RevisionIn(await Get(app, preview));
        var ends = await Task.WhenAll(Led(app, preview + "/confirm", ("revision", revision)), Led(app, preview + "/confirm", ("revision", revision)));
        Assert.All(ends, end => Assert.Matches("^/(customers\\?active=all|activity/2)$", end));
        Assert.Equal((2, 2, 2), (Now(app, 1).Version, Now(app, 2).Version, Sets(app)));
        using var back = await app.Client.GetAsync(new Uri(preview, UriKind.Relative));
        Assert.Equal("/activity/2", back.Headers.Location!.ToString());
        Assert.Contains("deactivated", await Get(app, "/customers?active=all"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory, EachEngine]
    public async Task Confirming_leads_to_a_page_that_offers_conflicts_again(Engine engine)
    {
        await using var app = await StartAsync(engine, Named("Aerts"), Named("Claes"));
        var preview = await Led(app, "/customers/selection/propose", ("act", "label"), ("ids", "1,2"), ("value", "Nadia"));
        var revision = RevisionIn(await Get(app, preview));
        new EachCustomer(app.Base, TimeProvider.System).Do(new SetLabel("Karim"), [1], Actor.CommandLine);
        var offered = await Led(app, preview + "/confirm", ("revision", revision));
        Assert.Matches("^/bulk/[0-9]+$", offered);
        Assert.NotEqual(preview, offered);
        var page = await Get(app, offered);
        Assert.Contains("Somebody else changed or merged these customers", page, StringComparison.Ordinal);
        Assert.Contains("<s>Karim</s>Nadia", page, StringComparison.Ordinal);
        Assert.Equal(("Karim", "Nadia"), (Now(app, 1).Values[CustomerFields.Label], Now(app, 2).Values[CustomerFields.Label]));
    }

    [Fact]
    public async Task A_cancelled_or_unknown_preview_has_a_page_that_says_so()
    {
        await using var app = await StartAsync(Engine.Sqlite, Named("Aerts"));
        var preview = await Propose(app, ("act", "trash"), ("ids", "1"), ("query", "q=aerts"));
        Assert.Equal("/customers?q=aerts", await Led(app, preview + "/cancel"));
        Assert.Equal(1, Sets(app));
        foreach (var address in new[] { preview, "/bulk/1", "/bulk/99" })
        {
            using var gone = await app.Client.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
    }

    [Fact]
    public async Task A_selection_too_long_for_an_address_is_kept_for_its_user()
    {
        await using var app = await StartAsync(Engine.Sqlite, [.. Enumerable.Range(0, 2000).Select(i => Named($"Naam{i:0000}"))]);
        using var asked = await RunningApp.PostAsync(app.Client, "/customers", "/customers/selection", ("act", "label"),
            ("ids", string.Join(',', Enumerable.Range(1, 2000))));
        Assert.InRange(asked.Headers.Location!.ToString().Length, 1, 200);
        Assert.Contains(2000.ToString("N0", CultureInfo.GetCultureInfo("en-GB")) + " customers", await Get(app, asked.Headers.Location.ToString()),
            StringComparison.Ordinal);
    }
}

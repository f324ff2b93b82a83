using System.Net;
using Stamgast.App.Jobs;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Shops;

/// <summary>The shops of customers are chosen among those of the settings, and follow when one is renamed.</summary>
public sealed class ShopNamesPagesTests
{
    private static CustomerValues Of(string name, string? shops)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.LastName], values[CustomerFields.Shops]) = (name, shops);
        return values;
    }

    private static async Task<RunningApp> StartAsync(Engine engine, params CustomerValues[] created)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        new ChangeSets(app.Base, TimeProvider.System).Create(created, Actor.CommandLine);
        foreach (var (name, code) in new[] { ("Webshop BE", "web"), ("Gent <b>", "GENT") })
            using (await RunningApp.PostAsync(app.Client, "/shops/new", "/shops/new", ("name", name), ("code", code), ("active", "1"))) { }
        return app;
    }

    private static async Task<string> Get(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static string? ShopsOf(RunningApp app, long id) => new CustomerLookup(app.Base, Viewer.System).Find(id)!.Values[CustomerFields.Shops];

    // Follows a job to its end; returns the address to which it leads.
    private static async Task<string> Led(RunningApp app, HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var address = answer.Headers.Location!.ToString();
        for (var tries = 0; tries < 300 && address.StartsWith("/progress/", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            using var progress = await app.Client.GetAsync(new Uri(address, UriKind.Relative));
            if (progress.Headers.Location is { } next) address = next.ToString();
        }
        return address;
    }

    [Theory, EachEngine]
    public async Task A_customer_gets_shops_by_ticking_them_and_keeps_an_old_name(Engine engine)
    {
        await using var app = await StartAsync(engine, Of("Aerts", "Markt"));
        var form = await Get(app, "/customers/1/edit");
        Assert.Contains("name=\"shops\" value=\"Gent <b>\" />", form, StringComparison.Ordinal);
        Assert.Contains("name=\"shops\" value=\"Markt\" checked", form, StringComparison.Ordinal);
        Assert.Contains("Markt (not in the list of shops)", form, StringComparison.Ordinal);
        using var saved = await RunningApp.PostAsync(app.Client, "/customers/1/edit", "/customers/1/edit", ("version", "1"), ("last_name", "Aerts"),
            ("active", "1"), ("shops", ""), ("shops", "Markt"), ("shops", "Webshop BE"));
        Assert.Equal("Markt | Webshop BE", ShopsOf(app, 1));
        Assert.Contains("Markt", await Get(app, "/customers/1"), StringComparison.Ordinal);
        using var cleared = await RunningApp.PostAsync(app.Client, "/customers/1/edit", "/customers/1/edit", ("version", "2"), ("last_name", "Aerts"),
            ("active", "1"), ("shops", ""));
        Assert.Null(ShopsOf(app, 1));
    }

    [Theory, EachEngine]
    public async Task Bulk_edits_and_filters_offer_the_shops(Engine engine)
    {
        await using var app = await StartAsync(engine, Of("Aerts", "Markt"), Of("Maes", null));
        var part = await app.Client.GetStringAsync("/customers/filter?add=shops&op=is");
        Assert.Contains("<option value=\"Webshop BE\">", part, StringComparison.Ordinal);
        Assert.Contains("<input id=\"add-value\"", await app.Client.GetStringAsync("/customers/filter?add=shops&op=contains"), StringComparison.Ordinal);
        using var asked = await RunningApp.PostAsync(app.Client, "/customers", "/customers/selection", ("act", "edit"), ("ids", "1,2"), ("list", "/customers"));
        var fields = asked.Headers.Location is { } there ? await app.Client.GetStringAsync(there) : await asked.Content.ReadAsStringAsync();
        Assert.Contains("name=\"shops\" value=\"Webshop BE\"", fields, StringComparison.Ordinal);
        Assert.Contains("Markt (not in the list of shops)", fields, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_shop_that_many_customers_name_is_renamed_by_a_job_and_the_change_is_said(Engine engine)
    {
        await using var app = await StartAsync(engine, [.. Enumerable.Range(1, 1100).Select(i => Of($"Aerts {i}", "Webshop BE"))]);
        using var renamed = await RunningApp.PostAsync(app.Client, "/shops/1/edit", "/shops/1/edit", ("version", "1"), ("name", "Webwinkel"), ("code", "WEB"),
            ("active", "1"), ("once", Guid.NewGuid().ToString("N")));
        var end = await Led(app, renamed);
        Assert.StartsWith("/shops/1", end, StringComparison.Ordinal);
        Assert.Equal(("Webwinkel", "Webwinkel"), (ShopsOf(app, 1), ShopsOf(app, 1100)));
        Assert.Contains("/customers?shops=Webwinkel", await app.Client.GetStringAsync("/shops/1"), StringComparison.Ordinal);
        var activity = await Get(app, "/activity");
        Assert.Contains("Shop renamed for its customers: Webshop BE → Webwinkel (1,100 customers)", activity, StringComparison.Ordinal);
        long carried;
        using (var context = app.Base.NewContext()) carried = context.ChangeSets.Where(s => s.Kind == ChangeKind.Names).Max(s => s.Id);
        Assert.Contains("The shop gets its earlier name back", await Get(app, $"/activity/{carried}/undo"), StringComparison.Ordinal);
        // The shortcut undoes the shop and not what follows from it.
        using var undone = await RunningApp.PostAsync(app.Client, "/activity", "/activity/undo-last", ("back", "/activity"));
        await Led(app, undone);
        Assert.Equal("Webshop BE", ShopsOf(app, 700));
        // A name that is taken stays on the form.
        using var refused = await RunningApp.PostAsync(app.Client, "/shops/1/edit", "/shops/1/edit", ("version", "3"), ("name", "gent <B>"), ("code", "WEB"),
            ("active", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Another shop is called “gent <B>”.", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }
}

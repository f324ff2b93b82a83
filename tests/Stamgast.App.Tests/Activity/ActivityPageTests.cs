using System.Net;
using Stamgast.App.Activity;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Activity;

/// <summary>The list of changes, filtered by kind, person and day; and a customer's own history.</summary>
public sealed class ActivityPageTests
{
    [Theory, EachEngine]
    public async Task Activity_can_be_filtered_by_person_date_and_kind_of_change(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var changes = new ChangeSets(app.Base, TimeProvider.System);
        changes.Create([Named("Aerts")], Actor.CommandLine);
        changes.Create([Named("Bakker")], new Actor(1, Door.Form));
        changes.Trash([1], into: true, new Actor(1, Door.Bulk));

        Assert.Equal((true, true, true), Of(await Get(app, "/activity")));
        Assert.Equal((true, false, false), Of(await Get(app, "/activity?by=0")));
        Assert.Equal((false, true, true), Of(await Get(app, "/activity?by=1")));
        Assert.Equal((false, false, true), Of(await Get(app, "/activity?show=trash")));
        var (yesterday, tomorrow) = (ActivityQuery.Text(DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1))),
            ActivityQuery.Text(DateOnly.FromDateTime(DateTime.UtcNow.AddDays(2))));
        Assert.Equal((true, true, true), Of(await Get(app, $"/activity?from={yesterday}&to={tomorrow}")));
        Assert.Equal((false, false, false), Of(await Get(app, $"/activity?from={tomorrow}")));
        // Invalid values are ignored, including the last possible day.
        Assert.Equal((true, true, true), Of(await Get(app, "/activity?show=x&by=me&from=yesterday&to=9999-12-31")));
        Assert.Equal((true, true, true), Of(await Get(app, "/activity?from=0001-01-01")));
    }

    [Theory, EachEngine]
    public async Task The_history_of_a_customer_undoes_only_that_customers_part_of_a_larger_change(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        new ChangeSets(app.Base, TimeProvider.System).Create([Named("Aerts"), Named("Bakker")], Actor.CommandLine);
        app.Base.Change([1, 2], v => v[CustomerFields.Label] = "Karim");
        var page = await Get(app, "/customers/1/history");
        Assert.Contains("2 customers now have Karim as responsible", page, StringComparison.Ordinal);
        Assert.Contains("Undo for this customer", page, StringComparison.Ordinal);
        using var undone = await RunningApp.PostAsync(app.Client, "/customers/1/history", "/activity/2/undo", ("customer", "1"),
            ("back", "/customers/1/history"));
        Assert.Equal(HttpStatusCode.SeeOther, undone.StatusCode);
        var lookup = new CustomerLookup(app.Base, Viewer.System);
        Assert.Equal((null, "Karim"), (lookup.Find(1)!.Values[CustomerFields.Label], lookup.Find(2)!.Values[CustomerFields.Label]));
        Assert.Contains("Undone: 2 customers now have Karim as responsible (for 1 customer)", await Get(app, "/activity"), StringComparison.Ordinal);
    }

    private static (bool Aerts, bool Bakker, bool Trash) Of(string page) =>
        (page.Contains(">Aerts added<", StringComparison.Ordinal), page.Contains(">Bakker added<", StringComparison.Ordinal),
            page.Contains(">Aerts moved to the trash<", StringComparison.Ordinal));

    private static CustomerValues Named(string last)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = last;
        return values;
    }

    private static async Task<string> Get(RunningApp app, string path) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
}

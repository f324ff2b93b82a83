using System.Net;
using Stamgast.Changes;
using Stamgast.Customers;
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
        var now = new CustomerLookup(app.Base).Find(1)!;
        Assert.Equal((1, null, null), (now.Version, now.Values[CustomerFields.Label], now.Values[CustomerFields.Groups]));
        using var good = await Apply(app, "group", "Re\u0007tail\u200B");
        await Wait(app, 2);
        Assert.Equal("Retail", new CustomerLookup(app.Base).Find(1)!.Values[CustomerFields.Groups]);
    }

    [Theory, EachEngine]
    public async Task A_group_more_than_the_field_holds_is_refused_with_the_customer(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var full = CustomerValues.Join([.. Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 190))]);
        new ChangeSets(app.Base, TimeProvider.System).Create([Named("Aerts"), Named("Claes", full)], Actor.CommandLine);
        var refused = Assert.Throws<RefusedException>(() => new BulkEdit(app.Base, TimeProvider.System)
            .Apply([1, 2], v => v[CustomerFields.Groups] = CustomerValues.Join([.. CustomerValues.Elements(v[CustomerFields.Groups]), new string('z', 190)]), ChangeKind.Bulk, Actor.CommandLine));
        Assert.Equal("value.of_customer", refused.Refusal.Code);
        Assert.Contains("Claes (ID 2)", refused.Refusal.Where(System.Globalization.CultureInfo.GetCultureInfo("en-GB")), StringComparison.Ordinal);
        Assert.Equal(1, new CustomerLookup(app.Base).Find(1)!.Version);
    }

    private static Task<HttpResponseMessage> Apply(RunningApp app, string act, string value) =>
        RunningApp.PostAsync(app.Client, "/customers", "/customers/selection/apply", ("act", act), ("ids", "1"), ("value", value), ("once", Guid.NewGuid().ToString("N")));

    private static async Task Wait(RunningApp app, int version)
    {
        for (var tries = 0; tries < 100 && new CustomerLookup(app.Base).Find(1)!.Version < version; tries++) await Task.Delay(50);
    }
}

using System.Net;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.SampleData;

/// <summary>Sample customers are removed in one click, and those somebody changed in a second one.</summary>
public sealed class SamplePagesTests
{
    [Theory, EachEngine]
    public async Task Changed_samples_stay_are_listed_and_can_be_removed_too(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        using var added = await RunningApp.PostAsync(app.Client, "/settings", "/sample-data");
        Assert.Matches("[0-9]+ sample tasks added", await Get(app, "/activity"));
        // Half of the tasks are those of the person who added them.
        Assert.DoesNotContain("Nothing to do", await Get(app, "/tasks"), StringComparison.Ordinal);
        app.Base.Change([.. Enumerable.Range(1, 20).Select(i => (long)i)], v => v[CustomerFields.Label] = "Karim Els");

        using var removed = await RunningApp.PostAsync(app.Client, "/settings", "/sample-data/remove");
        var page = await Get(app, removed.Headers.Location!.ToString());
        Assert.Contains("480 removed; 20 that you changed were kept.", page, StringComparison.Ordinal);
        // Several changes, one for each kind: they are undone in Activity.
        Assert.DoesNotContain("/undo\"", page, StringComparison.Ordinal);
        Assert.Contains("20 sample customers you changed were kept.", page, StringComparison.Ordinal);
        Assert.Contains("/customers?active=all&set=1", page, StringComparison.Ordinal);
        Assert.Equal(20, Living(app));

        using var rest = await RunningApp.PostAsync(app.Client, "/settings", "/sample-data/remove-rest");
        page = await Get(app, rest.Headers.Location!.ToString());
        Assert.Contains("20 customers moved to the trash.", page, StringComparison.Ordinal);
        Assert.Contains("Add sample customers", page, StringComparison.Ordinal);
        Assert.Equal(0, Living(app));
    }

    private static int Living(RunningApp app)
    {
        using var context = app.Base.NewContext();
        return context.Customers.Count(c => !c.Trashed);
    }

    private static async Task<string> Get(RunningApp app, string path) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
}

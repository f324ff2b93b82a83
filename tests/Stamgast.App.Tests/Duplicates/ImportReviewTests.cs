using System.Globalization;
using System.Net;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;
using Stamgast.Importing;
using Stamgast.Merging;
using Stamgast.Testing;

namespace Stamgast.App.Duplicates;

/// <summary>The queue limited to one import, the ticks of certain duplicates, and what an import says of merges.</summary>
public sealed class ImportReviewTests
{
    [Theory, EachEngine]
    public async Task The_page_after_an_import_leads_to_its_stored_pairs_and_says_while_more_may_follow(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var set = await ImportAsync(app, "first_name;last_name;birth_date\nJozefien;Aerts;1985-07-30\nJosefien;Aerts;1985-07-30\n");
        Assert.Contains($"/duplicates?import={set.Id}", await PageAsync(app, $"/import/{set.Id}/done"), StringComparison.Ordinal);
        Assert.Contains($"/duplicates?import={set.Id}", await PageAsync(app, $"/activity/{set.Id}"), StringComparison.Ordinal);
        var page = await PageAsync(app, $"/duplicates?import={set.Id}");
        Assert.Contains("still being compared", page, StringComparison.Ordinal);
        new ScanBase(app.Base, TimeProvider.System, null).Run(false, null, null, default);
        PairStore.ReplaceAll(app.Base, [new ScoredPair(1, 2, 5, "last_name:exact:+5.000", false)]);
        var other = await ImportAsync(app, "last_name\nClaes\n");
        page = await PageAsync(app, $"/duplicates?import={set.Id}");
        Assert.DoesNotContain("still being compared", page, StringComparison.Ordinal);
        Assert.Contains("Only customers that the import of leden.csv", page, StringComparison.Ordinal);
        Assert.Contains("Josefien", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{set.Id}\" selected", page, StringComparison.Ordinal);
        page = await PageAsync(app, $"/duplicates?import={other.Id}");
        Assert.Contains("still being compared", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Josefien", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task All_certain_ones_are_ticked_or_none_and_then_only_some_are_merged(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts";
        new ChangeSets(app.Base, TimeProvider.System).Create([.. Enumerable.Range(0, 6).Select(_ => values.Copy())], Actor.CommandLine);
        PairStore.ReplaceAll(app.Base, [.. new[] { 1L, 3, 5 }.Select(a => new ScoredPair(a, a + 1, 12, "last_name:exact:+12.000", true))]);
        var page = await PageAsync(app, "/duplicates/certain");
        Assert.Contains("Tick all 3", page, StringComparison.Ordinal);
        Assert.Contains("id=\"tick-page\"", page, StringComparison.Ordinal);
        Assert.Contains("Merge the 3 that are ticked", page, StringComparison.Ordinal);
        var none = await PageAsync(app, "/duplicates/certain?keep=Oldest&none=1");
        Assert.Contains("Merge the 0 that are ticked", none, StringComparison.Ordinal);
        Assert.Contains("name=\"none\" value=\"1\"", none, StringComparison.Ordinal);
        // One is ticked here; what was ticked before goes on to the next page.
        using var more = await RunningApp.PostAsync(app.Client, "/customers", "/duplicates/certain", ("keep", "Oldest"), ("none", "1"), ("out", "5"),
            ("row", "1"), ("row", "3"), ("in", "3"), ("more", "12_3"));
        Assert.EndsWith("&none=1&out=3,5", more.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var merged = await RunningApp.PostAsync(app.Client, "/customers", "/duplicates/certain", ("keep", "Oldest"), ("none", "1"),
            ("shown", DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)), ("row", "1"), ("row", "3"),
            ("row", "5"), ("in", "3"));
        Assert.Equal(HttpStatusCode.SeeOther, merged.StatusCode);
        for (var tries = 0; tries < 200 && Into(app, 4) is null; tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal((null, 3L, null), (Into(app, 2), Into(app, 4), Into(app, 6)));
    }

    [Theory, EachEngine]
    public async Task Only_what_was_certain_on_the_first_page_is_merged(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts";
        new ChangeSets(app.Base, TimeProvider.System).Create([.. Enumerable.Range(0, 6).Select(_ => values.Copy())], Actor.CommandLine);
        ScoredPair[] found = [.. new[] { 1L, 5 }.Select(a => new ScoredPair(a, a + 1, 12, "last_name:exact:+12.000", true))];
        PairStore.ReplaceAll(app.Base, found[..1]);
        var page = await PageAsync(app, "/duplicates/certain");
        string Field(string name) => System.Text.RegularExpressions.Regex.Match(page, $"name=\"{name}\" value=\"([0-9]+)\"").Groups[1].Value;
        // Nobody changed, and yet there is one more.
        PairStore.ReplaceAll(app.Base, found);
        using var more = await RunningApp.PostAsync(app.Client, "/customers", "/duplicates/certain", ("keep", "Oldest"), ("shown", Field("shown")),
            ("turn", Field("turn")), ("row", "1"), ("in", "1"), ("more", "12_3"));
        Assert.Contains($"&shown={Field("shown")}&turn={Field("turn")}", more.Headers.Location!.ToString(), StringComparison.Ordinal);
        using (await RunningApp.PostAsync(app.Client, "/customers", "/duplicates/certain", ("keep", "Oldest"), ("shown", Field("shown")),
            ("turn", Field("turn")), ("row", "1"), ("in", "1"))) { }
        for (var tries = 0; tries < 200 && Into(app, 2) is null; tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal((1L, null), (Into(app, 2), Into(app, 6)));
        Assert.Contains("Merge the one that is ticked", await PageAsync(app, "/duplicates/certain"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_row_whose_customer_was_merged_is_said_so_and_the_undo_comes_with_its_splits(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var first = await ImportAsync(app, "number;last_name\nC-1;Aerts\nC-2;Aertz\n");
        var set = await StageAsync(app, "number;last_name;city\nC-2;Aertz;Mol\n");
        new MergeCustomers(app.Base, TimeProvider.System).Do(1, [2], Actor.CommandLine);
        new ChangeSets(app.Base, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        var page = await PageAsync(app, $"/import/{set.Id}/done");
        Assert.Contains("the customer was merged with another, now C-1; the row is offered again for C-1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("changed by somebody else", page, StringComparison.Ordinal);

        page = await PageAsync(app, $"/activity/{first.Id}/undo");
        Assert.Contains($"/activity/{first.Id}/undo?splits=1", page, StringComparison.Ordinal);
        Assert.Contains("name=\"splits\" value=\"1\"", await PageAsync(app, $"/activity/{first.Id}/undo?splits=1"), StringComparison.Ordinal);
        using var plain = await RunningApp.PostAsync(app.Client, "/customers", $"/activity/{first.Id}/undo", ("back", "/activity"));
        // Neither can go: the way to split them is asked.
        await WaitAsync(app, () => Into(app, 2) == 1);
        using var undone = await RunningApp.PostAsync(app.Client, "/customers", $"/activity/{first.Id}/undo", ("back", "/activity"), ("splits", "1"));
        await WaitAsync(app, () => Into(app, 2) is null && Trashed(app, 1) && Trashed(app, 2));
    }

    private static async Task WaitAsync(RunningApp app, Func<bool> isSo)
    {
        for (var tries = 0; tries < 200 && !isSo(); tries++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.True(isSo(), app.Address);
    }

    private static long? Into(RunningApp app, long id) => new CustomerLookup(app.Base, Viewer.System).Find(id)!.MergedInto;

    private static bool Trashed(RunningApp app, long id) => new CustomerLookup(app.Base, Viewer.System).Find(id)!.Trashed;

    private static async Task<string> PageAsync(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static async Task<ChangeSet> StageAsync(RunningApp app, string text)
    {
        var uploads = Directory.CreateDirectory(Path.Combine(app.Base.Location.DataFolder, "uploads")).FullName;
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Begin("leden.csv", Actor.CommandLine);
        var path = Path.Combine(uploads, $"import-{set.Id}.csv");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return imports.Stage(set.Id, path, new ImportOptions());
    }

    private static async Task<ChangeSet> ImportAsync(RunningApp app, string text)
    {
        var set = await StageAsync(app, text);
        return new ChangeSets(app.Base, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine).Set;
    }
}

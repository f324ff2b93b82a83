using Stamgast.Customers.Extras;
using System.Net;
using Stamgast.App.CommandLine;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Jobs;
using Stamgast.Testing;

namespace Stamgast.App.Customers;

/// <summary>Extra fields as columns, filters and order of the list, in its export, and in a bulk edit, page and command.</summary>
public sealed class ExtraListTests
{
    private static async Task<string> Get(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static void Fill(Base customers)
    {
        var verbs = new ExtraFieldVerbs(customers, TimeProvider.System);
        verbs.Add("kilos", ExtraKind.Number, new ExtraWish { Captions = new Dictionary<string, string> { ["en"] = "Kilos a month" } });
        verbs.Add("machine", ExtraKind.Choice, new ExtraWish { Choices = [new("Gaggia"), new("Faema E61")],
            Captions = new Dictionary<string, string> { ["en"] = "Machine" } });
        verbs.Add("__proto__", ExtraKind.Text, new ExtraWish { Captions = new Dictionary<string, string> { ["en"] = "<script>alert(1)</script>" } });
        verbs.Add("days", ExtraKind.Choices, new ExtraWish { Choices = [new("Monday"), new("Friday")] });
        verbs.Add("hidden", ExtraKind.Text, new ExtraWish { Shown = ExtraPlaces.Form });
        var definitions = ExtraDefinitions.Of(customers);
        foreach (var (name, kilos, machine, text) in new[] { ("Aerts", "1234,5", "Gaggia", "=HYPERLINK(\"http://evil.example\")"),
            ("Claes", "9", "Faema E61", "'; drop table customer; --"), ("Bakker", "", "", "") })
            new CreateCustomer(customers, TimeProvider.System)
                .Do(new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?> { [CustomerFields.LastName] = name })
            {
                Extra = new Dictionary<long, string?>
                {
                    [definitions.Require("kilos").Id] = kilos, [definitions.Require("machine").Id] = machine, [definitions.Require("__proto__").Id] = text,
                },
            }, Actor.CommandLine);
    }

    [Theory, EachEngine]
    public async Task A_list_shows_sorts_filters_and_exports_extra_fields_and_keeps_the_columns_of_each_user(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Fill(app.Base);
        var plain = await Get(app, "/customers");
        Assert.Contains("<option value=\"x:kilos\">Kilos a month</option>", plain, StringComparison.Ordinal);
        Assert.Contains("value=\"x:machine\"", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("x:hidden", plain, StringComparison.Ordinal);
        var raw = await app.Client.GetStringAsync(new Uri("/customers?columns=x:__proto__", UriKind.Relative));
        Assert.DoesNotContain("<script>alert(1)", raw, StringComparison.Ordinal);
        Assert.Contains("drop table customer", raw, StringComparison.Ordinal);

        using var chosen = await RunningApp.PostAsync(app.Client, "/customers", "/customers/columns",
            ("query", ""), ("column", "x:kilos"), ("column", "number"), ("column", "x:machine"), ("column", "x:nothing"), ("then", "close"));
        Assert.Equal("/customers?columns=x:kilos,number,x:machine", chosen.Headers.Location!.ToString());
        var list = await Get(app, "/customers?columns=x:kilos,number,x:machine&sort=-x:kilos");
        Assert.Contains("Kilos a month", list, StringComparison.Ordinal);
        Assert.Contains("1,234.5", list, StringComparison.Ordinal);
        Assert.True(list.IndexOf("Aerts", StringComparison.Ordinal) < list.IndexOf("Claes", StringComparison.Ordinal));
        Assert.True(list.IndexOf("Claes", StringComparison.Ordinal) < list.IndexOf("Bakker", StringComparison.Ordinal));
        using var own = await app.Client.GetAsync(new Uri("/customers", UriKind.Relative));
        Assert.Contains("columns=x:kilos,number,x:machine", own.Headers.Location?.ToString() ?? own.RequestMessage!.RequestUri!.ToString(),
            StringComparison.Ordinal);

        // + Filter: the field, how, with what; numbers as the reader writes them.
        var part = await Get(app, "/customers/filter?add=x:machine&op=any");
        Assert.Contains("<option value=\"Faema E61\">Faema E61</option>", part, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"contains\"", part, StringComparison.Ordinal);
        using var added = await app.Client.GetAsync(new Uri("/customers?columns=x:kilos&add=x:kilos&op=after&value=1,000", UriKind.Relative));
        Assert.Contains("x:kilos.after=1000", added.Headers.Location?.ToString() ?? added.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        var filtered = await Get(app, "/customers?columns=x:kilos&x:kilos.after=1000");
        Assert.Contains("Kilos a month > 1,000", filtered, StringComparison.Ordinal);
        Assert.Contains("Aerts", filtered, StringComparison.Ordinal);
        Assert.DoesNotContain("Claes", filtered, StringComparison.Ordinal);
        using var refused = await app.Client.GetAsync(new Uri("/customers?x:machine=Kettle", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        // The index that the filter missed was asked for.
        await app.Part<JobQueue>().WaitAsync(app.Part<JobQueue>().Find(ExtraIndexJob.Key)!, TimeSpan.FromSeconds(30));
        Assert.True(new ExtraIndexes(app.Base).AreMade);

        using var file = await RunningApp.PostAsync(app.Client, "/export?columns=x:machine,x:kilos", "/export/file",
            ("query", "columns=x:machine,x:kilos,x:__proto__&x:machine=Gaggia"), ("ids", ""), ("format", "csv"), ("fields", "shown"));
        var rows = (await file.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, rows.Length);
        Assert.EndsWith("Machine;Kilos a month;<script>alert(1)</script>", rows[0], StringComparison.Ordinal);
        Assert.Contains(";Gaggia;1234.5;", rows[1], StringComparison.Ordinal);
        Assert.DoesNotContain(";=HYPERLINK", rows[1], StringComparison.Ordinal);

        // A retired field goes from the own columns and stays in an address that was kept.
        new ExtraFieldVerbs(app.Base, TimeProvider.System).Retire("machine");
        using var without = await app.Client.GetAsync(new Uri("/customers", UriKind.Relative));
        Assert.DoesNotContain("x:machine", without.Headers.Location?.ToString() ?? without.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Aerts", await Get(app, "/customers?columns=x:machine&x:machine=Gaggia"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_changed_kind_asks_for_its_index_at_once_and_an_undone_one_when_somebody_looks_at_any_list(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Fill(app.Base);
        new ExtraIndexes(app.Base).Make();
        const string Preview = "/settings/fields/kind?key=machine&kind=Number";
        using var changed = await RunningApp.PostAsync(app.Client, Preview, "/settings/fields/kind", ("key", "machine"), ("kind", "Number"), ("lost", "2"));
        Assert.Equal(ExtraKind.Number, ExtraDefinitions.Of(app.Base).Require("machine").Kind);
        await AreMadeAsync(app);
        long newest;
        using (var context = app.Base.NewContext()) newest = context.ChangeSets.Max(s => s.Id);
        new ChangeSets(app.Base, TimeProvider.System).Undo(newest, Actor.CommandLine);
        Assert.Equal(ExtraKind.Choice, ExtraDefinitions.Of(app.Base).Require("machine").Kind);
        Assert.False(new ExtraIndexes(app.Base).AreMade);
        await Get(app, "/customers");
        await AreMadeAsync(app);
    }

    private static async Task AreMadeAsync(RunningApp app)
    {
        for (var i = 0; i < 300 && !new ExtraIndexes(app.Base).AreMade; i++) await Task.Delay(100);
        Assert.True(new ExtraIndexes(app.Base).AreMade);
    }

    [Theory, EachEngine]
    public async Task Extra_fields_of_all_that_match_are_changed_after_a_preview(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Fill(app.Base);
        const string Page = "/customers/selection?act=edit&query=x:kilos=*&all=1";
        var asked = await Get(app, Page);
        Assert.Contains("<legend>Kilos a month</legend>", asked, StringComparison.Ordinal);
        Assert.Contains("<input type=\"checkbox\" name=\"x:days\" value=\"Friday\"", asked, StringComparison.Ordinal);
        using var wrong = await RunningApp.PostAsync(app.Client, Page, "/customers/selection/propose", ("act", "edit"), ("query", "x:kilos=*"), ("all", "1"),
            ("op-x:kilos", "set"), ("x:kilos", "many"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var proposed = await RunningApp.PostAsync(app.Client, Page, "/customers/selection/propose", ("act", "edit"), ("query", "x:kilos=*"), ("all", "1"),
            ("op-x:kilos", "set"), ("x:kilos", "12.5"), ("op-x:days", "add"), ("x:days", "Friday"), ("x:days", "Monday"), ("op-x:machine", "clear"));
        var address = proposed.Headers.Location!.ToString();
        Assert.StartsWith("/bulk/", address, StringComparison.Ordinal);
        var preview = await Get(app, address);
        Assert.Contains("Kilos a month: 12.5", preview, StringComparison.Ordinal);
        Assert.Contains("days: + Monday, Friday", preview, StringComparison.Ordinal);
        var revision = preview[(preview.IndexOf("name=\"revision\" value=\"", StringComparison.Ordinal) + 23)..];
        using var confirmed = await RunningApp.PostAsync(app.Client, address, address + "/confirm",
            ("revision", revision[..revision.IndexOf('"', StringComparison.Ordinal)]));
        Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);
        Assert.Equal("12.5|12.5|", string.Join('|', Now(app.Base, "kilos")));
        Assert.Equal("Monday | Friday|Monday | Friday|", string.Join('|', Now(app.Base, "days")));
        Assert.Equal("||", string.Join('|', Now(app.Base, "machine")));
    }

    [Theory, EachEngine]
    public async Task Commands_list_export_and_change_extra_fields(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var customers = Base.Open(place.Location)) Fill(customers);
        var (exit, result) = await TestConsole.RunAsync(["bulk", "--filter", "x:machine=Gaggia", "--set", "x:kilos=7", "--add", "x:days=Friday", "--clear",
            "x:machine", "--yes", "--json", .. place.Arguments]);
        Assert.Equal((0, 1), (exit, result.Json.GetProperty("changed").GetInt32()));
        var (refusedExit, refused) = await TestConsole.RunAsync(["bulk", "--ids", "1", "--set", "x:kilos=many", "--json", .. place.Arguments]);
        Assert.Equal((1, "value.refused"), (refusedExit, refused.Json.GetProperty("error").GetProperty("code").GetString()));
        var (unknownExit, unknown) = await TestConsole.RunAsync(["bulk", "--ids", "1", "--set", "x:nothing=1", "--json", .. place.Arguments]);
        Assert.Equal((1, "extra.unknown"), (unknownExit, unknown.Json.GetProperty("error").GetProperty("code").GetString()));
        var path = Path.GetTempFileName();
        var (exported, _) = await TestConsole.RunAsync(["export", "--out", path, "--format", "csv", "--filter", "x:kilos.before=8&columns=x:days,x:kilos",
            "--json", .. place.Arguments]);
        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal((0, 2), (exported, lines.Length));
        Assert.EndsWith("x:days;x:kilos", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("Friday;7", lines[1], StringComparison.Ordinal);
        File.Delete(path);
    }

    private static IEnumerable<string?> Now(Base customers, string key) => new[] { 1L, 2, 3 }
        .Select(id => ExtraValues.Of(new CustomerLookup(customers, Viewer.System).Find(id)!.Values, ExtraDefinitions.Of(customers).Require(key)));
}

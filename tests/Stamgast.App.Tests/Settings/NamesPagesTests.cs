using System.Net;
using System.Text.RegularExpressions;
using Stamgast.App.Customers.Names;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Settings;

/// <summary>Groups and responsibles in the settings: found, added, renamed, merged, coloured, taken away.</summary>
public sealed partial class NamesPagesTests
{
    [Theory, EachEngine]
    public async Task A_rename_previews_its_customers_is_done_once_and_can_be_undone_from_the_next_page(Engine engine)
    {
        await using var app = await StartAsync(engine);
        using var saved = await RunningApp.PostAsync(app.Client, "/settings/groups/one?name=Scouts", "/settings/groups/save", ("name", "Scouts"),
            ("to", "Scouting"), ("colour", "green"));
        var preview = saved.Headers.Location!.ToString();
        Assert.Equal("/settings/groups/change?name=Scouts&to=Scouting", preview);
        var page = await Get(app, preview);
        Assert.Contains("Aerts, Jozefien", page, StringComparison.Ordinal);
        Assert.Contains("Bakker, Willem", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Peeters, Els", page, StringComparison.Ordinal);
        Assert.Equal("Scouts", Groups(app, 1));

        using var done = await RunningApp.PostAsync(app.Client, preview, "/settings/groups/change", ("name", "Scouts"), ("to", "Scouting"), ("once", "1"));
        Assert.Equal("/settings/groups", done.Headers.Location!.ToString());
        Assert.Equal(("Scouting", "Scouting"), (Groups(app, 1), Groups(app, 2)));
        var list = await Get(app, "/settings/groups");
        Assert.Contains("Group Scouts renamed to Scouting (2 customers).", list, StringComparison.Ordinal);
        Assert.Contains("tag c-green\">Scouting", list, StringComparison.Ordinal);
        using var undone = await RunningApp.PostAsync(app.Client, "/settings/groups", Undo().Match(list).Groups[1].Value, ("back", "/settings/groups"));
        Assert.Equal(("Scouts", "Scouts"), (Groups(app, 1), Groups(app, 2)));
        Assert.Contains("tag c-green\">Scouts", await Get(app, "/settings/groups"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Ticked_names_are_merged_or_deleted_after_a_preview_and_problems_are_explained(Engine engine)
    {
        await using var app = await StartAsync(engine);
        using var merged = await RunningApp.PostAsync(app.Client, "/settings/groups", "/settings/groups/change", ("name", "Scouts"), ("name", "VIP"),
            ("to", "Leden"), ("once", "1"));
        Assert.Equal(("Leden", "Leden", "Leden"), (Groups(app, 1), Groups(app, 2), Groups(app, 3)));
        using var gone = await RunningApp.PostAsync(app.Client, "/settings/responsibles", "/settings/responsibles/change", ("name", "Karim"), ("remove", "1"),
            ("once", "2"));
        Assert.Null(State(app, 1).Values[CustomerFields.Label]);
        foreach (var (query, code) in ((string, HttpStatusCode)[])[("name=Leden", HttpStatusCode.BadRequest), ("to=X", HttpStatusCode.BadRequest),
            ("name=Leden&to=A%7CB", HttpStatusCode.BadRequest)])
        {
            using var refused = await app.Client.GetAsync(new Uri("/settings/groups/change?" + query, UriKind.Relative));
            Assert.True(refused.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError, $"{query}: {refused.StatusCode} {code}");
        }
        using var tooLong = await RunningApp.PostAsync(app.Client, "/settings/groups", "/settings/groups", ("to", new string('x', 5000)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        using var twice = await RunningApp.PostAsync(app.Client, "/settings/groups", "/settings/groups", ("to", "leden"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        Assert.Contains("leden already exists.", WebUtility.HtmlDecode(await twice.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_back_after_a_merge_reports_it_as_done_and_changes_nothing()
    {
        await using var app = await StartAsync(Engine.Sqlite);
        const string Preview = "/settings/groups/change?name=Scouts&name=VIP&to=Lezers";
        var before = await Get(app, Preview);
        Assert.Contains("These names become one, called Lezers", before, StringComparison.Ordinal);
        Assert.DoesNotContain("already exists", before, StringComparison.Ordinal);
        Assert.Contains("already exists", await Get(app, "/settings/groups/change?name=Scouts&to=VIP"), StringComparison.Ordinal);
        using var merged = await RunningApp.PostAsync(app.Client, Preview, "/settings/groups/change", ("name", "Scouts"), ("name", "VIP"), ("to", "Lezers"),
            ("once", "1"));
        await Get(app, "/settings/groups");

        foreach (var path in new[] { Preview, "/settings/groups/one?name=Scouts" })
        {
            using var back = await app.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((HttpStatusCode.SeeOther, "/settings/groups"), (back.StatusCode, back.Headers.Location!.ToString()));
            Assert.Contains("The name Scouts no longer exists", await Get(app, "/settings/groups"), StringComparison.Ordinal);
        }
        using var again = await RunningApp.PostAsync(app.Client, "/settings/groups", "/settings/groups/change", ("name", "Scouts"), ("name", "VIP"),
            ("to", "Lezers"), ("once", "2"));
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal(("Lezers", "Lezers"), (Groups(app, 1), Groups(app, 3)));
    }

    [Theory, EachEngine]
    public async Task Names_left_by_an_undone_import_are_not_offered_and_many_names_are_paged(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var changes = new ChangeSets(app.Base, TimeProvider.System);
        var import = changes.Create([.. Enumerable.Range(0, 500).Select(i => Person("Naam" + i, $"Groep {i:0000}", $"Naam {i:0000}"))], Actor.CommandLine);
        foreach (var path in new[] { "/customers", "/customers/new", "/settings/groups", "/settings/responsibles" })
            Assert.InRange((await Get(app, path)).Length, 1, 150_000);
        Assert.Contains("value=\"Groep 0499\"", await Get(app, "/names/group/options?field=groups&groups=0499"), StringComparison.Ordinal);

        changes.Undo(import.Set.Id, Actor.CommandLine);
        app.Part<NameBooks>().Forget();
        Assert.DoesNotContain("Groep 0", await Get(app, "/customers/new"), StringComparison.Ordinal);
        Assert.DoesNotContain("Groep 0", await Get(app, "/names/group/options?field=groups&groups=Groep"), StringComparison.Ordinal);
        var list = await Get(app, "/settings/groups");
        Assert.DoesNotContain("Groep 0", list, StringComparison.Ordinal);
        Assert.Contains("Not used: 500", list, StringComparison.Ordinal);
        Assert.Contains("Groep 0000", await Get(app, "/settings/groups?show=unused"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task An_added_name_is_offered_before_it_is_used_and_a_responsible_can_have_a_user(Engine engine)
    {
        await using var app = await StartAsync(engine);
        using var added = await RunningApp.PostAsync(app.Client, "/settings/responsibles", "/settings/responsibles", ("to", "Els"), ("user", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        var known = app.Part<NameBooks>()[Viewer.System, NameKind.Responsible]["els"]!;
        Assert.Equal((1L, 0L, true), (known.UserId, known.Customers, known.IsOffered));
        Assert.Contains("value=\"Els\"", await Get(app, "/customers/new"), StringComparison.Ordinal);
        Assert.Contains("Els Peeters", await Get(app, "/settings/responsibles"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_colour_can_be_read_in_light_and_dark(bool dark)
    {
        var tokens = File.ReadAllText(Path.Combine(Repository.Root, "src", "Stamgast.App", "wwwroot", "css", "tokens.css"));
        foreach (var colour in NameColours.All)
        {
            var (back, ink) = (Shade(tokens, "--c-" + colour, dark), Shade(tokens, $"--c-{colour}-ink", dark));
            var (high, low) = (Math.Max(back, ink), Math.Min(back, ink));
            Assert.True((high + 0.05) / (low + 0.05) >= 4.5, $"{colour}: {(high + 0.05) / (low + 0.05):0.00}");
        }
    }

    private static double Shade(string tokens, string name, bool dark)
    {
        var pair = Regex.Match(tokens, Regex.Escape(name) + @": light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)");
        var hex = pair.Groups[dark ? 2 : 1].Value;
        double Part(int at) => Convert.ToInt32(hex.Substring(at, 2), 16) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return 0.2126 * Part(0) + 0.7152 * Part(2) + 0.0722 * Part(4);
    }

    private static async Task<RunningApp> StartAsync(Engine engine)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        new ChangeSets(app.Base, TimeProvider.System)
            .Create([Person("Aerts", "Scouts", "Karim", "Jozefien"), Person("Bakker", "Scouts", null, "Willem"), Person("Peeters", "VIP", null, "Els")],
            Actor.CommandLine);
        return app;
    }

    private static CustomerValues Person(string last, string? groups, string? label, string first = "Jan")
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.FirstName], values[CustomerFields.LastName], values[CustomerFields.Groups], values[CustomerFields.Label]) = (first, last,
            groups, label);
        return values;
    }

    private static CustomerState State(RunningApp app, long id) => new CustomerLookup(app.Base, Viewer.System).Find(id)!;

    private static string? Groups(RunningApp app, long id) => State(app, id).Values[CustomerFields.Groups];

    private static async Task<string> Get(RunningApp app, string path) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(path, UriKind.Relative)));

    [GeneratedRegex("action=\"(/activity/\\d+/undo)\"")]
    private static partial Regex Undo();
}

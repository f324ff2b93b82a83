using System.Net;
using Stamgast.App.CommandLine;
using Stamgast.App.Importing;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Testing;

namespace Stamgast.App.ExtraFields;

public sealed class ExtraFieldPagesTests
{
    private static async Task<string> Get(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    [Theory, EachEngine]
    public async Task Extra_fields_appear_on_the_form_on_the_page_and_in_the_history(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var verbs = new ExtraFieldVerbs(app.Base, TimeProvider.System);
        verbs.Add("kilos", ExtraKind.Number, new ExtraWish { Captions = new Dictionary<string, string> { ["en"] = "Kilos a month" } });
        verbs.Add("days", ExtraKind.Choices, new ExtraWish { Choices = [new("Monday"), new("Friday")] });
        verbs.Add("old", ExtraKind.Text, new ExtraWish());
        verbs.Retire("old");
        var form = await Get(app, "/customers/new");
        Assert.Contains("Kilos a month", form, StringComparison.Ordinal);
        Assert.DoesNotContain("x:old", form, StringComparison.Ordinal);

        using var wrong = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new", ("type", "person"), ("last_name", "Aerts"),
            ("x:kilos", "many"), ("active", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var said = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        Assert.Contains("“many” cannot be read as a number.", said, StringComparison.Ordinal);
        Assert.Contains("value=\"many\"", said, StringComparison.Ordinal);

        using var saved = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new",
            ("type", "person"), ("last_name", "Aerts"), ("x:kilos", "12.5"), ("x:days", ""), ("x:days", "Friday"), ("x:days", "Monday"), ("active", "1"));
        Assert.StartsWith("/customers/1", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        var page = await Get(app, "/customers/1");
        Assert.Contains("Monday, Friday", page, StringComparison.Ordinal);

        using var edited = await RunningApp.PostAsync(app.Client, "/customers/1/edit", "/customers/1/edit", ("version", "1"), ("type", "person"),
            ("last_name", "Aerts"), ("x:kilos", "12.5"), ("x:days", ""), ("active", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, edited.StatusCode);
        var history = await Get(app, "/customers/1/history?field=x:days");
        Assert.Contains("Monday, Friday", history, StringComparison.Ordinal);
        Assert.DoesNotContain("12.5", history, StringComparison.Ordinal);
        Assert.Contains("Changed: days", await Get(app, "/customers/1/history"), StringComparison.Ordinal);

        // Somebody else's value of the same field is shown, and can be used.
        using var late = await RunningApp.PostAsync(app.Client, "/customers/1/edit", "/customers/1/edit", ("version", "1"), ("type", "person"),
            ("last_name", "Aerts"), ("x:days", "Monday"), ("active", "1"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("value=\"x:days\">", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_preview_shows_the_changes_and_problems_of_each_extra_field(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        new ExtraFieldVerbs(app.Base, TimeProvider.System).Add("kilos", ExtraKind.Number,
            new ExtraWish { Captions = new Dictionary<string, string> { ["en"] = "Kilos a month" } });
        Assert.EndsWith(";notes;x:kilos", (await Get(app, "/import/template.csv")).Trim(), StringComparison.Ordinal);
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "Number;Last name;Kilos a month\nA1;Aerts;12.5\nA2;Claes;many\n");
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Stage(imports.Begin("extra.csv", Actor.CommandLine).Id, path, new ImportOptions());
        Assert.Equal((1, 1), (set.Created, set.Errors));
        Assert.Contains("Kilos a month: 12.5", await Get(app, $"/import/{set.Id}"), StringComparison.Ordinal);
        var errors = await Get(app, $"/import/{set.Id}?show=Errors");
        Assert.Contains("“many” cannot be read as a number.", errors, StringComparison.Ordinal);
        using (var content = File.OpenRead(path))
            app.Part<Uploads>().Keep(set.Id, "extra.csv", await app.Part<Uploads>().TakeInAsync(content, content.Length, CancellationToken.None));
        Assert.Contains("<option value=\"x:kilos\" selected>Kilos a month</option>", await Get(app, $"/import/{set.Id}/columns"), StringComparison.Ordinal);
        new ConfirmProposal(app.Base, TimeProvider.System).Do(set.Id, null, Actor.CommandLine);
        await File.WriteAllTextAsync(path, "Number;Last name;x:kilos\nA1;Aerts;13\n");
        var second = imports.Stage(imports.Begin("extra.csv", Actor.CommandLine).Id, path, new ImportOptions());
        var changed = await Get(app, $"/import/{second.Id}");
        Assert.Contains("<s>Kilos a month: 12.5</s>Kilos a month: 13", changed, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Theory, EachEngine]
    public async Task Fields_are_defined_changed_and_retired_in_the_settings_and_their_kind_after_a_preview(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        const string Path = "/settings/fields";
        using var refused = await RunningApp.PostAsync(app.Client, Path, Path, ("key", "Machine type"), ("kind", "Choice"), ("caption-en", "Machine"),
            ("choices", "Gaggia"));
        Assert.InRange((int)refused.StatusCode, 400, 499);
        var said = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("value=\"Machine type\"", said, StringComparison.Ordinal);
        Assert.Contains("cannot be the key of a field", said, StringComparison.Ordinal);
        using var added = await RunningApp.PostAsync(app.Client, Path, Path, ("key", "machine"), ("kind", "Choice"), ("caption-en", "Machine in use"),
            ("choices", "Gaggia\r\nFaema E61"));
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        Assert.Equal(["Gaggia", "Faema E61"], ExtraDefinitions.Of(app.Base).Require("machine").Choices.Select(c => c.Name));
        Assert.Contains("Machine in use", await Get(app, Path), StringComparison.Ordinal);

        using var saved = await RunningApp.PostAsync(app.Client, Path + "/one?key=machine", Path + "/save", ("key", "machine"), ("caption-en", "Machine"),
            ("caption-nl", "Toestel"), ("help-en", "As on the plate."), ("scope", "Companies"), ("required", "Basic"), ("shown", "Form"));
        var field = ExtraDefinitions.Of(app.Base).Require("machine");
        Assert.Equal((ExtraScope.Companies, 1, "Toestel"), (field.Scope, field.RequiredIn.Count, field.Captions["nl"]));
        Assert.True(field.IsIn(ExtraPlaces.Form) && !field.IsIn(ExtraPlaces.Details));
        Assert.True(!field.IsIn(ExtraPlaces.Filter) && !field.IsIn(ExtraPlaces.List));
        Assert.Contains("<span class=\"hint\" id=\"x:machine-hint\">As on the plate.</span>", await Get(app, "/customers/new"), StringComparison.Ordinal);

        // Choices: called otherwise in each language, put in order, archived, added; an archived one that is added is offered again.
        using var called = await RunningApp.PostAsync(app.Client, Path + "/choice?key=machine&name=Gaggia", Path + "/choice", ("key", "machine"),
            ("name", "gaggia"), ("caption-en", "Gaggia ☕️ <b>"), ("caption-nl", "Gaggia’tje"), ("archived", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, called.StatusCode);
        using var moved = await RunningApp.PostAsync(app.Client, Path + "/one?key=machine", Path + "/choices/move", ("key", "machine"), ("name", "Faema E61"),
            ("to", "up"));
        using var more = await RunningApp.PostAsync(app.Client, Path + "/one?key=machine", Path + "/choices", ("key", "machine"),
            ("choices", "'; drop table customer\r\nעברית\r\nfaema e61"));
        Assert.InRange((int)more.StatusCode, 400, 499);
        Assert.Contains("עברית", WebUtility.HtmlDecode(await more.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var added2 = await RunningApp.PostAsync(app.Client, Path + "/one?key=machine", Path + "/choices", ("key", "machine"),
            ("choices", "עברית\r\n=HYPERLINK(1)\r\nfaema e61"));
        Assert.Equal(HttpStatusCode.SeeOther, added2.StatusCode);
        Assert.Equal(["Faema E61", "Gaggia", "עברית", "=HYPERLINK(1)"], ExtraDefinitions.Of(app.Base).Require("machine").Choices.Select(c => c.Name));
        Assert.Equal([false, true, false, false], ExtraDefinitions.Of(app.Base).Require("machine").Choices.Select(c => c.Archived));
        Assert.Contains("Gaggia ☕️ <b>", await Get(app, Path + "/one?key=machine"), StringComparison.Ordinal);
        Assert.DoesNotContain("☕️ <b>", await app.Client.GetStringAsync(new Uri(Path + "/one?key=machine", UriKind.Relative)), StringComparison.Ordinal);
        using var tooManyChoices = await RunningApp.PostAsync(app.Client, Path + "/one?key=machine", Path + "/choices", ("key", "machine"),
            ("choices", string.Join('\n', Enumerable.Range(0, 100_000))));
        Assert.InRange((int)tooManyChoices.StatusCode, 400, 499);
        Assert.Equal(4, ExtraDefinitions.Of(app.Base).Require("machine").Choices.Count);
        using var noChoice = await app.Client.GetAsync(new Uri(Path + "/choice?key=machine&name=Kettle", UriKind.Relative));
        Assert.InRange((int)noChoice.StatusCode, 400, 499);

        var given = new GivenValues(CustomerValues.Blank(),
            new Dictionary<int, string?> { [CustomerFields.LastName] = "Aerts" }) { Extra = new Dictionary<long, string?> { [field.Id] = "Gaggia" } };
        new CreateCustomer(app.Base, TimeProvider.System).Do(given, Actor.CommandLine);
        // In any of the languages it is the same choice.
        var called2 = new GivenValues(CustomerValues.Blank(),
            new Dictionary<int, string?> { [CustomerFields.LastName] = "Claes" }) { Extra = new Dictionary<long, string?> { [field.Id] = "GAGGIA’TJE" } };
        new CreateCustomer(app.Base, TimeProvider.System).Do(called2, Actor.CommandLine);
        Assert.Equal("Gaggia", ExtraValues.Of(new CustomerLookup(app.Base, Viewer.System).Find(2)!.Values, field));
        var use = await Get(app, Path + "/use?key=machine");
        Assert.Contains("2 customers have a value.", use, StringComparison.Ordinal);
        Assert.Contains("<td class=\"num\">2</td>", use, StringComparison.Ordinal);
        var preview = Path + "/kind?key=machine&kind=Number";
        Assert.Contains("2 values: 0 stay, 0 are written differently, 2 cannot be read", await Get(app, preview), StringComparison.Ordinal);
        using var tooMany = await RunningApp.PostAsync(app.Client, preview, Path + "/kind", ("key", "machine"), ("kind", "Number"), ("lost", "0"));
        Assert.InRange((int)tooMany.StatusCode, 400, 499);
        using var changed = await RunningApp.PostAsync(app.Client, preview, Path + "/kind", ("key", "machine"), ("kind", "Number"), ("lost", "2"));
        Assert.Equal(ExtraKind.Number, ExtraDefinitions.Of(app.Base).Require("machine").Kind);
        Assert.Contains("Machine: from choice to number", await Get(app, "/activity"), StringComparison.Ordinal);
        using var retired = await RunningApp.PostAsync(app.Client, Path + "/one?key=machine", Path + "/retire", ("key", "machine"));
        Assert.False(ExtraDefinitions.Of(app.Base).Require("machine").IsLiving);
        Assert.Contains("retired", await Get(app, Path), StringComparison.Ordinal);
        using var unknown = await app.Client.GetAsync(new Uri(Path + "/one?key=nothing", UriKind.Relative));
        Assert.InRange((int)unknown.StatusCode, 400, 499);
    }

    [Theory, EachEngine]
    public async Task Commands_define_list_change_and_retire_fields(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var customers = Base.Open(place.Location)) { }
        var (exit, added) = await TestConsole.RunAsync(["field", "add", "machine", "--kind", "choice", "--choices", "Faema E61|Gaggia", "--caption",
            "en=Machine", "--caption", "nl=Toestel", "--for", "companies", "--required", "basic,ticketing", "--json", .. place.Arguments]);
        Assert.Equal((0, "x:machine"), (exit, added.Json.GetProperty("field").GetProperty("column").GetString()));
        using (var customers = Base.Open(place.Location))
        {
            var field = ExtraDefinitions.Of(customers).Require("machine");
            Assert.Equal((ExtraScope.Companies, 2, 2), (field.Scope, field.RequiredIn.Count, field.Captions.Count));
            var given = new GivenValues(CustomerValues.Blank(),
                new Dictionary<int, string?> { [CustomerFields.LastName] = "Aerts" }) { Extra = new Dictionary<long, string?> { [field.Id] = "Gaggia" } };
            new CreateCustomer(customers, TimeProvider.System).Do(given, Actor.CommandLine);
        }
        var (_, shown) = await TestConsole.RunAsync(["customer", "show", "1", "--json", .. place.Arguments]);
        Assert.Equal("Gaggia", shown.Json.GetProperty("extra").GetProperty("machine").GetString());
        var (_, preview) = await TestConsole.RunAsync(["field", "change", "machine", "--kind", "number", "--json", .. place.Arguments]);
        Assert.Equal((1, false), (preview.Json.GetProperty("lost").GetInt64(), preview.Json.GetProperty("applied").GetBoolean()));
        Assert.Equal("choice", preview.Json.GetProperty("field").GetProperty("kind").GetString());
        var (_, done) = await TestConsole.RunAsync(["field", "change", "machine", "--kind", "number", "--yes", "--json", .. place.Arguments]);
        Assert.Equal("number", done.Json.GetProperty("field").GetProperty("kind").GetString());
        var (undone, _) = await TestConsole.RunAsync(["undo", done.Json.GetProperty("changeSet").GetInt64()
            .ToString(System.Globalization.CultureInfo.InvariantCulture), .. place.Arguments]);
        Assert.Equal(0, undone);
        var (retired, _) = await TestConsole.RunAsync(["field", "retire", "machine", "--json", .. place.Arguments]);
        var (_, list) = await TestConsole.RunAsync(["field", "list", "--json", .. place.Arguments]);
        var only = Assert.Single(list.Json.GetProperty("fields").EnumerateArray());
        Assert.Equal((0, "choice", true), (retired, only.GetProperty("kind").GetString(),
            only.GetProperty("retired").ValueKind != System.Text.Json.JsonValueKind.Null));
        var (unknown, refused) = await TestConsole.RunAsync(["field", "retire", "machines", "--json", .. place.Arguments]);
        Assert.Equal((1, "extra.unknown"), (unknown, refused.Json.GetProperty("error").GetProperty("code").GetString()));
    }

    [Theory, EachEngine]
    public async Task An_amount_is_read_as_its_form_shows_it_whatever_the_organisation_writes(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        new ExtraFieldVerbs(app.Base, TimeProvider.System).Add("limit", ExtraKind.Amount, new ExtraWish());
        // The organisation writes 1,234.50, Els writes 1.234,50.
        using (await RunningApp.PostAsync(app.Client, "/account", "/account", ("name", "Els Peeters"), ("culture", "nl-BE"), ("theme", "light"))) { }
        using (var saved = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new", ("type", "person"), ("last_name", "Aerts"),
            ("x:limit", "1.500"), ("active", "1")))
            Assert.StartsWith("/customers/1", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("1.500,00", await Get(app, "/customers/1"), StringComparison.Ordinal);
        Assert.Contains("value=\"1500,00\"", await Get(app, "/customers/1/edit"), StringComparison.Ordinal);
        using (var same = await RunningApp.PostAsync(app.Client, "/customers/1/edit", "/customers/1/edit", ("version", "1"), ("type", "person"),
            ("last_name", "Aerts"), ("x:limit", "1500,00"), ("active", "1"))) Assert.Equal(HttpStatusCode.SeeOther, same.StatusCode);
        using var wrong = await RunningApp.PostAsync(app.Client, "/customers/1/edit", "/customers/1/edit", ("version", "1"), ("type", "person"),
            ("last_name", "Aerts"), ("x:limit", "veel"), ("active", "1"));
        Assert.Contains("zoals 1234,5", WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Stamgast.App.Customers.Forms;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Customers.Forms;

public sealed class CustomerFormTests
{
    private static CustomerValues Jozefien()
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.FirstName] = "Jozefien";
        values[CustomerFields.LastName] = "Aerts";
        values[CustomerFields.Phone] = "+32486123309";
        values[CustomerFields.Groups] = "Retail | VIP";
        values[CustomerFields.Newsletter] = "1";
        return values;
    }

    private static CustomerForm SentBack(CustomerForm opened, Action<Dictionary<string, StringValues>>? alter = null)
    {
        var sent = new Dictionary<string, StringValues> { ["version"] = "3", ["once"] = opened.Once };
        foreach (var field in CustomerFields.All)
            if (field.Kind != FieldKind.Flag) sent[field.Name] = (opened.Text(field.Ordinal) ?? "").Replace("\n", "\r\n", StringComparison.Ordinal);
            else if (opened.Has(field.Ordinal, "1")) sent[field.Name] = "1";
        alter?.Invoke(sent);
        return CustomerForm.Read(new FormCollection(sent), opened.Was);
    }

    [Fact]
    public void A_form_submitted_unchanged_changes_nothing()
    {
        var form = SentBack(CustomerForm.ForEdit(Jozefien(), 3));
        Assert.DoesNotContain(CustomerFields.All, f => form.IsTouched(f.Ordinal));
        Assert.Equal(3, form.Version);
    }

    [Fact]
    public void Only_edited_fields_change_and_a_cleared_tick_box_means_no()
    {
        var form = SentBack(CustomerForm.ForEdit(Jozefien(), 3), sent =>
        {
            sent["last_name"] = "Aertsen";
            sent["groups"] = new StringValues(["Retail", ""]);
            sent.Remove("newsletter");
        });
        Assert.Equal([CustomerFields.LastName, CustomerFields.Groups, CustomerFields.Newsletter],
            CustomerFields.All.Where(f => form.IsTouched(f.Ordinal)).Select(f => f.Ordinal));
        Assert.Equal("Aertsen", form.Given().Texts[CustomerFields.LastName]);
        Assert.Equal("0", form.Given().Texts[CustomerFields.Newsletter]);
        Assert.DoesNotContain(CustomerFields.Phone, form.Given().Texts.Keys);
        Assert.Equal("+32486123309", form.Given().Was[CustomerFields.Phone]);
    }

    [Fact]
    public void Starting_from_newer_values_keeps_the_input_and_shows_new_values_elsewhere()
    {
        var form = SentBack(CustomerForm.ForEdit(Jozefien(), 3), sent => sent["last_name"] = "Aertsen");
        var now = Jozefien();
        now[CustomerFields.City] = "Gent";
        form.StartAgainFrom(now, 4);
        Assert.Equal("Aertsen", form.Text(CustomerFields.LastName));
        Assert.Equal("Gent", form.Text(CustomerFields.City));
        Assert.Equal(4, form.Version);
    }

    [Theory, EachEngine]
    public async Task The_form_is_not_trusted_about_the_values_it_started_from(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var id = new ChangeSets(app.Base, TimeProvider.System).Create([Jozefien()], Actor.CommandLine).Set.Id;
        Assert.Equal(1, id);
        (string, string)[] wrong =
        [
            ("website", "javascript:alert(1)"), ("gender", "99"), ("type", "robot"), ("notes", new string('x', 30_000)), ("country", "ZZ"),
                ("birth_date", "never"),
        ];
        foreach (var (field, text) in wrong)
        {
            var was = "{\"" + field + "\":\"" + text + "\"}";
            using var answer = await RunningApp.PostAsync(app.Client, "/customers/1/edit", "/customers/1/edit",
                [.. Sent(CustomerForm.ForEdit(Jozefien(), 1)).Where(s => s.Name != field), (field, text), ("was", was), ("version", "1")]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
        var now = new CustomerLookup(app.Base, Viewer.System).Find(1)!;
        Assert.Equal((1, null, "0", "person"), (now.Version, now.Values[CustomerFields.Website], now.Values[CustomerFields.Gender],
            now.Values[CustomerFields.Type]));
        using var added = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new",
            [.. Sent(CustomerForm.ForNew(Jozefien())).Where(s => s.Name != "website"), ("website", "javascript:alert(1)"),
            ("was", "{\"website\":\"javascript:alert(1)\"}")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, added.StatusCode);
        Assert.Null(new CustomerLookup(app.Base, Viewer.System).Find(2));
    }

    [Theory, EachEngine]
    public async Task An_outdated_form_changes_only_the_edited_fields(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var changes = new ChangeSets(app.Base, TimeProvider.System);
        changes.Create([Jozefien()], Actor.CommandLine);
        var sent = Sent(CustomerForm.ForEdit(Jozefien(), 1)).Where(s => s.Name != "last_name").Append(("last_name", "Aertsen"))
            .Append(("version", "1")).ToArray();
        var meanwhile = Jozefien();
        meanwhile[CustomerFields.City] = "Gent";
        changes.Edit(1, 1, meanwhile, Actor.CommandLine);
        using var answer = await RunningApp.PostAsync(app.Client, "/customers/1/edit", "/customers/1/edit", sent);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var now = new CustomerLookup(app.Base, Viewer.System).Find(1)!.Values;
        Assert.Equal(("Aertsen", "Gent"), (now[CustomerFields.LastName], now[CustomerFields.City]));
    }

    [Theory, EachEngine]
    public async Task Reinterpreted_values_are_shown_on_the_next_page(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var first = Jozefien();
        first[CustomerFields.Number] = "C-1";
        new ChangeSets(app.Base, TimeProvider.System).Create([first], Actor.CommandLine);
        var sent = Sent(CustomerForm.ForNew(Jozefien())).Where(s => s.Name is not ("number" or "postal_code" or "iban" or "city" or "country"))
            .Concat([("number", "c-1"), ("number_seen", "c-1"), ("city", ""), ("country", ""), ("postal_code", "L-1009 Luxembourg"), ("iban", "geen")])
            .ToArray();
        using var answer = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new", sent);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var now = new CustomerLookup(app.Base, Viewer.System).Find(2)!.Values;
        Assert.Equal(("c-1", "1009", "Luxembourg", "LU", null),
            (now[CustomerFields.Number], now[CustomerFields.PostalCode], now[CustomerFields.City], now[CustomerFields.Country], now[CustomerFields.Iban]));
        var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync(answer.Headers.Location));
        Assert.Contains("IBAN: The text means that there is no value, so the field is empty.", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_number_that_differs_only_in_capitals_is_reported_before_saving_and_kept_by_saving_again(Engine engine)
    {
        const string Said = "Jozefien Aerts has the number “C-1”: only the capitals differ. Save to keep both.";
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var first = Jozefien();
        first[CustomerFields.Number] = "C-1";
        new ChangeSets(app.Base, TimeProvider.System).Create([first], Actor.CommandLine);
        (string, string)[] With(params (string, string)[] more) => [.. Sent(CustomerForm.ForNew(Jozefien())).Where(s => s.Name != "number"), .. more];

        using var told = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new", With(("number", "c-1")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, told.StatusCode);
        var page = WebUtility.HtmlDecode(await told.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(Said, page, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"number_seen\" value=\"c-1\"", page, StringComparison.Ordinal);
        Assert.Null(new CustomerLookup(app.Base, Viewer.System).Find(2));

        // A warning about one number does not apply to another.
        new ChangeSets(app.Base, TimeProvider.System).Create([Numbered("D-1")], Actor.CommandLine);
        using var other = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new", With(("number", "d-1"), ("number_seen", "c-1")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);

        using var saved = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new", With(("number", "c-1"), ("number_seen", "c-1")));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal("c-1", new CustomerLookup(app.Base, Viewer.System).Find(3)!.Values[CustomerFields.Number]);
        // Nobody is warned about themselves, or about a number they already had.
        using var kept = await RunningApp.PostAsync(app.Client, "/customers/3/edit", "/customers/3/edit", ("version", "1"), ("number", "c-1"),
            ("city", "Gent"));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        using var edited = await RunningApp.PostAsync(app.Client, "/customers/2/edit", "/customers/2/edit", ("version", "1"), ("number", "d-1"));
        Assert.Equal(HttpStatusCode.SeeOther, edited.StatusCode);
    }

    private static CustomerValues Numbered(string number)
    {
        var values = Jozefien();
        values[CustomerFields.Number] = number;
        return values;
    }

    [Fact]
    public void A_website_is_only_a_link_if_it_is_a_web_address()
    {
        Assert.Equal("https://claes.example/contact", FieldText.Link("https://claes.example/contact"));
        Assert.All((string?[])["javascript:alert(1)", "data:text/html,x", "claes.example", "https://", null], stored => Assert.Null(FieldText.Link(stored)));
    }

    private static (string Name, string Value)[] Sent(CustomerForm opened) =>
    [
        .. CustomerFields.All.Where(f => f.Kind != FieldKind.Flag).Select(f => (f.Name, opened.Text(f.Ordinal) ?? "")),
        .. CustomerFields.All.Where(f => f.Kind == FieldKind.Flag && opened.Has(f.Ordinal, "1")).Select(f => (f.Name, "1")),
    ];
}

using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Merging;

/// <summary>The page of a merge over HTTP: choices in the address, one merge for one press, and what happens meanwhile.</summary>
public sealed class MergePagesTests
{
    [Theory, EachEngine]
    public async Task What_the_page_shows_is_what_is_merged_once_for_two_presses(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var page = await Get(app, "/customers/merge?ids=1,2,3&keep=1&take=email:2,city:3");
        Assert.Contains("Merge 3 into C-1", page, StringComparison.Ordinal);
        // Differences first, what they share folded; the task of the second is named by its kind.
        Assert.Contains("1 linked record", page, StringComparison.Ordinal);
        Assert.Contains("C-2 leads here", page, StringComparison.Ordinal);
        var fields = Fields(page);
        using var first = await RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", [.. fields, ("act", "merge")]);
        using var second = await RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", [.. fields, ("act", "merge")]);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, second.StatusCode));
        Assert.Equal("/customers/1", first.Headers.Location!.ToString());
        Assert.Equal(1, Merges(app));
        var kept = Now(app, 1).Values;
        Assert.Equal(("b@post.example", "a@post.example", "Brugge"),
            (kept[CustomerFields.Email], kept[CustomerFields.OtherEmails], kept[CustomerFields.City]));
        Assert.Equal("Rings twice\n\nPays late", kept[CustomerFields.Notes]);
        Assert.Equal((1L, 1L), (Now(app, 2).MergedInto, Now(app, 3).MergedInto));
        var done = await Get(app, "/customers/1");
        Assert.Contains("Customers merged: 3 customers are now Aerts; 1 linked record moved along.", done, StringComparison.Ordinal);
        // The back button leads to the customer that they are now.
        using var again = await app.Client.GetAsync(new Uri("/customers/merge?ids=1,2,3", UriKind.Relative));
        Assert.Equal("/customers/1", again.Headers.Location!.ToString());
    }

    [Theory, EachEngine]
    public async Task Choices_of_the_form_become_an_address_that_shows_them_again(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var fields = Fields(await Get(app, "/customers/merge?ids=1,2,3&keep=1"));
        // Without script: another is kept, an e-mail address and the notes of the second are left out.
        var chosen = fields.Where(f => f is not ("tick", "other_emails:1.0") and not ("tick", "notes:2") and not ("keep", _)).Append(("keep", "3"))
            .Append(("act", "show")).ToArray();
        using var shown = await RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", chosen);
        var address = WebUtility.UrlDecode(shown.Headers.Location!.ToString());
        Assert.Equal("/customers/merge?ids=1,2,3&keep=3&out=notes:2,other_emails:1.0", address);
        Assert.DoesNotContain("@", address, StringComparison.Ordinal);
        using var merged = await RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", [.. Fields(await Get(app, address)), ("act", "merge")]);
        Assert.Equal("/customers/3", merged.Headers.Location!.ToString());
        var kept = Now(app, 3).Values;
        Assert.Equal(("b@post.example", null, "Pays late", "Brugge"),
            (kept[CustomerFields.Email], kept[CustomerFields.OtherEmails], kept[CustomerFields.Notes], kept[CustomerFields.City]));
    }

    [Theory, EachEngine]
    public async Task A_change_meanwhile_is_shown_with_both_values_and_merged_by_a_second_press(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var fields = Fields(await Get(app, "/customers/merge?ids=1,2&keep=1"));
        Edit(app, 2, CustomerFields.Phone, "+3293334455");
        using var refused = await RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", [.. fields, ("act", "merge")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Matches("<tr class=\"changed\">\\s*<th scope=\"row\">Phone", page);
        Assert.Contains("was: empty", page, StringComparison.Ordinal);
        Assert.Equal(0, Merges(app));
        using var merged = await RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", [.. Fields(page), ("act", "merge")]);
        Assert.Equal((HttpStatusCode.SeeOther, "+3293334455"), (merged.StatusCode, Now(app, 1).Values[CustomerFields.Phone]));
    }

    [Theory, EachEngine]
    public async Task Two_people_who_merge_in_both_directions_make_one_merge(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var one = Fields(await Get(app, "/customers/merge?ids=1,2&keep=1"));
        var other = Fields(await Get(app, "/customers/merge?ids=1,2&keep=2"));
        var answers = await Task.WhenAll(
            RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", [.. one, ("act", "merge")]),
            RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", [.. other, ("act", "merge")]));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.SeeOther, a.StatusCode));
        Assert.Single(answers.Select(a => a.Headers.Location!.ToString()).Distinct());
        Assert.Equal(1, Merges(app));
        Assert.Single(new[] { 1L, 2 }, id => Now(app, id).MergedInto is null);
        foreach (var answer in answers) answer.Dispose();
    }

    [Theory, EachEngine]
    public async Task Who_cannot_be_merged_is_named_and_can_be_left_out(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Edit(app, 3, CustomerFields.AllowMerge, "0");
        using var refused = await app.Client.GetAsync(new Uri("/customers/merge?ids=1,2,3", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("may not be merged", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/customers/merge?ids=1,2\"", page, StringComparison.Ordinal);
        using var unknown = await app.Client.GetAsync(new Uri("/customers/merge?ids=1,99", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        // One alone: the page asks for the other.
        using var alone = await app.Client.GetAsync(new Uri("/customers/merge?ids=1", UriKind.Relative));
        Assert.Equal("/customers/1/merge", alone.Headers.Location!.ToString());
        Assert.Contains("/customers/merge?ids=1,2", await Get(app, "/customers/1/merge?q=C-2"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Ticked_customers_of_the_list_lead_to_the_page(Engine engine)
    {
        await using var app = await StartAsync(engine);
        using var led = await RunningApp.PostAsync(app.Client, "/customers", "/customers/merge/selection", ("ids", "3,1"));
        Assert.Equal("/customers/merge?ids=1,3", led.Headers.Location!.ToString());
    }

    [Theory, EachEngine]
    public async Task Different_companies_and_a_person_beside_a_company_are_said_and_still_possible(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Create(app, ("type", "company"), ("company_name", "Claes & Zonen NV"), ("vat_number", "BE0403170701"));
        Create(app, ("type", "company"), ("company_name", "Claes BV"), ("vat_number", "BE0417497106"));
        Assert.Contains("different VAT numbers", await Get(app, "/customers/merge?ids=4,5"), StringComparison.Ordinal);
        var page = await Get(app, "/customers/merge?ids=1,4&keep=1");
        Assert.Contains("the result is a person", page, StringComparison.Ordinal);
        Assert.Contains("the result is a company", await Get(app, "/customers/merge?ids=1,4&keep=1&take=type:4"), StringComparison.Ordinal);
        using var merged = await RunningApp.PostAsync(app.Client, "/customers", "/customers/merge", [.. Fields(page), ("act", "merge")]);
        Assert.Equal(("person", "Claes & Zonen NV", "BE0403170701"), (Now(app, 1).Values[CustomerFields.Type], Now(app, 1).Values[CustomerFields.CompanyName],
            Now(app, 1).Values[CustomerFields.VatNumber]));
    }

    // What a browser sends of the form: all of its controls except unticked ones and buttons.
    private static (string, string)[] Fields(string page)
    {
        var form = Regex.Match(page, "<form id=\"merge\".*?</form>", RegexOptions.Singleline).Value;
        return [.. Regex.Matches(form, "<input ([^>]*)>").Select(m => m.Groups[1].Value)
            .Where(i => !i.Contains("__RequestVerificationToken", StringComparison.Ordinal)
                && (!Regex.IsMatch(i, "type=\"(radio|checkbox)\"") || Regex.IsMatch(i, "\\bchecked\\b")))
            .Select(i => (Of(i, "name"), Of(i, "value")))];

        static string Of(string input, string attribute) => Regex.Match(input, $"\\b{attribute}=\"([^\"]*)\"").Groups[1].Value;
    }

    private static async Task<RunningApp> StartAsync(Engine engine)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        Create(app, ("last_name", "Aerts"), ("number", "C-1"), ("email", "a@post.example"), ("street", "Kerkstraat"), ("city", "Gent"));
        Create(app, ("last_name", "Aertz"), ("number", "C-2"), ("email", "b@post.example"), ("notes", "Rings twice"));
        Create(app, ("last_name", "Aerts"), ("street", "Markt"), ("city", "Brugge"), ("notes", "Pays late"));
        var task = TaskShape.Instance.Blank();
        (task[TaskFields.Title], task[TaskFields.Customer]) = ("Call back", "2");
        new ChangeSets(app.Base, TimeProvider.System).Create([task], Actor.CommandLine);
        return app;
    }

    private static void Create(RunningApp app, params (string Field, string Value)[] given)
    {
        var values = CustomerValues.Blank();
        foreach (var (field, value) in given) values[CustomerFields.ByName(field)!.Ordinal] = value;
        new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
    }

    private static void Edit(RunningApp app, long id, int field, string value)
    {
        var state = Now(app, id);
        var values = state.Values.Copy();
        values[field] = value;
        new ChangeSets(app.Base, TimeProvider.System).Edit(id, state.Version, values, Actor.CommandLine);
    }

    private static int Merges(RunningApp app)
    {
        using var reading = app.Base.NewContext();
        return reading.ChangeSets.Count(s => s.Kind == ChangeKind.Merge);
    }

    private static CustomerState Now(RunningApp app, long id) => new CustomerLookup(app.Base, Viewer.System).Find(id)!;

    private static async Task<string> Get(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));
}

using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Language;
using Stamgast.Merging;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Merging;

/// <summary>The page of a merge over HTTP: choices in the address, one merge for one press, and what happens meanwhile.</summary>
public sealed class MergePagesTests
{
    [Theory, EachEngine]
    public async Task What_the_page_shows_is_what_is_merged_once_for_two_presses(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var page = await app.GetAsync("/customers/merge?ids=1,2,3&keep=1&take=email:2,city:3");
        Assert.Contains("Merge 3 into C-1", page, StringComparison.Ordinal);
        // Differences first, what they share folded; the task of the second is named by its kind.
        Assert.Contains("1 linked record", page, StringComparison.Ordinal);
        Assert.Contains("C-2 leads here", page, StringComparison.Ordinal);
        var fields = MergingApp.Fields(page, "merge");
        using var first = await app.PostAsync("/customers/merge", [.. fields, ("act", "merge")]);
        using var second = await app.PostAsync("/customers/merge", [.. fields, ("act", "merge")]);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, second.StatusCode));
        Assert.Equal("/customers/1", first.Headers.Location!.ToString());
        Assert.Equal(1, app.Merges());
        var kept = app.Now(1).Values;
        Assert.Equal(("b@post.example", "a@post.example", "Brugge"),
            (kept[CustomerFields.Email], kept[CustomerFields.OtherEmails], kept[CustomerFields.City]));
        Assert.Equal("Rings twice\n\nPays late", kept[CustomerFields.Notes]);
        Assert.Equal((1L, 1L), (app.Now(2).MergedInto, app.Now(3).MergedInto));
        var done = await app.GetAsync("/customers/1");
        Assert.Contains("Customers merged: 3 customers are now Aerts; 1 linked record moved along.", done, StringComparison.Ordinal);
        // The back button leads to the customer that they are now.
        using var again = await app.Client.GetAsync(new Uri("/customers/merge?ids=1,2,3", UriKind.Relative));
        Assert.Equal("/customers/1", again.Headers.Location!.ToString());
    }

    [Theory, EachEngine]
    public async Task Records_of_every_kind_are_named_where_they_move_along_and_where_they_go_back(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var kinds = RecordShapes.All.Where(s => s.References.Any(r => r.Kind == CustomerShape.KindNumber)).ToList();
        foreach (var kind in kinds)
        {
            var values = kind.Blank();
            foreach (var line in kind.Fields.Where(f => f.Kind == FieldKind.Line)) values[line.Ordinal] = "A";
            foreach (var reference in kind.References.Where(r => r.Kind == CustomerShape.KindNumber)) values[reference.Field.Ordinal] = "2";
            new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
        }
        Assert.True(kinds.Count > 10);
        var merge = await app.GetAsync("/customers/merge?ids=1,2,3&keep=1");
        var set = new MergeCustomers(app.Base, TimeProvider.System).Do(1, [2, 3], Actor.CommandLine).Set;
        var split = await app.GetAsync($"/changes/{set.Id}/split?off=2&records=1");
        foreach (var page in new[] { merge, split })
            foreach (var caption in kinds.Select(kind => Texts.Get("kind." + kind.Key, Cultures.Find("en")!)))
                Assert.Contains($"<th scope=\"row\">{caption}", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Choices_of_the_form_become_an_address_that_shows_them_again(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var fields = MergingApp.Fields(await app.GetAsync("/customers/merge?ids=1,2,3&keep=1"), "merge");
        // Without script: another is kept, an e-mail address and the notes of the second are left out.
        var chosen = fields.Where(f => f is not ("tick", "other_emails:1.0") and not ("tick", "notes:2") and not ("keep", _)).Append(("keep", "3"))
            .Append(("act", "show")).ToArray();
        using var shown = await app.PostAsync("/customers/merge", chosen);
        var address = WebUtility.UrlDecode(shown.Headers.Location!.ToString());
        Assert.Equal("/customers/merge?ids=1,2,3&keep=3&out=notes:2,other_emails:1.0", address);
        Assert.DoesNotContain("@", address, StringComparison.Ordinal);
        using var merged = await app.PostAsync("/customers/merge", [.. MergingApp.Fields(await app.GetAsync(address), "merge"), ("act", "merge")]);
        Assert.Equal("/customers/3", merged.Headers.Location!.ToString());
        var kept = app.Now(3).Values;
        Assert.Equal(("b@post.example", null, "Pays late", "Brugge"),
            (kept[CustomerFields.Email], kept[CustomerFields.OtherEmails], kept[CustomerFields.Notes], kept[CustomerFields.City]));
    }

    [Theory, EachEngine]
    public async Task A_newer_no_to_the_newsletter_is_the_result_with_its_date_and_a_yes_can_be_chosen(Engine engine)
    {
        await using var app = await StartAsync(engine);
        app.Edit(1, CustomerFields.Newsletter, "1");
        app.Edit(2, CustomerFields.Newsletter, "1");
        await Task.Delay(5);
        app.Edit(2, CustomerFields.Newsletter, "0");
        var page = WebUtility.HtmlDecode(await app.GetAsync("/customers/merge?ids=1,2&keep=1"));
        var row = Regex.Match(page, "<th scope=\"row\">Newsletter.*?</tr>", RegexOptions.Singleline).Value;
        var since = "since " + DateTime.UtcNow.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
        Assert.Equal(3, Regex.Count(row, since));
        Assert.Matches("<td class=\"result\".*No", row.ReplaceLineEndings(" "));
        using var merged = await app.PostAsync("/customers/merge", [.. MergingApp.Fields(page, "merge"), ("act", "merge")]);
        Assert.Equal("0", app.Now(1).Values[CustomerFields.Newsletter]);
    }

    [Theory, EachEngine]
    public async Task A_change_meanwhile_is_shown_with_both_values_and_merged_by_a_second_press(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var fields = MergingApp.Fields(await app.GetAsync("/customers/merge?ids=1,2&keep=1"), "merge");
        app.Edit(2, CustomerFields.Phone, "+3293334455");
        using var refused = await app.PostAsync("/customers/merge", [.. fields, ("act", "merge")]);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Matches("<tr class=\"changed\">\\s*<th scope=\"row\">Phone", page);
        Assert.Contains("was: empty", page, StringComparison.Ordinal);
        Assert.Equal(0, app.Merges());
        using var merged = await app.PostAsync("/customers/merge", [.. MergingApp.Fields(page, "merge"), ("act", "merge")]);
        Assert.Equal((HttpStatusCode.SeeOther, "+3293334455"), (merged.StatusCode, app.Now(1).Values[CustomerFields.Phone]));
    }

    [Theory, EachEngine]
    public async Task Two_people_who_merge_in_both_directions_make_one_merge(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var one = MergingApp.Fields(await app.GetAsync("/customers/merge?ids=1,2&keep=1"), "merge");
        var other = MergingApp.Fields(await app.GetAsync("/customers/merge?ids=1,2&keep=2"), "merge");
        var answers = await Task.WhenAll(
            app.PostAsync("/customers/merge", [.. one, ("act", "merge")]),
            app.PostAsync("/customers/merge", [.. other, ("act", "merge")]));
        // Who merged is told so with Undo, only the other that they are one already.
        var (merged, late) = (answers.Single(a => a.StatusCode == HttpStatusCode.SeeOther), answers.Single(a => a.StatusCode == HttpStatusCode.Conflict));
        var told = await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("These customers are one already", told, StringComparison.Ordinal);
        Assert.Contains($"href=\"{merged.Headers.Location}\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Leave out", told, StringComparison.Ordinal);
        var done = await app.GetAsync(merged.Headers.Location!.ToString());
        Assert.Contains("Customers merged", done, StringComparison.Ordinal);
        Assert.DoesNotContain("one already", done, StringComparison.Ordinal);
        Assert.Equal(1, app.Merges());
        Assert.Single(new[] { 1L, 2 }, id => app.Now(id).MergedInto is null);
        foreach (var answer in answers) answer.Dispose();
    }

    [Theory, EachEngine]
    public async Task Who_cannot_be_merged_is_named_and_can_be_left_out(Engine engine)
    {
        await using var app = await StartAsync(engine);
        app.Edit(3, CustomerFields.AllowMerge, "0");
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
        Assert.Contains("/customers/merge?ids=1,2", await app.GetAsync("/customers/1/merge?q=C-2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_page_can_show_are_refused_with_the_command_to_use()
    {
        await using var app = await StartAsync(Engine.Sqlite);
        var ids = string.Join(',', Enumerable.Range(1, 201));
        using var refused = await app.Client.GetAsync(new Uri("/customers/merge?ids=" + ids, UriKind.Relative));
        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("201 customers are too many", page, StringComparison.Ordinal);
        Assert.Contains("stamgast merge KEEP", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task What_does_not_fit_is_not_ticked_and_said(Engine engine)
    {
        await using var app = await StartAsync(engine);
        app.Create(("last_name", "Aerts"), ("notes", new string('x', 19_995)));
        var page = await app.GetAsync("/customers/merge?ids=2,3,4&keep=4&show=all");
        Assert.Contains("2 values do not fit into the result and stay with their customers.", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "no room</span>"));
        Assert.DoesNotContain(MergingApp.Fields(page, "merge"), f => f is ("tick", "notes:2" or "notes:3"));
        // Without the long ones there is room.
        Assert.DoesNotContain("no room", await app.GetAsync("/customers/merge?ids=2,3,4&keep=4&show=all&out=notes:4"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Whoever_may_not_be_merged_is_not_offered_for_it(Engine engine)
    {
        await using var app = await StartAsync(engine);
        app.Create(("last_name", "Aerts"), ("email", "a@post.example"), ("allow_merge", "0"));
        var page = await app.GetAsync("/customers/1/merge");
        Assert.Contains("may not be merged", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Compare and merge", page, StringComparison.Ordinal);
        page = await app.GetAsync("/customers/4/merge?q=Aerts");
        Assert.Contains("Aerts may not be merged. Change “May be merged” in its form first.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Compare and merge", page, StringComparison.Ordinal);
        // The form says no more than that the address is in use.
        page = await app.GetAsync("/customers/alike?email=a@post.example");
        Assert.Contains("This customer may already exist", page, StringComparison.Ordinal);
        Assert.Matches("In use by one who may not be merged: <a href=\"/customers/4\"", page);
        Assert.Contains("Issued documents keep their name and number.", await app.GetAsync("/customers/merge?ids=1,2,3"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Ticked_customers_of_the_list_lead_to_the_page(Engine engine)
    {
        await using var app = await StartAsync(engine);
        using var led = await app.PostAsync("/customers/merge/selection", ("ids", "3,1"));
        Assert.Equal("/customers/merge?ids=1,3", led.Headers.Location!.ToString());
    }

    [Theory, EachEngine]
    public async Task Different_companies_and_a_person_beside_a_company_are_said_and_still_possible(Engine engine)
    {
        await using var app = await StartAsync(engine);
        app.Create(("type", "company"), ("company_name", "Claes & Zonen NV"), ("vat_number", "BE0403170701"));
        app.Create(("type", "company"), ("company_name", "Claes BV"), ("vat_number", "BE0417497106"));
        Assert.Contains("different VAT numbers", await app.GetAsync("/customers/merge?ids=4,5"), StringComparison.Ordinal);
        var page = await app.GetAsync("/customers/merge?ids=1,4&keep=1");
        Assert.Contains("the result is a person", page, StringComparison.Ordinal);
        Assert.Contains("the result is a company", await app.GetAsync("/customers/merge?ids=1,4&keep=1&take=type:4"), StringComparison.Ordinal);
        using var merged = await app.PostAsync("/customers/merge", [.. MergingApp.Fields(page, "merge"), ("act", "merge")]);
        Assert.Equal(("person", "Claes & Zonen NV", "BE0403170701"), (app.Now(1).Values[CustomerFields.Type], app.Now(1).Values[CustomerFields.CompanyName],
            app.Now(1).Values[CustomerFields.VatNumber]));
    }

    private static async Task<MergingApp> StartAsync(Engine engine)
    {
        var app = await MergingApp.StartAsync(engine);
        app.Create(("last_name", "Aerts"), ("number", "C-1"), ("email", "a@post.example"), ("street", "Kerkstraat"), ("city", "Gent"));
        app.Create(("last_name", "Aertz"), ("number", "C-2"), ("email", "b@post.example"), ("notes", "Rings twice"));
        app.Create(("last_name", "Aerts"), ("street", "Markt"), ("city", "Brugge"), ("notes", "Pays late"));
        app.AddTask("Call back", 2);
        return app;
    }
}

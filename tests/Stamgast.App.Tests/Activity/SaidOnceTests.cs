using System.Net;
using Stamgast.App.Activity;
using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Users;

namespace Stamgast.App.Activity;

/// <summary>The confirmation of an action is shown on the page it leads to, and nowhere else.</summary>
public sealed class SaidOnceTests
{
    private const string Note = "class=\"note ok done\"";

    [Fact]
    public async Task A_saved_customer_is_confirmed_once_and_not_after_reloading()
    {
        await using var app = await WithTwoAsync();
        var answer = await EditAsync(app, 1, "Gent", "close");
        Assert.Equal("/customers/1", answer.Headers.Location?.OriginalString);
        var page = await GetAsync(app, "/customers/1");
        Assert.Contains(Note, page, StringComparison.Ordinal);
        Assert.Contains("/activity/3/undo", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Note, await GetAsync(app, "/customers/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_another_customer_or_a_made_up_address_shows_no_message()
    {
        await using var app = await WithTwoAsync();
        await EditAsync(app, 1, "Gent", "close");
        Assert.DoesNotContain(Note, await GetAsync(app, "/customers/2"), StringComparison.Ordinal);
        Assert.DoesNotContain(Note, await GetAsync(app, "/customers/2?done=3"), StringComparison.Ordinal);
        // Two tabs: looking at the other one did not take it away.
        Assert.Contains(Note, await GetAsync(app, "/customers/1"), StringComparison.Ordinal);
        Assert.DoesNotContain(Note, await GetAsync(app, "/customers/1?done=3"), StringComparison.Ordinal);
        var leads = await app.Client.GetAsync(new Uri("/sign-in?to=" + Uri.EscapeDataString("/customers/2?done=3"), UriKind.Relative));
        Assert.Equal(HttpStatusCode.SeeOther, leads.StatusCode);
        Assert.DoesNotContain(Note, await GetAsync(app, leads.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stay", "/customers/1/edit")]
    [InlineData("close", "/customers/1")]
    public async Task Every_way_of_saving_confirms_with_undo(string then, string leadsTo)
    {
        await using var app = await WithTwoAsync();
        Assert.Equal(leadsTo, (await EditAsync(app, 1, "Gent", then)).Headers.Location?.OriginalString);
        var page = await GetAsync(app, leadsTo);
        Assert.Contains(Note, page, StringComparison.Ordinal);
        Assert.Contains("/activity/3/undo", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_and_starting_another_shows_the_new_customer_with_a_link()
    {
        await using var app = await WithTwoAsync();
        var answer = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new",
            ("type", "person"), ("active", "1"), ("first_name", "Willem"), ("last_name", "Bakker"), ("country", "BE"), ("then", "another"));
        Assert.Equal("/customers/new", answer.Headers.Location?.OriginalString);
        var page = await GetAsync(app, "/customers/new");
        Assert.Contains("Willem Bakker has been added.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/customers/3\"", page, StringComparison.Ordinal);
        Assert.Single(page.Split(Note)[1..]);
    }

    [Fact]
    public async Task Missing_fields_of_a_new_customer_are_one_line_and_a_default_country_is_not_an_address()
    {
        await using var app = await WithTwoAsync();
        await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new",
            ("type", "person"), ("active", "1"), ("first_name", "Willem"), ("last_name", "Bakker"), ("country", "BE"), ("then", "close"));
        var page = await GetAsync(app, "/customers/3");
        Assert.Contains("Still empty: e-mail, responsible, language, address.", page, StringComparison.Ordinal);
        Assert.Single(page.Split("/customers/3/edit#")[1..]);
        Assert.DoesNotContain("<h2>Address</h2>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_user_of_the_same_browser_does_not_see_the_message()
    {
        await using var app = await WithTwoAsync();
        var karim = app.Part<UserAccounts>().Add("karim@kantoor.example", "Karim");
        app.Part<UserAccounts>().SetPassword(karim, RunningApp.Password);
        await EditAsync(app, 1, "Gent", "close");
        await RunningApp.PostAsync(app.Client, "/account", "/sign-out");
        await app.SignInAsync(app.Client, "karim@kantoor.example", RunningApp.Password);
        Assert.DoesNotContain(Note, await GetAsync(app, "/customers/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_htmx_the_message_is_shown_on_the_target_page()
    {
        await using var app = await WithTwoAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/customers/1/deactivate")
        {
            Content = RunningApp.Form((FormGuard.TokenField, RunningApp.TokenOf(await GetAsync(app, "/customers/1")))),
        };
        request.Headers.Add("HX-Request", "true");
        var answer = await app.Client.SendAsync(request);
        Assert.Equal("/customers/1", answer.Headers.GetValues("HX-Redirect").Single());
        Assert.Contains(Note, await GetAsync(app, "/customers/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_sign_in_link_is_shown_once_and_reloading_does_not_create_another()
    {
        await using var app = await WithTwoAsync();
        var answer = await RunningApp.PostAsync(app.Client, "/users", "/users", ("email", "karim@kantoor.example"), ("name", "Karim"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/users", answer.Headers.Location?.OriginalString);
        Assert.Contains("/link/", await GetAsync(app, "/users"), StringComparison.Ordinal);
        Assert.DoesNotContain("one-time", await GetAsync(app, "/users"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_keeps_its_filters_and_position_and_only_our_own_mark_shows_a_message()
    {
        var address = DoneTexts.Address("/customers?q=a%20b&label=Karim#row-7", 17);
        Assert.StartsWith("/customers?q=a%20b&label=Karim&done=", address, StringComparison.Ordinal);
        var (clean, said) = Flash.Part(address);
        Assert.Equal(("/customers?q=a%20b&label=Karim#row-7", 17), (clean, said?.Set));
        Assert.Equal(("/customers?q=a", null), Flash.Part("/customers?q=a&done=17"));
    }

    private static async Task<RunningApp> WithTwoAsync()
    {
        var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        foreach (var name in new[] { "Aerts", "Claes" })
        {
            var values = CustomerValues.Blank();
            values[CustomerFields.LastName] = name;
            new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
        }
        return app;
    }

    private static Task<HttpResponseMessage> EditAsync(RunningApp app, long id, string city, string then) =>
        RunningApp.PostAsync(app.Client, $"/customers/{id}/edit", $"/customers/{id}/edit", ("version", "1"), ("type", "person"), ("active", "1"),
            ("last_name", "Aerts"), ("city", city), ("then", then));

    private static Task<string> GetAsync(RunningApp app, string path) => app.Client.GetStringAsync(new Uri(path, UriKind.Relative));
}

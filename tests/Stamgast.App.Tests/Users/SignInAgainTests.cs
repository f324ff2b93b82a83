using System.Net;
using Stamgast.App.Serving.Forms;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary>A session that ends while somebody fills in a form loses nothing, and shows it to nobody else.</summary>
public sealed class SignInAgainTests
{
    private static readonly (string, string)[] Willem = [("type", "person"), ("active", "1"), ("first_name", "Willem"), ("last_name", "Bakker"),
        ("notes", "belt <b>later</b>")];

    [Theory, EachEngine]
    public async Task After_signing_in_again_the_form_is_as_it_was(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var answer = await SendAfterTheEndAsync(app, "/customers/new", "/customers/new", Willem);
        var signIn = answer.Headers.Location!.OriginalString;
        Assert.StartsWith("/sign-in?kept=", signIn, StringComparison.Ordinal);
        Assert.Contains("What you filled in has been kept", await app.Client.GetStringAsync(new Uri(signIn, UriKind.Relative)), StringComparison.Ordinal);
        var form = await EnterAsync(app, signIn, RunningApp.Email);
        Assert.StartsWith("/customers/new?kept=", form, StringComparison.Ordinal);
        var page = await app.Client.GetStringAsync(new Uri(form, UriKind.Relative));
        Assert.Contains("value=\"Willem\"", page, StringComparison.Ordinal);
        Assert.Contains("belt &lt;b&gt;later&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Your input is kept", page, StringComparison.Ordinal);
        using var reading = app.Base.NewContext();
        Assert.Empty(reading.Customers);
    }

    [Fact]
    public async Task After_the_session_ended_a_hint_beside_a_form_stays_silent()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        foreach (var address in new[] { "/customers/alike?email=a@post.example", "/names/group/options?field=groups&groups=V" })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Address + address));
            asked.Headers.Add("HX-Request", "true");
            var answer = await app.NewClient().SendAsync(asked);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.False(answer.Headers.Contains("HX-Redirect"));
        }
        // The list itself leads to the sign-in: nothing is filled in there.
        using var list = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Address + "/customers?q=a"));
        list.Headers.Add("HX-Request", "true");
        Assert.True((await app.NewClient().SendAsync(list)).Headers.Contains("HX-Redirect"));
    }

    [Fact]
    public async Task Another_user_who_signs_in_does_not_see_the_kept_form()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var karim = app.Part<UserAccounts>().Add("karim@kantoor.example", "Karim");
        app.Part<UserAccounts>().SetPassword(karim, RunningApp.Password);
        var answer = await SendAfterTheEndAsync(app, "/customers/new", "/customers/new", Willem);
        var signIn = answer.Headers.Location!.OriginalString;
        Assert.Equal("/", await EnterAsync(app, signIn, "karim@kantoor.example"));
        var key = signIn[(signIn.IndexOf("kept=", StringComparison.Ordinal) + 5)..];
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync(new Uri("/kept/" + key, UriKind.Relative))).StatusCode);
        Assert.DoesNotContain("Willem", await app.Client.GetStringAsync(new Uri("/customers/new?kept=" + key, UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_pressed_without_a_session_asks_again_before_it_acts()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var answer = await SendAfterTheEndAsync(app, "/customers/new", "/settings", ("organisation", "Claes & Zonen NV"));
        var kept = await EnterAsync(app, answer.Headers.Location!.OriginalString, RunningApp.Email);
        var page = await app.Client.GetStringAsync(new Uri(kept, UriKind.Relative));
        Assert.Contains("value=\"Claes &amp; Zonen NV\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Claes", Stamgast.Settings.OrganisationSettings.Of(app.Base).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_and_a_form_without_our_mark_are_not_kept()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var password = await SendAfterTheEndAsync(app, "/account", "/account/password", ("current", RunningApp.Password),
            ("password", "vijf andere woorden hier"), ("again", "vijf andere woorden hier"));
        Assert.Equal("/sign-in?ended=1", password.Headers.Location!.OriginalString);
        var strange = await app.NewClient().PostAsync(new Uri("/customers/new", UriKind.Relative), RunningApp.Form(Willem));
        Assert.Equal("/sign-in?ended=1", strange.Headers.Location!.OriginalString);
    }

    [Fact]
    public void Kept_forms_are_limited_and_expire_after_an_hour()
    {
        var clock = new TestClock();
        var kept = new KeptForms(clock);
        var form = new Microsoft.AspNetCore.Http.FormCollection(new() { ["notes"] = "Aerts" });
        var keys = Enumerable.Range(0, 9).Select(_ => { clock.GoOn(TimeSpan.FromSeconds(1)); return kept.Keep(1, "/customers/new", form); }).ToList();
        Assert.Equal(5, keys.Count(k => kept.Find(k, 1) is not null));
        Assert.NotNull(kept.Find(keys[^1], 1));
        Assert.Null(kept.Find(keys[^1], 2));
        Assert.Null(kept.Keep(1, "/customers/new", new Microsoft.AspNetCore.Http.FormCollection(new() { ["notes"] = new string('x', KeptForms.LongestForm) })));
        clock.GoOn(TimeSpan.FromHours(2));
        Assert.Null(kept.Find(keys[^1], 1));
    }

    private static async Task<HttpResponseMessage> SendAfterTheEndAsync(RunningApp app, string page, string action, params (string, string)[] fields)
    {
        var html = await app.Client.GetStringAsync(new Uri(page, UriKind.Relative));
        var mark = System.Text.RegularExpressions.Regex.Match(html, $"name=\"{FormOwner.Field}\" value=\"([^\"]+)\"").Groups[1].Value;
        app.Base.Write(t => { t.Execute("delete from user_session"); });
        return await app.Client.PostAsync(new Uri(action, UriKind.Relative),
            RunningApp.Form([.. fields, (FormGuard.TokenField, RunningApp.TokenOf(html)), (FormOwner.Field, mark)]));
    }

    // Signs in on the page it was led to; returns where that leads, after the address that looks the form up.
    private static async Task<string> EnterAsync(RunningApp app, string signIn, string email)
    {
        var kept = signIn[(signIn.IndexOf("kept=", StringComparison.Ordinal) + 5)..];
        var entered = await RunningApp.PostAsync(app.Client, signIn, "/sign-in", ("email", email), ("password", RunningApp.Password), ("to", "/"),
            ("kept", kept));
        var to = entered.Headers.Location!.OriginalString;
        if (!to.StartsWith("/kept/", StringComparison.Ordinal)) return to;
        var looked = await app.Client.GetAsync(new Uri(to, UriKind.Relative));
        return looked.Headers.Location?.OriginalString ?? to;
    }
}

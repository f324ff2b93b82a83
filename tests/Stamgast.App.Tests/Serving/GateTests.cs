using System.Net;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Serving;

public sealed class GateTests
{
    [Theory, EachEngine]
    public async Task A_page_requires_signing_in_and_opens_afterwards(Engine engine)
    {
        await using var app = await RunningApp.StartAsync(engine);
        app.AddEls();
        var refused = await app.Client.GetAsync(new Uri("/settings?x=1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.SeeOther, refused.StatusCode);
        Assert.Equal("/sign-in?to=%2Fsettings%3Fx%3D1", refused.Headers.Location!.OriginalString);

        var entered = await RunningApp.PostAsync(app.Client, refused.Headers.Location.OriginalString, "/sign-in",
            ("email", RunningApp.Email), ("password", RunningApp.Password), ("to", "/settings?x=1"));
        Assert.Equal("/settings?x=1", entered.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(entered.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_protect_the_browser()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        foreach (var path in new[] { "/sign-in", "/nowhere", "/health" })
        {
            var answer = await app.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(SecurityHeaders.ContentSecurityPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Empty(answer.Headers.Server);
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task The_policy_allows_nothing_inline_and_no_other_site()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        Assert.DoesNotContain("unsafe", SecurityHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        foreach (var path in new[] { "/settings", "/account", "/users", "/nowhere" })
        {
            var html = await (await app.Client.GetAsync(new Uri(path, UriKind.Relative))).Content.ReadAsStringAsync();
            Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
            Assert.DoesNotContain(" onclick=", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?! src=\"/)", html);
            Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
        }
    }

    [Theory, EachEngine]
    public async Task A_form_without_its_token_does_nothing(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var answer = await app.Client.PostAsync(new Uri("/settings", UriKind.Relative), RunningApp.Form(("home-country", "NL")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("BE", Stamgast.Settings.OrganisationSettings.Of(app.Base).HomeCountry);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://kwaad.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_from_another_site_does_nothing_even_with_a_token(string header, string value)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        app.Client.DefaultRequestHeaders.Add(header, value);
        var answer = await RunningApp.PostAsync(app.Client, "/settings", "/settings", ("home-country", "NL"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("BE", Stamgast.Settings.OrganisationSettings.Of(app.Base).HomeCountry);
    }

    [Fact]
    public async Task Plain_http_under_another_name_than_this_machine_is_refused_with_a_way_out()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        app.Client.DefaultRequestHeaders.Host = "stamgast.kantoor.example";
        var refused = await app.Client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("--plain-http", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("/%5Ckwaad.example/?x=1", "/%5Ckwaad.example/?x=1")]
    [InlineData("//kwaad.example/", "/kwaad.example/")]
    [InlineData("/a%3Fb%23c", "/a%3Fb%23c")]
    public async Task A_failed_page_links_to_itself_and_never_to_another_site(string address, string again)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        app.Base.Write(transaction => transaction.Execute("alter table user_session rename to user_session_away"));
        using var answer = await app.Client.GetAsync(new Uri(app.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + address));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains($"href=\"{again}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(app.Log.Take(), line => line.Contains("A request failed: GET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_operator_can_allow_plain_http()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite, o => o with { PlainHttp = true });
        app.Client.DefaultRequestHeaders.Host = "stamgast.kantoor.example";
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/sign-in", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task An_https_proxy_on_this_machine_is_trusted()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        app.Client.DefaultRequestHeaders.Host = "stamgast.kantoor.example";
        app.Client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        app.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        var answer = await app.Client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task A_page_that_does_not_exist_says_so_in_the_language_of_the_browser()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        app.Client.DefaultRequestHeaders.Add("Accept-Language", "fr-BE,fr;q=0.9,en;q=0.5");
        var answer = await app.Client.GetAsync(new Uri("/nulle-part", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Cette page n’existe pas.", html, StringComparison.Ordinal);
        Assert.Contains("lang=\"fr\"", html, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Health_answers_while_the_base_can_be_read(Engine engine)
    {
        await using var app = await RunningApp.StartAsync(engine);
        Assert.Contains("\"ok\"", await app.Client.GetStringAsync(new Uri("/health", UriKind.Relative)), StringComparison.Ordinal);
    }
}

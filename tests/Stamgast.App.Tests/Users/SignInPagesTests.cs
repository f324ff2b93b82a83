using System.Net;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.Users;

public sealed class SignInPagesTests
{
    [Theory, EachEngine]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_a_copy_dies_with_signing_out(Engine engine)
    {
        await using var app = await RunningApp.StartAsync(engine);
        app.AddEls();
        var entered = await app.SignInAsync(app.Client, RunningApp.Email, RunningApp.Password);
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"), c => c.StartsWith("stamgast-", StringComparison.Ordinal)
            && !c.StartsWith("stamgast-forms", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        using var thief = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Address) };
        thief.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);
        var left = await RunningApp.PostAsync(app.Client, "/account", "/sign-out");
        Assert.Equal("\"cache\", \"storage\"", left.Headers.GetValues("Clear-Site-Data").Single());
        Assert.Equal(HttpStatusCode.SeeOther, (await thief.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Behind_https_the_cookie_is_bound_to_the_host()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        app.AddEls();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Address) };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        client.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var entered = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), RunningApp.Form(
            ("email", RunningApp.Email), ("password", RunningApp.Password), (Serving.Forms.FormGuard.TokenField,
                RunningApp.TokenOf(await page.Content.ReadAsStringAsync()))));
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-stamgast=", StringComparison.Ordinal));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_password_keeps_the_address_and_says_nothing_about_who_exists()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        app.AddEls();
        var known = await app.SignInAsync(app.Client, RunningApp.Email, "iets heel anders");
        var unknown = await app.SignInAsync(app.NewClient(), "niemand@kantoor.example", "iets heel anders");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, known.StatusCode);
        Assert.Equal(known.StatusCode, unknown.StatusCode);
        var (one, other) = (await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        Assert.Contains($"value=\"{RunningApp.Email}\"", one, StringComparison.Ordinal);
        Assert.DoesNotContain("iets heel anders", one, StringComparison.Ordinal);
        Assert.Equal(Without(one, RunningApp.Email), Without(other, "niemand@kantoor.example"));
    }

    [Theory]
    [InlineData("https://kwaad.example/")]
    [InlineData("//kwaad.example/")]
    [InlineData("/\\kwaad.example/")]
    public async Task Signing_in_never_leads_to_another_site(string to)
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        app.AddEls();
        var entered = await RunningApp.PostAsync(app.Client, "/sign-in", "/sign-in", ("email", RunningApp.Email), ("password", RunningApp.Password),
            ("to", to));
        Assert.Equal("/", entered.Headers.Location!.OriginalString);
    }

    [Theory, EachEngine]
    public async Task Opening_a_link_does_not_use_it_up_but_choosing_a_password_does(Engine engine)
    {
        await using var app = await RunningApp.StartAsync(engine);
        app.AddEls();
        var karim = new UserAccounts(app.Base, TimeProvider.System).Add("karim@kantoor.example", "Karim");
        var path = SignInPaths.Link(new SignInLinks(app.Base, TimeProvider.System).ForPassword(karim));
        for (var i = 0; i < 3; i++) Assert.Contains("Karim", await app.NewClient().GetStringAsync(new Uri(path, UriKind.Relative)), StringComparison.Ordinal);

        var chosen = await RunningApp.PostAsync(app.Client, path, path, ("password", "een ander lang woord"), ("again", "een ander lang woord"));
        Assert.Equal(HttpStatusCode.SeeOther, chosen.StatusCode);
        Assert.Contains("Karim", await app.Client.GetStringAsync(new Uri("/account", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await app.NewClient().GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    [Theory, EachEngine]
    public async Task A_session_ended_from_another_browser_is_over_at_once(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        using var phone = app.NewClient();
        await app.SignInAsync(phone, RunningApp.Email, RunningApp.Password);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);

        await RunningApp.PostAsync(app.Client, "/account", "/account/sessions/end-others");
        Assert.Equal(HttpStatusCode.SeeOther, (await phone.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("en", "Give karim@kantoor.example this link; it works once, for seven days:")]
    [InlineData("nl", "Geef karim@kantoor.example deze link; hij werkt één keer, zeven dagen lang:")]
    public async Task The_users_page_says_that_an_invitation_works_for_seven_days(string language, string said)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        app.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var answer = await RunningApp.PostAsync(app.Client, "/users", "/users", ("email", "karim@kantoor.example"), ("name", "Karim"));
        Assert.Equal("/users", answer.Headers.Location!.OriginalString.Split('?')[0]);
        var page = WebUtility.HtmlDecode(await app.Client.GetStringAsync(answer.Headers.Location));
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains(SignInPaths.Link(""), page, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromDays(7), SignInLinks.InvitationLife);
    }

    [Fact]
    public async Task A_deactivated_user_is_out_and_the_last_one_cannot_be()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var accounts = new UserAccounts(app.Base, TimeProvider.System);
        var karim = accounts.Add("karim@kantoor.example", "Karim");
        var secret = new SignInLinks(app.Base, TimeProvider.System).ForPassword(karim);
        using var browser = app.NewClient();
        await RunningApp.PostAsync(browser, SignInPaths.Link(secret), SignInPaths.Link(secret), ("password", "een ander lang woord"),
            ("again", "een ander lang woord"));

        await RunningApp.PostAsync(app.Client, "/users", $"/users/{karim.Id}/active", ("active", "false"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.SignInAsync(browser, "karim@kantoor.example", "een ander lang woord")).StatusCode);

        var els = accounts.FindByEmail(RunningApp.Email)!;
        Assert.Equal("user.last", Assert.Throws<RefusedException>(() => accounts.SetActive(els.Id, false)).Refusal.Code);
    }

    [Theory, EachEngine]
    public async Task The_chosen_language_wins_over_that_of_the_browser(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        app.Client.DefaultRequestHeaders.Add("Accept-Language", "fr-BE");
        Assert.Contains("Mon compte", await app.Client.GetStringAsync(new Uri("/account", UriKind.Relative)), StringComparison.Ordinal);
        await RunningApp.PostAsync(app.Client, "/account", "/account", ("name", "Els Peeters"), ("culture", "de-DE"), ("theme", "dark"));
        var html = await app.Client.GetStringAsync(new Uri("/account", UriKind.Relative));
        Assert.Contains("Mein Konto", html, StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", html, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task The_link_of_a_deactivated_user_does_not_work(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var karim = new UserAccounts(app.Base, TimeProvider.System).Add("karim@kantoor.example", "Karim");
        var path = SignInPaths.Link(new SignInLinks(app.Base, TimeProvider.System).ForPassword(karim));
        await RunningApp.PostAsync(app.Client, "/users", $"/users/{karim.Id}/active", ("active", "false"));
        Assert.Equal(HttpStatusCode.Gone, (await app.NewClient().GetAsync(new Uri(path, UriKind.Relative))).StatusCode);

        var again = await RunningApp.PostAsync(app.Client, "/users", $"/users/{karim.Id}/link");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.DoesNotContain("/link/", (await again.Content.ReadAsStringAsync()).Replace($"/users/{karim.Id}/link", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_with_an_earlier_sign_in_is_not_slowed_by_others_failed_attempts()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        app.AddEls();
        await app.SignInAsync(app.Client, RunningApp.Email, RunningApp.Password);
        await RunningApp.PostAsync(app.Client, "/account", "/sign-out");
        var stranger = app.NewClient();
        for (var i = 0; i < 6; i++) await app.SignInAsync(stranger, RunningApp.Email, "iets heel anders");
        Assert.Contains("Too many failed attempts", await (await app.SignInAsync(app.NewClient(), RunningApp.Email, RunningApp.Password))
            .Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await app.SignInAsync(app.Client, RunningApp.Email, RunningApp.Password)).StatusCode);
    }

    [Fact]
    public async Task Two_bases_on_one_machine_keep_their_cookies_apart()
    {
        await using var one = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        await using var other = await RunningApp.StartAsync(Engine.Sqlite);
        other.AddEls();
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies });
        var token = RunningApp.TokenOf(await browser.GetStringAsync(new Uri(one.Address + "/sign-in")));
        await browser.GetStringAsync(new Uri(other.Address + "/sign-in"));
        var entered = await browser.PostAsync(new Uri(one.Address + "/sign-in"),
            RunningApp.Form(("email", RunningApp.Email), ("password", RunningApp.Password), (Serving.Forms.FormGuard.TokenField, token)));
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
    }

    [Theory, EachEngine]
    public async Task A_huge_address_is_not_accepted(Engine engine)
    {
        await using var app = await RunningApp.StartAsync(engine);
        app.AddEls();
        // Asks before it sends: a line that is cut in the midst of it could not be read to the answer.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var asking = new HttpClient(handler) { BaseAddress = new Uri(app.Address) };
        asking.DefaultRequestHeaders.ExpectContinue = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await app.SignInAsync(asking, new string('a', 4_000_000), "iets heel anders")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await app.SignInAsync(app.NewClient(), new string('a', 10_000), "iets heel anders")).StatusCode);
    }

    [Theory, EachEngine]
    public async Task An_unreadable_form_key_does_not_lock_users_out(Engine engine)
    {
        await using var app = await RunningApp.StartAsync(engine);
        app.AddEls();
        app.Base.Write(t => { t.Context.Add(new ProtectionKey { Name = "broken", Xml = "<key id=" }); });
        Assert.Equal(HttpStatusCode.SeeOther, (await app.SignInAsync(app.Client, RunningApp.Email, RunningApp.Password)).StatusCode);
    }

    [Theory]
    [InlineData(5_000, "x")]
    [InlineData(1, "\u0007")]
    public async Task A_name_has_a_limit_and_is_on_one_line(int times, string part)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var name = string.Concat(Enumerable.Repeat(part, times));
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await RunningApp.PostAsync(app.Client, "/users", "/users", ("email", "karim@kantoor.example"), ("name", "K" + name + "K"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await RunningApp.PostAsync(app.Client, "/account", "/account", ("name", "E" + name + "E")))
            .StatusCode);
        Assert.Equal(["Els Peeters"], app.Part<UserAccounts>().All().Select(u => u.Name));
    }

    private static string Without(string html, string email) =>
        System.Text.RegularExpressions.Regex.Replace(html.Replace(email, "", StringComparison.Ordinal),
            "name=\"__RequestVerificationToken\" value=\"[^\"]+\"", "");
}

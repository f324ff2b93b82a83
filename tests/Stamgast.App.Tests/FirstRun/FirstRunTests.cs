using System.Net;
using Stamgast.App.Users;
using Stamgast.Database;
using Stamgast.Settings;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.FirstRun;

public sealed class FirstRunTests
{
    private static readonly (string, string)[] Answers =
    [
        ("organisation", "Claes & Zonen NV"), ("home-country", "NL"), ("time-zone", "Europe/Amsterdam"), ("currency", "EUR"), ("name-order", "CoreWord"),
        ("required-fields", "Basic"), ("culture", "nl-NL"), ("languages", "nl"), ("languages", "de"), ("name", "Els Peeters"), ("email", RunningApp.Email),
    ];

    [Theory, EachEngine]
    public async Task The_printed_link_creates_the_administrator_and_saves_the_answers(Engine engine)
    {
        await using var app = await RunningApp.StartAsync(engine);
        var secret = new SignInLinks(app.Base, TimeProvider.System).ForFirstRun()!;
        var begun = await RunningApp.PostAsync(app.Client, SignInPaths.Link(secret), "/first-run/" + secret,
            [.. Answers, ("password", RunningApp.Password), ("again", RunningApp.Password)]);
        Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);

        var settings = OrganisationSettings.Of(app.Base);
        Assert.Equal(("Claes & Zonen NV", "NL", NameOrder.CoreWord, RequiredPreset.Basic),
            (settings.Name, settings.HomeCountry, settings.NameOrder, settings.Required));
        Assert.Equal(["en", "nl", "de"], settings.CustomerLanguages);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/settings", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await app.NewClient().GetAsync(new Uri(SignInPaths.Link(secret), UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_refused_password_keeps_the_input_and_creates_no_user()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        var secret = new SignInLinks(app.Base, TimeProvider.System).ForFirstRun()!;
        var refused = await RunningApp.PostAsync(app.Client, SignInPaths.Link(secret), "/first-run/" + secret,
            [.. Answers, ("password", "kort"), ("again", "kort")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync();
        Assert.Contains("value=\"Claes &amp; Zonen NV\"", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{RunningApp.Email}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"kort\"", html, StringComparison.Ordinal);
        Assert.False(new UserAccounts(app.Base, TimeProvider.System).Any());
        Assert.Equal("BE", OrganisationSettings.Of(app.Base).HomeCountry);
    }

    [Fact]
    public async Task All_problems_are_shown_at_once_each_at_its_field()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        var secret = new SignInLinks(app.Base, TimeProvider.System).ForFirstRun()!;
        var answers = Answers.Where(a => a.Item1 is not ("name" or "email"));
        var refused = await RunningApp.PostAsync(app.Client, SignInPaths.Link(secret), "/first-run/" + secret,
            [.. answers, ("name", "  "), ("email", "els@kantoor"), ("password", "kort"), ("again", "anders")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync();
        foreach (var field in new[] { "name", "email", "password", "again" }) Assert.Contains($"href=\"#{field}\"", html, StringComparison.Ordinal);
        Assert.Equal(4, html.Split("aria-invalid=\"true\"").Length - 1);
        Assert.Contains("value=\"els@kantoor\"", html, StringComparison.Ordinal);
        Assert.False(new UserAccounts(app.Base, TimeProvider.System).Any());
    }

    [Fact]
    public async Task Empty_fields_are_asked_for_instead_of_being_called_wrong()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        var secret = new SignInLinks(app.Base, TimeProvider.System).ForFirstRun()!;
        var refused = await RunningApp.PostAsync(app.Client, SignInPaths.Link(secret), "/first-run/" + secret,
            [.. Answers.Where(a => a.Item1 is not "email"), ("email", " "), ("password", ""), ("again", "")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("<a href=\"#email\">E-mail</a>: Please fill it in.", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#password\">New password</a>: Please fill it in.", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("aria-invalid=\"true\"").Length - 1);
    }

    [Fact]
    public async Task Nobody_gets_in_with_a_guessed_link()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        var real = SignInPaths.Link(new SignInLinks(app.Base, TimeProvider.System).ForFirstRun()!);
        var refused = await RunningApp.PostAsync(app.Client, real, "/first-run/" + Secret.New(),
            [.. Answers, ("password", RunningApp.Password), ("again", RunningApp.Password)]);
        Assert.Equal(HttpStatusCode.Gone, refused.StatusCode);
        Assert.False(new UserAccounts(app.Base, TimeProvider.System).Any());
    }

    [Fact]
    public async Task The_country_of_the_browser_fills_in_the_local_defaults()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        app.Client.DefaultRequestHeaders.Add("Accept-Language", "nl-NL,nl;q=0.9");
        var html = await app.Client.GetStringAsync(new Uri(SignInPaths.Link(new SignInLinks(app.Base, TimeProvider.System).ForFirstRun()!), UriKind.Relative));
        Assert.Contains("<option value=\"Europe/Amsterdam\" selected>", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"CoreWord\" selected>", html, StringComparison.Ordinal);
        Assert.Contains("Welkom bij Stamgast", html, StringComparison.Ordinal);
    }
}

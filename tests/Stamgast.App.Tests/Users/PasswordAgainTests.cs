using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary>An act that reaches far asks for the password again, unless it was typed minutes ago.</summary>
public sealed class PasswordAgainTests
{
    private const string Certain = "/duplicates/certain";

    private static readonly (string, string)[] Sent = [("keep", "Oldest"), ("shown", "1"), ("row", "1"), ("row", "3"), ("in", "1"), ("label", "<b>\"Karim\"")];

    [Theory, EachEngine]
    public async Task After_ten_minutes_the_password_is_asked_and_the_same_form_goes_on(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        SignedInAgo(app, TimeSpan.FromMinutes(11));
        using var asked = await RunningApp.PostAsync(app.Client, "/customers", Certain, Sent);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var page = await asked.Content.ReadAsStringAsync();
        Assert.Contains("Nothing has been done yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>\"Karim", page, StringComparison.Ordinal);
        Assert.Equal(Sent, Hidden(page));
        Assert.Empty(Jobs(app));

        using var wrong = await Press(app, page, "a wrong password that is long");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        page = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("The current password is not correct", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a wrong password", page, StringComparison.Ordinal);
        Assert.Equal(Sent, Hidden(page));
        Assert.Empty(Jobs(app));

        using var right = await Press(app, page, RunningApp.Password);
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        Assert.Single(Jobs(app));
        // It is a new session; a second one within ten minutes is not asked.
        Assert.Contains(right.Headers.GetValues("Set-Cookie"), c => Regex.IsMatch(c, "^stamgast-[0-9]+="));
        using var again = await RunningApp.PostAsync(app.Client, "/customers", Certain, Sent);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task Just_after_signing_in_and_for_the_next_page_of_rows_nothing_is_asked()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        using var soon = await RunningApp.PostAsync(app.Client, "/customers", Certain, Sent);
        Assert.Equal(HttpStatusCode.SeeOther, soon.StatusCode);
        SignedInAgo(app, TimeSpan.FromHours(3));
        using var more = await RunningApp.PostAsync(app.Client, "/customers", Certain, [.. Sent, ("more", "9_3")]);
        Assert.Equal(HttpStatusCode.SeeOther, more.StatusCode);
    }

    [Fact]
    public async Task A_second_click_with_the_old_cookie_is_no_lost_session_but_that_ends_soon()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        SignedInAgo(app, TimeSpan.FromMinutes(11));
        using var asked = await RunningApp.PostAsync(app.Client, "/customers", Certain, Sent);
        var page = await asked.Content.ReadAsStringAsync();
        var presses = await Task.WhenAll(Press(app, page, RunningApp.Password), Press(app, page, RunningApp.Password));
        Assert.All(presses, p => Assert.Equal(HttpStatusCode.SeeOther, p.StatusCode));
        Assert.All(presses, p => Assert.DoesNotContain("sign-in", p.Headers.Location!.ToString(), StringComparison.Ordinal));
        using var reading = app.Base.NewContext();
        var first = reading.Set<UserSession>().OrderBy(s => s.Id).First();
        Assert.True(first.ExpiresAt < DateTime.UtcNow.AddSeconds(31));
        foreach (var press in presses) press.Dispose();
    }

    private static Task<HttpResponseMessage> Press(RunningApp app, string page, string password) =>
        RunningApp.PostAsync(app.Client, "/customers", Certain, [.. Hidden(page), ("password", password)]);

    private static (string, string)[] Hidden(string page) => [.. Regex.Matches(
        Regex.Match(page, "<form [^>]*class=\"form\".*?</form>", RegexOptions.Singleline).Value,
        "<input type=\"hidden\" name=\"([^_\"][^\"]*)\" value=\"([^\"]*)\"").Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))];

    private static void SignedInAgo(RunningApp app, TimeSpan ago) => app.Base.Write(t =>
    {
        foreach (var session in t.Context.Set<UserSession>()) session.CreatedAt = DateTime.UtcNow - ago;
    });

    private static List<string> Jobs(RunningApp app)
    {
        using var reading = app.Base.NewContext();
        return [.. reading.Set<Job>().Select(j => j.Kind).Where(k => k == "duplicates.merge-certain")];
    }
}

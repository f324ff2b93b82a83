using System.Net;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;
using Stamgast.Testing;

namespace Stamgast.App.Customers.Forms;

public sealed class KnownWhileTypingTests
{
    [Theory, EachEngine]
    public async Task Who_may_be_known_is_shown_once_can_be_opened_and_is_marked_to_be_merged_later(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var values = CustomerValues.Blank();
        foreach (var (field, value) in new[]
        {
            (CustomerFields.FirstName, "Godelieve"), (CustomerFields.LastName, "Vanderstappen"), (CustomerFields.Mobile, "+32471009988"),
            (CustomerFields.City, "Mariakerke"),
        }) values[field] = value;
        new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);

        (string, string)[] typed = [("type", "person"), ("active", "1"), ("allow_merge", "1"), ("first_name", "Godelieve"), ("last_name", "Vanderstappen"),
            ("phone", "0471 00 99 88"), ("version", "0"), ("once", "0123456789")];
        Assert.Contains("/customers/known", await app.Client.GetStringAsync(new Uri("/customers/new", UriKind.Relative)), StringComparison.Ordinal);
        var (status, hint) = await AskAsync(app, typed);
        // It is built when it is first asked for.
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("still being read", hint, StringComparison.Ordinal);
        app.Part<MatchMemory>().Load();
        (_, hint) = await AskAsync(app, typed);
        Assert.Contains("href=\"/customers/1\"", hint, StringComparison.Ordinal);
        Assert.Contains("Mariakerke", hint, StringComparison.Ordinal);
        Assert.Contains("Phone: equal", hint, StringComparison.Ordinal);
        var shown = System.Text.RegularExpressions.Regex.Match(hint, "name=\"known_shown\" value=\"([^\"]+)\"").Groups[1].Value;
        (status, hint) = await AskAsync(app, [.. typed, ("known_shown", shown)]);
        Assert.Equal((HttpStatusCode.NoContent, ""), (status, hint));
        (_, hint) = await AskAsync(app, [.. typed.Where(f => f.Item1 != "allow_merge")]);
        Assert.DoesNotContain("/customers/1", hint, StringComparison.Ordinal);

        var saved = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new", [.. typed, ("merge_later", "1"), ("merge_later", "999")]);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        using var reader = app.Base.OpenReader();
        Assert.Equal(PairVerdict.Duplicate, PairDecisions.Find(reader, 1, 2)!.Verdict);
        (_, hint) = await AskAsync(app, [.. typed, ("customer", "2"), ("version", "1")]);
        Assert.Contains("href=\"/customers/1\"", hint, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/customers/2\"", hint, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Whom_the_hint_names_is_not_named_again_beside_the_address(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        foreach (var name in new[] { "Godelieve", "Firmin" })
        {
            var values = CustomerValues.Blank();
            (values[CustomerFields.FirstName], values[CustomerFields.Email]) = (name, "samen@post.example");
            new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
        }
        var all = await app.Client.GetStringAsync(new Uri("/customers/alike?email=samen@post.example", UriKind.Relative));
        Assert.Contains("Godelieve", all, StringComparison.Ordinal);
        Assert.Contains("Firmin", all, StringComparison.Ordinal);
        var rest = await app.Client.GetStringAsync(new Uri("/customers/alike?email=samen@post.example&known_shown=1:0.97", UriKind.Relative));
        Assert.DoesNotContain("Godelieve", rest, StringComparison.Ordinal);
        Assert.Contains("Firmin", rest, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Html)> AskAsync(RunningApp app, (string, string)[] typed)
    {
        var token = RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri("/customers/new", UriKind.Relative)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/customers/known")
        {
            Content = RunningApp.Form([.. typed, (Serving.Forms.FormGuard.TokenField, token)]),
        };
        request.Headers.Add("HX-Request", "true");
        using var answer = await app.Client.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}

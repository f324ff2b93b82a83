using System.Net;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Testing;

namespace Stamgast.App.Duplicates;

/// <summary>The page on which people judge pairs a second time.</summary>
public sealed class SecondLookPageTests
{
    [Theory, EachEngine]
    public async Task A_pair_is_shown_without_the_first_answer_which_is_told_afterwards(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts <b>";
        new ChangeSets(app.Base, TimeProvider.System).Create([values, values.Copy()], Actor.CommandLine);
        PairStore.ReplaceAll(app.Base, [new ScoredPair(1, 2, 5, "last_name:exact:+5.000", false)]);
        Assert.Contains("Nothing to look at again", await app.Client.GetStringAsync("/duplicates/second-look"), StringComparison.Ordinal);
        using var decided = await RunningApp.PostAsync(app.Client, "/duplicates", "/duplicates/decide", ("lane", "tojudge"), ("a", "1"), ("b", "2"),
            ("va", "1"), ("vb", "1"), ("verdict", "different"));
        Assert.Equal(HttpStatusCode.SeeOther, decided.StatusCode);
        Assert.Contains("/duplicates/second-look", await app.Client.GetStringAsync("/duplicates/decided"), StringComparison.Ordinal);
        var page = await app.Client.GetStringAsync("/duplicates/second-look");
        Assert.Contains("Aerts &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("The first time", page, StringComparison.Ordinal);
        Assert.DoesNotContain("two customers", page, StringComparison.Ordinal);
        using var answer = await RunningApp.PostAsync(app.Client, "/duplicates/second-look", "/duplicates/second-look", ("a", "1"), ("b", "2"),
            ("verdict", "duplicate"));
        page = await app.Client.GetStringAsync(answer.Headers.Location);
        Assert.Contains("you said that they are two customers", page, StringComparison.Ordinal);
        Assert.Contains("Nothing to look at again", page, StringComparison.Ordinal);
        // Once only, and not a pair of nobody.
        using var twice = await RunningApp.PostAsync(app.Client, "/duplicates/second-look", "/duplicates/second-look", ("a", "1"), ("b", "2"),
            ("verdict", "duplicate"));
        Assert.Equal("/duplicates/second-look", twice.Headers.Location!.ToString());
        using var odd = await RunningApp.PostAsync(app.Client, "/duplicates/second-look", "/duplicates/second-look", ("a", "x"), ("b", "2"));
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
    }
}

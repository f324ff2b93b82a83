using System.Net;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Settings;

/// <summary>The policy on customers with the same e-mail address: set on its page, followed by the form, always said.</summary>
public sealed class DuplicatesSettingsTests
{
    [Theory, EachEngine]
    public async Task The_policy_is_chosen_on_its_page_and_a_score_with_a_comma_is_understood(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var page = await Get(app, "/settings/duplicates");
        Assert.Matches("<input type=\"radio\" name=\"duplicates.same_email\" value=\"propose\" checked", page);
        using var saved = await Post(app, "merge", "0,99");
        Assert.Equal("/settings/duplicates", saved.Headers.Location!.ToString());
        var settings = OrganisationSettings.Of(app.Base);
        Assert.Equal((SameEmailPolicy.Merge, 0.99), (settings.SameEmail, settings.CertainFrom));
        foreach (var wrong in new[] { "1", "0.2", "much", "" })
        {
            using var refused = await Post(app, "allow", wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
        Assert.Equal(SameEmailPolicy.Merge, OrganisationSettings.Of(app.Base).SameEmail);
        // The page of the organisation leaves them alone.
        using var other = await RunningApp.PostAsync(app.Client, "/settings/organisation", "/settings", ("organisation", "Branderij Peeters"));
        Assert.Equal(SameEmailPolicy.Merge, OrganisationSettings.Of(app.Base).SameEmail);
    }

    [Theory, EachEngine]
    public async Task A_customer_merged_by_the_policy_is_said_on_the_page_of_the_kept_one_with_Undo(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        (await Post(app, "merge", "0.999")).Dispose();
        (await Add(app)).Dispose();
        using var second = await Add(app);
        Assert.Equal("/customers/1", second.Headers.Location!.ToString());
        var page = await Get(app, "/customers/1");
        Assert.Contains("Jozefien Aerts already had the e-mail address jozefien@aerts.example.", page, StringComparison.Ordinal);
        Assert.Contains("Undo", page, StringComparison.Ordinal);
        Assert.Equal(1, new CustomerLookup(app.Base, Viewer.System).Find(2)!.MergedInto);
    }

    [Theory]
    [InlineData("propose", true)]
    [InlineData("allow", false)]
    public async Task Otherwise_the_page_of_the_new_customer_proposes_to_merge_them_or_says_nothing(string policy, bool isProposed)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        (await Post(app, policy, "0.999")).Dispose();
        (await Add(app)).Dispose();
        await Get(app, "/customers/1");
        using var second = await Add(app);
        Assert.Equal("/customers/2", second.Headers.Location!.ToString());
        var page = await Get(app, "/customers/2");
        Assert.Equal(isProposed, page.Contains("Same e-mail address as Jozefien Aerts, and neither has a customer number.", StringComparison.Ordinal));
        Assert.Equal(isProposed, page.Contains("/customers/merge?ids=1,2", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> Post(RunningApp app, string policy, string certain) =>
        RunningApp.PostAsync(app.Client, "/settings/duplicates", "/settings/duplicates", ("duplicates.same_email", policy), ("duplicates.certain", certain));

    private static Task<HttpResponseMessage> Add(RunningApp app) => RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new",
        ("type", "person"), ("first_name", "Jozefien"), ("last_name", "Aerts"), ("email", "jozefien@aerts.example"), ("allow_merge", "1"), ("active", "1"),
        ("then", "show"));

    private static async Task<string> Get(RunningApp app, string path) => WebUtility.HtmlDecode(await app.Client.GetStringAsync(path));
}

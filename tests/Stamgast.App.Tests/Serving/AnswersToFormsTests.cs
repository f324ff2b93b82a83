using System.Net;
using Microsoft.AspNetCore.Routing;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;

namespace Stamgast.App.Serving;

/// <summary>A form that was done leads on to a page: reloading it, or coming back to it, sends nothing again.</summary>
public sealed class AnswersToFormsTests
{
    // Filled in so that they succeed; all others are submitted with only their token.
    private static readonly Dictionary<string, (string, string)[]> Filled = new(StringComparer.Ordinal)
    {
        ["/customers/new"] = [("type", "person"), ("active", "1"), ("last_name", "Bakker")],
        ["/customers/{id:long}/edit"] = [("type", "person"), ("active", "1"), ("last_name", "Aertsen"), ("version", "1")],
        ["/customers/selection"] = [("act", "deactivate"), ("ids", "1")],
        ["/customers/selection/propose"] = [("act", "label"), ("value", "Karim"), ("ids", "1")],
        ["/bulk/{id:long}/confirm"] = [("revision", "1")],
        ["/bulk/{id:long}/rows/{seq:long}"] = [("out", "1")],
        ["/export/selection"] = [("ids", "1")],
        ["/users"] = [("email", "karim@kantoor.example"), ("name", "Karim")],
        ["/users/{id:long}/active"] = [("active", "true")],
        ["/import/{id:long}/confirm"] = [("revision", "1")],
        ["/import/{id:long}/rows/{seq:long}"] = [("out", "1")],
        ["/account"] = [("name", "Els")],
    };

    // These end the session, or delete the customer, that the others need.
    private static readonly string[] Last = ["/customers/{id:long}/trash", "/customers/{id:long}/restore", "/account/password", "/sign-out"];

    [Fact]
    public async Task No_action_answers_with_a_page()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts";
        new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
        var token = RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri("/customers/new", UriKind.Relative)));
        var found = new List<string>();
        foreach (var route in Actions(app).OrderBy(r => Array.IndexOf(Last, r)))
        {
            var import = route.StartsWith("/import/{id:long}", StringComparison.Ordinal) ? await ImportAsync(app) : 0;
            var bulk = route.StartsWith("/bulk/{id:long}", StringComparison.Ordinal)
                ? new ProposeVerb(app.Base, TimeProvider.System).Do(new SetLabel("Nadia"), [1], Actor.CommandLine).Id : 0;
            var path = route.Replace("/import/{id:long}", $"/import/{import}", StringComparison.Ordinal)
                .Replace("/bulk/{id:long}", $"/bulk/{bulk}", StringComparison.Ordinal).Replace("{id:long}", "1", StringComparison.Ordinal)
                .Replace("{seq:long}", "1", StringComparison.Ordinal).Replace("{key}", "none", StringComparison.Ordinal)
                .Replace("{secret}", "none", StringComparison.Ordinal);
            var answer = await app.Client.PostAsync(new Uri(path, UriKind.Relative),
                RunningApp.Form([.. Filled.GetValueOrDefault(route) ?? [], (FormGuard.TokenField, token)]));
            if (answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == "text/html") found.Add(route);
            else if (answer.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.Redirect) found.Add($"{route}: {answer.StatusCode}");
        }
        Assert.True(found.Count == 0, "Answer a form with Page.GoTo(DoneTexts.Address(...)), not with a page: " + string.Join(", ", found));
    }

    private static async Task<long> ImportAsync(RunningApp app)
    {
        var imports = new Imports(app.Base, TimeProvider.System);
        var set = imports.Begin("klanten.csv", Actor.CommandLine);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(app.Base.Location.DataFolder, "uploads")).FullName, $"import-{set.Id}.csv");
        await File.WriteAllTextAsync(path, "number;first_name;last_name\nC-1;Zoë;Aerts\n");
        return imports.Stage(set.Id, path, new ImportOptions()).Id;
    }

    private static IEnumerable<string> Actions(RunningApp app) => app.Part<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => Routes.PermissionOf(e) is not null && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST")
        && e.Metadata.GetMetadata<StreamedUpload.Marker>() is null)
        .Select(e => e.RoutePattern.RawText!).Distinct();
}

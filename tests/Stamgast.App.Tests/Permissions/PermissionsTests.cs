using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Stamgast.App.CommandLine;
using Stamgast.App.Serving;
using Stamgast.App.Start;
using Stamgast.Database;
using Stamgast.Language;
using Stamgast.Testing;

namespace Stamgast.App.Permissions;

public sealed class PermissionsTests
{
    private static readonly string[] OpenRoutes =
        ["/assets/{**path}", "/first-run/{secret}", "/first-run/{secret}/usual", "/guide", "/guide/images/{file}", "/guide/{**name}", "/health",
            "/link/{secret}", "/review/{key}", "/review/{key}/document", "/sign-in"];

    [Fact]
    public async Task Every_route_has_a_permission_and_few_are_public()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        await using var app = WebHost.Build(customers, new ServeOptions());
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().ToArray();
        Assert.All(routes, route => Assert.NotNull(Routes.PermissionOf(route)));
        var open = routes.Where(r => Routes.PermissionOf(r) == Permission.Everyone).Select(r => r.RoutePattern.RawText!).Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(OpenRoutes, open);
        // What a handler asks for is there; a server notices only at the first request.
        Assert.All(routes, route => route.Metadata.GetRequiredMetadata<LateHandler>().Prepare());
    }

    [Fact]
    public async Task A_handler_that_asks_for_what_cannot_be_had_is_found()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapPage("/strange", Permission.ReadCustomers, (Func<int, int> strange) => strange(1));
        Assert.Throws<InvalidOperationException>(() => Endpoints(app).Single().Metadata.GetRequiredMetadata<LateHandler>().Prepare());
    }

    [Fact]
    public async Task A_route_without_a_permission_is_not_served()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapPage("/named", Permission.ReadCustomers, () => "");
        Routes.RequirePermissions(Endpoints(app));
        app.MapGet("/forgotten", () => "");
        var refused = Assert.Throws<InvalidOperationException>(() => Routes.RequirePermissions(Endpoints(app)));
        Assert.Contains("/forgotten", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/named", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_has_a_permission_and_none_is_public() =>
        Assert.All(new CommandTree(Cultures.English).Commands, c => Assert.NotEqual(Permission.Everyone, c.Permission));

    [Fact]
    public void Every_permission_has_a_caption() =>
        Assert.All(Permission.All, p => Assert.True(Texts.Has("permission." + p.Name), p.Name));

    [Fact]
    public void Visitors_who_are_not_signed_in_may_only_use_public_pages() =>
        Assert.Equal([Permission.Everyone], Permission.All.Where(p => Access.Allows(null, p)));

    private static IEnumerable<Endpoint> Endpoints(WebApplication app) => ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints);
}

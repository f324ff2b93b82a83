using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Stamgast.App.Permissions;
using Stamgast.App.Serving.Forms;

namespace Stamgast.App.Serving;

/// <summary>The only ways to add a route: each names the permission that it asks.</summary>
public static class Routes
{
    /// <summary>A page or a fragment of one, for GET. The handler takes services and route values as parameters, as any minimal-API handler.</summary>
    public static IEndpointConventionBuilder MapPage(this IEndpointRouteBuilder routes, string pattern, Permission permission, Delegate handler) =>
        routes.MapLate(HttpMethods.Get, pattern, handler).WithMetadata(permission);

    /// <summary>A page without parameters.</summary>
    public static IEndpointConventionBuilder MapPage<TPage>(this IEndpointRouteBuilder routes, string pattern, Permission permission)
        where TPage : IComponent =>
        routes.MapPage(pattern, permission, () => new RazorComponentResult<TPage>());

    /// <summary>A form or button, for POST. The token of the form has been checked before the handler runs.</summary>
    public static IEndpointConventionBuilder MapAction(this IEndpointRouteBuilder routes, string pattern, Permission permission, Delegate handler) =>
        routes.MapLate(HttpMethods.Post, pattern, handler).WithMetadata(permission);

    /// <summary>
    /// A form with a large file, for POST: the body is not read before the handler runs, which parses it with <see cref="StreamedUpload"/>; that
    /// checks the token.
    /// </summary>
    public static IEndpointConventionBuilder MapUpload(this IEndpointRouteBuilder routes, string pattern, Permission permission, Delegate handler) =>
        routes.MapLate(HttpMethods.Post, pattern, handler).WithMetadata(permission, new StreamedUpload.Marker());

    /// <summary>The same for everybody, such as a style sheet: the session is not looked up, so it works without the base too.</summary>
    public static IEndpointConventionBuilder MapForEverybody(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapPage(pattern, Permission.Everyone, handler).WithMetadata(new AsksNobody());

    /// <summary>False for a route of <see cref="MapForEverybody"/>.</summary>
    public static bool AsksWho(Endpoint endpoint) => endpoint.Metadata.GetMetadata<AsksNobody>() is null;

    /// <summary>
    /// A route that only helps to fill in a form: hints, choices, problems. After the session has ended it stays silent; redirecting to the sign-in
    /// page would take away the form before it is submitted.
    /// </summary>
    public static IEndpointConventionBuilder BesideForm(this IEndpointConventionBuilder route) => route.WithMetadata(new BesideFormMarker());

    /// <summary>True for a route that is <see cref="BesideForm"/>.</summary>
    public static bool IsBesideForm(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<BesideFormMarker>() is not null;

    /// <summary>
    /// An act that reaches far: the password is asked again, unless this browser gave it within minutes, so that a screen left open is not enough. The
    /// form must be sent as a whole page; it is sent again with the password.
    /// </summary>
    /// <param name="what">The key of a sentence that says what is about to be done.</param>
    /// <param name="cancel">Where cancelling leads.</param>
    /// <param name="when">Which forms of the route are meant; null for all.</param>
    public static IEndpointConventionBuilder AsksPassword(
        this IEndpointConventionBuilder route, string what, string cancel, Func<IFormCollection, bool>? when = null) =>
        route.WithMetadata(new PasswordAsked(what, cancel, when ?? (_ => true)));

    /// <summary>Routes before whose handlers a check runs, which refuses by throwing.</summary>
    public static IEndpointRouteBuilder Checking(this IEndpointRouteBuilder routes, Action<HttpContext> check)
    {
        var group = routes.MapGroup("");
        ((IEndpointConventionBuilder)group).Add(route =>
        {
            var answer = route.RequestDelegate!;
            route.RequestDelegate = context =>
            {
                check(context);
                return answer(context);
            };
        });
        return group;
    }

    /// <summary>The permission of a route; null for a route mapped without this class.</summary>
    public static Permission? PermissionOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Permission>();

    /// <summary>Throws when a route names no permission, so that a forgotten one cannot be served.</summary>
    public static void RequirePermissions(IEnumerable<Endpoint> endpoints)
    {
        var open = endpoints.Where(e => PermissionOf(e) is null).Select(e => e.DisplayName).ToArray();
        if (open.Length > 0) throw new InvalidOperationException("Routes without a permission: " + string.Join(", ", open));
    }

    private static IEndpointConventionBuilder MapLate(this IEndpointRouteBuilder routes, string method, string pattern, Delegate handler)
    {
        var late = new LateHandler(routes.ServiceProvider, pattern, handler, bodyless: method == HttpMethods.Get);
        return routes.MapMethods(pattern, [method], late.RunAsync).WithMetadata(late, handler.Method);
    }

    private sealed class AsksNobody;

    private sealed class BesideFormMarker;
}

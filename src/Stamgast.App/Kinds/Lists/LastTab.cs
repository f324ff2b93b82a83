using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;

namespace Stamgast.App.Kinds.Lists;

/// <summary>An entry of the menu with several tabs leads to the one that the user saw last in this browser.</summary>
public static class LastTab
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Remembers the tab whose list is shown.</summary>
    internal static void Remember(KindPart part, HttpContext context, Requester requester)
    {
        if (!part.IsTopic || requester.User is not { } user) return;
        context.Response.Cookies.Append(NameOf(part.Menu, user.Id), part.Kind.Key, new CookieOptions
        {
            Path = "/" + part.Menu, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Kept,
        });
    }

    /// <summary>Maps the address of the entry.</summary>
    public static void MapLastTab(this IEndpointRouteBuilder routes, KindParts parts, string menu, Permission permission) =>
        routes.MapPage("/" + menu, permission, (HttpContext context, Requester requester, Visit visit) =>
        {
            var last = requester.User is { } user ? context.Request.Cookies[NameOf(menu, user.Id)] : null;
            var tabs = parts.All.Where(p => p.Menu == menu && p.IsTopic && visit.Uses(p.Kind.Key) && visit.May(p.Read)).ToList();
            return Page.GoTo((tabs.Find(p => p.Kind.Key == last) ?? tabs.FirstOrDefault())?.Path ?? "/");
        });

    private static string NameOf(string menu, long user) => string.Create(CultureInfo.InvariantCulture, $"{menu}-tab-{user}");
}

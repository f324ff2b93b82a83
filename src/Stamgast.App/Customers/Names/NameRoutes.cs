using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.App.Customers.Names;

/// <summary>Suggestions while typing the name of a group or a responsible.</summary>
internal static class NameRoutes
{
    private const int Shown = 20;

    public static void MapNames(this IEndpointRouteBuilder routes) =>
        routes.MapPage("/names/{kind}/options", Permission.ReadCustomers, (string kind, HttpContext context, NameBooks books, Viewer viewer) =>
    {
        var query = context.Request.Query;
        var typed = query[query["field"].ToString()].ToString();
        var known = books[viewer, kind == "group" ? NameKind.Group : NameKind.Responsible].Matching(typed).Where(n => n.IsOffered).Take(Shown);
        return Page.Of<NameOptions>(new { Known = (IReadOnlyList<KnownName>)[.. known] });
    }).BesideForm();
}

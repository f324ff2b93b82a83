using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Database;
using Stamgast.Importing.Mapping;

namespace Stamgast.App.Importing.Columns;

/// <summary>The column mappings that were kept: looked at, renamed, deleted.</summary>
public static class SavedMappingRoutes
{
    private const string Address = "/import/mappings";

    public static void MapSavedMappings(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, Permission.Import, (Base customers, TimeProvider clock) => Show(new SavedMappings(customers, clock), null));
        routes.MapAction(Address + "/{id:long}/name", Permission.Import, Rename);
        routes.MapAction(Address + "/{id:long}/delete", Permission.Import, Delete);
    }

    private static IResult Rename(long id, HttpContext context, Base customers, TimeProvider clock) =>
        Done(new SavedMappings(customers, clock), saved => saved.Rename(id, context.Request.Form["name"].ToString()));

    private static IResult Delete(long id, Base customers, TimeProvider clock) => Done(new SavedMappings(customers, clock), saved => saved.Delete(id));

    private static IResult Done(SavedMappings saved, Action<SavedMappings> act)
    {
        try
        {
            act(saved);
            return Page.GoTo(Address);
        }
        catch (RefusedException refused)
        {
            return Show(saved, refused.Refusal);
        }
    }

    private static IResult Show(SavedMappings saved, Refusal? refusal) =>
        Page.Of<SavedMappingsPage>(new { Mappings = saved.All(), Refusal = refusal },
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}

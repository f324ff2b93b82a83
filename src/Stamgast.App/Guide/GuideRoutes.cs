using Stamgast.App.Permissions;
using Stamgast.App.Serving;

namespace Stamgast.App.Guide;

/// <summary>The guide, served by the program itself. It is public, since it also explains what to do when you cannot sign in.</summary>
public static class GuideRoutes
{
    public static void MapGuide(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/guide", Permission.Everyone, (Visit visit) => Show(GuideTexts.Start, visit));
        routes.MapPage("/guide/images/{file}", Permission.Everyone, SendPicture);
        routes.MapPage("/guide/{**name}", Permission.Everyone, Show);
    }

    private static IResult Show(string name, Visit visit)
    {
        var language = visit.Culture.TwoLetterISOLanguageName;
        return GuideTexts.Find(name, language) is { } text
            ? Page.Of<GuidePage>(new { Text = text })
            : throw new RefusedException("guide.unknown", name.Length > 80 ? name[..80] : name);
    }

    private static IResult SendPicture(string file, HttpContext context)
    {
        if (GuideTexts.Picture(file) is not { } picture) return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Stream(picture, "image/png");
    }
}

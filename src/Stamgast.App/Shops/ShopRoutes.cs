using System.Globalization;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Shops;

namespace Stamgast.App.Shops;

/// <summary>The next numbers of the series of a shop.</summary>
public static class ShopRoutes
{
    public static void MapShops(this IEndpointRouteBuilder routes, KindParts parts)
    {
        var part = parts.Of(ShopKind.Instance);
        routes.MapAction("/shops/{id:long}/next", Permission.ChangeSettings, (long id, IFormCollection sent, RecordPages pages) =>
        {
            var shop = AskedRecords.Require(pages.Base, ShopKind.Instance, id);
            var kind = RecordKinds.Of(sent["kind"].ToString());
            try
            {
                new NextNumber(pages.Base).Set(kind, shop, int.Parse(pages.Today.AsSpan(0, 4), CultureInfo.InvariantCulture), sent["next"].ToString());
            }
            catch (RefusedException refused) { return pages.Show(part, id, refused.Refusal); }
            return Page.GoTo(DoneTexts.Said(string.Create(CultureInfo.InvariantCulture, $"/shops/{id}"), "shop.series.done"));
        });
    }
}

using System.Globalization;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Orders;

namespace Stamgast.App.Sales.Offers;

/// <summary>What is done with an offer beyond its steps: it becomes an order.</summary>
public static class OfferRoutes
{
    public static void MapOffers(this IEndpointRouteBuilder routes, KindParts parts)
    {
        var part = parts.Of(OfferKind.Instance);
        routes.MapAction("/offers/{id:long}/convert", Permission.EditSales,
            (long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done) => Convert(part, id, sent, pages, requester, done));
    }

    private static IResult Convert(KindPart part, long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done)
    {
        try
        {
            return Page.GoTo(done.Once(sent["once"].ToString(), () =>
            {
                var made = new ConvertOffer(pages.Base, pages.Visit.Viewer, pages.Clock).Do(id, requester.By(Door.Form));
                return DoneTexts.Address(string.Create(CultureInfo.InvariantCulture, $"/orders/{CreateRecord.IdOf(pages.Base, made)}"), made);
            }));
        }
        catch (ConvertedException converted)
        {
            var order = AskedRecords.Find(pages.Base, OrderKind.Instance, converted.Order);
            return pages.Show(part, id, converted.Refusal, [new Blocker("orders", converted.Order, order?.Values[OrderKind.OwnNumber],
                order?.Values[OrderKind.OfState])]);
        }
        catch (RefusedException refused) when (refused.Refusal.Code != "record.unknown")
        {
            return pages.Show(part, id, refused.Refusal);
        }
    }
}

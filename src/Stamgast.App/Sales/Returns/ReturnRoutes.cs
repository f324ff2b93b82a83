using System.Globalization;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Returns;

namespace Stamgast.App.Sales.Returns;

/// <summary>What is done with a return beyond its steps: the credit note for what is paid back.</summary>
public static class ReturnRoutes
{
    public static void MapReturns(this IEndpointRouteBuilder routes, KindParts parts)
    {
        var part = parts.Of(ReturnKind.Instance);
        // The lines of the order that was just chosen.
        routes.MapPage("/returns/lines", Permission.EditSales, (HttpContext context, RecordPages pages) =>
        {
            var form = RecordForm.Of(part, ReturnKind.Instance.Shape.Blank(), 0);
            form.Put(ReturnKind.Order, context.Request.Query[ReturnKind.Order.Name]);
            return Page.Of<ReturnForm>(new { Form = form });
        });
        routes.MapAction("/returns/{id:long}/credit", Permission.EditSales,
            (long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done) =>
            {
                try
                {
                    return Page.GoTo(done.Once(sent["once"].ToString(), () =>
                    {
                        var made = new CreditReturn(pages.Base, pages.Visit.Viewer, pages.Clock).Do(id, requester.By(Door.Form));
                        return DoneTexts.Address(string.Create(CultureInfo.InvariantCulture, $"/invoices/{CreateRecord.IdOf(pages.Base, made)}"), made);
                    }));
                }
                catch (RefusedException refused) when (refused.Refusal.Code != "record.unknown")
                {
                    return pages.Show(part, id, refused.Refusal);
                }
            });
    }
}

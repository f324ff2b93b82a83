using System.Globalization;
using Stamgast.App.Attachments;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Invoices;

namespace Stamgast.App.Sales.Invoices;

/// <summary>What can be done with invoices beyond what every record has.</summary>
internal static class InvoiceRoutes
{
    public static void MapInvoices(this IEndpointRouteBuilder routes, KindParts parts)
    {
        var part = parts.Of(InvoiceKind.Instance);
        routes.MapPage("/invoices/{id:long}/pdf", Permission.ReadSales, (long id, HttpContext context, InvoicePapers papers) => Serve(papers.Of(id), context));
        routes.MapAction("/invoices/{id:long}/credit", Permission.EditSales,
            (long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done) => Credit(part, id, sent, pages, requester, done));
    }

    private static IResult Serve(InvoiceFile file, HttpContext context)
    {
        if (context.Request.Query.ContainsKey("show")) AttachmentRoutes.ShowInBox(context, MediaTypes.Pdf, file.Name);
        else AttachmentRoutes.Save(context, file.Name);
        return Results.Bytes(file.Bytes, MediaTypes.Pdf);
    }

    private static IResult Credit(KindPart part, long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done)
    {
        try
        {
            return Page.GoTo(done.Once(sent["once"].ToString(), () =>
            {
                var outcome = new CreditInvoice(pages.Base, pages.Visit.Viewer, pages.Clock).Do(id, requester.By(Door.Form));
                return DoneTexts.Address(string.Create(CultureInfo.InvariantCulture, $"/invoices/{CreateRecord.IdOf(pages.Base, outcome)}"), outcome);
            }));
        }
        catch (RefusedException refused) when (refused.Refusal.Code != "record.unknown")
        {
            return pages.Show(part, id, refused.Refusal);
        }
    }
}

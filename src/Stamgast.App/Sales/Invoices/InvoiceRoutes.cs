using System.Globalization;
using Stamgast.App.Attachments;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Formats;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Outbox;
using Stamgast.Outbox.Invoices;
using Stamgast.Sales.Invoices;

namespace Stamgast.App.Sales.Invoices;

/// <summary>What can be done with invoices beyond what every record has.</summary>
internal static class InvoiceRoutes
{
    private const int MostOffered = 200;

    public static void MapInvoices(this IEndpointRouteBuilder routes, KindParts parts)
    {
        var part = parts.Of(InvoiceKind.Instance);
        routes.MapPage("/invoices/{id:long}/pdf", Permission.ReadSales, (long id, HttpContext context, InvoicePapers papers) => Serve(papers.Of(id), context));
        routes.MapAction("/invoices/{id:long}/send", Permission.EditSales,
            (long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done, InvoicePapers papers) =>
                Send(part, id, sent, pages, requester, done, papers));
        routes.MapPage("/invoices/{id:long}/apply", Permission.EditSales, (long id, RecordPages pages) => Apply(part, id, pages));
        routes.MapAction("/invoices/{id:long}/apply", Permission.EditSales,
            (long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done) => Apply(part, id, sent, pages, requester, done));
        routes.MapAction("/invoices/{id:long}/credit", Permission.EditSales,
            (long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done) => Credit(part, id, sent, pages, requester, done));
    }

    private static IResult Apply(KindPart part, long id, RecordPages pages, string? problem = null, IReadOnlyDictionary<long, string>? typed = null)
    {
        var note = new RecordList(pages.Base, part.Kind, pages.Visit.Viewer, pages.Today).Find(id)
            ?? throw new RefusedException(Refusals.Unknown(part.Kind.Shape), id);
        if (!InvoiceKind.IsUnapplied(note)) return pages.Show(part, id, new Refusal("credit.not_open", id, note[InvoiceKind.OwnNumber]));
        var offered = new ApplyCredit(pages.Base, pages.Visit.Viewer, pages.Clock).Offered(note.State, pages.Today, MostOffered);
        return Page.Of<ApplyPage>(new { Note = note, Offered = offered, Problem = problem, Typed = typed },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static IResult Apply(KindPart part, long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done)
    {
        var (typed, parts) = (new Dictionary<long, string>(), new List<SetOffPart>());
        for (var i = 0; i < Math.Min(sent["invoice"].Count, sent["amount"].Count); i++)
            if (long.TryParse(sent["invoice"][i], NumberStyles.None, CultureInfo.InvariantCulture, out var to)) typed[to] = sent["amount"][i]!.Trim();
        foreach (var (to, text) in typed.Where(t => t.Value.Length > 0))
        {
            var read = Amount.Read(text, pages.Visit.PointIsDecimal);
            if (read.Value is not { } amount)
                return Apply(part, id, pages, pages.Visit.T("invoice.apply.unread", text.Length > 40 ? text[..40] + "…" : text), typed);
            if (Amount.Of(amount) != 0) parts.Add(new SetOffPart(to, Amount.Of(amount)));
        }
        try
        {
            return Page.GoTo(done.Once(sent["once"].ToString(), () => DoneTexts.Address(string.Create(CultureInfo.InvariantCulture, $"/invoices/{id}"),
                new ApplyCredit(pages.Base, pages.Visit.Viewer, pages.Clock).Do(id, parts, requester.By(Door.Form)))));
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "credit.not_open") { return pages.Show(part, id, refused.Refusal); }
        catch (RefusedException refused) when (refused.Refusal.Code != "record.unknown")
        {
            return Apply(part, id, pages, string.Join(' ', refused.Refusal.Where(pages.Visit.Culture) + pages.Visit.T("shell.colon"),
                refused.Refusal.What(pages.Visit.Culture), refused.Refusal.Remedy(pages.Visit.Culture)), typed);
        }
    }

    // What went to whom, in which language and why.
    private static IResult Send(KindPart part, long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done, InvoicePapers papers)
    {
        try
        {
            return Page.GoTo(done.Once(sent["once"].ToString(), () =>
            {
                var paper = papers.Of(id);
                var mail = new SendInvoice(pages.Base, pages.Visit.Viewer, pages.Clock)
                    .Do(id, new MailFile(paper.Name, MediaTypes.Pdf, paper.Bytes), requester.By(Door.Form));
                return DoneTexts.Said(string.Create(CultureInfo.InvariantCulture, $"/invoices/{id}"), "invoice.sent.done", mail.To,
                    mail.Language.Why(pages.Visit.Culture));
            }));
        }
        catch (RefusedException refused) when (refused.Refusal.Code != "record.unknown")
        {
            return pages.Show(part, id, refused.Refusal);
        }
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

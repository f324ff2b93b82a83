using System.Globalization;
using System.Text;
using Stamgast.App.Attachments;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Attachments;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;
using Stamgast.Settings;

namespace Stamgast.App.Outbox;

/// <summary>The outbox: its list, one mail, what people do with it, and the page on which a mail to a customer is written.</summary>
internal static class OutboxRoutes
{
    // A mail is from outside or may quote it: nothing in it runs, loads, submits or leads anywhere in our window.
    private const string Harmless = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'";

    private const int Shown = 50;

    public static void MapOutbox(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(OutboxAddress.Path, Permission.ReadMail, List);
        routes.MapPage(OutboxAddress.Path + "/{id:long}", Permission.ReadMail, Show);
        routes.MapPage(OutboxAddress.Path + "/{id:long}/html", Permission.ReadMail, ShowHtml);
        routes.MapPage(OutboxAddress.Path + "/{id:long}/eml", Permission.ReadMail, Download);
        routes.MapAction(OutboxAddress.Path + "/{id:long}/retry", Permission.SendMail, (long id, MailDecisions decide, Requester requester) =>
            Decided(id, "mail.done.retry", () => decide.Retry(id, requester.Actor)));
        routes.MapAction(OutboxAddress.Path + "/{id:long}/cancel", Permission.SendMail, (long id, MailDecisions decide, Requester requester) =>
            Decided(id, "mail.done.cancel", () => decide.Cancel(id, requester.Actor)));
        routes.MapAction(OutboxAddress.Path + "/{id:long}/sent", Permission.SendMail, (long id, MailDecisions decide, Requester requester) =>
            Decided(id, "mail.done.sent", () => decide.WasSent(id, requester.Actor)));
        routes.MapPage("/customers/{id:long}/mail", Permission.SendMail, (long id, MailWriting writing) => writing.Show(id));
        routes.MapUpload("/customers/{id:long}/mail", Permission.SendMail,
            (long id, HttpContext context, MailWriting writing) => writing.SendAsync(id, context));
        routes.MapPage(UncertainPage.Path, Permission.SendMail, AskAboutMany);
        routes.MapAction(UncertainPage.Path, Permission.SendMail, DecideMany);
        routes.MapPage(OutboxAddress.Path + "/{id:long}/files/{position:int}", Permission.ReadMail, DownloadFile);
    }

    private static IResult List(HttpContext context, Base customers, Viewer viewer)
    {
        var address = OutboxAddress.Parse(context.Request.Query);
        var list = new OutboxList(customers, viewer);
        return Page.Of<OutboxPage>(new
        {
            View = new OutboxView(address, list.Page(address.State, address.Customer, address.After, Shown), list.Counts(), HasServer(customers)),
        });
    }

    private static IResult Show(long id, HttpContext context, Base customers, Viewer viewer, Visit visit)
    {
        var list = new OutboxList(customers, viewer);
        var mail = list.Require(id);
        var files = list.FilesOf(id);
        // Its HTML is shown in a frame of its own.
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ContentSecurityPolicy + "; frame-src 'self'";
        using var message = MailMessage.Of(mail, files, MailServer.SenderOf(customers));
        return Page.Of<MailPage>(new
        {
            View = new MailView(mail, list.AttemptsOf(id), [.. files.Select(f => (f.Name, (long)f.Content.Length))],
                [.. message.Headers.Select(h => (h.Field, h.Value))], UserNames.Read(customers, visit)),
        });
    }

    private static IResult ShowHtml(long id, HttpContext context, Base customers, Viewer viewer)
    {
        var mail = new OutboxList(customers, viewer).Require(id);
        context.Response.Headers.ContentSecurityPolicy = Harmless;
        return Results.Text(mail.Html ?? "", "text/html", Encoding.UTF8);
    }

    private static IResult Download(long id, Base customers, Viewer viewer)
    {
        var list = new OutboxList(customers, viewer);
        using var message = MailMessage.Of(list.Require(id), list.FilesOf(id), MailServer.SenderOf(customers));
        return Results.File(MailMessage.Bytes(message), "message/rfc822", string.Create(CultureInfo.InvariantCulture, $"mail-{id}.eml"));
    }

    private static IResult DownloadFile(long id, int position, HttpContext context, Base customers, Viewer viewer)
    {
        if (new OutboxList(customers, viewer).FilesOf(id).ElementAtOrDefault(position) is not { } file) throw new RefusedException("mail.unknown", id);
        AttachmentRoutes.Save(context, file.Name);
        return Results.Bytes(file.Content, MediaTypes.Unknown);
    }

    private static IResult AskAboutMany(HttpContext context, Base customers, Viewer viewer)
    {
        var query = context.Request.Query;
        var which = new UncertainMails(query["all"] == "1" ? null : Ids(query["id"]), long.MaxValue);
        var preview = which.Preview(customers, viewer, Shown);
        if (preview.Count == 0) return Page.GoTo(DoneTexts.Said(new OutboxAddress { State = MailState.Uncertain }.Href(), "outbox.decide.none"));
        return Page.Of<UncertainPage>(new { View = new UncertainView(which, query["what"] != "again", preview, HasServer(customers)) });
    }

    private static IResult DecideMany(IFormCollection form, MailDecisions decide, Requester requester)
    {
        var which = long.TryParse(form["upto"], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? new UncertainMails(null, last)
            : new UncertainMails(Ids(form["id"]));
        var wasSent = form["what"] == "sent";
        var count = decide.Decide(which, wasSent, requester.Actor);
        return Page.GoTo(new Flash { Key = wasSent ? "outbox.decide.sent.done" : "outbox.decide.again.done", Count = count }.At(OutboxAddress.Path));
    }

    private static List<long> Ids(IEnumerable<string?> texts) =>
        [.. texts.Select(t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Take(1000)];

    private static IResult Decided(long id, string said, Action decide)
    {
        decide();
        return Page.GoTo(DoneTexts.Said(OutboxAddress.Of(id), said));
    }

    /// <summary>False when mails wait.</summary>
    internal static bool HasServer(Base customers) => MailServer.IsGiven(OrganisationSettings.Of(customers));
}

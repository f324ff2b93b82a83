using System.Globalization;
using Stamgast.App.Kinds;
using Stamgast.App.Outbox;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Kinds.Verbs;
using Stamgast.Outbox;
using Stamgast.Settings;
using Stamgast.Service.Tickets;
using Stamgast.Shops;

namespace Stamgast.App.Service;

/// <summary>An answer that goes out as a mail: to whom it says, from the shop of the ticket, with the number of the ticket in its subject.</summary>
internal static class TicketReply
{
    /// <summary>True for tickets that are answered by mail; others are answered in the way they came, and the answer is noted.</summary>
    public static bool IsMailed(RecordState ticket) => ticket.Values[TicketKind.Channel] is "email" or "web";

    /// <summary>Queues the mail. Returns the address of the ticket, with what is said there.</summary>
    /// <exception cref="RefusedException">As <see cref="ReplyToTicket"/>.</exception>
    public static string Send(RecordState ticket, IFormCollection sent, TicketThen then, RecordPages pages, Actor actor)
    {
        var values = ticket.Values;
        var customer = values[TicketKind.OfCustomer] is { } id ? new CustomerLookup(pages.Base, pages.Visit.Viewer).Find(long.Parse(id,
            CultureInfo.InvariantCulture)) : null;
        var shop = values[TicketKind.OfShop] is { } of ? AskedRecords.Find(pages.Base, ShopKind.Instance, long.Parse(of, CultureInfo.InvariantCulture)) : null;
        var draft = new MailDraft
        {
            To = [sent["to"].ToString()],
            Cc = [sent["cc"].ToString()],
            Subject = $"Re: {values[TicketKind.Subject]} [{values[TicketKind.OwnNumber]}]",
            Text = sent["body"].ToString(),
            Shop = shop?.Id,
            Customer = customer?.MergedInto ?? customer?.Id,
            Language = MailLanguage.Choose(customer?.Values[CustomerFields.Language], shop is null ? OrganisationSettings.Of(pages.Base).CustomerLanguages
                : RecordValues.Elements(shop.Values[ShopKind.Languages])),
        };
        var (mail, outcome) = new ReplyToTicket(pages.Base, pages.Visit.Viewer, pages.Clock).Do(ticket.Id, draft, then, actor);
        var goes = OutboxRoutes.HasServer(pages.Base);
        return new Flash
        {
            Set = outcome?.Set.Id, Key = goes ? "mail.done.queued" : "mail.done.held", Href = OutboxAddress.Of(mail), LinkKey = "mail.done.show", Warns = !goes,
        }.At(string.Create(CultureInfo.InvariantCulture, $"/tickets/{ticket.Id}"));
    }
}

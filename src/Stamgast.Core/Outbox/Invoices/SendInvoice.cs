using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Language;
using Stamgast.Sales.Invoices;
using Stamgast.Shops;

namespace Stamgast.Outbox.Invoices;

/// <summary>What was put into the outbox.</summary>
/// <param name="Mail">The ID of the mail.</param>
/// <param name="To">The address.</param>
public sealed record SentInvoice(long Mail, string To, MailLanguage Language);

/// <summary>Puts the mail with a booked invoice or credit note into the outbox, as often as somebody asks for it.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class SendInvoice(Base customers, Viewer viewer, TimeProvider clock)
{
    private static readonly InvoiceKind Kind = InvoiceKind.Instance;

    /// <summary>The mails about an invoice, the newest first.</summary>
    public static IReadOnlyList<OutboxMail> Of(Base customers, Viewer viewer, long id, int limit) =>
        new OutboxList(customers, viewer).About(Kind.Key, id, limit);

    /// <summary>Queues the mail to the recipient of the invoice, or else to the customer.</summary>
    /// <param name="paper">The invoice as a file.</param>
    /// <exception cref="RefusedException">record.unknown; record.trashed; invoice.send_draft; invoice.no_address; what <see cref="QueueMail.Do"/> says
    /// </exception>
    public SentInvoice Do(long id, MailFile paper, Actor actor)
    {
        var invoice = AskedRecords.Require(customers, Kind, id);
        if (invoice.Trashed) throw new RefusedException(Refusals.Trashed(Kind.Shape), id);
        if (invoice.Values[InvoiceKind.OfState] is null or InvoiceKind.Draft) throw new RefusedException("invoice.send_draft", id);
        var draft = Compose(invoice, paper, Of(customers, viewer, id, 1).Count > 0);
        return new SentInvoice(new QueueMail(customers, clock).Do(draft, actor), draft.To[0], draft.Language!);
    }

    private MailDraft Compose(RecordState invoice, MailFile paper, bool isAgain)
    {
        using var context = new KindContext(customers, viewer, clock);
        var values = invoice.Values;
        var customer = values[InvoiceKind.OfCustomer] is { } of ? context.CustomerOf(long.Parse(of, CultureInfo.InvariantCulture)) : null;
        if (customer is null) throw new RefusedException(Refusals.Unknown(Kind.Shape), invoice.Id);
        var to = values[InvoiceKind.Recipient] ?? customer.Values[CustomerFields.Email]
            ?? throw new RefusedException("invoice.no_address", invoice.Id, customer.Values.DisplayName);
        var shop = context.Find(ShopKind.Instance, values[InvoiceKind.OfShop])?.Values;
        var language = MailLanguage.About(values[InvoiceKind.OfLanguage], customer, shop, context);
        var culture = Cultures.Match(language.Tag, context.Settings.HomeCountry) ?? Cultures.English;
        var from = shop?[ShopKind.LegalName] ?? shop?[ShopKind.Name] ?? context.Settings.Name;
        var total = Amount.Of(values[InvoiceKind.OfTotal]);
        var kind = total < 0 || values[InvoiceKind.Credits] is not null ? "credit" : isAgain ? "again" : "first";
        var money = $"{values[InvoiceKind.InCurrency]} {Amount.Show(Math.Abs(total), 2, culture)}";
        var due = kind != "credit" && values[InvoiceKind.DueDate] is { } last ? Texts.Get("invoice.mail.due", culture, Day(last, culture)) + "\n" : "";
        var message = kind != "credit" && values[InvoiceKind.Remittance] is { } said ? Texts.Get("invoice.mail.message", culture, said) + "\n" : "";
        return new MailDraft
        {
            To = [to], Subject = Texts.Get($"invoice.mail.{kind}.subject", culture, values[InvoiceKind.OwnNumber], from),
            Text = Texts.Get("mail.dear", culture, customer.Values.DisplayName) + "\n\n"
                + Texts.Get($"invoice.mail.{kind}.text", culture, values[InvoiceKind.OwnNumber], money) + "\n" + due + message + "\n" + from,
            Shop = values[InvoiceKind.OfShop] is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null, Customer = customer.Id,
            About = (Kind.Key, invoice.Id), Language = language, Files = [paper],
        };
    }

    private static string Day(string text, CultureInfo culture) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMMM yyyy", culture);
}

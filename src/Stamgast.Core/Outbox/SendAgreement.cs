using System.Globalization;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Language;
using Stamgast.Sales.Agreements;
using Stamgast.Shops;

namespace Stamgast.Outbox;

/// <summary>Which mail an agreement gets by its state.</summary>
public enum AgreementMail
{
    /// <summary>A draft: read and sign.</summary>
    Invite,

    /// <summary>It was sent already.</summary>
    Remind,

    /// <summary>It was signed: the document once more, to look at.</summary>
    Again,
}

/// <summary>What was put into the outbox.</summary>
/// <param name="To">The address.</param>
public sealed record SentAgreement(AgreementMail Mail, string To, MailLanguage Language);

/// <summary>The paper plane of an agreement: puts the mail that its state asks for into the outbox, with a new personal link.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class SendAgreement(Base customers, DocumentStore store, Viewer viewer, TimeProvider clock)
{
    private static readonly AgreementKind Kind = AgreementKind.Instance;

    /// <summary>The mail that an agreement would get; null when it is over.</summary>
    public static AgreementMail? MailOf(RecordValues agreement) => agreement[AgreementKind.OfState] switch
    {
        AgreementKind.Draft => AgreementMail.Invite,
        AgreementKind.Sent or AgreementKind.Opened or AgreementKind.PartlySigned => AgreementMail.Remind,
        AgreementKind.Signed => AgreementMail.Again,
        _ => null,
    };

    /// <summary>Marks a draft as sent, renews the link, and queues the mail; link and mail are there together or not at all.</summary>
    /// <param name="site">The address of this program as customers reach it: "https://klanten.example".</param>
    /// <exception cref="RefusedException">record.unknown; record.trashed; agreement.over; agreement.no_document; agreement.no_address; what
    /// <see cref="QueueMail.Do"/> says; busy</exception>
    public SentAgreement Do(long id, string site, Actor actor)
    {
        var now = AskedRecords.Require(customers, Kind, id);
        if (now.Trashed) throw new RefusedException(Refusals.Trashed(Kind.Shape), id);
        if (MailOf(now.Values) is not { } mail) throw new RefusedException("agreement.over", id, now.Values[AgreementKind.OwnNumber]);
        if (now.Values[AgreementKind.Document] is null) throw new RefusedException("agreement.no_document", id, Kind.NameOf(now.Values));
        var (draft, key) = Compose(now, mail, site);
        if (mail == AgreementMail.Invite)
        {
            new StepRecords(customers, Kind, viewer, clock).Do([id], Kind.Steps.First(s => s.Key == "send"), new Dictionary<int, string?>(), actor);
            now = AskedRecords.Require(customers, Kind, id);
        }
        var queue = new QueueMail(customers, clock);
        var renewed = new EditRecord(customers, Kind, viewer, clock).Do(id, now.Version, new GivenRecord(now.Values, new Dictionary<int, string?>
        {
            [AgreementKind.LinkKey.Ordinal] = ReviewLink.HashOf(key),
        }), actor with { Committing = (transaction, _) => queue.Within(transaction, draft, actor.UserId) }, GivenBy.Rules);
        // Somebody else sent it at the same moment.
        if (renewed.Set is null) throw new RefusedException(Trouble.Busy);
        return new SentAgreement(mail, draft.To[0], draft.Language!);
    }

    private (MailDraft Draft, string Key) Compose(RecordState agreement, AgreementMail mail, string site)
    {
        using var context = new KindContext(customers, viewer, clock);
        var values = agreement.Values;
        var customer = context.CustomerOf(long.Parse(values[AgreementKind.OfCustomer]!, CultureInfo.InvariantCulture))
            ?? throw new RefusedException(Refusals.Unknown(Kind.Shape), agreement.Id);
        var shop = context.Find(ShopKind.Instance, values[AgreementKind.OfShop])?.Values;
        var (name, to) = Recipient(values, customer) ?? throw new RefusedException("agreement.no_address", agreement.Id, customer.Values.DisplayName);
        var language = MailLanguage.About(values[AgreementKind.OfLanguage], customer, shop, context);
        var culture = Cultures.Match(language.Tag, context.Settings.HomeCountry) ?? Cultures.English;
        var key = ReviewLink.NewKey();
        var texts = "agreement.mail." + mail.ToString().ToLowerInvariant();
        var from = shop?[ShopKind.LegalName] ?? shop?[ShopKind.Name] ?? context.Settings.Name;
        var until = values[AgreementKind.ExpiresOn] is { } last && mail != AgreementMail.Again ? Texts.Get("agreement.mail.until", culture,
            DateOnly.ParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMMM yyyy", culture)) + "\n\n" : "";
        return (new MailDraft
        {
            To = [to], Subject = Texts.Get(texts + ".subject", culture, values[AgreementKind.Title]),
            Text = Texts.Get("mail.dear", culture, name) + "\n\n" + Texts.Get(texts + ".text", culture, values[AgreementKind.Title])
                + $"\n\n{site.TrimEnd('/')}{ReviewLink.PathOf(key)}\n\n" + until + from,
            Shop = values[AgreementKind.OfShop] is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null, Customer = customer.Id,
            About = (Kind.Key, agreement.Id), Language = language, Files = mail == AgreementMail.Again ? [Copy(agreement)] : [],
        }, key);
    }

    // Whoever has not signed yet comes first.
    private static (string Name, string To)? Recipient(RecordValues values, CustomerState customer)
    {
        var signers = Signer.All(values[AgreementKind.Signers]).Select(s => s.Signer).Where(s => s.Email.Length > 0).ToList();
        if ((signers.Find(s => s.SignedOn.Length == 0) ?? signers.FirstOrDefault()) is { } signer) return (signer.Name, signer.Email);
        return customer.Values[CustomerFields.Email] is { } own ? (customer.Values.DisplayName ?? "", own) : null;
    }

    // The signed copy when there is one, otherwise the document.
    private MailFile Copy(RecordState agreement)
    {
        var copy = AttachmentList.Of(customers, Kind.Shape, agreement.Id, AgreementDocument.SignedPart) is [.., var last] ? last
            : AskedRecords.Require(customers, AttachmentKind.Instance, long.Parse(agreement.Values[AgreementKind.Document]!, CultureInfo.InvariantCulture));
        return new MailFile(copy.Values[AttachmentKind.FileName] ?? "agreement.pdf", copy.Values[AttachmentKind.MediaType] ?? MediaTypes.Pdf,
            store.Read(copy.Values[AttachmentKind.StoreKey] ?? ""));
    }
}

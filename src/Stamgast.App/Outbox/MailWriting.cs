using System.Globalization;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Merging;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;
using Stamgast.Settings;
using Stamgast.Shops;

namespace Stamgast.App.Outbox;

/// <summary>Writing one mail to one customer: to whom, in which language and why, from which shop.</summary>
internal sealed class MailWriting(Base customers, Viewer viewer, Visit visit, Requester requester, QueueMail queue, DoneForms done)
{
    private const int MostShops = 100;

    public IResult Show(long id)
    {
        var customer = Find(id);
        var shops = Shops();
        return Render(customer, new MailInput(customer.Values[CustomerFields.Email] ?? "", "", shops.Count == 1 ? shops[0].Id : null, null, "", ""), null);
    }

    public IResult Send(long id, IFormCollection form)
    {
        var customer = Find(id);
        var input = new MailInput(form["to"].ToString(), form["cc"].ToString(),
            long.TryParse(form["shop"], NumberStyles.None, CultureInfo.InvariantCulture, out var shop) ? shop : null,
            form["language"].ToString(), form["subject"].ToString(), form["text"].ToString()) { Once = form["once"].ToString() };
        try
        {
            return Page.GoTo(done.Once(input.Once, () => Queued(customer, input)));
        }
        catch (RefusedException e) when (e.Refusal.Kind == RefusalKind.Invalid)
        {
            return Render(customer, input, e.Refusal);
        }
    }

    private string Queued(CustomerState customer, MailInput input)
    {
        var usual = LanguageOf(customer, input.Shop);
        var mail = queue.Do(new MailDraft
        {
            To = [input.To],
            Cc = [input.Cc],
            Subject = input.Subject,
            Text = input.Text,
            Shop = input.Shop,
            Customer = customer.Id,
            Language = input.Language is { Length: 2 } chosen && chosen != usual.Tag && Offered(input.Shop).Contains(chosen)
                ? new MailLanguage(chosen, LanguageReason.Chosen, usual.Wanted) : usual,
        }, requester.Actor);
        var flash = new Flash { Key = HasServer ? "mail.done.queued" : "mail.done.held", Href = OutboxAddress.Of(mail), LinkKey = "mail.done.show",
            Warns = !HasServer };
        return flash.At(string.Create(CultureInfo.InvariantCulture, $"/customers/{customer.Id}"));
    }

    private IResult Render(CustomerState customer, MailInput input, Refusal? refusal)
    {
        var sender = Shops(input.Shop) is { } shop && shop[ShopKind.SenderEmail] is { } email ? email
            : MailServer.SenderOf(customers)?.Address;
        return Page.Of<ComposePage>(new
        {
            View = new ComposeView(customer.Id, customer.Values.DisplayName ?? visit.T("customers.noName"), input)
            {
                Addresses = [.. new[] { customer.Values[CustomerFields.Email] }
                    .Concat(RecordValues.Elements(customer.Values[CustomerFields.OtherEmails])).OfType<string>()],
                Shops = Shops(),
                Languages = [.. Offered(input.Shop).Prepend("en").Distinct()],
                Language = LanguageOf(customer, input.Shop),
                Sender = sender,
                HasServer = HasServer,
                Refusal = refusal,
            },
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private bool HasServer => OutboxRoutes.HasServer(customers);

    private CustomerState Find(long id)
    {
        var customer = new CustomerLookup(customers, viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        if (customer.Trashed) throw new RefusedException("customer.trashed", id);
        return customer.MergedInto is not null ? throw AbsorbedCustomers.Refused(customers, id) : customer;
    }

    private MailLanguage LanguageOf(CustomerState customer, long? shop) =>
        MailLanguage.Choose(customer.Values[CustomerFields.Language], Offered(shop));

    private IReadOnlyList<string> Offered(long? shop) => Shops(shop) is { } values ? RecordValues.Elements(values[ShopKind.Languages])
        : OrganisationSettings.Of(customers).CustomerLanguages;

    private RecordValues? Shops(long? id) => id is { } known ? List().Find(known)?.State.Values : null;

    private IReadOnlyList<(long Id, string Name)> Shops() => [.. List().Page(new RecordQuery(), null, MostShops).Rows
        .Where(r => r[ShopKind.Active] == "1").Select(r => (r.State.Id, r[ShopKind.Name] ?? ""))];

    private RecordList List() => new(customers, ShopKind.Instance, viewer, "2000-01-01");
}

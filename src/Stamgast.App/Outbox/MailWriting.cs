using System.Globalization;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Serving.Queues;
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
internal sealed class MailWriting(Base customers, Viewer viewer, Visit visit, Requester requester, QueueMail queue, DoneForms done, MailFiles files,
    WaitingRoom room)
{
    private const int MostShops = 100;

    // More than the most letters of a text, in UTF-8.
    private const int LongestText = 1 << 20;

    public IResult Show(long id)
    {
        var customer = Find(id);
        var shops = Shops();
        return Render(customer, new MailInput(customer.Values[CustomerFields.Email] ?? "", "", shops.Count == 1 ? shops[0].Id : null, null, "", ""), null);
    }

    public async Task<IResult> SendAsync(long id, HttpContext context)
    {
        var upload = await StreamedUpload.ReadAsync(context, LongestText);
        var customer = Find(id);
        var input = Read(upload.Fields);
        try
        {
            List<MailFile> attached = [.. files.Read(id, input.Files), .. await files.ReadAsync(upload, context.RequestAborted)];
            if (attached.Count > MailFiles.Most) throw new RefusedException("mail.files", attached.Count, MailFiles.Most);
            var address = "";
            await room.PassAsync(Permission.SendMail, () =>
            {
                address = done.Once(input.Once, () => Queued(customer, input, attached));
                return Task.CompletedTask;
            }, context.RequestAborted);
            return Page.GoTo(address);
        }
        catch (RefusedException e) when (e.Refusal.Kind == RefusalKind.Invalid || e.Refusal.Code.StartsWith("attachment.", StringComparison.Ordinal))
        {
            return Render(customer, input, e.Refusal);
        }
    }

    private static MailInput Read(IReadOnlyDictionary<string, string> form)
    {
        return new MailInput(Given("to"), Given("cc"), Number(Given("shop")), Given("language"), Given("subject"), Given("text"))
        {
            Once = Given("once"),
            Files = [.. form.Keys.Where(k => k.StartsWith(ComposePage.FileField, StringComparison.Ordinal))
                .Select(k => Number(k[ComposePage.FileField.Length..])).OfType<long>()],
        };

        string Given(string name) => form.GetValueOrDefault(name, "");
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Queued(CustomerState customer, MailInput input, IReadOnlyList<MailFile> attached)
    {
        var usual = LanguageOf(customer, input.Shop);
        var mail = queue.Do(new MailDraft
        {
            To = [input.To],
            Cc = [input.Cc],
            Subject = input.Subject,
            Text = input.Text,
            Files = attached,
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
                Files = files.Of(customer.Id),
                Largest = files.Largest >> 20,
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

using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Relations;
using Stamgast.Sales.Agreements;
using Stamgast.Sales.Contracts;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Orders;
using Stamgast.Sales.Payments;
using Stamgast.Sales.Returns;
using Stamgast.Service.Conversations;
using Stamgast.Service.Tickets;
using Stamgast.Shops;
using Stamgast.Tasks;

namespace Stamgast.SampleData.World;

/// <summary>Adds all that hangs on sample customers: about six records each, the same for the same seed. One change set for each kind.</summary>
internal sealed class SampleWorld(Base customers, TimeProvider clock, Actor actor, Action<long>? progress, CancellationToken cancel)
{
    private const int FirstYear = 2022;
    private const int LastYear = 2026;

    // All that sample customers name; the first two sell.
    private static readonly (string Name, string Code, string Languages)[] SampleShops =
        [("Webshop", "WEB", "en | nl | fr"), ("Gent", "GENT", "en | nl"), ("Antwerpen", "ANTW", "en | nl"), ("Liège", "LIEGE", "en | fr")];

    private long made;

    /// <summary>Adds the records; gives their number.</summary>
    /// <param name="people">The customers with their IDs, made again for each kind.</param>
    /// <param name="originals">The same without those who are there a second time.</param>
    public long Add(Func<IEnumerable<(long Id, CustomerValues Values)>> people, Func<IEnumerable<(long Id, CustomerValues Values)>> originals, long seed)
    {
        var shops = Make(ShopKind.Instance, Shops());
        var sales = new SampleSales(people, seed, shops + 1);
        var service = new SampleTalks(people, seed, shops + 1);
        var homes = new SampleHomes(originals, seed);
        var orders = Make(OrderKind.Instance, sales.Orders().Select(o => o.Values));
        Make(OfferKind.Instance, sales.Offers());
        var invoices = Make(InvoiceKind.Instance, sales.Invoices(orders).Select(i => i.Values));
        Make(PaymentKind.Instance, sales.Payments(orders, invoices));
        Make(PaymentLinkKind.Instance, sales.PaymentLinks(orders, invoices));
        Make(ReturnKind.Instance, sales.Returns(orders));
        var contracts = Make(ContractKind.Instance, sales.Contracts());
        Make(AgreementKind.Instance, sales.Agreements());
        var tickets = Make(TicketKind.Instance, service.Tickets().Select(t => t.Values));
        var talks = Make(ConversationKind.Instance, service.Conversations(tickets));
        Make(ContactKind.Instance, service.Contacts());
        var families = Make(FamilyKind.Instance, homes.Families());
        Make(FamilyMemberKind.Instance, homes.FamilyMembers(families));
        Make(LinkKind.Instance, homes.Links());
        Make(TaskShape.Instance, new SampleTasks(people, seed, actor.UserId).All(service, tickets, sales, orders, invoices));
        Make(AttachmentKind.Instance, new SampleFiles(new KeepDocument(customers, DocumentStore.Of(customers), clock), originals, seed)
            .All(sales, contracts, service, tickets, talks));
        GoOn([.. Enumerable.Range(1, SampleShops.Length).Select(i => shops + i)]);
        return made;
    }

    // Gives the ID before that of the first.
    private long Make(RecordKind kind, IEnumerable<RecordValues> values) => Make(kind.Shape, values);

    private long Make(RecordShape shape, IEnumerable<RecordValues> values)
    {
        long before;
        using (var reader = customers.OpenReader())
        using (var command = reader.Query("select coalesce(max(value), 0) from counter where name = @name", ("name", shape.Table)))
            before = Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        using var some = values.GetEnumerator();
        if (!some.MoveNext()) return before;
        var outcome = new CreateRecords(customers, shape, clock).Do(Rest(), ChangeKind.Sample, actor, count => progress?.Invoke(made + count), cancel);
        made += outcome.Set.Created;
        return before;

        IEnumerable<RecordValues> Rest()
        {
            do yield return some.Current; while (some.MoveNext());
        }
    }

    // The numbers of the samples count over all shops and years.
    private void GoOn(long[] shops)
    {
        foreach (var kind in RecordKinds.All.Where(k => k.Number is { By: GivenBy.Steps }))
        {
            var taken = 0L;
            using (var reader = customers.OpenReader())
            using (var command = reader.Query($"select count(*) from {kind.Shape.Table}"))
                taken = Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
            foreach (var shop in kind.Shop is null ? [null] : shops.Select(id => AskedRecords.Find(customers, ShopKind.Instance, id)).Append(null))
                for (var year = FirstYear; year <= LastYear; year++) NumberSeries.GoOnAfter(customers, kind, shop, year, taken);
        }
    }

    private static IEnumerable<RecordValues> Shops()
    {
        foreach (var (name, code, languages) in SampleShops)
        {
            var shop = ShopKind.Instance.Shape.Blank();
            shop[ShopKind.Name] = name;
            shop[ShopKind.Code] = code;
            shop[ShopKind.Languages] = languages;
            shop[ShopKind.InCurrency] = "EUR";
            shop[ShopKind.VatRate] = "21.0000";
            shop[ShopKind.LegalName] = "Branderij Peeters BV";
            shop[ShopKind.Address] = "Huidevetterskaai 12\n9000 Gent\nBelgium";
            shop[ShopKind.VatNumber] = "BE0403019261";
            shop[ShopKind.Iban] = "BE68539007547034";
            shop[ShopKind.SenderName] = "Branderij Peeters";
            shop[ShopKind.SenderEmail] = "shop@branderij.example";
            shop[ShopKind.PaymentDays] = "30";
            yield return shop;
        }
    }
}

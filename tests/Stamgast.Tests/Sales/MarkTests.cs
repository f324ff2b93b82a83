using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Sales.Contracts;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Payments;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Sales;

/// <summary>What topics and lists mark with a dot.</summary>
public sealed class MarkTests
{
    [Theory, EachEngine]
    public async Task Overdue_invoices_and_contracts_near_their_notice_date_are_counted_with_the_others(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var late = AddInvoice(place, "2026-11-29");
        AddInvoice(place, "2026-11-30");
        place.Add(InvoiceKind.Instance, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, "10"),
            (InvoiceKind.DueDate, "2026-11-01"));
        Assert.Equal(new TopicCount(3, 3, 1), Counts(place)["invoices"]);
        place.Add(PaymentKind.Instance, (PaymentKind.Invoice, $"{late}"), (PaymentKind.OfAmount, "10"), (PaymentKind.OfCustomer, "1"));
        Assert.Equal(0, Counts(place)["invoices"].Marked);
        // The last day, the thirtieth from now, the day after it, and one that is over; a concept waits for nobody.
        foreach (var end in new[] { "2026-12-30", "2027-01-29", "2027-01-30", "2026-12-29" }) AddContract(place, end, "30");
        place.Add(ContractKind.Instance, (ContractKind.Title, "Concept"), (ContractKind.OfCustomer, "1"), (ContractKind.Start, "2026-01-01"),
            (ContractKind.End, "2026-12-30"), (ContractKind.NoticeDays, "30"));
        Assert.Equal(new TopicCount(5, 5, 2), Counts(place)["contracts"]);
        var list = new RecordList(place.Base, ContractKind.Instance, Viewer.CommandLine, "2026-11-30");
        var near = list.Page(new RecordQuery { Special = ContractKind.Notice }, null, 10).Rows;
        Assert.Equal(2, near.Count);
        // The list says of each row what the condition counts.
        foreach (var row in list.Page(new RecordQuery(), null, 10).Rows)
            Assert.Equal(near.Any(n => n.State.Id == row.State.Id), ContractKind.Instance.Signs(row, "2026-11-30").Any(s => s.Key == ContractKind.Notice));
    }

    private static IReadOnlyDictionary<string, TopicCount> Counts(KindPlace place) => TopicCounts.Of(place.Base, RecordKinds.All, 1, "2026-11-30");

    private static long AddInvoice(KindPlace place, string due)
    {
        var id = place.Add(InvoiceKind.Instance, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, "10"),
            (InvoiceKind.DueDate, due));
        place.Step(InvoiceKind.Instance, id, "book");
        return id;
    }

    private static void AddContract(KindPlace place, string end, string days) => place.Step(ContractKind.Instance, place.Add(ContractKind.Instance,
        (ContractKind.Title, "Rent"), (ContractKind.OfCustomer, "1"), (ContractKind.Start, "2026-01-01"), (ContractKind.End, end),
        (ContractKind.NoticeDays, days)), "activate");
}

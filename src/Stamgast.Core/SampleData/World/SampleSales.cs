using System.Globalization;
using Stamgast.Customers;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Sales.Contracts;
using Stamgast.Sales.Agreements;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Orders;
using Stamgast.Sales.Payments;
using Stamgast.Sales.Returns;

namespace Stamgast.SampleData.World;

/// <summary>
/// Invents what was sold to the sample customers. Each stream can be made again from its start, so that an invoice finds its order by counting, and a
/// million take no memory.
/// </summary>
/// <param name="people">The customers with their IDs, made again for each stream.</param>
/// <param name="firstShop">The ID of the first of the sample shops.</param>
internal sealed class SampleSales(Func<IEnumerable<(long Id, CustomerValues Values)>> people, long seed, long firstShop)
{
    private const long OrderStream = 11L << 40;
    private const long AfterStream = 17L << 40;
    private const long OfferStream = 12L << 40;
    private const long ContractStream = 13L << 40;
    private const long LinkStream = 23L << 40;

    // The day on which the samples were invented: nothing is younger.
    internal static readonly DateOnly Last = new(2026, 11, 27);

    private static readonly string[] ShopCodes = ["WEB", "GENT"];

    private static readonly (string Comment, string Reason, string Condition)[] Reasons =
    [
        ("Beschadigd aangekomen.", "broken", "damaged"), ("Verkeerde maling.", "wrong", "opened"), ("Trop petit.", "unwanted", "unopened"),
        ("Doch nicht gebraucht.", "unwanted", "unopened"),
    ];

    /// <summary>An order, and what follows from it.</summary>
    /// <param name="Number">Counts the orders from 1.</param>
    public sealed record Order(long Number, long Customer, RecordValues Values, decimal Total, DateOnly Day, int Shop, SeededRandom Random);

    /// <summary>The orders: none for four in ten customers, one or two for most, many for some.</summary>
    public IEnumerable<Order> Orders()
    {
        var kind = OrderKind.Instance;
        long number = 0;
        foreach (var (id, customer) in people())
        {
            var random = new SeededRandom(seed, id + OrderStream);
            var count = random.Chance(42) ? 0 : random.Chance(55) ? 1 : random.Chance(80) ? 2 + random.Below(2) : 4 + random.Below(8);
            for (var i = 0; i < count; i++)
            {
                number++;
                var day = Last.AddDays(-(int)Math.Pow(random.Below(1000) / 1000.0 * 38, 2));
                var shop = random.Chance(70) ? 0 : 1;
                var lines = Goods.Lines(random);
                var values = kind.Shape.Blank();
                var age = Last.DayNumber - day.DayNumber;
                var state = random.Chance(6) ? OrderKind.Cancelled : age > 21 ? OrderKind.Finished
                    : random.Chance(12) ? OrderKind.Draft : random.Chance(10) ? OrderKind.Hold : OrderKind.Active;
                values[OrderKind.OfShop] = Text(firstShop + shop);
                values[OrderKind.OfCustomer] = Text(id);
                values[OrderKind.Ordered] = Text(day);
                values[OrderKind.OfState] = state;
                values[OrderKind.InCurrency] = "EUR";
                values[OrderKind.Source] = shop == 0 ? "web" : null;
                values[OrderKind.ExternalNumber] = shop == 0 ? "W" + (700_000 + number).ToString(CultureInfo.InvariantCulture) : null;
                values[OrderKind.OfLines] = DocumentLine.Map(lines);
                if (state == OrderKind.Cancelled) values[OrderKind.CancelReason] = random.Pick(["customer", "stock", "payment", "mistake"]);
                if (state != OrderKind.Draft)
                {
                    values[OrderKind.OwnNumber] = Numbered(shop, "", day.Year, number);
                    values[OrderKind.Issued] = IssuedCustomer.Of(customer);
                }
                if (state == OrderKind.Finished || state == OrderKind.Active && random.Chance(50))
                    values[OrderKind.Deliveries] = Delivered(lines, day.AddDays(1 + random.Below(4)), state == OrderKind.Finished);
                // What follows from it draws from a stream of its own: otherwise the next order would depend on who asked.
                yield return new Order(number, id, values, Totals.Of(lines).Total, day, shop, new SeededRandom(seed, number + AfterStream));
            }
        }
    }

    /// <summary>An invoice for each order that went on, with the ID that the order will have.</summary>
    /// <param name="beforeOrders">The ID before that of the first order.</param>
    public IEnumerable<(RecordValues Values, decimal Total, bool IsPaid, DateOnly Day, Order Order)> Invoices(long beforeOrders)
    {
        long number = 0;
        foreach (var order in Orders())
        {
            if (order.Values[OrderKind.OfState] is not (OrderKind.Finished or OrderKind.Active)) continue;
            number++;
            var day = order.Day.AddDays(order.Random.Below(3));
            var values = InvoiceKind.Instance.Shape.Blank();
            values[InvoiceKind.OwnNumber] = Numbered(order.Shop, "I-", day.Year, number);
            values[InvoiceKind.OfShop] = order.Values[OrderKind.OfShop];
            values[InvoiceKind.OfCustomer] = Text(order.Customer);
            values[InvoiceKind.Order] = Text(beforeOrders + order.Number);
            values[InvoiceKind.Dated] = Text(day);
            values[InvoiceKind.DueDate] = Text(day.AddDays(30));
            values[InvoiceKind.OfState] = InvoiceKind.Booked;
            values[InvoiceKind.InCurrency] = "EUR";
            values[InvoiceKind.OfLines] = order.Values[OrderKind.OfLines];
            values[InvoiceKind.Issued] = order.Values[OrderKind.Issued];
            values[InvoiceKind.Remittance] = StructuredCommunication.Format(number.ToString("0000000000", CultureInfo.InvariantCulture));
            var isOld = Last.DayNumber - day.DayNumber > 45;
            yield return (values, order.Total, order.Random.Chance(isOld ? 97 : 55), day, order);
        }
    }

    /// <summary>The payments of the paid invoices.</summary>
    public IEnumerable<RecordValues> Payments(long beforeOrders, long beforeInvoices)
    {
        long invoice = 0;
        foreach (var (values, total, isPaid, day, order) in Invoices(beforeOrders))
        {
            invoice++;
            if (!isPaid || total <= 0) continue;
            var payment = PaymentKind.Instance.Shape.Blank();
            payment[PaymentKind.OfCustomer] = values[InvoiceKind.OfCustomer];
            payment[PaymentKind.OfShop] = values[InvoiceKind.OfShop];
            payment[PaymentKind.Invoice] = Text(beforeInvoices + invoice);
            payment[PaymentKind.Order] = values[InvoiceKind.Order];
            payment[PaymentKind.OfAmount] = Amount.Write(order.Random.Chance(3) ? Totals.Round(total / 2) : total);
            payment[PaymentKind.InCurrency] = "EUR";
            payment[PaymentKind.Paid] = Text(day.AddDays(order.Random.Below(Math.Max(1, Math.Min(28, Last.DayNumber - day.DayNumber)))));
            payment[PaymentKind.Method] = order.Shop == 0 ? order.Random.Pick(["online", "card", "transfer"]) : order.Random.Pick(["cash", "card", "transfer"]);
            payment[PaymentKind.Reference] = values[InvoiceKind.Remittance];
            yield return payment;
        }
    }

    /// <summary>A return for one in thirty finished orders.</summary>
    public IEnumerable<RecordValues> Returns(long beforeOrders)
    {
        long number = 0;
        foreach (var order in Orders())
        {
            if (order.Values[OrderKind.OfState] != OrderKind.Finished || !order.Random.Chance(3.3)) continue;
            number++;
            var day = order.Day.AddDays(7 + order.Random.Below(10));
            if (day > Last) day = Last;
            var values = ReturnKind.Instance.Shape.Blank();
            values[ReturnKind.OwnNumber] = Numbered(order.Shop, "R-", day.Year, number);
            values[ReturnKind.OfShop] = order.Values[OrderKind.OfShop];
            values[ReturnKind.OfCustomer] = Text(order.Customer);
            values[ReturnKind.Order] = Text(beforeOrders + order.Number);
            values[ReturnKind.Asked] = Text(day);
            values[ReturnKind.OfState] = Last.DayNumber - day.DayNumber > 30 ? ReturnKind.Handled
                : order.Random.Pick([ReturnKind.Requested, ReturnKind.Approved, ReturnKind.Received]);
            var why = order.Random.Below(Reasons.Length);
            var (comment, reason, condition) = Reasons[why];
            values[ReturnKind.CustomerComment] = comment;
            var line = DocumentLine.All(order.Values[OrderKind.OfLines])[0];
            values[ReturnKind.Lines] = MapValue.Write([new(line.Id, new ReturnLine
            {
                Quantity = Math.Min(1, line.Line.Quantity), Reason = reason, Condition = condition, Restocks = condition == "unopened",
                Resolution = reason == "broken" ? ReturnLine.Exchange : ReturnLine.Refund,
            }.Write())]);
            yield return values;
        }
    }

    /// <summary>Offers to one in six customers.</summary>
    public IEnumerable<RecordValues> Offers()
    {
        long number = 0;
        foreach (var (id, customer) in people())
        {
            var random = new SeededRandom(seed, id + OfferStream);
            if (!random.Chance(customer.IsCompany ? 40 : 8)) continue;
            number++;
            var day = Last.AddDays(-random.Below(700));
            var isOld = Last.DayNumber - day.DayNumber > 40;
            var state = isOld ? random.Pick([OfferKind.Accepted, OfferKind.Declined, OfferKind.Expired]) : random.Pick([OfferKind.Concept, OfferKind.Sent]);
            var values = OfferKind.Instance.Shape.Blank();
            values[OfferKind.OfShop] = Text(firstShop);
            values[OfferKind.OfCustomer] = Text(id);
            values[OfferKind.Offered] = Text(day);
            values[OfferKind.ValidUntil] = Text(day.AddDays(30));
            values[OfferKind.OfState] = state;
            values[OfferKind.InCurrency] = "EUR";
            values[OfferKind.OfLines] = DocumentLine.Map(Goods.Lines(random));
            values[OfferKind.OfLanguage] = customer[CustomerFields.Language];
            if (state != OfferKind.Concept)
            {
                values[OfferKind.OwnNumber] = Numbered(0, "O-", day.Year, number);
                values[OfferKind.SentOn] = Text(day);
                values[OfferKind.Issued] = IssuedCustomer.Of(customer);
            }
            if (state is OfferKind.Accepted or OfferKind.Declined) values[OfferKind.AnsweredOn] = Text(day.AddDays(random.Below(25)));
            yield return values;
        }
    }

    /// <summary>Payment links for some invoices: paid, open or expired like these.</summary>
    public IEnumerable<RecordValues> PaymentLinks(long beforeOrders, long beforeInvoices)
    {
        long invoice = 0;
        foreach (var (values, total, isPaid, day, _) in Invoices(beforeOrders))
        {
            invoice++;
            var random = new SeededRandom(seed, invoice + LinkStream);
            if (total <= 0 || !random.Chance(isPaid ? 5 : 35)) continue;
            var made = day.AddDays(random.Below(4));
            var link = PaymentLinkKind.Instance.Shape.Blank();
            link[PaymentLinkKind.OwnNumber] = "PL" + (5_000_000 + invoice).ToString(CultureInfo.InvariantCulture);
            link[PaymentLinkKind.OfCustomer] = values[InvoiceKind.OfCustomer];
            link[PaymentLinkKind.OfShop] = values[InvoiceKind.OfShop];
            link[PaymentLinkKind.Invoice] = Text(beforeInvoices + invoice);
            link[PaymentLinkKind.Made] = Text(made);
            link[PaymentLinkKind.ExpiresOn] = Text(made.AddDays(30));
            link[PaymentLinkKind.Title] = values[InvoiceKind.OwnNumber];
            link[PaymentLinkKind.OfAmount] = Amount.Write(total);
            link[PaymentLinkKind.InCurrency] = "EUR";
            link[PaymentLinkKind.Address] = $"https://pay.branderij.example/{link[PaymentLinkKind.OwnNumber]}";
            link[PaymentLinkKind.OfState] = isPaid ? PaymentLinkKind.Paid : made.AddDays(30) < Last ? PaymentLinkKind.Expired : PaymentLinkKind.Open;
            yield return link;
        }
    }

    /// <summary>Contracts with one in eight companies.</summary>
    public IEnumerable<RecordValues> Contracts() => ContractsWithLanguage().Select(c => c.Values);

    /// <summary>The same, each with the language of its customer.</summary>
    public IEnumerable<(RecordValues Values, string? Language)> ContractsWithLanguage()
    {
        long number = 0;
        foreach (var (id, customer) in people())
        {
            var random = new SeededRandom(seed, id + ContractStream);
            if (!customer.IsCompany || !random.Chance(12)) continue;
            number++;
            var start = Last.AddDays(-random.Below(900));
            var values = ContractKind.Instance.Shape.Blank();
            values[ContractKind.OwnNumber] = Numbered(0, "C-", start.Year, number);
            values[ContractKind.Title] = random.Pick(["Maintenance of the machine", "Coffee for the office", "Rent of a grinder"]);
            values[ContractKind.OfShop] = Text(firstShop);
            values[ContractKind.OfCustomer] = Text(id);
            values[ContractKind.Start] = Text(start);
            values[ContractKind.End] = Text(start.AddYears(3).AddDays(-1));
            values[ContractKind.NoticeDays] = "90";
            values[ContractKind.Renewal] = "years";
            values[ContractKind.RenewalPeriod] = "1";
            values[ContractKind.OfAmount] = Amount.Write(20 + 5 * random.Below(20));
            values[ContractKind.InCurrency] = "EUR";
            values[ContractKind.Interval] = random.Pick(["month", "quarter", "year"]);
            values[ContractKind.OfState] = ContractKind.Active;
            yield return (values, customer[CustomerFields.Language]);
        }
    }

    /// <summary>Agreements with the same companies, most of them signed.</summary>
    public IEnumerable<RecordValues> Agreements()
    {
        long number = 0;
        foreach (var (id, customer) in people())
        {
            var random = new SeededRandom(seed, id + ContractStream);
            if (!customer.IsCompany || !random.Chance(12)) continue;
            number++;
            var day = Last.AddDays(-random.Below(900));
            var isSigned = random.Chance(80);
            var values = AgreementKind.Instance.Shape.Blank();
            values[AgreementKind.OwnNumber] = Numbered(0, "A-", day.Year, number);
            values[AgreementKind.Title] = "General terms of maintenance";
            values[AgreementKind.OfLanguage] = customer[CustomerFields.Language];
            values[AgreementKind.OfShop] = Text(firstShop);
            values[AgreementKind.OfCustomer] = Text(id);
            values[AgreementKind.Made] = Text(day);
            values[AgreementKind.SentOn] = Text(day);
            values[AgreementKind.OfState] = isSigned ? AgreementKind.Signed : AgreementKind.Sent;
            values[AgreementKind.SignedOn] = isSigned ? Text(day.AddDays(random.Below(20))) : null;
            values[AgreementKind.Issued] = IssuedCustomer.Of(customer);
            yield return values;
        }
    }

    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Counted over all years, so that each is there once.
    private static string Numbered(int shop, string letter, int year, long number) =>
        $"{ShopCodes[shop]}-{letter}{year.ToString(CultureInfo.InvariantCulture)}-{number.ToString("0000", CultureInfo.InvariantCulture)}";

    private static string? Delivered(List<DocumentLine> lines, DateOnly day, bool whole) => MapValue.Write(
    [
        KeyValuePair.Create("1", new Delivery
        {
            Date = Text(day),
            Quantities = lines.Select((line, i) => (Id: Text(i + 1), line.Quantity)).Where((_, i) => whole || i == 0)
                .ToDictionary(q => q.Id, q => Amount.Write(q.Quantity), StringComparer.Ordinal),
        }.Write()),
    ]);
}

using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Sales.Invoices;

namespace Stamgast.Sales.Payments;

/// <summary>A payment by a customer, or a refund to one.</summary>
public sealed class PaymentKind : RecordKind
{
    public const string Incoming = "payment";
    public const string Refund = "refund";

    private static readonly FieldList F = new();

    public static readonly KindField Reference = F.Line("reference", 140);
    public static readonly KindField ExternalNumber = F.Line("external_number", 100);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true, blocks: true);
    public static readonly KindField OfShop = F.Reference("shop", "shops", blocks: true);
    public static readonly KindField Paid = F.Date("date");
    public static readonly KindField Direction = F.Choice("direction", [Incoming, Refund], Incoming);
    public static readonly KindField OfAmount = F.Amount("amount", required: true);
    public static readonly KindField InCurrency = F.Line("currency", 3);
    public static readonly KindField Method = F.Choice("method", ["transfer", "card", "cash", "direct_debit", "online", "other"], "transfer");

    /// <summary>The invoice that it pays.</summary>
    public static readonly KindField Invoice = F.Reference("invoice", "invoices", blocks: true);
    public static readonly KindField Order = F.Reference("order_id", "orders", blocks: true);
    public static readonly KindField Notes = F.Text("notes");

    /// <summary>The kind.</summary>
    public static readonly PaymentKind Instance = new();

    private PaymentKind() : base("payments", "payment", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [Paid, Direction, Method, Reference, Invoice, Order, OfAmount];

    /// <inheritdoc />
    public override IReadOnlyList<RecordTally> Tallies { get; } =
    [
        new(Invoice, "invoice", InvoiceKind.Balance),
        new(Order, "sale_order", engine =>
        [
            new("paid", $"""
                coalesce((select sum(case when p.direction = '{Refund}' then -p.amount else p.amount end) from payment p
                    where p.order_id = t.id and {engine.No("p.trashed")}), 0)
                """),
            new("refunded", $"""
                coalesce((select sum(p.amount) from payment p
                    where p.order_id = t.id and p.direction = '{Refund}' and {engine.No("p.trashed")}), 0)
                """),
        ]),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<string> StatesOffered(KindField field) =>
        field == Invoice ? [InvoiceKind.Booked, InvoiceKind.InProgress, InvoiceKind.Paid] : [];

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => values[Reference] ?? values[ExternalNumber];

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        values[Paid] ??= context.Today;
        if (Amount.Of(values[OfAmount]) < 0)
        {
            values[Direction] = Refund;
            values[OfAmount] = Amount.Write(-Amount.Of(values[OfAmount]));
        }
        if (values[OfAmount] is not null && Amount.Of(values[OfAmount]) == 0) problems.Add(new FieldProblem(OfAmount, "payment.zero", ""));
        var invoice = context.Find(InvoiceKind.Instance, values[Invoice]);
        if (invoice is not null)
        {
            values[OfCustomer] ??= invoice.Values[InvoiceKind.OfCustomer];
            values[OfShop] ??= invoice.Values[InvoiceKind.OfShop];
            values[InCurrency] ??= invoice.Values[InvoiceKind.InCurrency];
            values[Order] ??= invoice.Values[InvoiceKind.Order];
            if (values[InCurrency] != invoice.Values[InvoiceKind.InCurrency])
                problems.Add(new FieldProblem(InCurrency, "payment.currency", values[InCurrency] ?? "", invoice.Values[InvoiceKind.InCurrency]));
            if (invoice.Values[InvoiceKind.OfState] == InvoiceKind.Draft) problems.Add(new FieldProblem(Invoice, "payment.draft", values[Invoice]!));
        }
        values[InCurrency] = (values[InCurrency] ?? context.Settings.Currency).ToUpperInvariant();
    }
}

using Stamgast.Kinds;
using Stamgast.Sales.Invoices;

namespace Stamgast.Sales.Payments;

/// <summary>A payment link that another service made.</summary>
public sealed class PaymentLinkKind : RecordKind
{
    public const string Open = "open";
    public const string Paid = "paid";
    public const string Expired = "expired";
    public const string Cancelled = "cancelled";

    private static readonly FieldList F = new();

    public static readonly KindField OwnNumber = F.Line("number", 100);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true, blocks: true);
    public static readonly KindField OfShop = F.Reference("shop", "shops", blocks: true);
    public static readonly KindField Invoice = F.Reference("invoice", "invoices");
    public static readonly KindField Made = F.Date("date");
    public static readonly KindField ExpiresOn = F.Date("expires_on");
    public static readonly KindField Title = F.Line("title");
    public static readonly KindField OfAmount = F.Amount("amount", required: true);
    public static readonly KindField InCurrency = F.Line("currency", 3);
    public static readonly KindField Address = F.Of(FieldKind.Website, "url", 500);
    public static readonly KindField OfState = F.Choice("state", [Open, Paid, Expired, Cancelled], Open, GivenBy.Steps);

    /// <summary>The kind.</summary>
    public static readonly PaymentLinkKind Instance = new();

    private PaymentLinkKind() : base("payment-links", "payment_link", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindState> States { get; } =
    [
        new(Open, StateTone.Info) { IsOpen = true }, new(Paid, StateTone.Good), new(Expired, StateTone.Bad) { IsAside = true },
        new(Cancelled, StateTone.Rest) { IsAside = true },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<StateStep> Steps { get; } =
    [
        new("pay", [Open], Paid) { IsMain = true }, new("expire", [Open], Expired), new("cancel", [Open], Cancelled),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [OwnNumber, Made, Title, OfState, ExpiresOn, OfAmount];

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        values[Made] ??= context.Today;
        if (context.Find(InvoiceKind.Instance, values[Invoice]) is { } invoice)
        {
            values[OfCustomer] ??= invoice.Values[InvoiceKind.OfCustomer];
            values[OfShop] ??= invoice.Values[InvoiceKind.OfShop];
            values[InCurrency] ??= invoice.Values[InvoiceKind.InCurrency];
            if (values[InCurrency] != invoice.Values[InvoiceKind.InCurrency])
                problems.Add(new FieldProblem(InCurrency, "payment.currency", values[InCurrency] ?? "", invoice.Values[InvoiceKind.InCurrency]));
        }
        values[InCurrency] = (values[InCurrency] ?? context.Settings.Currency).ToUpperInvariant();
    }
}

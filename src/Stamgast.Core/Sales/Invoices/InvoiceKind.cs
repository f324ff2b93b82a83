using System.Globalization;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Shops;

namespace Stamgast.Sales.Invoices;

/// <summary>An invoice or, when it credits another or its amount is negative, a credit note.</summary>
public sealed class InvoiceKind : DocumentKind
{
    public const string Draft = "draft";
    public const string Booked = "booked";
    public const string InProgress = "in_progress";
    public const string Paid = "paid";

    /// <summary>The condition of those by which the customer has something to their credit.</summary>
    public const string Unapplied = "unapplied";

    /// <summary>The condition of invoices on which something is open that a credit note can take back; it is no chip of the list.</summary>
    internal const string ToSetOff = "to_set_off";

    private static readonly FieldList F = new();

    public static readonly KindField OwnNumber = F.Line("number", 60, by: GivenBy.Steps);
    public static readonly KindField OfShop = F.Reference("shop", "shops", required: true, blocks: true);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true, blocks: true);

    /// <summary>The order that it bills.</summary>
    public static readonly KindField Order = F.Reference("order_id", "orders", by: GivenBy.Steps);

    /// <summary>The invoice that this credit note takes back.</summary>
    public static readonly KindField Credits = F.Reference("credits", "invoices", by: GivenBy.Steps);
    public static readonly KindField Dated = F.Date("date");
    public static readonly KindField DueDate = F.Date("due_date");
    public static readonly KindField Title = F.Line("title");

    /// <summary>What the payer writes on the transfer: in Belgium a structured message, +++010/8068/17183+++.</summary>
    public static readonly KindField Remittance = F.Line("remittance", 140);
    public static readonly KindField OfState = F.Choice("state", [Draft, Booked, InProgress], Draft, GivenBy.Steps);
    public static readonly KindField InCurrency = F.Line("currency", 3);
    public static readonly KindField OfLines = F.Map("lines");

    /// <summary>The total of an invoice without lines, such as one that was imported.</summary>
    public static readonly KindField WithoutLines = F.Amount("amount", by: GivenBy.Steps);
    public static readonly KindField OfNet = F.Total("net");
    public static readonly KindField OfVat = F.Total("vat");
    public static readonly KindField OfTotal = F.Total("total");

    /// <summary>Paid without a payment on record here, as an import says.</summary>
    public static readonly KindField PaidElsewhere = F.Amount("paid_elsewhere", by: GivenBy.Steps);
    public static readonly KindField PaidOn = F.Date("paid_on", by: GivenBy.Steps);
    public static readonly KindField Recipient = F.Of(FieldKind.Email, "recipient_email", 254, personal: true);
    public static readonly KindField DeliveryMethod = F.Choice("delivery_method", ["inherit", "email", "paper", "peppol", "none"], "inherit");
    public static readonly KindField OfLanguage = F.Of(FieldKind.Language, "language", 12);
    public static readonly KindField BillTo = F.Text("bill_to", 500);
    public static readonly KindField Issued = F.Map("issued_to", personal: true, by: GivenBy.Rules);
    public static readonly KindField Notes = F.Text("notes");
    public static readonly KindField KeyOfNumber = F.DerivedLine("number_key", 100);

    /// <summary>The return for whose goods this credit note pays back.</summary>
    public static readonly KindField OfReturn = F.Reference("return_id", "returns", by: GivenBy.Steps);

    /// <summary>The kind.</summary>
    public static readonly InvoiceKind Instance = new();

    private InvoiceKind() : base("invoices", "invoice", F) { }

    /// <inheritdoc />
    public override string NumberLetter => "I";

    // Also an inactive customer gets the invoice of an order that was delivered.
    /// <inheritdoc />
    public override bool NeedsActiveCustomer => false;

    /// <inheritdoc />
    public override IReadOnlyList<KindState> States { get; } =
    [
        new(Draft, StateTone.Rest) { IsDraft = true, IsOpen = true },
        new(Booked, StateTone.Info) { IsOpen = true },
        new(InProgress, StateTone.Info) { IsOpen = true },
        new(Paid, StateTone.Good),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<StateStep> Steps { get; } =
    [
        new("book", [Draft], Booked) { GivesNumber = true, Issues = true, IsMain = true },
        new("collect", [Booked], InProgress),
        new("fail", [InProgress], Booked),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [OwnNumber, Dated, DueDate, OfShop, Title, OfState, OfTotal];

    /// <inheritdoc />
    public override IReadOnlyList<string> SummedUp { get; } = ["settled", "credited", "open_amount"];

    /// <inheritdoc />
    public override IReadOnlyList<RecordTally> Tallies { get; } =
    [
        new(Credits, "invoice", Balance) { OfItself = true },
        new(Credits, "invoice", Balance),
        new(Order, "sale_order", "invoice_count",
            engine => $"(select count(*) from invoice i where i.order_id = t.id and {engine.No("i.trashed")})"),
    ];

    /// <inheritdoc />
    public override string StateSql => $"""
        case when c.state in ('{Booked}', '{InProgress}') and (c.open_amount <= 0 and c.total >= 0 or c.open_amount >= 0 and c.total < 0) then '{Paid}'
            else c.state end
        """;

    /// <inheritdoc />
    public override IReadOnlyList<string> StoredAs(string state) => state == Paid ? [Booked, InProgress] : [state];

    /// <inheritdoc />
    public override KindState? ShownState(RecordRow row) =>
        row[OfState] is Booked or InProgress && IsSettled(row) ? States[^1] : StateOf(row.State.Values);

    /// <inheritdoc />
    public override IReadOnlyList<string> Specials { get; } = ["overdue", Unapplied];

    /// <inheritdoc />
    public override RecordMark Mark { get; } = new("overdue", StateTone.Bad, DueDate);

    /// <inheritdoc />
    public override string? Special(string name, string today) => name switch
    {
        "overdue" => $"c.state in ('{Booked}', '{InProgress}') and c.open_amount > 0 and c.due_date < '{today}'",
        Unapplied => $"c.state in ('{Booked}', '{InProgress}') and c.open_amount < 0",
        ToSetOff => $"c.state in ('{Booked}', '{InProgress}') and c.open_amount > 0 and c.total >= 0 and c.credits is null",
        _ => null,
    };

    /// <inheritdoc />
    public override IEnumerable<RecordSign> Signs(RecordRow row, string today)
    {
        if (Amount.Of(row[OfTotal]) < 0 || row[Credits] is not null) yield return new RecordSign("credit_note", StateTone.Rest);
        if (IsUnapplied(row)) yield return new RecordSign(Amount.Of(row[OfTotal]) < 0 ? Unapplied : "in_credit", StateTone.Warn);
        if (row[OfState] is Booked or InProgress && row.SummedUp["open_amount"] > 0 && row[DueDate] is { } due && string.CompareOrdinal(due, today) < 0)
            yield return new RecordSign("overdue", StateTone.Bad, Day(today).DayNumber - Day(due).DayNumber);

        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// True where the customer has something to their credit: a booked credit note of no invoice that was neither set off nor paid out, or an invoice of
    /// which more was paid and credited than it is.
    /// </summary>
    public static bool IsUnapplied(RecordRow row) => row[OfState] is Booked or InProgress && row.SummedUp["open_amount"] < 0;

    /// <summary>
    /// What is open: the total, less what was paid and credited; negative where that is more. A credit note of an invoice has nothing open itself: what it
    /// takes back is taken off the invoice. One of none yet is open with its negative amount.
    /// </summary>
    public static decimal OpenAmount(RecordRow row) => Amount.OfColumn(row.SummedUp["open_amount"]);

    /// <summary>What is open of the invoice with this ID.</summary>
    internal static decimal OpenAmount(long id, KindContext context)
    {
        using var command = context.Reader.Query("select coalesce(c.open_amount, 0) from invoice c where c.id = @id", ("id", id));
        return Amount.OfColumn(Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture));
    }

    /// <inheritdoc />
    internal override IEnumerable<FieldProblem> Unbelievable(RecordValues values, KindContext context)
    {
        if (values[OfState] == Draft) yield break;
        if (values[OfLines] is null && values[WithoutLines] is null) yield return new FieldProblem(WithoutLines, "invoice.no_amount", "");
        if (values[Credits] is not { } credits || context.Find(this, credits) is not { } invoice) yield break;
        var (name, total) = (invoice.Values[OwnNumber] ?? "", Amount.Of(values[OfTotal]));
        if (invoice.Values[OfCustomer] != values[OfCustomer]) yield return new FieldProblem(Credits, "invoice.credit_of_other", name);
        else if (total >= 0) yield return new FieldProblem(Credits, "invoice.credit_positive", name);
        else if (CreditInvoice.RefusesAmount(invoice, total, context) is not null) yield return new FieldProblem(Credits, "invoice.credit_too_much", name);
    }

    /// <inheritdoc />
    public override bool HasFixed => true;

    /// <inheritdoc />
    public override bool StaysIssued => true;

    /// <summary>Booked invoices keep what they say.</summary>
    public override bool IsFixed(KindField field, RecordValues values) =>
        values[OfState] is not (null or Draft) && field != Notes && field != Recipient && field != DeliveryMethod && field != PaidElsewhere && field != PaidOn;

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        base.Settle(values, was, context, problems);
        if (values[Order] is not null && values[Order] == was[Order]) values[OfLines] = LinesOfOrder.WithOwn(values[OfLines], was[OfLines]);
        if (values[DueDate] is null && values[Dated] is { } date)
        {
            var shop = context.Find(ShopKind.Instance, values[OfShop]);
            var days = shop?.Values[ShopKind.PaymentDays] is { } own ? int.Parse(own, CultureInfo.InvariantCulture) : 30;
            values[DueDate] = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(days)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        if (values[Remittance] is { } said && new string([.. said.Where(char.IsAsciiDigit)]) is { Length: 12 } digits && StructuredCommunication.IsValid(digits)
            && said.All(c => char.IsAsciiDigit(c) || c is '+' or '*' or '/' or ' '))
            values[Remittance] = StructuredCommunication.Format(digits.AsSpan(0, 10));
    }

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> FileColumns => ArrivingInvoice.Columns;

    /// <inheritdoc />
    public override void Arriving(IDictionary<int, string?> given, RecordValues was, long? id, KindContext context) =>
        ArrivingInvoice.Complete(given, was, id, context);

    /// <inheritdoc />
    public override Refusal? Refuses(StateStep step, RecordState record, KindContext context) => step.Key != "book" ? null
        : record.Values[OfLines] is null && record.Values[WithoutLines] is null ? new Refusal("invoice.empty", record.Id)
        : CreditInvoice.RefusesBooking(record, context);

    /// <inheritdoc />
    public override void Stepped(StateStep step, RecordValues values, KindContext context)
    {
        if (step.Key == "book" && values[Credits] is null && Amount.Of(values[OfTotal]) >= 0) values[Remittance] ??= PaymentMessage.Of(values, context);
    }

    /// <inheritdoc />
    public override Refusal? RefusesTrash(RecordState record) =>
        record.Values[OfState] == Draft ? null : new Refusal("invoice.booked", record.Id, record.Values[OwnNumber]);

    private static bool IsSettled(RecordRow row) =>
        Amount.Of(row[OfTotal]) < 0 ? row.SummedUp["open_amount"] >= 0 : row.SummedUp["open_amount"] <= 0;

    internal static IReadOnlyList<TallyColumn> Balance(Engine engine)
    {
        var settled = $"""
            coalesce((select sum(case when p.direction = 'refund' then -p.amount else p.amount end) from payment p
                where p.invoice = t.id and {engine.No("p.trashed")}), 0)
            """;
        var credited = $"coalesce((select sum(i.total) from invoice i where i.credits = t.id and i.state <> '{Draft}' and {engine.No("i.trashed")}), 0)";
        return
        [
            new("settled", settled), new("credited", credited),
            new("open_amount", $"""
                case when t.state = '{Draft}' or t.credits is not null then 0
                    else t.total - coalesce(t.paid_elsewhere, 0) - {settled} + {credited} + {SetOffKind.Sum(engine)} end
                """),
        ];
    }
}

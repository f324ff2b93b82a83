using Stamgast.Changes;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Orders.Deliveries;

namespace Stamgast.Sales.Orders;

/// <summary>An order of a customer in a shop.</summary>
public sealed class OrderKind : DocumentKind
{
    public const string Draft = "draft";
    public const string Active = "active";
    public const string Hold = "hold";
    public const string Finished = "finished";
    public const string Cancelled = "cancelled";

    /// <summary>The condition of those that statistics count: finished and active ones.</summary>
    public const string Counted = "counted";

    private static readonly FieldList F = new();

    public static readonly KindField OwnNumber = F.Line("number", 60, by: GivenBy.Steps);

    /// <summary>The number in the web shop it came from, unique in its shop.</summary>
    public static readonly KindField ExternalNumber = F.Line("external_number", 100);
    public static readonly KindField OfShop = F.Reference("shop", "shops", required: true, blocks: true);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true, blocks: true);
    public static readonly KindField Ordered = F.Date("date");
    public static readonly KindField Reference = F.Line("reference");
    public static readonly KindField Source = F.Line("source", 60);
    public static readonly KindField OfState = F.Choice("state", [Draft, Active, Hold, Finished, Cancelled], Draft, GivenBy.Steps);
    public static readonly KindField HoldReason = F.Line("hold_reason", by: GivenBy.Steps);
    public static readonly KindField CancelReason =
        F.Choice("cancel_reason", ["customer", "stock", "payment", "fraud", "mistake", "other"], null, GivenBy.Steps);
    public static readonly KindField CancelComment = F.Text("cancel_comment", 1000, by: GivenBy.Steps);
    public static readonly KindField BillTo = F.Text("bill_to", 500);
    public static readonly KindField ShipTo = F.Text("ship_to", 500);
    public static readonly KindField Issued = F.Map("issued_to", personal: true, by: GivenBy.Rules);

    /// <summary>The offer from which it was made, once.</summary>
    public static readonly KindField Offer = F.Reference("offer", "offers", by: GivenBy.Steps);
    public static readonly KindField InCurrency = F.Line("currency", 3);
    public static readonly KindField OfLines = F.Map("lines");

    /// <summary>Deliveries by ID (<see cref="Delivery"/>).</summary>
    public static readonly KindField Deliveries = F.Map("deliveries");
    public static readonly KindField DeliveryState = F.DerivedChoice("delivery_state", [Delivery.Open, Delivery.Part, Delivery.Delivered, Delivery.Returned]);
    public static readonly KindField OfNet = F.Total("net");
    public static readonly KindField OfVat = F.Total("vat");
    public static readonly KindField OfTotal = F.Total("total");
    public static readonly KindField Notes = F.Text("notes");
    public static readonly KindField KeyOfNumber = F.DerivedLine("number_key", 100);

    /// <summary>The kind.</summary>
    public static readonly OrderKind Instance = new();

    private OrderKind() : base("orders", "sale_order", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindState> States { get; } =
    [
        new(Draft, StateTone.Rest) { IsDraft = true, IsOpen = true },
        new(Active, StateTone.Info) { IsOpen = true },
        new(Hold, StateTone.Warn) { IsOpen = true, IsAside = true },
        new(Finished, StateTone.Rest),
        new(Cancelled, StateTone.Rest) { IsAside = true },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<StateStep> Steps { get; } =
    [
        new("activate", [Draft], Active) { GivesNumber = true, Issues = true, NeedsActive = true, IsMain = true },
        new("hold", [Active], Hold) { Asks = [HoldReason] },
        new("release", [Hold], Active) { IsMain = true },
        new("finish", [Active], Finished),
        new("reopen", [Finished], Active),
        new("cancel", [Draft, Active, Hold], Cancelled) { Asks = [CancelReason, CancelComment], Needs = [CancelReason] },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [OwnNumber, Ordered, OfShop, Reference, OfState, DeliveryState, OfNet];

    /// <inheritdoc />
    public override IReadOnlyList<string> SummedUp { get; } = ["paid", "refunded", "invoice_count", "return_count", "returned"];

    /// <inheritdoc />
    public override IReadOnlyList<RecordTally> Tallies { get; } =
    [
        new(Offer, "offer", "converted_to", engine =>
            $"(select min(o.id) from sale_order o where o.offer = t.id and {Database.Dialect.No(engine, "o.trashed")})"),
    ];

    /// <inheritdoc />
    public override void Derive(RecordValues values)
    {
        base.Derive(values);
        values[DeliveryState] = Delivery.StateOf(values[OfLines], values[Deliveries]);
    }

    /// <summary>The delivery state, which is "returned" once all that was ordered came back.</summary>
    public override string? Shown(KindField field, RecordRow row) => field == DeliveryState && row[field] is not null
        && row.SummedUp["returned"] is > 0 and var returned
        && Amount.OfColumn(returned) >= DocumentLine.All(row[OfLines]).Sum(l => Math.Max(0, l.Line.Quantity)) ? Delivery.Returned : row[field];

    /// <inheritdoc />
    public override bool IsWarning(KindField field, RecordRow row) => field == DeliveryState && Shown(field, row) == Delivery.Returned;

    /// <inheritdoc />
    public override bool HasFixed => true;

    /// <summary>What was issued stays with its customer, shop and currency; the lines of an active order may still change.</summary>
    public override bool IsFixed(KindField field, RecordValues values) =>
        values[OfState] is Finished or Cancelled && field == OfLines
            || values[OfState] is not (null or Draft) && (field == OfShop || field == OfCustomer || field == InCurrency);

    /// <inheritdoc />
    public override void Arriving(IDictionary<int, string?> given, RecordValues was, long? id, KindContext context)
    {
        // What comes from a web shop was ordered there: it is no draft.
        if (id is null && !given.ContainsKey(OfState.Ordinal) && given.ContainsKey(ExternalNumber.Ordinal)) given[OfState.Ordinal] = Active;
    }

    /// <inheritdoc />
    public override Refusal? Refuses(StateStep step, RecordState record, KindContext context)
    {
        if (step.Key != "cancel") return null;
        if (Blocking(step, record, context) is { Count: > 0 } invoices) return new Refusal("order.invoiced", record.Id, invoices.Count);
        return Delivery.All(record.Values[Deliveries]).Any(d => d.Delivery.IsDone) ? new Refusal("order.delivered", record.Id) : null;
    }

    /// <inheritdoc />
    public override Refusal? RefusesTrash(RecordState record) =>
        record.Values[OfState] is Draft or Cancelled ? null : new Refusal("order.not_draft", record.Id, record.Values[OwnNumber]);

    /// <summary>The state of its payment: unpaid, part, paid or refunded.</summary>
    public static string PaymentState(RecordRow row)
    {
        var (paid, total) = (Amount.OfColumn(row.SummedUp["paid"]), Amount.Of(row[OfTotal]));
        return total > 0 && paid >= total ? "paid" : paid > 0 ? "part" : paid < 0 || row.SummedUp["refunded"] > 0 ? "refunded"
            : total == 0 ? "none" : "unpaid";
    }

    /// <summary>An order that was invoiced is not cancelled: the invoices, those left out that were credited wholly.</summary>
    public override IReadOnlyList<Blocker> Blocking(StateStep step, RecordState record, KindContext context) => step.Key != "cancel" ? []
        : [.. OrderInvoices.Of(context, record.Id).Where(i => i.Bills)
            .Select(i => new Blocker("invoices", i.Id, i.Number, i.State))];

    /// <inheritdoc />
    public override IReadOnlyList<string> Specials { get; } = [Counted];

    /// <inheritdoc />
    public override string? Special(string name, string today) => name == Counted ? $"c.state in ('{Active}', '{Finished}')" : null;

    /// <inheritdoc />
    public override void Suggest(RecordValues values, KindContext context) => CustomerAddresses.Suggest(this, values, context);

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        base.Settle(values, was, context, problems);
        if (values[Deliveries] != was[Deliveries] || values[OfLines] != was[OfLines]) DeliveryRules.Check(values, problems);
    }

    /// <inheritdoc />
    public override void Stepped(StateStep step, RecordValues values, KindContext context)
    {
        if (step.Key == "activate") CustomerAddresses.Suggest(this, values, context);
    }
}

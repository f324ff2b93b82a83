using Stamgast.Kinds;

namespace Stamgast.Sales.Returns;

/// <summary>Goods of an order that come back.</summary>
public sealed class ReturnKind : RecordKind
{
    public const string Requested = "requested";
    public const string Approved = "approved";
    public const string Refused = "refused";
    public const string Received = "received";
    public const string Handled = "handled";
    public const string Cancelled = "cancelled";

    private static readonly FieldList F = new();

    public static readonly KindField OwnNumber = F.Line("number", 60, by: GivenBy.Steps);
    public static readonly KindField OfShop = F.Reference("shop", "shops", blocks: true);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true);
    public static readonly KindField Order = F.Reference("order_id", "orders", required: true, blocks: true);
    public static readonly KindField Asked = F.Date("date");
    public static readonly KindField OfState =
        F.Choice("state", [Requested, Approved, Refused, Received, Handled, Cancelled], Requested, GivenBy.Steps);

    /// <summary>What comes back, by the ID of the line of the order (<see cref="ReturnLine"/>).</summary>
    public static readonly KindField Lines = F.Map("lines");
    public static readonly KindField Warehouse = F.Line("warehouse", 60);
    public static readonly KindField CustomerComment = F.Text("customer_comment", 2000);
    public static readonly KindField Notes = F.Text("notes");
    public static readonly KindField Ticket = F.Reference("ticket", "tickets");
    public static readonly KindField FollowUpDate = F.Date("follow_up_date");
    public static readonly KindField ReceivedOn = F.Date("received_on", by: GivenBy.Steps);
    public static readonly KindField RefusalReason = F.Line("refusal_reason", by: GivenBy.Steps);
    public static readonly KindField KeyOfNumber = F.DerivedLine("number_key", 100);

    /// <summary>The kind.</summary>
    public static readonly ReturnKind Instance = new();

    private ReturnKind() : base("returns", "sale_return", F) { }

    /// <inheritdoc />
    public override string NumberLetter => "R";

    /// <inheritdoc />
    public override bool IsNumberedAtOnce => true;

    /// <inheritdoc />
    public override IReadOnlyList<KindState> States { get; } =
    [
        new(Requested, StateTone.Warn) { IsOpen = true },
        new(Approved, StateTone.Info) { IsOpen = true },
        new(Received, StateTone.Warn) { IsOpen = true },
        new(Handled, StateTone.Good),
        new(Refused, StateTone.Bad) { IsAside = true },
        new(Cancelled, StateTone.Rest) { IsAside = true },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<StateStep> Steps { get; } =
    [
        new("approve", [Requested], Approved) { IsMain = true },
        new("refuse", [Requested], Refused) { Asks = [RefusalReason], Needs = [RefusalReason] },
        new("receive", [Approved], Received) { Asks = [ReceivedOn], Dates = ReceivedOn, IsMain = true },
        new("handle", [Received], Handled) { IsMain = true },
        new("cancel", [Requested, Approved], Cancelled),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [OwnNumber, Asked, OfShop, Order, OfState, FollowUpDate];

    /// <inheritdoc />
    public override IReadOnlyList<RecordTally> Tallies { get; } =
    [
        new(Order, "sale_order", engine =>
            $"return_count = (select count(*) from sale_return r where r.order_id = t.id and {Database.Dialect.No(engine, "r.trashed")})"),
    ];
}

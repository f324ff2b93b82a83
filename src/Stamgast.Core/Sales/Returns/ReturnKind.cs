using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Sales.Orders;

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
        new(Order, "sale_order", "return_count", engine =>
            $"(select count(*) from sale_return r where r.order_id = t.id and {engine.No("r.trashed")})"),
        new(Order, "sale_order", "returned", CameBack),
    ];

    /// <inheritdoc />
    public override bool HasFixed => true;

    /// <summary>What has a number stays with its customer and shop, and once it has goods, with its order.</summary>
    public override bool IsFixed(KindField field, RecordValues values) =>
        values[OfState] is Handled or Refused or Cancelled && (field == Lines || field == Order)
            || values[OwnNumber] is not null && (field == OfCustomer || field == OfShop)
            || values[Lines] is not null && field == Order;

    /// <inheritdoc />
    public override IReadOnlyList<string> StatesOffered(KindField field) =>
        field == Order ? [OrderKind.Active, OrderKind.Hold, OrderKind.Finished] : [];

    /// <inheritdoc />
    public override void Suggest(RecordValues values, KindContext context)
    {
        if (context.Find(OrderKind.Instance, values[Order]) is not { Trashed: false } order) return;
        values[OfCustomer] = order.Values[OrderKind.OfCustomer];
        values[OfShop] = order.Values[OrderKind.OfShop];
    }

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        values[Asked] ??= context.Today;
        if (context.Find(OrderKind.Instance, values[Order]) is not { } order) return;
        if (values[OfCustomer] is null && order.Values[OrderKind.OfCustomer] is { } customer)
        {
            values[OfCustomer] = customer;
            foreach (var missing in problems.Where(p => p.Field == OfCustomer && p.Code == "record.missing").ToList()) problems.Remove(missing);
        }
        values[OfShop] ??= order.Values[OrderKind.OfShop];
        if (values[Order] != was[Order] && order.Values[OrderKind.OfState] is OrderKind.Draft or OrderKind.Cancelled)
            problems.Add(new FieldProblem(Order, "return.order", order.Values[OrderKind.OwnNumber] ?? values[Order]!));
        if ((values[OfCustomer] != was[OfCustomer] || values[Order] != was[Order])
            && Root(values[OfCustomer], context) != Root(order.Values[OrderKind.OfCustomer], context))
            problems.Add(new FieldProblem(was[OwnNumber] is null ? OfCustomer : Order, "return.other_customer",
                order.Values[OrderKind.OwnNumber] ?? values[Order]!));
        if (values[Lines] != was[Lines] || values[Order] != was[Order]) ReturnRules.Check(values, order, was, context, problems);
    }

    /// <inheritdoc />
    public override Refusal? Refuses(StateStep step, RecordState record, KindContext context) =>
        step.Key == "approve" && record.Values[Lines] is null ? new Refusal("return.empty", record.Id, record.Values[OwnNumber]) : null;

    /// <summary>The sum of the quantities that came back of an order with the alias t.</summary>
    private static string CameBack(Engine engine)
    {
        var quantity = engine.NumberIn(engine.TextIn(engine.Json("l.value"), "quantity"));
        return $"""
            coalesce((select cast(sum(round({quantity} * 10000)) as bigint) from sale_return r, {engine.EachPair("r.lines")} l
                where r.order_id = t.id and {engine.No("r.trashed")} and r.state in ('{Received}', '{Handled}')), 0)
            """;
    }

    private static long? Root(string? customer, KindContext context) =>
        customer is null ? null : context.CustomerOf(long.Parse(customer, System.Globalization.CultureInfo.InvariantCulture))?.Id;
}

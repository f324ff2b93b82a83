using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.Sales.Offers;

/// <summary>An offer to a customer, which becomes an order once it is accepted.</summary>
public sealed class OfferKind : DocumentKind
{
    public const string Concept = "concept";
    public const string Sent = "sent";
    public const string Accepted = "accepted";
    public const string Declined = "declined";
    public const string Expired = "expired";
    public const string Converted = "converted";

    private static readonly FieldList F = new();

    public static readonly KindField OwnNumber = F.Line("number", 60, by: GivenBy.Steps);

    /// <summary>Counts its renewals: null, "B", "C".</summary>
    public static readonly KindField Revision = F.Line("revision", 3, by: GivenBy.Rules);
    public static readonly KindField OfShop = F.Reference("shop", "shops", required: true, blocks: true);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true);
    public static readonly KindField Offered = F.Date("date");
    public static readonly KindField ValidUntil = F.Date("valid_until");
    public static readonly KindField Reference = F.Line("reference");
    public static readonly KindField OfState = F.Choice("state", [Concept, Sent, Accepted, Declined, Expired], Concept, GivenBy.Steps);
    public static readonly KindField SentOn = F.Date("sent_on", by: GivenBy.Steps);
    public static readonly KindField AnsweredOn = F.Date("answered_on", by: GivenBy.Steps);
    public static readonly KindField AnsweredBy = F.Line("answered_by", personal: true, by: GivenBy.Steps);
    public static readonly KindField DeclineReason = F.Line("decline_reason", by: GivenBy.Steps);
    public static readonly KindField OfLanguage = F.Of(FieldKind.Language, "language", 12);
    public static readonly KindField BillTo = F.Text("bill_to", 500);
    public static readonly KindField Issued = F.Map("issued_to", personal: true, by: GivenBy.Rules);
    public static readonly KindField InCurrency = F.Line("currency", 3);
    public static readonly KindField OfLines = F.Map("lines");
    public static readonly KindField OfNet = F.Total("net");
    public static readonly KindField OfVat = F.Total("vat");
    public static readonly KindField OfTotal = F.Total("total");
    public static readonly KindField Notes = F.Text("notes");
    public static readonly KindField KeyOfNumber = F.DerivedLine("number_key", 100);

    /// <summary>The kind.</summary>
    public static readonly OfferKind Instance = new();

    private OfferKind() : base("offers", "offer", F) { }

    /// <inheritdoc />
    public override string NumberLetter => "O";

    /// <inheritdoc />
    public override IReadOnlyList<KindState> States { get; } =
    [
        new(Concept, StateTone.Rest) { IsDraft = true, IsOpen = true },
        new(Sent, StateTone.Info) { IsOpen = true },
        new(Accepted, StateTone.Good) { IsOpen = true },
        new(Declined, StateTone.Bad) { IsAside = true },
        new(Expired, StateTone.Bad) { IsAside = true },
        new(Converted, StateTone.Rest),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<StateStep> Steps { get; } =
    [
        new("send", [Concept], Sent) { GivesNumber = true, Issues = true, NeedsActive = true, IsMain = true, Dates = SentOn },
        new("accept", [Sent, Expired], Accepted) { Asks = [AnsweredOn, AnsweredBy], Dates = AnsweredOn, IsMain = true },
        new("decline", [Sent], Declined) { Asks = [AnsweredOn, AnsweredBy, DeclineReason], Dates = AnsweredOn },
        new("expire", [Sent], Expired),
        new("renew", [Expired, Declined], Sent) { Asks = [ValidUntil], Needs = [ValidUntil], Dates = SentOn, NeedsActive = true, IsMain = true },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [OwnNumber, Offered, OfShop, Reference, OfState, ValidUntil, OfNet];

    /// <inheritdoc />
    public override IReadOnlyList<string> SummedUp { get; } = ["converted_to"];

    /// <inheritdoc />
    public override string StateSql => $"case when c.state = '{Accepted}' and c.converted_to is not null then '{Converted}' else c.state end";

    /// <inheritdoc />
    public override IReadOnlyList<string> StoredAs(string state) => state == Converted ? [Accepted] : [state];

    /// <inheritdoc />
    public override KindState? ShownState(RecordRow row) =>
        row[OfState] == Accepted && row.SummedUp["converted_to"] > 0 ? States[^1] : StateOf(row.State.Values);

    /// <inheritdoc />
    public override bool HasFixed => true;

    /// <inheritdoc />
    public override bool IsFixed(KindField field, RecordValues values) =>
        values[OfState] is not Concept && (field == OfLines || field == OfShop || field == OfCustomer || field == InCurrency);

    /// <inheritdoc />
    public override void Stepped(StateStep step, RecordValues values, KindContext context)
    {
        if (step.Key == "send") CustomerAddresses.Suggest(this, values, context);
        if (step.Key != "renew") return;
        if (values[ValidUntil] is { } until && string.CompareOrdinal(until, context.Today) < 0)
            throw new RecordRefusedException([new FieldProblem(ValidUntil, "record.before_start", until, context.Today)]);
        // The same number with the next letter, and a new date: OFF-2026-0031-B.
        var was = values[Revision];
        values[Revision] = NextRevision(was);
        if (values[OwnNumber] is { } number)
            values[OwnNumber] = (was is not null && number.EndsWith("-" + was, StringComparison.Ordinal) ? number[..^(was.Length + 1)] : number)
                + "-" + values[Revision];
        values[Offered] = context.Today;
    }

    /// <inheritdoc />
    public override void Suggest(RecordValues values, KindContext context) => CustomerAddresses.Suggest(this, values, context);

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        base.Settle(values, was, context, problems);
        if (values[ValidUntil] is { } until && values[ValidUntil] != was[ValidUntil] && values[Offered] is { } date && string.CompareOrdinal(until, date) < 0)
            problems.Add(new FieldProblem(ValidUntil, "record.before_start", until, date));
    }

    /// <summary>The letters after a revision: B, C, ... Z, BA, BB.</summary>
    private static string NextRevision(string? letters) => letters switch
    {
        null => "B",
        [.. var head, 'Z'] => (head.Length == 0 ? "B" : NextRevision(head)) + "A",
        [.. var head, var last] => head + (char)(last + 1),
        _ => "B",
    };

    /// <inheritdoc />
    public override Refusal? RefusesTrash(RecordState record) =>
        record.Values[OfState] == Accepted ? new Refusal("offer.accepted", record.Id, record.Values[OwnNumber]) : null;
}

using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Kinds;

namespace Stamgast.Sales.Agreements;

/// <summary>A document that a customer signs.</summary>
public sealed class AgreementKind : RecordKind
{
    public const string Draft = "draft";
    public const string Sent = "sent";
    public const string Opened = "opened";
    public const string PartlySigned = "partly_signed";
    public const string Signed = "signed";
    public const string Declined = "declined";
    public const string Expired = "expired";
    public const string Suspended = "suspended";
    public const string Cancelled = "cancelled";

    private static readonly FieldList F = new();

    public static readonly KindField OwnNumber = F.Line("number", 60, by: GivenBy.Steps);
    public static readonly KindField Title = F.Line("title", required: true);
    public static readonly KindField Template = F.Line("template", 60);
    public static readonly KindField OfLanguage = F.Of(FieldKind.Language, "language", 12);
    public static readonly KindField OfShop = F.Reference("shop", "shops", blocks: true);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true, blocks: true);
    public static readonly KindField Made = F.Date("date");
    public static readonly KindField OfState = F.Choice("state",
        [Draft, Sent, Opened, PartlySigned, Signed, Declined, Expired, Suspended, Cancelled], Draft, GivenBy.Steps);

    /// <summary>The signers by number: name, e-mail address, and when each signed (<see cref="Signer"/>).</summary>
    public static readonly KindField Signers = F.Map("signers", personal: true);
    public static readonly KindField SentOn = F.Date("sent_on", by: GivenBy.Steps);
    public static readonly KindField SignedOn = F.Date("signed_on", by: GivenBy.Steps);
    public static readonly KindField SignerName = F.Line("signer_name", personal: true, by: GivenBy.Steps);
    public static readonly KindField ExpiresOn = F.Date("expires_on");
    public static readonly KindField Issued = F.Map("issued_to", personal: true, by: GivenBy.Rules);

    /// <summary>The attachment with the document.</summary>
    public static readonly KindField Document = F.Reference("document", "attachments", blocks: true, by: GivenBy.Steps);

    /// <summary>SHA-256 of the document, in hexadecimal.</summary>
    public static readonly KindField DocumentHash = F.Line("document_hash", 64, by: GivenBy.Rules);

    /// <summary>The hash of the key in its personal link (<see cref="ReviewLink"/>).</summary>
    public static readonly KindField LinkKey = F.Line("link_key", 64, by: GivenBy.Rules);
    public static readonly KindField CancelComment = F.Text("cancel_comment", 1000, by: GivenBy.Steps);
    public static readonly KindField Notes = F.Text("notes");

    /// <summary>What the customer is told on the review page.</summary>
    public static readonly KindField CustomerNote = F.Text("customer_note");
    public static readonly KindField KeyOfNumber = F.DerivedLine("number_key", 100);

    /// <summary>The kind.</summary>
    public static readonly AgreementKind Instance = new();

    private AgreementKind() : base("agreements", "agreement", F) { }

    /// <inheritdoc />
    public override string NumberLetter => "A";

    /// <inheritdoc />
    public override IReadOnlyList<KindState> States { get; } =
    [
        new(Draft, StateTone.Rest) { IsDraft = true, IsOpen = true },
        new(Sent, StateTone.Info) { IsOpen = true },
        new(Opened, StateTone.Info) { IsOpen = true },
        new(PartlySigned, StateTone.Info) { IsOpen = true, IsAside = true },
        new(Signed, StateTone.Good),
        new(Declined, StateTone.Bad) { IsAside = true },
        new(Expired, StateTone.Bad) { IsAside = true },
        new(Suspended, StateTone.Warn) { IsAside = true },
        new(Cancelled, StateTone.Rest) { IsAside = true },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<StateStep> Steps { get; } =
    [
        new("send", [Draft], Sent) { GivesNumber = true, Issues = true, Dates = SentOn },
        new("open", [Sent], Opened),
        new("sign_part", [Sent, Opened], PartlySigned) { Asks = [SignerName] },
        new("sign", [Draft, Sent, Opened, PartlySigned], Signed) { Asks = [SignedOn, SignerName], Dates = SignedOn, GivesNumber = true, Issues = true },
        new("decline", [Sent, Opened, PartlySigned], Declined),
        new("expire", [Sent, Opened, PartlySigned], Expired),
        new("suspend", [Signed], Suspended),
        new("resume", [Suspended], Signed) { IsMain = true },
        new("cancel", [Sent, Opened, PartlySigned, Signed, Suspended, Expired], Cancelled) { Asks = [CancelComment] },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [OwnNumber, Title, OfState, OfLanguage, SentOn, SignedOn, ExpiresOn];

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => values[OwnNumber] ?? values[Title];

    /// <inheritdoc />
    public override bool HasFixed => true;

    /// <inheritdoc />
    public override bool IsFixed(KindField field, RecordValues values) =>
        values[OfState] is not (null or Draft) && field != Notes && field != CustomerNote && field != ExpiresOn && field != LinkKey
            && field != SignedOn && field != SignerName && field != CancelComment;

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        values[Made] ??= context.Today;
        if (values[Signers] == was[Signers]) return;
        foreach (var (_, signer) in Signer.All(values[Signers]))
            if (signer.Name.Length == 0) problems.Add(new FieldProblem(Signers, "agreement.signer", signer.Email));
            else if (signer.Email.Length > 0
                && FieldRules.Normalise(CustomerFields.All[CustomerFields.Email], signer.Email, context.Rules).Problem is { } problem)
                problems.Add(new FieldProblem(Signers, problem.Code, signer.Email, problem.Detail));
    }

    /// <inheritdoc />
    public override void Stepped(StateStep step, RecordValues values, KindContext context)
    {
        if (step.Key is not ("sign" or "sign_part")) return;
        var name = Text.Folding.Letters(values[SignerName] ?? "");
        values[Signers] = MapValue.Write(Signer.All(values[Signers]).Select(s => KeyValuePair.Create(s.Id,
            (s.Signer.SignedOn.Length == 0 && (step.Key == "sign" || Text.Folding.Letters(s.Signer.Name) == name)
                ? s.Signer with { SignedOn = values[SignedOn] ?? context.Today } : s.Signer).Write())));
    }

    /// <inheritdoc />
    public override Refusal? RefusesTrash(RecordState record) =>
        record.Values[OfState] == Draft ? null : new Refusal("agreement.not_draft", record.Id, record.Values[OwnNumber]);
}

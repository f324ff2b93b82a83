using System.Globalization;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.Sales.Contracts;

/// <summary>A contract with a customer that runs for some time.</summary>
public sealed class ContractKind : RecordKind
{
    public const string Concept = "concept";
    public const string Active = "active";
    public const string Ended = "ended";

    /// <summary>The condition of contracts whose last day to give notice is within 30 days.</summary>
    public const string Notice = "notice";

    private static readonly FieldList F = new();

    public static readonly KindField OwnNumber = F.Line("number", 60, by: GivenBy.Steps);
    public static readonly KindField Title = F.Line("title", required: true);
    public static readonly KindField Sort = F.Line("contract_type", 60);
    public static readonly KindField OfShop = F.Reference("shop", "shops", blocks: true);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true, blocks: true);
    public static readonly KindField Start = F.Date("start_date", required: true);
    public static readonly KindField End = F.Date("end_date");

    /// <summary>Days before the end by which notice must be given.</summary>
    public static readonly KindField NoticeDays = F.Whole("notice_days");

    /// <summary>The last day to give notice.</summary>
    public static readonly KindField NoticeDate = F.DerivedDate("notice_date");
    public static readonly KindField Renewal = F.Choice("renewal", ["none", "months", "years"], "none");

    /// <summary>Months or years by which it is renewed.</summary>
    public static readonly KindField RenewalPeriod = F.Whole("renewal_period");
    public static readonly KindField OfAmount = F.Amount("amount");
    public static readonly KindField InCurrency = F.Line("currency", 3);
    public static readonly KindField Interval = F.Choice("interval", ["once", "month", "quarter", "year"], "year");
    public static readonly KindField OfState = F.Choice("state", [Concept, Active, Ended], Concept, GivenBy.Steps);
    public static readonly KindField EndReason = F.Line("end_reason", by: GivenBy.Steps);
    public static readonly KindField EndedOn = F.Date("ended_on", by: GivenBy.Steps);
    public static readonly KindField Agreement = F.Reference("agreement", "agreements");
    public static readonly KindField Notes = F.Text("notes");
    public static readonly KindField KeyOfNumber = F.DerivedLine("number_key", 100);

    /// <summary>The kind.</summary>
    public static readonly ContractKind Instance = new();

    private ContractKind() : base("contracts", "contract", F) { }

    /// <inheritdoc />
    public override string NumberLetter => "C";

    /// <inheritdoc />
    public override bool NeedsActiveCustomer => true;

    /// <inheritdoc />
    public override IReadOnlyList<KindState> States { get; } =
    [
        new(Concept, StateTone.Rest) { IsDraft = true, IsOpen = true }, new(Active, StateTone.Good) { IsOpen = true }, new(Ended, StateTone.Rest),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<StateStep> Steps { get; } =
    [
        new("activate", [Concept], Active) { GivesNumber = true, NeedsActive = true, IsMain = true },
        new("end", [Active], Ended) { Asks = [EndedOn, EndReason], Needs = [EndReason], Dates = EndedOn },
        new("resume", [Ended], Active) { NeedsActive = true },
    ];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [OwnNumber, Title, Start, End, NoticeDate, OfState, OfAmount];

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => values[OwnNumber] ?? values[Title];

    /// <inheritdoc />
    public override string OrderOf(RecordValues values) => $"{values[Start] ?? "0000-00-00"} {values[OwnNumber]}";

    /// <inheritdoc />
    public override bool HasFixed => true;

    /// <summary>What was issued stays with its customer, shop and currency.</summary>
    public override bool IsFixed(KindField field, RecordValues values) =>
        values[OfState] is not (null or Concept) && (field == OfShop || field == OfCustomer || field == InCurrency);

    /// <inheritdoc />
    public override void Derive(RecordValues values) => values[NoticeDate] =
        values[End] is { } end && values[NoticeDays] is { } days && int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture,
            out var before) && before < 36500
            ? DateOnly.ParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-before).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        values[InCurrency] = (values[InCurrency] ?? context.Settings.Currency).ToUpperInvariant();
        if (values[End] is { } end && values[Start] is { } start && string.CompareOrdinal(end, start) < 0)
            problems.Add(new FieldProblem(End, "record.before_start", end, start));
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Specials { get; } = [Notice];

    /// <inheritdoc />
    public override RecordMark Mark { get; } = new(Notice, StateTone.Warn, NoticeDate);

    /// <inheritdoc />
    public override string? Special(string name, string today) =>
        name == Notice ? $"c.state = '{Active}' and c.notice_date >= '{today}' and c.notice_date <= '{Near(today)}'" : null;

    /// <inheritdoc />
    public override IEnumerable<RecordSign> Signs(RecordRow row, string today)
    {
        if (row[OfState] == Active && row[NoticeDate] is { } notice && string.CompareOrdinal(notice, today) >= 0
            && string.CompareOrdinal(notice, Near(today)) <= 0)
            yield return new RecordSign(Notice, StateTone.Warn);
    }

    // The last day that is near.
    private static string Near(string today) =>
        DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override Refusal? RefusesTrash(RecordState record) =>
        record.Values[OfState] == Active ? new Refusal("contract.active", record.Id, record.Values[OwnNumber]) : null;
}

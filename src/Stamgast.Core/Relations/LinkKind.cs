using Stamgast.Kinds;

namespace Stamgast.Relations;

/// <summary>A link from one customer to another, which both show: partner of, works for, pays for, parent company of.</summary>
public sealed class LinkKind : RecordKind
{
    private static readonly FieldList F = new();

    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true);
    public static readonly KindField Sort = F.Choice("link_type", ["partner_of", "works_for", "pays_for", "parent_company_of"], "partner_of");
    public static readonly KindField Other = F.Reference("other", "customers", required: true);
    public static readonly KindField Since = F.Date("from_date");
    public static readonly KindField Until = F.Date("to_date");
    public static readonly KindField Notes = F.Text("notes");

    /// <summary>The kind.</summary>
    public static readonly LinkKind Instance = new();

    private LinkKind() : base("links", "customer_link", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [OfCustomer, Sort, Other, Since, Until];

    /// <inheritdoc />
    public override string OrderOf(RecordValues values) => values[Since] ?? "0000-00-00";

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        if (values[OfCustomer] is { } one && one == values[Other]) problems.Add(new FieldProblem(Other, "link.itself", one));
        if (values[Until] is { } end && values[Since] is { } start && string.CompareOrdinal(end, start) < 0)
            problems.Add(new FieldProblem(Until, "record.before_start", end, start));
    }
}

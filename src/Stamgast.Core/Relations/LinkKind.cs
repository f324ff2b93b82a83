using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
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
        if (problems.Count == 0 && Like(values, was, context) is { } there)
            problems.Add(new FieldProblem(Other, "link.twice", values[Other]!, there.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc />
    public override IReadOnlyList<KindField> NaturalKeyFields { get; } = [OfCustomer, Other];

    /// <summary>Both customers with the type; where a row says from when, also with that day.</summary>
    public override IEnumerable<string> NaturalKeys(RecordValues values, bool isRow)
    {
        if (values[OfCustomer] is not { } one || values[Other] is not { } two) yield break;
        if (IsMutual(values[Sort]) && string.CompareOrdinal(one, two) > 0) (one, two) = (two, one);
        var key = $"{one} {values[Sort]} {two}";
        if (values[Since] is { } since) yield return $"{key} {since}";
        if (!isRow || values[Since] is null) yield return key;
    }

    /// <inheritdoc />
    public override void Arriving(IDictionary<int, string?> given, RecordValues was, long? id, KindContext context)
    {
        // "Jan is the partner of Leen" in a file is the same as "Leen is the partner of Jan" here.
        if (id is null || !IsMutual(was[Sort]) || !given.TryGetValue(OfCustomer.Ordinal, out var one) || !given.TryGetValue(Other.Ordinal, out var two)
            || one == was[OfCustomer] || Root(one, context) is not { } first || Root(two, context) is not { } second
            || first != Root(was[Other], context) || second != Root(was[OfCustomer], context)) return;
        (given[OfCustomer.Ordinal], given[Other.Ordinal]) = (was[OfCustomer], was[Other]);
    }

    private static long? Root(string? customer, KindContext context) =>
        long.TryParse(customer, System.Globalization.CultureInfo.InvariantCulture, out var id) ? context.CustomerOf(id)?.Id : null;

    /// <summary>True for a type that says the same from both sides.</summary>
    public static bool IsMutual(string? type) => type == "partner_of";

    // Another link of the same type between the two customers, at the same time; those merged into them count as they do.
    private static long? Like(RecordValues values, RecordValues was, KindContext context)
    {
        var isUntouched = was[OfCustomer] == values[OfCustomer] && was[Other] == values[Other] && was[Sort] == values[Sort]
            && was[Since] == values[Since] && was[Until] == values[Until];
        if (isUntouched || values[OfCustomer] is not { } one || values[Other] is not { } two) return null;
        var (from, to) = (Sql.InList(Family(one, context)), Sql.InList(Family(two, context)));
        var back = IsMutual(values[Sort]) ? $" or (c.customer in {to} and c.other in {from})" : "";
        using var command = context.Reader.Query(RecordStates.Select(Instance.Shape, context.Engine,
            $"((c.customer in {from} and c.other in {to}){back}) and c.link_type = @type and {Instance.Shape.Alive(context.Engine, "c")}") + " order by c.id",
            ("type", values[Sort]));
        using var rows = command.ExecuteReader();
        while (rows.Read())
            // The one that is being edited is among them, with its old values.
            if (RecordStates.At(Instance.Shape, rows) is var other && !IsSame(other.Values, was) && Overlaps(other.Values, values)) return other.Id;
        return null;
    }

    private static IReadOnlyList<long> Family(string id, KindContext context) => MergedFamily.Below(context.Reader, CustomerShape.Instance,
        [long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)]);

    private static bool IsSame(RecordValues one, RecordValues two) => Difference.Between(one, two).Count == 0;

    private static bool Overlaps(RecordValues one, RecordValues two) => string.CompareOrdinal(one[Since] ?? "0000", two[Until] ?? "9999") <= 0
        && string.CompareOrdinal(two[Since] ?? "0000", one[Until] ?? "9999") <= 0;
}

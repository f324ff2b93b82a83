using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Relations;

/// <summary>A family or household.</summary>
public sealed class FamilyKind : RecordKind
{
    private static readonly FieldList F = new();

    public static readonly KindField Name = F.Line("name", 200, required: true, personal: true);

    /// <summary>The member who pays.</summary>
    public static readonly KindField OfCustomer = F.Reference("payer", "customers");

    /// <summary>How a letter to all of them begins; empty follows from the members.</summary>
    public static readonly KindField Salutation = F.Line("salutation", 200, personal: true);
    public static readonly KindField OneLetter = F.Flag("one_letter", usual: true);
    public static readonly KindField Notes = F.Text("notes");

    /// <summary>The kind.</summary>
    public static readonly FamilyKind Instance = new();

    private FamilyKind() : base("families", "family", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [Name, OfCustomer, Salutation, OneLetter];

    /// <inheritdoc />
    public override IReadOnlyList<string> SummedUp { get; } = ["member_count"];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> NaturalKeyFields { get; } = [Name];

    /// <summary>The name with the member who pays; without one, the name of a family without one.</summary>
    public override IEnumerable<string> NaturalKeys(RecordValues values, bool isRow) => values[Name] is { } name ? [$"{values[OfCustomer]} {name}"] : [];

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => values[Name];

    /// <inheritdoc />
    public override string OrderOf(RecordValues values) => values[Name] ?? "";
}

/// <summary>A customer in a family.</summary>
public sealed class FamilyMemberKind : RecordKind
{
    private static readonly FieldList F = new();

    public static readonly KindField Family = F.Reference("family", "families", required: true, blocks: true);
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true);
    public static readonly KindField Role = F.Choice("role", ["parent", "child", "partner", "other"], "other");

    /// <summary>True when the member lives at the address of the family.</summary>
    public static readonly KindField SharesAddress = F.Flag("shares_address", usual: true);

    /// <summary>The kind.</summary>
    public static readonly FamilyMemberKind Instance = new();

    private FamilyMemberKind() : base("family-members", "family_member", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [Family, OfCustomer, Role, SharesAddress];

    /// <inheritdoc />
    public override IReadOnlyList<KindField> NaturalKeyFields { get; } = [Family];

    /// <summary>The family with the customer.</summary>
    public override IEnumerable<string> NaturalKeys(RecordValues values, bool isRow) =>
        values[Family] is { } family && values[OfCustomer] is { } customer ? [$"{family} {customer}"] : [];

    /// <inheritdoc />
    public override IReadOnlyList<RecordTally> Tallies { get; } =
    [
        new(Family, "family", "member_count", engine =>
            $"(select count(*) from family_member m where m.family = t.id and {Dialect.No(engine, "m.trashed")})"),
    ];

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        if (values[OfCustomer] is not { } id || values[Family] is not { } family || (id == was[OfCustomer] && family == was[Family])) return;
        var same = MergedFamily.Below(context.Reader, CustomerShape.Instance, [long.Parse(id, CultureInfo.InvariantCulture)]);
        using var command = context.Reader.Query($"""
            select id from family_member c where c.family = @family and c.customer in {Sql.InList(same)} and {Instance.Shape.Alive(context.Engine, "c")} limit 1
            """, ("family", long.Parse(family, CultureInfo.InvariantCulture)));
        if (command.ExecuteScalar() is { } there)
            problems.Add(new FieldProblem(OfCustomer, "family.member.twice", id, Convert.ToString(there, CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc />
    public override string OrderOf(RecordValues values) => values[Role] switch { "parent" => "3", "partner" => "2", "child" => "1", _ => "0" };
}

using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Sales.Invoices;

/// <summary>A part of a credit note that was set off against an invoice of the same customer. The trash takes it back.</summary>
public sealed class SetOffKind : RecordKind
{
    private static readonly FieldList F = new();

    public static readonly KindField OfCustomer = F.Reference("customer", "customers", required: true, blocks: true, by: GivenBy.Rules);

    /// <summary>The credit note of which it is a part.</summary>
    public static readonly KindField Note = F.Reference("credit_note", "invoices", required: true, blocks: true, by: GivenBy.Rules);

    /// <summary>The invoice that it pays.</summary>
    public static readonly KindField Invoice = F.Reference("invoice", "invoices", required: true, blocks: true, by: GivenBy.Rules);
    public static readonly KindField Dated = F.Date("date", by: GivenBy.Rules);
    public static readonly KindField OfAmount = F.Amount("amount", required: true, by: GivenBy.Rules);
    public static readonly KindField InCurrency = F.Line("currency", 3, by: GivenBy.Rules);
    public static readonly KindField Notes = F.Text("notes");

    /// <summary>The kind.</summary>
    public static readonly SetOffKind Instance = new();

    private SetOffKind() : base("set-offs", "set_off", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [Dated, Note, Invoice, OfAmount];

    /// <inheritdoc />
    public override IReadOnlyList<RecordTally> Tallies { get; } =
    [
        new(Note, "invoice", InvoiceKind.Balance), new(Invoice, "invoice", InvoiceKind.Balance),
    ];

    /// <summary>What set-offs leave of an invoice or credit note with the alias t: less of an invoice, more (towards 0) of a credit note.</summary>
    internal static string Sum(Engine engine) => $"""
        coalesce((select sum(s.amount) from set_off s where s.credit_note = t.id and {engine.No("s.trashed")}), 0)
            - coalesce((select sum(s.amount) from set_off s where s.invoice = t.id and {engine.No("s.trashed")}), 0)
        """;
}

using System.Globalization;
using Stamgast.Customers.Rules;
using Stamgast.Exchange.Columns;
using Stamgast.Exchange.Sources;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Rows;

/// <summary>What one row of a file gives, with the IDs of what it names.</summary>
internal sealed class GivenTexts
{
    private readonly SourceRow row;
    private readonly RecordKind kind;
    private readonly RecordColumns columns;
    private readonly KnownRecords known;
    private readonly KindContext context;
    private readonly NewCustomers? made;
    private readonly bool clears;
    private readonly List<Problem> problems = [];
    private readonly List<Problem> remarks = [];
    private readonly HashSet<int> explained = [];

    public GivenTexts(SourceRow row, RecordKind kind, RecordColumns columns, KnownRecords known, KindContext context, KnownShops shops, NewCustomers? made,
        bool clears)
    {
        (this.row, this.kind, this.columns, this.known, this.context, this.made, this.clears) = (row, kind, columns, known, context, made, clears);
        if (kind.Shop is not { } shop) return;
        ShopText = CellOf(shop);
        Shop = ShopText is { } text ? shops.Of(text) : shop.IsRequired ? shops.Usual : null;
        ShopToMatch = ShopText is null && shop.IsRequired ? shops.Only : Shop;
    }

    /// <summary>The shop as the file names it; null where it does not.</summary>
    public string? ShopText { get; }

    /// <summary>The ID of the shop; null without one.</summary>
    public string? Shop { get; }

    /// <summary>The shop in which the record is looked for by number; null for all.</summary>
    public string? ShopToMatch { get; }

    /// <summary>The customer; null for a kind without.</summary>
    public ArrivingCustomer? Customer { get; private set; }

    /// <summary>What the row is known by, for messages.</summary>
    public string? Key => RecordColumns.Cell(row, columns.Id)
        ?? KnownRecords.KeysOf(kind).Select(CellOf).FirstOrDefault(text => text is not null);

    /// <summary>Why the row cannot be imported, as far as it names things.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>What is to be said of a valid row.</summary>
    public IReadOnlyList<Problem> Remarks => remarks;

    /// <summary>The text of a field; null when the row has none.</summary>
    public string? CellOf(KindField field) => columns.Fields.TryGetValue(field.Ordinal, out var column) ? RecordColumns.Cell(row, column) : null;

    /// <summary>True for a problem of a rule with a field of which the row has one already, or whose customer is to be added.</summary>
    public bool Explains(FieldProblem problem) => explained.Contains(problem.Field.Ordinal);

    /// <summary>The texts by ordinal, as rules take them.</summary>
    public Dictionary<int, string?> For(RecordValues was, bool isNew)
    {
        var texts = new Dictionary<int, string?>();
        foreach (var (field, column) in columns.Fields)
            if (RecordColumns.Cell(row, column) is { } text) texts[field] = text;
            else if (clears && !isNew) texts[field] = null;
        if (kind.Shop is { } shop)
        {
            if (Shop is not null && (isNew || ShopText is not null)) texts[shop.Ordinal] = Shop;
        }
        foreach (var field in kind.Fields)
            if (field.To == "customers" && field.By != GivenBy.Rules) About(field, was, texts, isNew);
            else if (field.To is not (null or "shops")) PointAt(field, texts);
        if (row.Lines is { } lines && kind.By("lines") is { } ofLines)
        {
            var wrong = new List<FieldProblem>();
            texts[ofLines.Ordinal] = ArrivingLines.Map(ofLines, lines, was[ofLines], context, wrong);
            problems.AddRange(wrong.Select(p => Problem.Of(kind.Shape, p.Field.Ordinal, p.Code, p.Text, p.Detail)));
        }
        return texts;
    }

    private void About(KindField field, RecordValues was, Dictionary<int, string?> texts, bool isNew)
    {
        var customer = ArrivingCustomer.Of(row, field, kind, columns, known, context, isNew ? made : null);
        if (field == kind.Customer) Customer = customer;
        problems.AddRange(customer.Problems);
        if (customer.Remark is { } remark) remarks.Add(remark);
        if (customer.Problems.Count > 0 || customer.New is not null)
        {
            explained.Add(field.Ordinal);
            texts.Remove(field.Ordinal);
        }
        else if (customer.Id is { } id)
            // A record of a customer who was merged into this one stays as it is.
            texts[field.Ordinal] = KnownRecords.NumberOf(was[field]) is { } had && context.CustomerOf(had)?.Id == id ? was[field]
                : id.ToString(CultureInfo.InvariantCulture);
    }

    private void PointAt(KindField field, Dictionary<int, string?> texts)
    {
        if (texts.GetValueOrDefault(field.Ordinal) is not null || !columns.Numbers.TryGetValue(field.Ordinal, out var column)
            || RecordColumns.Cell(row, column) is not { } number) return;
        var found = known.PointedAt(field, number, Shop);
        if (found.Count == 1) texts[field.Ordinal] = found[0].ToString(CultureInfo.InvariantCulture);
        else
        {
            explained.Add(field.Ordinal);
            problems.Add(Problem.Of(kind.Shape, field.Ordinal, found.Count == 0 ? "exchange.reference" : "exchange.reference.several", number.Trim()));
        }
    }
}

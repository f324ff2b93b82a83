using Stamgast.App.Proposals;
using Stamgast.Changes;
using Stamgast.Exchange;
using Stamgast.Kinds;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Exchange;

/// <summary>The preview of an import of a declared kind.</summary>
/// <inheritdoc cref="ProposalView" path="/param" />
public sealed record RecordImportView(
    RecordKind Kind, ChangeSet Set, RecordReport Report, PreviewQuery Query, IReadOnlyList<PreviewRow> Rows, long After, long? Next)
    : ProposalView(Set, Report, Query, Rows, After, Next)
{
    private const int MostColumns = 12;

    /// <inheritdoc />
    public override string Path => ExchangeAddress.OfImport(Kind, Set.Id);

    /// <inheritdoc />
    public override Type RowPart => typeof(RecordRowPart);

    /// <inheritdoc />
    public override bool NamesInOne => false;

    /// <inheritdoc />
    public override bool HasLines => true;

    /// <inheritdoc />
    public override string? ErrorsHref => Report.Headers.Count > 0 ? Path + "/errors.csv" : null;

    /// <inheritdoc />
    public override long Warned => Report.ByEmail + Report.ByMerged + Report.Adding;

    /// <summary>The columns of the list with the customer, and what else the file gives.</summary>
    public static IReadOnlyList<RecordField> Shown(RecordKind kind, RecordReport report)
    {
        var fields = new List<KindField>();
        if (kind.Number is { } number) fields.Add(number);
        // What a row is about stays in view beside its note.
        if (kind.Customer is { } customer) fields.Add(customer);
        fields.AddRange(kind.Columns.Where(f => f.Kind == FieldKind.Amount));
        fields.AddRange(kind.Columns.Where(f => !fields.Contains(f)));
        foreach (var name in report.Columns.Keys.Concat(report.FieldCounts.Keys))
            if (kind.By(name) is { } field && !fields.Contains(field) && fields.Count < MostColumns) fields.Add(field);
        return fields;
    }
}

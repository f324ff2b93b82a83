using Stamgast.App.Proposals;
using Stamgast.Changes;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tasks;
using Stamgast.Tasks.Exchange;

namespace Stamgast.App.Tasks.Exchange;

/// <summary>The preview of an import of tasks.</summary>
/// <inheritdoc cref="ProposalView" path="/param" />
public sealed record TaskImportView(ChangeSet Set, TaskReport Report, PreviewQuery Query, IReadOnlyList<PreviewRow> Rows, long After, long? Next)
    : ProposalView(Set, Report, Query, Rows, After, Next)
{
    /// <summary>The fields that a file can set; the time a task was completed follows from them.</summary>
    public static readonly IReadOnlyList<RecordField> Shown = [.. TaskFields.All.Where(f => f.Ordinal != TaskFields.DoneAt)];

    /// <inheritdoc />
    public override string Path => TaskAddress.OfImport(Set.Id);

    /// <inheritdoc />
    public override Type RowPart => typeof(TaskRowPart);

    /// <inheritdoc />
    public override bool NamesInOne => false;

    /// <inheritdoc />
    public override bool HasLines => true;
}

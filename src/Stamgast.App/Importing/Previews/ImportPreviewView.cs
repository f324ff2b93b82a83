using Stamgast.App.Proposals;
using Stamgast.Changes;
using Stamgast.Importing;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing.Previews;

/// <summary>The preview of an import.</summary>
/// <inheritdoc cref="ProposalView" path="/param" />
public sealed record ImportPreviewView(ChangeSet Set, ImportReport Report, PreviewQuery Query, IReadOnlyList<PreviewRow> Rows, long After, long? Next)
    : ProposalView(Set, Report, Query, Rows, After, Next)
{
    /// <inheritdoc />
    public override string Path => ImportWork.AddressOf(Set.Id);

    /// <inheritdoc />
    public override Type RowPart => typeof(PreviewRowPart);

    /// <summary>The customers that rows may be duplicates of, by ID.</summary>
    public IReadOnlyDictionary<long, string> Names { get; init; } = new Dictionary<long, string>();

    /// <summary>The import whose errors this file contains; null for any other file.</summary>
    public ChangeSet? ErrorsOf { get; init; }

    /// <summary>The share of the new rows that were searched for duplicates, from 0 to 1; null when the search is not going on.</summary>
    public double? Searched { get; init; }

    /// <summary>True when the repairs are unfolded.</summary>
    public bool ShowsMended { get; init; }

    /// <summary>Earlier imports of the same file that were not undone.</summary>
    public IReadOnlyList<ChangeSet> Before { get; init; } = [];

    /// <summary>True for an update: the name is in one column, the changes beside it.</summary>
    public override bool NamesInOne => Set.Changed > Set.Created;

    /// <summary>False for rows left over from an earlier import: there is no file to read again.</summary>
    public override bool HasFile => Report.LeftFrom is null;

    /// <inheritdoc />
    public override bool HasLines => true;

    /// <inheritdoc />
    public override long Warned => Report.Warnings.Sum(w => w.Count);

    /// <inheritdoc />
    public override string ErrorsHref => Path + "/errors.csv";
}

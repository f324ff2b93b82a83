using Stamgast.App.Activity;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Importing;

namespace Stamgast.App.Importing;

/// <summary>The page on which an import begins.</summary>
/// <param name="Waiting">Imports that are being read or wait to be confirmed.</param>
/// <param name="Recent">Imports that were applied, newest first.</param>
public sealed record ImportStartView(IReadOnlyList<WaitingImport> Waiting, IReadOnlyList<ChangeSet> Recent, UserNames Users)
{
    public Refusal? Refusal { get; init; }
    public bool Cancelled { get; init; }

    /// <summary>How many files were brought at once just now; 0 for none or one.</summary>
    public int Files { get; init; }
}

/// <summary>An import that is not applied yet, and whether its file is being read at this moment.</summary>
public sealed record WaitingImport(ChangeSet Set, bool IsRunning);

/// <summary>The preview of an import.</summary>
public sealed record ImportPreviewView(ChangeSet Set, ImportReport Report, PreviewFilter Filter, IReadOnlyList<PreviewRow> Rows, long? Next)
{
    /// <summary>The fields that have a column in the table, in order.</summary>
    public required IReadOnlyList<CustomerField> Fields { get; init; }

    /// <summary>The customers that rows may be duplicates of, by ID.</summary>
    public IReadOnlyDictionary<long, string> Names { get; init; } = new Dictionary<long, string>();
    public Refusal? Refusal { get; init; }
    public bool Cancelled { get; init; }

    /// <summary>True when what was mended is shown unfolded.</summary>
    public bool ShowsMended { get; init; }

    /// <summary>Earlier imports of the same file that still stand.</summary>
    public IReadOnlyList<ChangeSet> Before { get; init; } = [];

    /// <summary>True for an update: the name stands in one column, and beside it what changes.</summary>
    public bool NamesInOne => Set.Changed > Set.Created;

    public long Confirmable => Set.Created + Set.Changed;

    public string Href(PreviewFilter filter, long? after = null)
    {
        var address = ImportWork.AddressOf(Set.Id);
        var query = string.Join('&', new[] { filter == PreviewFilter.Everything ? null : "show=" + filter, after is null ? null : "after=" + after }.Where(q => q is not null));
        return query.Length == 0 ? address : address + "?" + query;
    }
}

/// <summary>An import that was applied.</summary>
public sealed record ImportDoneView(ChangeSet Set, string Who, bool HasErrorsFile)
{
    public DoneView? Done { get; init; }
    public bool IsUndone => Set.Undone > 0 && Set.Undone >= Set.Created + Set.Changed;
}

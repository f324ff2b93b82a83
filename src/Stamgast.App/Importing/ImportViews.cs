using Stamgast.App.Said;
using Stamgast.Changes;

namespace Stamgast.App.Importing;

/// <summary>The page where an import starts.</summary>
/// <param name="Waiting">Imports that are being read or wait to be confirmed.</param>
/// <param name="Recent">Imports that were applied, newest first.</param>
public sealed record ImportStartView(IReadOnlyList<WaitingImport> Waiting, IReadOnlyList<ChangeSet> Recent, UserNames Users)
{
    public Refusal? Refusal { get; init; }
}

/// <summary>An import that is not applied yet, and whether its file is being read right now.</summary>
public sealed record WaitingImport(ChangeSet Set, bool IsRunning);

/// <summary>An import that was applied.</summary>
public sealed record ImportDoneView(ChangeSet Set, string Who, bool HasErrorsFile)
{
    /// <summary>The change set of the merges that came along by the policy on customers with the same e-mail address, while any is left.</summary>
    public long? Merged { get; init; }

    /// <summary>The number of new customers in it.</summary>
    public long MergedRows { get; init; }

    /// <summary>The proposal with the rows that conflicted with somebody else's changes, while it waits.</summary>
    public ChangeSet? Left { get; init; }

    /// <summary>The first customers of it, by name.</summary>
    public string LeftNames { get; init; } = "";

    /// <summary>Rows of it whose customers were merged meanwhile: where, and into whom.</summary>
    public IReadOnlyList<string> LeftMerged { get; init; } = [];

    /// <summary>The number of rows of it whose customers were changed.</summary>
    public long LeftChanged { get; init; }

    /// <summary>Rows that were left out at the end and are not offered again: where, who, why.</summary>
    public IReadOnlyList<string> NotOffered { get; init; } = [];

    /// <summary>The number of rows that conflicted at the last moment: their errors are not in the file.</summary>
    public long Late { get; init; }

    /// <summary>The number of rows left out by a person, and those left out by cause, as text.</summary>
    public long LeftOut { get; init; }

    /// <inheritdoc cref="LeftOut" />
    public IReadOnlyList<string> LeftOutBy { get; init; } = [];

    /// <summary>The errors that the file of errors holds.</summary>
    public long InErrorsFile => Set.Errors + Set.Conflicts - Late;

    public bool IsUndone => Set.Undone > 0 && Set.Undone >= Set.Created + Set.Changed;
}

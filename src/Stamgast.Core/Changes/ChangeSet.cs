using Stamgast.Changes.Applying;
using Stamgast.Changes.Undoing;

namespace Stamgast.Changes;

/// <summary>The kind of work behind a change set; its title is made from this and its counts.</summary>
public enum ChangeKind
{
    Create = 1,
    Edit = 2,
    Import = 3,
    Bulk = 4,
    Trash = 5,
    Restore = 6,
    Undo = 7,
    Sample = 8,
    Convert = 9,
    Activate = 10,
    Deactivate = 11,
    /// <summary>A group or a responsible was renamed, merged with another or taken away, for all who bore it; or a shop was renamed.</summary>
    Names = 12,
    /// <summary>The kind of an extra field was changed, for all customers with a value in it.</summary>
    Fields = 13,
    /// <summary>Several customers became one; each can be split off again.</summary>
    Merge = 14,
}

/// <summary>Through which door a change came in.</summary>
public enum Door
{
    Form = 1,
    Import = 2,
    Bulk = 3,
    CommandLine = 4,
    Undo = 5,
    /// <summary>A mail was sent.</summary>
    Outbox = 6,

    /// <summary>By the program itself: a daily job.</summary>
    Program = 7,
}

/// <summary>The state of a change set.</summary>
public enum ChangeState
{
    /// <summary>Its rows are being read and compared.</summary>
    Staging = 1,
    /// <summary>Ready to be looked at and confirmed.</summary>
    Proposed = 2,
    /// <summary>Applied: part of history.</summary>
    Applied = 3,
    /// <summary>Staging failed; the reason is in <see cref="ChangeSet.Failure"/>.</summary>
    Failed = 4,
}

/// <summary>
/// One change of customer data, large or small: who, when, through which door, and the result. Applied sets are history and can be undone; an undo is
/// itself a set.
/// </summary>
public sealed class ChangeSet
{
    public long Id { get; set; }
    public ChangeKind Kind { get; set; }
    public Door Door { get; set; }
    public ChangeState State { get; set; }

    /// <summary>The kind of record that it changes (<see cref="RecordShape.Kind"/>).</summary>
    public int RecordKind { get; set; } = Customers.CustomerShape.KindNumber;

    /// <summary>True when a record has several items in it, one for each origin of the values (D3).</summary>
    public bool HasOrigins { get; set; }

    /// <summary>The user who made it; null for the command line.</summary>
    public long? UserId { get; set; }

    /// <summary>When it was proposed.</summary>
    public DateTime ProposedAt { get; set; }

    /// <summary>When it was applied; null while it is a proposal.</summary>
    public DateTime? AppliedAt { get; set; }

    /// <summary>Counts the alterations of a proposal (rows left out, cells corrected); confirming names the revision that was shown.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>The stage that holds its rows, counted from 1: each reading of a file makes the next one. 0 until there is a complete one.</summary>
    public int Staged { get; set; }

    /// <summary>The set that this one undoes, if it is an undo.</summary>
    public long? UndoOf { get; set; }

    /// <summary>The set at the root of a chain of undos: the one whose assignments this undo kills or revives.</summary>
    public long? RootSet { get; set; }

    /// <summary>For an undo: true when it makes the assignments of <see cref="RootSet"/> count again.</summary>
    public bool Revives { get; set; }

    /// <summary>True for an undo that reversed something: undoing it redoes that.</summary>
    public bool TakesBack() => Kind == ChangeKind.Undo && !Revives;

    /// <summary>Sequence numbers of its items: first and last, contiguous; 0 while there are none.</summary>
    public long FirstSeq { get; set; }
    public long LastSeq { get; set; }

    public long Rows { get; set; }
    public long Created { get; set; }
    public long Changed { get; set; }
    public long Unchanged { get; set; }
    public long Errors { get; set; }
    public long Conflicts { get; set; }
    public long PossibleDuplicates { get; set; }

    /// <summary>The number of single values it changed.</summary>
    public long Fields { get; set; }

    /// <summary>The number of its items that have been undone since.</summary>
    public long Undone { get; set; }

    /// <summary>For an import: the name of the file, without its folder.</summary>
    public string? FileName { get; set; }

    /// <summary>For an import: XXH128 of its content, hexadecimal.</summary>
    public string? FileHash { get; set; }

    /// <summary>
    /// For an import: how it was read, as JSON (format, mapping, options). For names: which became which (<see cref="NameWork"/>,
    /// <see cref="CarriedNames"/>).
    /// </summary>
    public string? Reading { get; set; }

    /// <summary>
    /// The reason why the last reading of the file stopped: the code of the refusal and its arguments, as JSON. An earlier preview may still be
    /// valid.
    /// </summary>
    public string? Failure { get; set; }

    /// <summary>How long applying took.</summary>
    public double Seconds { get; set; }
}

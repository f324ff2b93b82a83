
namespace Stamgast.Changes;

/// <summary>What a change set did when it was applied.</summary>
/// <param name="Customers">How many customers it touched.</param>
/// <param name="Fields">How many single values it altered.</param>
/// <param name="Conflicts">How many customers were left out because somebody else changed them.</param>
/// <param name="Kept">For an undo: what was not taken back, and why.</param>
public sealed record ChangeOutcome(ChangeSet Set, long Customers, long Fields, long Conflicts, IReadOnlyList<KeptChange> Kept)
{
    /// <summary>The proposal in which what somebody else changed meanwhile is offered again; null when there is nothing of that.</summary>
    public long? LeftTo { get; init; }

    /// <summary>The rows that were found in conflict only now, by name, at most a hundred: those of them that are not offered again first.</summary>
    public IReadOnlyList<LateRow> Left { get; init; } = [];

    /// <summary>How many such rows there are.</summary>
    public long LeftCount { get; init; }

    /// <summary>Further change sets of the same action: customers whose creation was undone come back by undoing that undo.</summary>
    public IReadOnlyList<ChangeOutcome> Also { get; init; } = [];

    /// <summary>How many customers the action touched in all.</summary>
    public long AllCustomers => Customers + Also.Sum(o => o.Customers);
}

/// <summary>A customer that an undo left (partly) as it is: the fields that were set anew since, or none when the whole customer stays.</summary>
public sealed record KeptChange(long CustomerId, string? Name, string Reason, IReadOnlyList<string> Fields);

/// <summary>An undo that found nothing to do: it was done before, or the customers that it would touch were edited since.</summary>
public sealed class NothingUndoneException : RefusedException
{
    internal NothingUndoneException(long setId, IReadOnlyList<KeptChange> kept, long count) : base(count > 0 ? "undo.edited" : "undo.nothing", setId, count) => Kept = kept;

    /// <summary>Which customers were left unchanged, and why; at most some thousand are named, the refusal counts all.</summary>
    public IReadOnlyList<KeptChange> Kept { get; }
}

/// <summary>What became of saving a form: applied, nothing to do, or values that somebody else changed meanwhile.</summary>
public sealed record EditOutcome(ChangeSet? Set, IReadOnlyList<EditConflict> Conflicts, RecordState Current);

/// <summary>A value that two people changed: what it was when the form was opened, what somebody else made of it, and what the form says.</summary>
public sealed record EditConflict(RecordField Field, string? Before, string? Theirs, string? Mine, long? ByUserId, DateTime? At);

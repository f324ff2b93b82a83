
namespace Stamgast.Changes;

/// <summary>The result of applying a change set.</summary>
/// <param name="Customers">The number of customers it touched.</param>
/// <param name="Fields">The number of single values it changed.</param>
/// <param name="Conflicts">The number of customers left out because somebody else changed them.</param>
/// <param name="Kept">For an undo: what was not reversed, and why.</param>
public sealed record ChangeOutcome(ChangeSet Set, long Customers, long Fields, long Conflicts, IReadOnlyList<KeptChange> Kept)
{
    /// <summary>The proposal that offers conflicts again; null without any.</summary>
    public long? LeftTo { get; init; }

    /// <summary>The rows found in conflict only at apply, with names, at most a hundred: those that are not offered again come first.</summary>
    public IReadOnlyList<LateRow> Left { get; init; } = [];

    /// <summary>The number of such rows.</summary>
    public long LeftCount { get; init; }

    /// <summary>
    /// For an import of other records: the customers that stay as they are, since somebody else has changed the same values of them since the preview.
    /// </summary>
    public IReadOnlyList<KeptChange> CustomersKept { get; init; } = [];

    /// <summary>Further change sets of the same action: customers whose creation was undone come back by undoing that undo.</summary>
    public IReadOnlyList<ChangeOutcome> Also { get; init; } = [];

    /// <summary>The total number of customers that the action touched.</summary>
    public long AllCustomers => Customers + Also.Sum(o => o.Customers);
}

/// <summary>A customer that an undo left (partly) as it is: the fields that have been changed since, or none when the whole customer stays.</summary>
public sealed record KeptChange(long CustomerId, string? Name, string Reason, IReadOnlyList<string> Fields);

/// <summary>An undo that found nothing to do: it was done before, or the customers that it would touch were edited since.</summary>
public sealed class NothingUndoneException : RefusedException
{
    internal NothingUndoneException(long setId, IReadOnlyList<KeptChange> kept, long count) : base(count > 0 ? "undo.edited" : "undo.nothing", setId, count) =>
        Kept = kept;

    /// <summary>Which customers were left unchanged, and why; at most some thousand are listed, the refusal counts all.</summary>
    public IReadOnlyList<KeptChange> Kept { get; }
}

/// <summary>The result of saving a form: applied, nothing to do, or values that somebody else changed in the meantime.</summary>
public sealed record EditOutcome(ChangeSet? Set, IReadOnlyList<EditConflict> Conflicts, RecordState Current);

/// <summary>
/// A value that two people changed: the value when the form was opened, the value somebody else gave it, and the value of the form.
/// </summary>
public sealed record EditConflict(RecordField Field, string? Before, string? Theirs, string? Mine, long? ByUserId, DateTime? At);

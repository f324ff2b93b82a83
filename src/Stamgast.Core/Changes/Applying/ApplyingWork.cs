using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>
/// The part of later features in what is applied: of those that make proposals, and of the search for duplicates. Changes come before them in the
/// order and know none of them: the composition root provides it.
/// </summary>
internal sealed record ApplyingWork
{
    /// <summary>Compares the rows with records added since the preview, in ways that only the maker of the proposal knows.</summary>
    public required Action<WriteTransaction, ChangeSet, ConflictCheck> CheckAgain { get; init; }

    /// <summary>
    /// Completes the rows before they are compared and applied, in the same transaction; may add and change customers by the last argument.
    /// </summary>
    public Func<Base, WriteTransaction, Stage, ChangeSet, Viewer, Func<CustomersAlong, ChangeOutcome>, BroughtAlong> Prepare { get; init; } =
        (_, _, _, _, _, _) => BroughtAlong.Nothing;

    /// <summary>
    /// Offers rows that turned out to conflict after the preview again, as a proposal of their own; without an offer when it would change nothing.
    /// </summary>
    public required Func<Base, Stage, ChangeSet, IEnumerable<long>, DateTime, LateOffer> OfferAgain { get; init; }

    /// <summary>
    /// The merges that a proposal promised with its rows: asked before they are applied, and planned once they are, in the same transaction. Null for
    /// none.
    /// </summary>
    public Func<WriteTransaction, Stage, ChangeSet, Viewer, Func<IReadOnlyList<RecordMerge>>?> MergesAlong { get; init; } = (_, _, _, _) => null;

    /// <summary>Records were merged by a set, in its transaction: each with the one that absorbed it.</summary>
    public Action<WriteTransaction, ChangeSet, IReadOnlyList<(long Kept, long Absorbed)>> Merged { get; init; } = (_, _, _) => { };

    /// <summary>What a split of a merge adds to what it gives back, where nobody was asked: by the merge and those who are split off.</summary>
    public Func<Base, WriteTransaction, RecordShape, long, IReadOnlyList<long>, SplitAnswers> SplitUnasked { get; init; } =
        (_, _, _, _, _) => SplitAnswers.None;

    /// <summary>Records were split off again by a set, in its transaction.</summary>
    public Action<WriteTransaction, ChangeSet, IReadOnlyList<(long Kept, long Absorbed)>> Split { get; init; } = (_, _, _) => { };

    /// <summary>
    /// The same, where the merge itself was taken back rather than anybody split off: nothing is said about them any more.
    /// </summary>
    public Action<WriteTransaction, ChangeSet, IReadOnlyList<(long Kept, long Absorbed)>> MergeTakenBack { get; init; } = (_, _, _) => { };

    /// <summary>The one of this program.</summary>
    public static ApplyingWork OfProgram { get; set; } = new() { CheckAgain = (_, _, _) => { }, OfferAgain = (_, _, _, _, _) => LateOffer.None };
}

/// <summary>The customers that an import of other records brings along: a set of their own, in the same transaction.</summary>
/// <param name="New">Those that are added, in this order.</param>
/// <param name="Changed">Those that change.</param>
internal sealed record CustomersAlong(IReadOnlyList<CustomerValues> New, IReadOnlyList<(CustomerState State, List<FieldChange> Changes)> Changed);

/// <summary>What became of them.</summary>
/// <param name="Outcome">Their set; null when nothing was left to do.</param>
/// <param name="Kept">Those that stay, since somebody else has changed them.</param>
internal sealed record BroughtAlong(ChangeOutcome? Outcome, IReadOnlyList<KeptChange> Kept)
{
    public static readonly BroughtAlong Nothing = new(null, []);
}

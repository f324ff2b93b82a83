using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>
/// What the features that make proposals do while one is applied. Changes come before them in the order and know none of them: the composition root hands it in.
/// </summary>
internal sealed record ApplyingWork
{
    /// <summary>Compares the rows with what was made since the preview, in ways that only the maker of the proposal knows.</summary>
    public required Action<WriteTransaction, ChangeSet, ConflictCheck> CheckAgain { get; init; }

    /// <summary>Offers rows that came into conflict after the preview again, as a proposal of their own; without an offer when it would change nothing.</summary>
    public required Func<Base, Stage, ChangeSet, IEnumerable<long>, DateTime, LateOffer> OfferAgain { get; init; }

    /// <summary>The one of this program.</summary>
    public static ApplyingWork OfProgram { get; set; } = new() { CheckAgain = (_, _, _) => { }, OfferAgain = (_, _, _, _, _) => LateOffer.None };
}

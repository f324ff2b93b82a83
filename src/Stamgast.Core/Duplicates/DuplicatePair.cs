namespace Stamgast.Duplicates;

/// <summary>
/// A row of the table of pairs, which a scan and the work after it keep up to date. Whether a pair is open is derived: both customers live, may be
/// merged, and nobody decided (<see cref="DuplicateDecision"/>).
/// </summary>
public sealed class DuplicatePair
{
    /// <summary>The lower ID of the two customers.</summary>
    public long A { get; set; }

    /// <summary>The higher ID.</summary>
    public long B { get; set; }

    /// <summary>The score as base-2 odds.</summary>
    public double Bits { get; set; }

    /// <summary>The reasons in compact form; without values of customers.</summary>
    public string Why { get; set; } = "";

    /// <summary>Certain, and without a differing compared value.</summary>
    public bool IsCertain { get; set; }

    /// <summary>
    /// The number of the change of pairs (<see cref="PairStore.Revision"/>) that put it into the lane of certain ones, while it is there: a page merges
    /// only what was certain when it was shown.
    /// </summary>
    public long? CertainSince { get; set; }

    /// <summary>The lane that follows from the score and the decision.</summary>
    public PairLane Lane { get; set; }

    /// <summary>The lowest ID of the customers that the pairs of this lane connect with these two.</summary>
    public long GroupId { get; set; }

    /// <summary>The best score of that group, by which groups are in order.</summary>
    public double GroupBits { get; set; }
}

namespace Stamgast.Duplicates;

/// <summary>The lane of a pair in the queue. The numbers are stored.</summary>
public enum PairLane
{
    /// <summary>Certain, and without a differing value: can be merged in one go.</summary>
    Certain = 0,
    /// <summary>Somebody has to judge it.</summary>
    ToJudge = 1,
    /// <summary>Put off; it comes back by itself.</summary>
    Later = 2,
    /// <summary>Judged: two customers, or merged.</summary>
    Decided = 3,
    /// <summary>Judged to be one customer, and waiting in the basket to be merged.</summary>
    Marked = 4,
}

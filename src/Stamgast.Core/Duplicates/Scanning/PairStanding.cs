namespace Stamgast.Duplicates.Scanning;

/// <summary>What two customers are to the search for duplicates.</summary>
public enum PairStanding
{
    /// <summary>A stored pair, open or decided.</summary>
    Pair,
    /// <summary>One of them takes part in no search: it is in the trash, or may not be merged.</summary>
    LeftOut,
    /// <summary>The base was not searched yet, or one of them was changed since.</summary>
    NotSearched,
    /// <summary>They share nothing by which customers are brought together, so they are never compared.</summary>
    NeverMeet,
    /// <summary>They were compared, and the score is below the threshold.</summary>
    TooLittle,
    /// <summary>The score alone would do, but a third customer, or a number of their own, says that they are two.</summary>
    KeptApart,
}

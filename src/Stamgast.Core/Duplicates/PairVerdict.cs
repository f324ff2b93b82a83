namespace Stamgast.Duplicates;

/// <summary>What somebody decided on two customers. The numbers are stored.</summary>
public enum PairVerdict
{
    /// <summary>They are one customer: merged, or marked to be merged.</summary>
    Duplicate = 1,
    /// <summary>They are two customers. The question comes back only when a compared value of one of them changes.</summary>
    Different = 2,
    /// <summary>Not now. The question comes back after thirty days, or when a compared value changes.</summary>
    Later = 3,
}

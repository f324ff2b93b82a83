namespace Stamgast.Merging;

/// <summary>The reason to keep one customer of several.</summary>
public enum KeptRule
{
    /// <summary>The customer for the longest time.</summary>
    Oldest,
    /// <summary>The most tasks and other records refer to it.</summary>
    MostLinked,
    /// <summary>The most fields are filled in.</summary>
    MostComplete,
    /// <summary>It has a customer number.</summary>
    HasNumber,
    /// <summary>It was changed last.</summary>
    LastChanged,
}

namespace Stamgast.Merging.Splitting;

/// <summary>The reason why it is unclear where a value belongs.</summary>
public enum SplitDoubt
{
    /// <summary>It came from the customer that is split off, and somebody changed it since.</summary>
    CameAndEdited,
    /// <summary>Both had the same before the merge, and somebody changed it since.</summary>
    BothAndEdited,
    /// <summary>The customer that is split off had it, and somebody removed it since.</summary>
    Removed,
}

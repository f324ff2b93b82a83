namespace Stamgast.Merging.Splitting;

/// <summary>Where a value belongs that is unclear at a split.</summary>
public enum SplitAnswer
{
    /// <summary>With the kept customer; the other one comes back as it was.</summary>
    Stay,
    /// <summary>With the customer that is split off.</summary>
    Back,
    /// <summary>With both.</summary>
    Both,
}

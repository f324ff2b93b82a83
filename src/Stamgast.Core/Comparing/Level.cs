namespace Stamgast.Comparing;

/// <summary>
/// One degree of agreement between two values ("typing error", "sounds alike", "differs"). Level 0 of every comparison is
/// "missing" and weighs nothing.
/// </summary>
/// <param name="Code">Stable name in the output: "exact", "typo", "differ".</param>
/// <param name="Match">How often duplicates are at this level, 0 to 1, before learning (m).</param>
/// <param name="Chance">How often two unrelated rows are at this level, as a multiple of how often they agree exactly (u).</param>
/// <param name="WeighsAsRare">True when the rarity of the values is the whole weight: rows of strangers are rearranged as often as one's own.</param>
/// <param name="Household">How often two of one household or house are at it before learning, where that is not as often as one customer's rows.</param>
/// <param name="MostBits">The most that this level can count for.</param>
/// <param name="FollowsFromNames">True when strangers of one name reach this level far more often than other strangers: its chance is learned from
/// them.</param>
/// <param name="UsesRarity">True when agreeing on a rare value proves more than on a frequent one.</param>
internal sealed record Level(string Code, double Match, double Chance, bool UsesRarity = false, bool WeighsAsRare = false,
    double MostBits = double.PositiveInfinity, bool FollowsFromNames = false, double? Household = null)
{
    public static readonly Level Missing = new("missing", 0, 0);
}

/// <summary>Who shares a value, apart from the customer's own other rows.</summary>
internal enum Sharing
{
    /// <summary>One's own: first name, birth date, identifiers.</summary>
    Personal,
    /// <summary>Often that of relatives at the same address too: family name, address, telephone.</summary>
    Household,
}

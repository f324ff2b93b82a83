namespace Stamgast.Privacy;

/// <summary>What a merge does with a customer's data in a place.</summary>
public enum MergeKind
{
    /// <summary>It stays with the original customer; following the merge leads to the kept one.</summary>
    StayWithOriginal,
    /// <summary>Values from the merge are written to the kept customer as a change of their own.</summary>
    Bring,
    /// <summary>It is derived from another place, and is rebuilt from that.</summary>
    Rebuild,
    /// <summary>It is compared with the customers again, and values that no longer fit are refused.</summary>
    CompareAgain,
    /// <summary>It points at no customer.</summary>
    NotOfCustomers,
}

/// <summary>The answer of a place to a merge.</summary>
/// <param name="Because">How it is done, or why nothing is; a sentence without its full stop.</param>
public sealed record MergePlan(MergeKind Kind, string Because)
{
    public static MergePlan StayWithOriginal(string how) => new(MergeKind.StayWithOriginal, how);

    public static MergePlan Bring(string how) => new(MergeKind.Bring, how);

    public static MergePlan Rebuild(string how) => new(MergeKind.Rebuild, how);

    public static MergePlan CompareAgain(string how) => new(MergeKind.CompareAgain, how);

    public static MergePlan NotOfCustomers(string why) => new(MergeKind.NotOfCustomers, why);
}

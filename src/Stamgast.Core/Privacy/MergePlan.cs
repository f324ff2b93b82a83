namespace Stamgast.Privacy;

/// <summary>What becomes of a customer's data in a place when the customer is merged into another one.</summary>
public enum MergeKind
{
    /// <summary>It stays with the customer to whom it was given; who is that now is found by following the merge.</summary>
    StayWithOriginal,
    /// <summary>Values that the merge brings are written to the kept customer as a change of their own.</summary>
    Bring,
    /// <summary>It follows from another place, and is made anew from what that holds then.</summary>
    Rebuild,
    /// <summary>It is compared with the customers again, and what no longer fits is refused.</summary>
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

namespace Stamgast.Privacy;

/// <summary>What an erasure does with a customer's data in a place.</summary>
public enum EraseKind
{
    /// <summary>The values are overwritten; the row stays.</summary>
    Overwrite,
    /// <summary>The rows or files are deleted.</summary>
    Delete,
    /// <summary>It is derived from another place, and is rebuilt from that.</summary>
    Rebuild,
    /// <summary>It disappears by itself, soon and certainly.</summary>
    Expire,
    /// <summary>It stays, for a reason.</summary>
    Keep,
    /// <summary>It holds nothing that says who a customer is.</summary>
    NotPersonal,
}

/// <summary>The answer of a place to an erasure.</summary>
/// <param name="Because">How it is done, or why it is not; a sentence without its full stop.</param>
public sealed record ErasePlan(EraseKind Kind, string Because)
{
    public static ErasePlan Overwrite(string how) => new(EraseKind.Overwrite, how);

    public static ErasePlan Delete(string how) => new(EraseKind.Delete, how);

    public static ErasePlan Rebuild(string how) => new(EraseKind.Rebuild, how);

    public static ErasePlan Expire(string when) => new(EraseKind.Expire, when);

    public static ErasePlan Keep(string why) => new(EraseKind.Keep, why);

    public static ErasePlan NotPersonal(string why) => new(EraseKind.NotPersonal, why);
}

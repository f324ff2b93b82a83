namespace Stamgast.Merging;

/// <summary>One value of one customer in a list that a merge unites.</summary>
/// <param name="Customer">The customer that has it.</param>
/// <param name="Text">The value as that customer has it.</param>
public sealed record MergeTick(MergeElement Element, long Customer, string Text)
{
    /// <summary>True when a customer named earlier has it too: it counts once and follows the choice there.</summary>
    public bool IsSame { get; init; }

    /// <summary>True when it is in the result.</summary>
    public bool IsIn { get; init; }

    /// <summary>True when nobody left it out, and the result has no room for it.</summary>
    public bool HasNoRoom { get; init; }

    /// <summary>The main field (e-mail, phone, mobile) whose value it is in the result; null for an additional one.</summary>
    public int? MainOf { get; init; }

    /// <summary>The main field that it may become; null for lists without one.</summary>
    public int? MayBecome { get; init; }
}

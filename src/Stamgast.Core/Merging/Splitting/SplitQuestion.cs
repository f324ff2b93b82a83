namespace Stamgast.Merging.Splitting;

/// <summary>A value of which it is unclear where it belongs after a split.</summary>
/// <param name="Key">Names it in an address: the customer and the field, "22.email"; for an element of a list also its place there.</param>
/// <param name="Customer">The customer that is split off.</param>
/// <param name="Fields">The ordinals of its fields; several for a name or an address.</param>
/// <param name="Value">The canonical text of the first filled field, or the element that was removed.</param>
/// <param name="ChangedIn">The change set that changed it since the merge.</param>
public sealed record SplitQuestion(string Key, long Customer, IReadOnlyList<int> Fields, string? Value, SplitDoubt Doubt, long ChangedIn)
{
    /// <summary>For an extra field: the ID of its definition.</summary>
    public string? Map { get; init; }

    /// <summary>For a removed element: the list.</summary>
    public MergeList? List { get; init; }

    /// <summary>The answers to choose from.</summary>
    public IReadOnlyList<SplitAnswer> Options { get; init; } = [SplitAnswer.Back, SplitAnswer.Stay, SplitAnswer.Both];

    /// <summary>The safest answer: nobody loses what a person entered, and who comes back is as before.</summary>
    public SplitAnswer Safest => Doubt == SplitDoubt.Removed ? SplitAnswer.Back : SplitAnswer.Stay;
}

namespace Stamgast.Changes.Undoing;

/// <summary>A split within a transaction: which items it turns, and what a person answered where it was unclear.</summary>
/// <param name="Merges">The merges that brought something from the records that are split off, the one that is split among them.</param>
/// <param name="Records">The records that change.</param>
/// <param name="Answers">By record, the values that it gets besides.</param>
internal sealed record SplitPlan(
    IReadOnlyList<long> Merges, IReadOnlyList<long> Records, IReadOnlyDictionary<long, IReadOnlyList<FieldChange>> Answers)
{
    /// <summary>The sets that moved linked records along.</summary>
    public IReadOnlyList<long> Moved { get; init; } = [];

    /// <summary>True when the merge itself is taken back, rather than somebody split off.</summary>
    public bool TakesBack { get; init; }
}

namespace Stamgast.Changes.Undoing;

/// <summary>What a person decided at a split.</summary>
/// <param name="Changes">By record, the values that it gets besides what the split gives back.</param>
/// <param name="Moves">Linked records that belong to a record that is split off: by kind, each with the change of its reference.</param>
internal sealed record SplitAnswers(
    IReadOnlyDictionary<long, IReadOnlyList<FieldChange>> Changes,
    IReadOnlyList<(RecordShape Shape, IReadOnlyList<(RecordState State, FieldChange Change)> Rows)> Moves)
{
    /// <summary>Nothing was unclear.</summary>
    public static readonly SplitAnswers None = new(new Dictionary<long, IReadOnlyList<FieldChange>>(), []);
}

namespace Stamgast.Changes.Histories;

/// <summary>
/// D1: a value is the <em>after</em> of its latest live assignment. Goes through the items of a record in the order of their sequence, skips dead
/// ones, and returns the resulting values. A dead creation leaves its values where they are and puts the record in the trash, so that undoing the
/// undo brings the same record back.
/// </summary>
internal static class Fold
{
    /// <param name="items">All assigning items (those of undo sets are not), by <see cref="FoldItem.Seq"/>.</param>
    public static FoldedRecord Of(RecordShape shape, IEnumerable<FoldItem> items)
    {
        var values = shape.FirstBlank();
        var trashed = false;
        var created = true;
        long? mergedInto = null;
        foreach (var item in items)
        {
            if (item.IsCreation) created = !item.Dead;
            if (item.Dead && !item.IsCreation) continue;
            foreach (var change in item.Changes)
            {
                if (change.Field == FieldChange.Trashed) trashed = change.After == "1";
                else if (change.Field == FieldChange.MergedInto) mergedInto = change.Reference;
                else values[change.Field] = (item.IsCreation ? change.After : change.AppliedTo(values[change.Field])) ?? change.Of.FirstDefault;
            }
        }
        return new FoldedRecord(values, trashed || !created, mergedInto);
    }
}

/// <summary>The values of a record from its live items.</summary>
internal readonly record struct FoldedRecord(RecordValues Values, bool Trashed, long? MergedInto);

/// <summary>An item as the fold sees it.</summary>
internal sealed record FoldItem(long Seq, long SetId, bool IsCreation, bool Dead, List<FieldChange> Changes)
{
    /// <summary>The origin of values that a person gave a record when a merge was split (no record has this ID).</summary>
    public const long Answer = 0;

    /// <summary>The record from which the values came; null for its own.</summary>
    public long? Origin { get; init; }

    /// <summary>True for such an answer: it is in the set of the split, which is an undo, and assigns values all the same.</summary>
    public bool IsAnswer { get; init; }
}

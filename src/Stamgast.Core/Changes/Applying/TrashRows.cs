namespace Stamgast.Changes.Applying;

/// <summary>The changes of moving records to the trash or back: only for those that are not there already.</summary>
internal static class TrashRows
{
    /// <param name="undoneOf">Those customers that are in the trash because their creation was undone; they come back another way.</param>
    public static IEnumerable<(RecordState Before, List<FieldChange> Changes, bool Trashed)> Of(
        IEnumerable<Dictionary<long, RecordState>> portions, Func<IReadOnlyCollection<long>, Dictionary<long, long>> undoneOf, bool into)
    {
        foreach (var states in portions)
        {
            var undone = into ? [] : undoneOf(states.Keys);
            foreach (var state in states.Values.Where(s => s.Trashed != into && !undone.ContainsKey(s.Id)).OrderBy(s => s.Id))
                yield return (state, [new(RecordField.Trashed, into ? "0" : "1", into ? "1" : "0")], into);
        }
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;

namespace Stamgast.Duplicates.Queue;

/// <summary>What a search has found of the customers of one import.</summary>
/// <param name="Set">The import.</param>
/// <param name="IsCompared">False while its customers are still being compared with the others: more pairs may follow.</param>
/// <param name="Certain">The number of its groups that are certain.</param>
/// <param name="ToJudge">The number of its groups that are to be judged.</param>
public sealed record ImportPairs(ChangeSet Set, bool IsCompared, long Certain, long ToJudge)
{
    /// <summary>Reads it; null for what is no import of customers, or not applied.</summary>
    /// <param name="setId">The change set.</param>
    public static ImportPairs? Of(Base customers, Viewer viewer, long setId)
    {
        if (new SeenChangeSets(customers, viewer).Find(setId) is not
            { Kind: ChangeKind.Import, State: ChangeState.Applied, RecordKind: CustomerShape.KindNumber } set) return null;
        ScanState? state;
        using (var reader = customers.OpenReader()) state = ScanState.Read(reader);
        var queue = new DuplicateQueue(customers, viewer);
        var filter = new QueueFilter { Import = setId };
        return new ImportPairs(set, state?.LastItem >= set.LastSeq, queue.Count(PairLane.Certain, filter), queue.Count(PairLane.ToJudge, filter));
    }
}

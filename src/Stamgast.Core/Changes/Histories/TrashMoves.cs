using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes.Histories;

/// <summary>When, by whom and by which change a customer was moved to the trash.</summary>
public sealed record TrashMove(long CustomerId, ChangeSet Set);

/// <summary>Finds out how customers got into the trash.</summary>
/// <param name="viewer">The viewer: nothing is returned about hidden customers.</param>
public sealed class TrashMoves(Base customers, Viewer viewer)
{
    // As in a payload; within a text its quotes would be escaped.
    private const string Moved = "\"trashed\":[\"0\",\"1\"]";

    /// <summary>The last move of each of these customers, by customer.</summary>
    public IReadOnlyDictionary<long, TrashMove> Of(IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0) return new Dictionary<long, TrashMove>();
        using var context = customers.NewContext();
        var seen = new SeenItems(context, customers.Engine, viewer);
        var moves = (from item in seen.All
                     join set in context.ChangeSets on item.SetId equals set.Id
                     where ids.Contains(item.RecordId) && item.VersionBefore > 0 && item.Payload.Contains(Moved)
                     orderby item.Seq
                     select new { item.RecordId, set }).ToList();
        return moves.GroupBy(m => m.RecordId).ToDictionary(g => g.Key, g => new TrashMove(g.Key, SeenChangeSets.Limit(g.Last().set, seen)));
    }
}

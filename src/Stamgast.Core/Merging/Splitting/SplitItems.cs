using System.Data.Common;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging.Plans;

namespace Stamgast.Merging.Splitting;

/// <summary>What is known of the customers of a split: their items, what came from whom, and what was changed since the merge.</summary>
internal sealed class SplitItems
{
    private static readonly CustomerShape Shape = CustomerShape.Instance;

    private readonly Dictionary<long, List<FoldItem>> items;
    private readonly HashSet<long> merges;
    private readonly HashSet<long> family;
    private readonly long moment;

    /// <param name="absorbed">Customers that one merge absorbed into the same customer.</param>
    public SplitItems(DbConnection connection, Engine engine, IReadOnlyList<long> absorbed)
    {
        var above = MergedFamily.Above(connection, Shape, absorbed[0]);
        Root = above[^1];
        (Absorbed, Above) = (absorbed, above);
        Families = absorbed.ToDictionary(id => id, id => MergedFamily.Below(connection, Shape, [id]).ToHashSet());
        family = [.. Families.Values.SelectMany(f => f)];
        merges = [.. MergedFamily.SetsThatBrought(connection, Shape, above, family).Select(s => s.Set)];
        States = CustomerStates.Read(connection, engine, [.. above, .. absorbed]);
        items = FoldItems.Of(connection, Shape, [Root, .. absorbed]);
        // The first merge that brought their values to the customer that represents them now.
        var brought = items[Root].FirstOrDefault(IsTurned)?.SetId;
        moment = brought is null ? long.MaxValue : items[Root].Last(i => i.SetId == brought).Seq;
        AtMerge = (CustomerValues)Fold.Of(Shape, items[Root].Where(i => i.Seq <= moment)).Values;
        OwnersAtMerge = new ValueOwners(items[Root].Where(i => i.Seq <= moment));
        Since = [.. items[Root].Where(i => i.Seq > moment && !i.Dead && i.Origin is null && !i.IsCreation)];
    }

    /// <summary>The customer that represents all of them now.</summary>
    public long Root { get; }

    /// <summary>The customers that are split off.</summary>
    public IReadOnlyList<long> Absorbed { get; }

    /// <summary>Those they were merged into, nearest first.</summary>
    public IReadOnlyList<long> Above { get; }

    /// <summary>By customer that is split off, itself and those that were merged into it.</summary>
    public IReadOnlyDictionary<long, HashSet<long>> Families { get; }

    /// <summary>All of them as they are now.</summary>
    public IReadOnlyDictionary<long, CustomerState> States { get; }

    /// <summary>The values of the root just after the merge.</summary>
    public CustomerValues AtMerge { get; }

    /// <summary>Where these came from.</summary>
    public ValueOwners OwnersAtMerge { get; }

    /// <summary>What people changed on the root since.</summary>
    public IReadOnlyList<FoldItem> Since { get; }

    /// <summary>The values of the root without what came from those that are split off.</summary>
    public CustomerValues RootAfter => Folded(items[Root]);

    /// <summary>The same as if these fields had not been edited since the merge either.</summary>
    public CustomerValues RootWithoutEdits(IReadOnlyCollection<int> fields) => Folded(items[Root].Select(i => !Since.Contains(i) ? i
        : i with { Changes = [.. i.Changes.Where(c => !fields.Contains(c.Field))] }));

    private CustomerValues Folded(IEnumerable<FoldItem> all) =>
        (CustomerValues)Fold.Of(Shape, all.Select(i => IsTurned(i) ? i with { Dead = true } : i)).Values;

    private bool IsTurned(FoldItem item) => merges.Contains(item.SetId) && item.Origin is { } from && family.Contains(from);
}

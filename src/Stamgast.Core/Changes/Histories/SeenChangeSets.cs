using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes.Histories;

/// <summary>
/// Change sets as a viewer sees them. An unlimited viewer sees them as stored; any other sees applied ones that touched a visible customer, with
/// counts of those customers only, and their own proposals.
/// </summary>
public sealed class SeenChangeSets(Base customers, Viewer viewer)
{
    /// <summary>The set with this number, applied or not; null when it is hidden or does not exist.</summary>
    public ChangeSet? Find(long id) => Of(sets => sets.Where(s => s.Id == id)).SingleOrDefault();

    /// <summary>The sets that match a query, in its order.</summary>
    public IReadOnlyList<ChangeSet> Of(Func<IQueryable<ChangeSet>, IQueryable<ChangeSet>> which)
    {
        using var context = customers.NewContext();
        if (viewer.SeesAll) return [.. which(context.ChangeSets)];
        var items = new SeenItems(context, customers.Engine, viewer);
        var applied = items.Touching(context.ChangeSets.Where(s => s.State == ChangeState.Applied)).Select(s => s.Id);
        var sets = which(context.ChangeSets.Where(s => s.State == ChangeState.Applied
            ? applied.Contains(s.Id) : viewer.UserId != null && s.UserId == viewer.UserId)).ToList();
        foreach (var set in sets) Limit(set, items);
        return sets;
    }

    /// <summary>True when the set moved its first visible customer to the trash.</summary>
    public bool MovesToTrash(ChangeSet set)
    {
        using var context = customers.NewContext();
        return new SeenItems(context, customers.Engine, viewer).All.Where(i => i.SetId == set.Id && i.Seq == set.FirstSeq).AsEnumerable()
            .Any(i => i.MovesToTrash());
    }

    /// <summary>Reduces a stored set to its visible part; unchanged for an unlimited viewer.</summary>
    internal static ChangeSet Limit(ChangeSet set, SeenItems seen)
    {
        if (seen.SeesAll || set.State != ChangeState.Applied || set.RecordKind != CustomerShape.KindNumber) return set;
        // Counts over all customers, and details of the rest of a file, are hidden.
        (set.Unchanged, set.Errors, set.Conflicts, set.PossibleDuplicates, set.Fields) = (0, 0, 0, 0, 0);
        if (set.Kind != ChangeKind.Names) set.Reading = null;
        // Most sets have one item, for which they are shown.
        if (set.FirstSeq != set.LastSeq) Count(set, seen);
        set.Rows = set.Created + set.Changed;
        return set;
    }

    private static void Count(ChangeSet set, SeenItems seen)
    {
        var own = seen.All.Where(i => i.Seq >= set.FirstSeq && i.Seq <= set.LastSeq && i.SetId == set.Id);
        var counts = own.GroupBy(i => i.SetId).Select(g => new
        {
            First = g.Min(i => i.Seq),
            Last = g.Max(i => i.Seq),
            Created = g.Sum(i => i.VersionBefore == 0 ? 1L : 0L),
            All = g.LongCount(),
            Dead = g.Sum(i => i.Dead ? 1L : 0L),
        }).SingleOrDefault();
        (set.FirstSeq, set.LastSeq) = (counts?.First ?? 0, counts?.Last ?? 0);
        (set.Created, set.Changed, set.Undone) = (counts?.Created ?? 0, (counts?.All ?? 0) - (counts?.Created ?? 0), counts?.Dead ?? 0);
    }
}

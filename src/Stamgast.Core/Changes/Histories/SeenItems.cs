using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes.Histories;

/// <summary>What change sets did to visible customers; the rest is left out.</summary>
internal sealed class SeenItems
{
    // For this few customers the items are found by ID; for more, each item is checked for its customer.
    public const int Few = 2_500;

    private readonly StamgastContext context;
    private readonly Engine engine;
    private readonly Visibility visibility;
    private readonly List<long>? few;

    public SeenItems(StamgastContext context, Engine engine, Viewer viewer, int few = Few)
    {
        (this.context, this.engine, visibility) = (context, engine, viewer.Visibility);
        if (viewer.SeesAll) return;
        var seen = visibility.Of(context, engine);
        // Two queries, each of which has an index.
        var ids = seen.Where(c => !c.Trashed && c.MergedInto == null).Select(c => c.Id).Take(few + 1).ToList();
        if (ids.Count <= few) ids.AddRange(seen.Where(c => c.Trashed).Select(c => c.Id).Take(few + 1 - ids.Count));
        if (ids.Count <= few) this.few = ids;
    }

    /// <summary>True when nothing is hidden.</summary>
    public bool SeesAll => visibility.IsAll;

    /// <summary>The items, in no order.</summary>
    public IQueryable<ChangeItem> All
    {
        get
        {
            var items = context.ChangeItems.Where(i => i.RecordKind == CustomerShape.KindNumber);
            if (visibility.IsAll) return items;
            if (few is not null) return items.Where(i => few.Contains(i.RecordId));
            var seen = visibility.Of(context, engine);
            return items.Where(i => seen.Any(c => c.Id == i.RecordId));
        }
    }

    /// <summary>The items of one kind of record: of another kind than customers everything is seen.</summary>
    public IQueryable<ChangeItem> Of(int kind) => kind == CustomerShape.KindNumber ? All : context.ChangeItems.Where(i => i.RecordKind == kind);

    /// <summary>The items of every kind.</summary>
    public IQueryable<ChangeItem> OfAllKinds => visibility.IsAll ? context.ChangeItems
        : All.Concat(context.ChangeItems.Where(i => i.RecordKind != CustomerShape.KindNumber));

    /// <summary>The sets with any of these items, and those of other kinds.</summary>
    public IQueryable<ChangeSet> Touching(IQueryable<ChangeSet> sets)
    {
        if (visibility.IsAll) return sets;
        var items = All;
        return few is not null
            ? sets.Where(s => s.RecordKind != CustomerShape.KindNumber || items.Select(i => i.SetId).Contains(s.Id))
            : sets.Where(s => s.RecordKind != CustomerShape.KindNumber || items.Any(i => i.SetId == s.Id && i.Seq >= s.FirstSeq && i.Seq <= s.LastSeq));
    }
}

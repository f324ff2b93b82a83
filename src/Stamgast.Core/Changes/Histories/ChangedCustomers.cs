using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes.Histories;

/// <summary>A customer, or a record of another kind, that a change set touched: its current name, and what the set did to it.</summary>
public sealed record ChangedCustomer(long Seq, long CustomerId, string? Name, bool IsCreation, bool Undone, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>The kind of the record.</summary>
    public RecordShape Shape { get; init; } = CustomerShape.Instance;
}

/// <summary>The records that a change set touched, page by page, in the order in which it touched them.</summary>
/// <param name="viewer">The viewer: customers hidden from it are skipped.</param>
public sealed class ChangedCustomers(Base customers, Viewer viewer)
{
    /// <param name="after">The <see cref="ChangedCustomer.Seq"/> after which to go on; 0 starts.</param>
    public IReadOnlyList<ChangedCustomer> Of(long setId, long after, int limit)
    {
        using var context = customers.NewContext();
        if (context.ChangeSets.SingleOrDefault(s => s.Id == setId) is not { } set) return [];
        // The sequence numbers of a set are contiguous, so this reads a piece of the primary key.
        var from = Math.Max(after + 1, set.FirstSeq);
        var seen = new SeenItems(context, customers.Engine, viewer).Of(set.RecordKind);
        if (set.HasOrigins) return Together(seen, set, from, limit);
        return Named([.. seen.Where(i => i.Seq >= from && i.Seq <= set.LastSeq && i.SetId == setId).OrderBy(i => i.Seq).Take(limit)]);
    }

    // A merge has several items for the kept record, one after the other: they are one step, whose place is that of the last of them.
    private List<ChangedCustomer> Together(IQueryable<ChangeItem> seen, ChangeSet set, long from, int limit)
    {
        var items = new List<ChangeItem>();
        bool goesOn;
        do
        {
            var start = from;
            var some = seen.Where(i => i.Seq >= start && i.Seq <= set.LastSeq && i.SetId == set.Id).OrderBy(i => i.Seq).Take(limit).ToList();
            items.AddRange(some);
            goesOn = some.Count == limit;
            if (goesOn) from = some[^1].Seq + 1;
        }
        while (goesOn && items.Select(i => i.RecordId).Distinct().Count() <= limit);
        var steps = new List<ChangedCustomer>();
        foreach (var item in Named(items))
            if (steps is [.., var last] && last.CustomerId == item.CustomerId)
                steps[^1] = item with { Undone = last.Undone && item.Undone, Changes = ChangesTogether.Of(last.Changes.Concat(item.Changes)) };
            else steps.Add(item);
        // The last one may have more items.
        if (goesOn && steps.Count > limit) steps.RemoveRange(limit, steps.Count - limit);
        return steps;
    }

    /// <summary>The first and the last record of each of these sets, by set number: enough to describe the set in words.</summary>
    /// <param name="sets">As returned by <see cref="SeenChangeSets"/>.</param>
    public IReadOnlyDictionary<long, (ChangedCustomer First, ChangedCustomer Last)> Ends(IReadOnlyCollection<ChangeSet> sets)
    {
        var seqs = sets.Where(s => s.FirstSeq > 0).SelectMany(s => new[] { s.FirstSeq, s.LastSeq }).Distinct().ToList();
        if (seqs.Count == 0) return new Dictionary<long, (ChangedCustomer, ChangedCustomer)>();
        using var context = customers.NewContext();
        var named = Named(new SeenItems(context, customers.Engine, viewer).OfAllKinds.Where(i => seqs.Contains(i.Seq)).ToList()).ToDictionary(c => c.Seq);
        return sets.Where(s => named.ContainsKey(s.FirstSeq) && named.ContainsKey(s.LastSeq))
            .ToDictionary(s => s.Id, s => (named[s.FirstSeq], named[s.LastSeq]));
    }

    private List<ChangedCustomer> Named(List<ChangeItem> items)
    {
        using var reader = customers.OpenReader();
        var names = new Dictionary<(int Kind, long Id), string?>();
        foreach (var kind in items.GroupBy(i => i.RecordKind))
        {
            var shape = RecordShapes.Of(kind.Key);
            foreach (var (id, state) in RecordStates.Read(reader, customers.Engine, shape, [.. kind.Select(i => i.RecordId).Distinct()]))
                names[(kind.Key, id)] = shape.NameOf(state.Values);
        }
        return items.ConvertAll(i =>
            new ChangedCustomer(i.Seq, i.RecordId, names.GetValueOrDefault((i.RecordKind, i.RecordId)), i.VersionBefore == 0, i.Dead,
                Said(i)) { Shape = RecordShapes.Of(i.RecordKind) });
    }

    // The defaults of a creation are not worth showing.
    private static List<FieldChange> Said(ChangeItem item)
    {
        var changes = Payload.Read(RecordShapes.Of(item.RecordKind), item.Payload, item.VersionBefore == 0);
        if (item.VersionBefore == 0) changes.RemoveAll(c => c.After == c.Of.Default);
        return changes;
    }
}

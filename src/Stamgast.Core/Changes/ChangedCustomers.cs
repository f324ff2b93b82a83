using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>One customer that a change set touched: who it is by now, and what the set did to it.</summary>
public sealed record ChangedCustomer(long Seq, long CustomerId, string? Name, bool IsCreation, bool Undone, IReadOnlyList<FieldChange> Changes);

/// <summary>The customers that a change set touched, page by page, in the order in which it touched them.</summary>
/// <param name="viewer">Who looks: other customers than that viewer sees are passed over.</param>
public sealed class ChangedCustomers(Base customers, Viewer viewer)
{
    /// <param name="after">The <see cref="ChangedCustomer.Seq"/> after which to go on; 0 starts.</param>
    public IReadOnlyList<ChangedCustomer> Of(long setId, long after, int limit)
    {
        using var context = customers.NewContext();
        if (context.ChangeSets.SingleOrDefault(s => s.Id == setId) is not { } set) return [];
        // The sequence numbers of a set are contiguous, so this reads a piece of the primary key.
        var from = Math.Max(after + 1, set.FirstSeq);
        var items = new SeenItems(context, customers.Engine, viewer).All
            .Where(i => i.Seq >= from && i.Seq <= set.LastSeq && i.SetId == setId)
            .OrderBy(i => i.Seq).Take(limit).ToList();
        return Named(items);
    }

    /// <summary>The first and the last customer of each of these sets, by the number of the set: enough to say in words what it did.</summary>
    /// <param name="sets">As <see cref="SeenChangeSets"/> gives them.</param>
    public IReadOnlyDictionary<long, (ChangedCustomer First, ChangedCustomer Last)> Ends(IReadOnlyCollection<ChangeSet> sets)
    {
        var seqs = sets.Where(s => s.FirstSeq > 0).SelectMany(s => new[] { s.FirstSeq, s.LastSeq }).Distinct().ToList();
        if (seqs.Count == 0) return new Dictionary<long, (ChangedCustomer, ChangedCustomer)>();
        using var context = customers.NewContext();
        var named = Named(new SeenItems(context, customers.Engine, viewer).All.Where(i => seqs.Contains(i.Seq)).ToList()).ToDictionary(c => c.Seq);
        return sets.Where(s => named.ContainsKey(s.FirstSeq) && named.ContainsKey(s.LastSeq)).ToDictionary(s => s.Id, s => (named[s.FirstSeq], named[s.LastSeq]));
    }

    private List<ChangedCustomer> Named(List<ChangeItem> items)
    {
        using var reader = customers.OpenReader();
        var states = CustomerStates.Read(reader, customers.Engine, [.. items.Select(i => i.RecordId).Distinct()]);
        return items.ConvertAll(i => new ChangedCustomer(i.Seq, i.RecordId, states.GetValueOrDefault(i.RecordId)?.Values.DisplayName,
            i.VersionBefore == 0, i.Dead, Said(i)));
    }

    // What a creation has by default is no news.
    private static List<FieldChange> Said(ChangeItem item)
    {
        var changes = Payload.Read(CustomerShape.Instance, item.Payload, item.VersionBefore == 0);
        if (item.VersionBefore == 0) changes.RemoveAll(c => c.After == c.Of.Default);
        return changes;
    }
}

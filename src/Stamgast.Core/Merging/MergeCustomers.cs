using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Merging;

/// <summary>
/// Merges customers into one of them. Every record that refers to an absorbed one belongs to the kept one from now on, and each can be split off
/// again.
/// </summary>
public sealed class MergeCustomers(Base customers, TimeProvider clock)
{
    /// <summary>The maximum number of customers in a merge.</summary>
    public const int Most = 50;

    /// <summary>The kind of its change sets.</summary>
    public const ChangeKind Kind = ChangeKind.Merge;

    /// <summary>The result of a merge, without writing anything.</summary>
    /// <param name="keep">The ID of the customer that is kept.</param>
    /// <param name="absorb">The IDs of the others.</param>
    /// <param name="taken">By ordinal of a field, the ID of the customer whose value to take.</param>
    /// <exception cref="RefusedException">merge.few, merge.many, merge.taken: too few, too many, or a value of a customer outside the merge;
    /// customer.unknown, customer.trashed, customer.merged, customer.not_mergeable: one of them cannot be merged</exception>
    public MergePreview Look(long keep, IReadOnlyList<long> absorb, Viewer viewer, IReadOnlyDictionary<int, long>? taken = null)
    {
        var ids = Asked(keep, absorb, taken);
        using var reader = customers.OpenReader();
        var states = CustomerStates.Read(reader, customers.Engine, ids).ToDictionary(s => s.Key, s => (RecordState)s.Value);
        return PlanOf(states, ids, viewer, taken, FoldItems.Of(reader, CustomerShape.Instance, ids));
    }

    /// <summary>Merges them, as one change set.</summary>
    /// <inheritdoc cref="Look" />
    /// <param name="versions">By ID, the versions that were shown; a customer changed since is refused. Null accepts the current versions.</param>
    /// <exception cref="RefusedException">merge.changed: one of them was changed since; number.taken; busy; and those of <see cref="Look"/></exception>
    public ChangeOutcome Do(
        long keep, IReadOnlyList<long> absorb, Actor actor, IReadOnlyDictionary<int, long>? taken = null, IReadOnlyDictionary<long, int>? versions = null)
    {
        var ids = Asked(keep, absorb, taken);
        return new ChangeSets(customers, clock).Merge(CustomerShape.Instance, actor, transaction =>
        {
            var states = RecordStates.Read(transaction, CustomerShape.Instance, ids);
            foreach (var (id, state) in states)
                if (versions?.TryGetValue(id, out var shown) == true && shown != state.Version) throw new RefusedException("merge.changed", id);
            return [PlanOf(states, ids, actor.Viewer, taken, FoldItems.Of(transaction.Connection, CustomerShape.Instance, ids)).ToMerge()];
        });
    }

    private static IReadOnlyList<long> Asked(long keep, IReadOnlyList<long> absorb, IReadOnlyDictionary<int, long>? taken)
    {
        IReadOnlyList<long> ids = [keep, .. absorb.Where(id => id != keep).Distinct()];
        if (ids.Count < 2) throw new RefusedException("merge.few");
        if (ids.Count > Most) throw new RefusedException("merge.many", Most);
        foreach (var (field, id) in taken ?? new Dictionary<int, long>())
        {
            if (CustomerFields.All[field].IsList) throw new RefusedException("merge.take_list", CustomerFields.All[field].Name);
            if (!ids.Contains(id)) throw new RefusedException("merge.taken", CustomerFields.All[field].Name, id);
        }
        return ids;
    }

    private static MergePreview PlanOf(
        IReadOnlyDictionary<long, RecordState> states, IReadOnlyList<long> ids, Viewer viewer, IReadOnlyDictionary<int, long>? taken,
        Dictionary<long, List<FoldItem>> items)
    {
        var found = ids.Select(id => states.GetValueOrDefault(id) is CustomerState state && viewer.Seen(state) is { } seen
            ? seen : throw new RefusedException("customer.unknown", id)).ToList();
        foreach (var state in found)
        {
            if (state.MergedInto is { } into) throw new RefusedException(Refusals.Merged(CustomerShape.Instance), state.Id, into);
            if (state.Trashed) throw new RefusedException(Refusals.Trashed(CustomerShape.Instance), state.Id);
            if (state.Values[CustomerFields.AllowMerge] == "0") throw new RefusedException("customer.not_mergeable", state.Id, state.Values.DisplayName);
        }
        var owners = ids.Where(id => items[id].Exists(i => i.Origin is not null)).ToDictionary(id => id, id => new ValueOwners(items[id]));
        return new MergePreview(found[0], [.. found.Skip(1)], taken, owners);
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Merging;

/// <summary>Splits a merge, at any age and in any order: the absorbed customer exists again with its own values and records.</summary>
public sealed class SplitCustomers(Base customers, TimeProvider clock)
{
    /// <summary>Splits off every customer that a merge absorbed and that is still absorbed by it.</summary>
    /// <param name="setId">The change set of the merge.</param>
    /// <exception cref="RefusedException">change_set.unknown; change_set.no_merge: it merged nobody, or all were split off since; number.taken;
    /// busy</exception>
    public ChangeOutcome Do(long setId, Actor actor)
    {
        var absorbed = AbsorbedBy(setId);
        if (absorbed.Count == 0) throw new RefusedException("change_set.no_merge", setId);
        Seen(absorbed, actor.Viewer);
        return new ChangeSets(customers, clock).Split(CustomerShape.Instance, setId, absorbed, actor);
    }

    /// <summary>Splits one customer off, whichever merge absorbed it.</summary>
    /// <exception cref="RefusedException">customer.unknown; customer.not_merged; number.taken; busy</exception>
    public ChangeOutcome One(long customerId, Actor actor)
    {
        Seen([customerId], actor.Viewer);
        var set = SetOf(customerId) ?? throw new RefusedException(Refusals.NotMerged(CustomerShape.Instance), customerId);
        return new ChangeSets(customers, clock).Split(CustomerShape.Instance, set, [customerId], actor);
    }

    private long? SetOf(long customerId)
    {
        using var reader = customers.OpenReader();
        return MergedFamily.SetThatAbsorbed(reader, CustomerShape.Instance, customerId);
    }

    private IReadOnlyList<long> AbsorbedBy(long setId)
    {
        using var reader = customers.OpenReader();
        return MergedFamily.AbsorbedBy(reader, CustomerShape.Instance, setId);
    }

    private void Seen(IReadOnlyList<long> ids, Viewer viewer)
    {
        var seen = new CustomerLookup(customers, viewer).All(ids).Select(c => c.Id).ToHashSet();
        foreach (var id in ids)
            if (!seen.Contains(id)) throw new RefusedException(Refusals.Unknown(CustomerShape.Instance), id);
    }
}

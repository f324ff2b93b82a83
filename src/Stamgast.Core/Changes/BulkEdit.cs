using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// Changes one thing on many customers at once, as one set: a label, a group, active or not. Customers on which it is so already
/// are passed over.
/// </summary>
public sealed class BulkEdit(Base customers, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <summary>What a change makes of one customer, to be looked at before it is done.</summary>
    public IReadOnlyList<(CustomerState Before, IReadOnlyList<FieldChange> Changes)> Preview(IReadOnlyList<long> ids, Action<CustomerValues> change)
    {
        using var reader = customers.OpenReader();
        return [.. CustomerStates.Read(reader, customers.Engine, ids).Values.OrderBy(s => s.Id).Select(s => (s, (IReadOnlyList<FieldChange>)ChangesOf(s, change)))];
    }

    /// <summary>How many of these customers it would alter.</summary>
    public long CountChanged(IReadOnlyList<long> ids, Action<CustomerValues> change)
    {
        using var reader = customers.OpenReader();
        return ids.Chunk(AtOnce).Sum(chunk => (long)CustomerStates.Read(reader, customers.Engine, chunk).Values.Count(s => ChangesOf(s, change).Count > 0));
    }

    /// <summary>Does it, all or nothing.</summary>
    /// <exception cref="RefusedException">busy</exception>
    public ChangeOutcome Apply(IReadOnlyList<long> ids, Action<CustomerValues> change, ChangeKind kind, Actor actor) =>
        new ChangeSets(customers, clock).ApplyBulk(kind, actor, (transaction, stage) =>
        {
            var seq = 0;
            foreach (var chunk in ids.Order().Chunk(AtOnce))
                foreach (var state in CustomerStates.Read(transaction, chunk).Values.OrderBy(s => s.Id))
                    if (ChangesOf(state, change) is { Count: > 0 } changes)
                        stage(++seq, state, changes);
        });

    private static List<FieldChange> ChangesOf(CustomerState state, Action<CustomerValues> change)
    {
        if (state.Trashed) return [];
        var after = state.Values.Copy();
        change(after);
        return Difference.Between(state.Values, after);
    }
}

using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.CustomerVerbs;

/// <summary>
/// Changes one thing on many customers at once, as one set: a label, a group, active or not. Customers on which it is so already
/// are passed over. What it makes of a field must pass the rule of that field.
/// </summary>
/// <param name="viewer">Who looks and does it: other customers than that viewer sees are passed over, as if there were none.</param>
public sealed class BulkEdit(Base customers, Viewer viewer, TimeProvider clock)
{
    // So few are kept in memory until they are written.
    private const int Few = 1000;

    /// <summary>What a change makes of one customer, to be looked at before it is done.</summary>
    public IReadOnlyList<(CustomerState Before, IReadOnlyList<FieldChange> Changes)> Preview(IReadOnlyList<long> ids, Action<CustomerValues> change)
    {
        using var reader = customers.OpenReader();
        return [.. CustomerStates.Read(reader, customers.Engine, ids).Values.Where(Sees).OrderBy(s => s.Id).Select(s => (s, (IReadOnlyList<FieldChange>)ChangesOf(s, change)))];
    }

    /// <summary>How many of these customers it would alter.</summary>
    public long CountChanged(IReadOnlyList<long> ids, Action<CustomerValues> change)
    {
        using var reader = customers.OpenReader();
        return CustomerStates.InPortions(reader, customers.Engine, ids).Sum(portion => (long)portion.Values.Where(Sees).Count(s => ChangesOf(s, change).Count > 0));
    }

    /// <summary>Does it as one change. Few are changed all or nothing; of many those are left out and named whom somebody else changed meanwhile.</summary>
    /// <exception cref="RefusedException">busy</exception>
    public ChangeOutcome Apply(IReadOnlyList<long> ids, Action<CustomerValues> change, ChangeKind kind, Actor actor, Course? course = null)
    {
        var changes = new ChangeSets(customers, clock);
        if (ids.Count > Few)
        {
            using var reader = customers.OpenReader();
            return changes.ChangeMany(CustomerShape.Instance, CustomerStates.InPortions(reader, customers.Engine, ids).SelectMany(portion => portion.Values.Where(Sees).OrderBy(s => s.Id))
                .Select(state => ((RecordState)state, ChangesOf(state, change), state.Trashed)).Where(row => row.Item2.Count > 0), kind, actor, course ?? new Course());
        }
        return changes.ApplyBulk(CustomerShape.Instance, kind, actor, (transaction, stage) =>
        {
            var seq = 0;
            foreach (var state in ids.Order().Chunk(CustomerStates.Portion).SelectMany(portion => CustomerStates.Read(transaction, portion).Values.Where(Sees).OrderBy(s => s.Id)))
                if (ChangesOf(state, change) is { Count: > 0 } altered)
                    stage(++seq, state, altered);
        });
    }

    private bool Sees(CustomerState state) => viewer.Sees(state.Values);

    private static List<FieldChange> ChangesOf(CustomerState state, Action<CustomerValues> change)
    {
        if (state.Trashed) return [];
        var after = state.Values.Copy();
        change(after);
        var changes = Difference.Between(state.Values, after);
        foreach (var altered in changes) Judge(state, CustomerFields.All[altered.Field], after);
        return changes.Count == 0 ? changes : Difference.Between(state.Values, after);
    }

    // A group more may be one too many for the field of a customer: then it is named, and nobody is changed.
    private static void Judge(CustomerState state, CustomerField field, CustomerValues after)
    {
        if (after[field] is not { } value) return;
        var context = new RuleContext(after[CustomerFields.Country] ?? "", DateOnly.MaxValue) { DeliveryCountry = after[CustomerFields.DeliveryCountry] };
        var read = FieldRules.Normalise(field, value, context);
        if (read.Problem is { } problem) throw new RefusedException("value.of_customer", problem, state.Values.DisplayName ?? "", state.Id);
        after[field] = read.Value;
    }
}

using Stamgast.Customers;
using Stamgast.Changes;
using Stamgast.Customers.Rules;
using Stamgast.Database;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>Does a verb to a few customers at once, without a preview: from the page of a customer, or by the API.</summary>
public sealed class EachCustomer(Base customers, TimeProvider clock)
{
    /// <summary>So many at most; more are proposed, looked at and confirmed.</summary>
    public const int Most = 1000;

    /// <summary>Applies it to all of them or to none, as one change set. Customers that would not change are skipped.</summary>
    /// <returns>Null when all of them are so already.</returns>
    /// <exception cref="RefusedException">customer.unknown; customer.trashed; value.of_customer: a rule refuses the new value of one of them;
    /// busy</exception>
    public ChangeOutcome? Do(CustomerVerb verb, IReadOnlyList<long> ids, Actor actor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, Most);
        var rules = VerbRules.Of(customers, clock);
        return new ChangeSets(customers, clock).ApplyEach(CustomerShape.Instance, verb.Kind, actor, transaction =>
        {
            var states = CustomerStates.Read(transaction, ids);
            return [.. ids.Distinct().Order().Select(id => (Id: id, Changes: ChangesOf(id))).Where(row => row.Changes.Count > 0)
                .Select(row => ((RecordState)states[row.Id], row.Changes))];

            IReadOnlyList<FieldChange> ChangesOf(long id)
            {
                if (!states.TryGetValue(id, out var state) || !actor.Viewer.Sees(state.Values)) throw new RefusedException("customer.unknown", id);
                var verdict = verb.On(state, rules);
                if (verdict.IsConflict && state.MergedInto is not null) throw MergedFamily.Refused(transaction.Connection, CustomerShape.Instance, id);
                if (verdict.IsConflict) throw new RefusedException("customer.trashed", id);
                if (verdict.Problem is { } problem) throw new RefusedException("value.of_customer", problem, state.Values.DisplayName ?? "", id);
                return verdict.Changes;
            }
        });
    }
}

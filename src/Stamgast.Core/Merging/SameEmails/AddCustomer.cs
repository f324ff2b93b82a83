using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Settings;

namespace Stamgast.Merging.SameEmails;

/// <summary>The result of adding a customer.</summary>
/// <param name="CustomerId">The new customer.</param>
/// <param name="Outcome">What is to be said and can be undone: the merge if there was one, otherwise the creation.</param>
/// <param name="Kept">The existing customer that it was merged into at once; null when it stands alone.</param>
public sealed record AddedCustomer(long CustomerId, ChangeOutcome Outcome, CustomerState? Kept);

/// <summary>
/// Adds a customer that a person typed, by the policy on customers with the same e-mail address. A merge by the policy is one like any other: the
/// new customer exists, is absorbed in the same transaction, and can be split off.
/// </summary>
public sealed class AddCustomer(Base customers, TimeProvider clock)
{
    /// <exception cref="ValuesRefusedException">A rule refuses a value, or a required one is missing.</exception>
    /// <exception cref="RefusedException">number.taken; number.leads; busy</exception>
    public AddedCustomer Do(GivenValues given, Actor actor)
    {
        var values = ValuesRefusedException.ThrowIfAny(new CreateCustomer(customers, clock).Look(given)).Values;
        var policy = OrganisationSettings.Of(customers).SameEmail;
        CustomerState? kept = null;
        var (id, outcome) = new ChangeSets(customers, clock).CreateAndMerge(values, actor, (transaction, created) =>
        {
            var same = policy == SameEmailPolicy.Allow ? null : SameEmail.Of(transaction.Connection, transaction.Engine, values, actor.Viewer, created);
            if (same is null) return null;
            if (policy == SameEmailPolicy.Propose)
            {
                ProposedPairs.Add(transaction, [(same.Id, created)]);
                return null;
            }
            kept = same;
            return new MergeCustomers(customers, clock).Plan(transaction, [kept.Id, created], actor.Viewer);
        });
        return new AddedCustomer(id, outcome, kept);
    }
}

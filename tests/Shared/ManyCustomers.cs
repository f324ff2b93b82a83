using Stamgast.Changes;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Proposals;

namespace Stamgast.Testing;

/// <summary>Changes many customers as a page does: a proposal, then a confirmation of what was shown.</summary>
internal static class ManyCustomers
{
    public static ChangeOutcome Change(this Base customers, IReadOnlyList<long> ids, CustomerVerb verb, Course? course = null)
    {
        var proposed = new ProposeVerb(customers, TimeProvider.System).Do(verb, ids, Actor.CommandLine, course: course);
        return new ConfirmProposal(customers, TimeProvider.System).Do(proposed.Id, proposed.Revision, Actor.CommandLine, strict: false, course?.Progress,
            course?.Cancel ?? default);
    }

    public static ChangeOutcome Change(this Base customers, IReadOnlyList<long> ids, Action<CustomerValues> change, ChangeKind kind = ChangeKind.Bulk,
        Course? course = null) =>
        customers.Change(ids, new AnyChange(change, kind), course);

    private sealed record AnyChange(Action<CustomerValues> Change, ChangeKind Of) : CustomerVerb
    {
        public override ChangeKind Kind => Of;

        internal override Verdict On(CustomerState state, VerbRules rules)
        {
            if (state.Trashed) return Verdict.InConflict("conflict.trashed");
            var after = state.Values.Copy();
            Change(after);
            return new Verdict(Difference.Between(state.Values, after));
        }
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Proposals;

/// <summary>Deletes a proposal that has no file, with everything stored for it.</summary>
public sealed class DropProposal(Base customers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Deletes it; nothing happens when it is gone already.</summary>
    /// <exception cref="RefusedException">proposal.applied; busy</exception>
    public void Do(long setId)
    {
        var dropped = customers.WriteCustomers(transaction =>
        {
            var known = transaction.Number("select count(*) from change_set where id = @id", ("id", setId)) > 0;
            if (!known) return null;
            var set = ChangeSetRows.Find(transaction, setId);
            if (set.State == ChangeState.Applied) throw new RefusedException("proposal.applied", setId);
            ChangeSetRows.Drop(transaction, setId);
            return set;
        }, Patience, cancel: CancellationToken.None);
        if (dropped is not null) Stage.OfProposal(customers, dropped).Delete();
    }
}

using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Exchange.Rows;
using Stamgast.Proposals;

namespace Stamgast.Exchange;

/// <summary>
/// Decides in the preview what an import of records does with customers: adds those that are not found, and changes addresses and phone numbers of the
/// others. The rows follow, and the revision, so that an older page confirms nothing.
/// </summary>
public sealed class SwitchImport(Base customers)
{
    /// <param name="creates">Whether customers who are not found are added; null leaves it.</param>
    /// <param name="updates">Whether customers who are found are changed; null leaves it.</param>
    /// <exception cref="RefusedException">change_set.unknown; proposal.applied, proposal.staging, proposal.failed, proposal.lost; busy</exception>
    public ChangeSet Do(long setId, bool? creates = null, bool? updates = null)
    {
        var asked = Proposal.Waiting(customers, setId);
        Proposal.MustBeReady(asked, null);
        var stage = Stage.OfProposal(customers, asked);
        stage.OpenReader().Dispose();
        return customers.WriteCustomers(transaction =>
        {
            var set = ChangeSetRows.Find(transaction, setId);
            Proposal.MustBeReady(set, null, stage);
            var before = RecordReport.Of(set);
            var after = before with { CreatesCustomers = creates ?? before.CreatesCustomers, UpdatesCustomers = updates ?? before.UpdatesCustomers };
            if (after.CreatesCustomers == before.CreatesCustomers && after.UpdatesCustomers == before.UpdatesCustomers) return set;
            if (after.CreatesCustomers != before.CreatesCustomers)
            {
                AddedOrRefused.Turn(transaction, stage);
                Proposal.Recount(transaction, stage, set);
                after = after with { Causes = ErrorCauses.Count(transaction.Connection, stage, [], CancellationToken.None).Open };
            }
            set.Reading = JsonSerializer.Serialize(after, JsonSerializerOptions.Web);
            stage.KeepRevision(transaction, ++set.Revision);
            ChangeSetRows.Update(transaction, set);
            return set;
        }, Base.Patience, stage.File);
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Database;

namespace Stamgast.Proposals;

/// <summary>Applies a preview: an import, a bulk edit, or the rest of either.</summary>
public sealed class ConfirmProposal(Base customers, TimeProvider clock)
{
    /// <summary>A proposal, or the change set that it became, whoever made it: the caller checks the viewer.</summary>
    /// <exception cref="RefusedException">change_set.unknown</exception>
    public static ChangeSet Find(Base customers, long setId) => Proposal.Waiting(customers, setId);

    /// <summary>
    /// Applies a stored proposal as it was shown. A customer changed meanwhile in the same field is left out, counted, listed and offered again.
    /// </summary>
    /// <param name="revision">The revision that was shown; null takes the present one.</param>
    /// <param name="strict">Refuses everything when a single row is an error or in conflict.</param>
    /// <param name="progress">Called with the rows and the fraction of the work that are done.</param>
    /// <exception cref="RefusedException">
    /// change_set.unknown; proposal.applied, proposal.staging, proposal.failed, proposal.revision, proposal.lost; import.strict; busy
    /// </exception>
    public ChangeOutcome Do(long setId, int? revision, Actor actor, bool strict = false, Action<long, double>? progress = null,
        CancellationToken cancel = default) =>
        new ChangeSets(customers, clock).Apply(setId, revision, actor, strict, progress, cancel);
}

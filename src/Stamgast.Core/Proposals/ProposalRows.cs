using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Proposals.Previews;

namespace Stamgast.Proposals;

/// <summary>Alters single rows of a stored proposal; its counts follow, and its revision, so that an older page confirms nothing.</summary>
public sealed class ProposalRows(Base customers)
{
    /// <summary>Leaves a row out of a proposal without a file, or takes it in again.</summary>
    /// <returns>True when other rows were compared again as well: a number that the row gave up is free no more, or the reverse.</returns>
    /// <exception cref="RefusedException">change_set.unknown; proposal.applied, proposal.staging, proposal.failed, proposal.lost; busy</exception>
    public bool LeaveOut(long setId, long seq, bool leftOut)
    {
        var asked = Proposal.Waiting(customers, setId);
        Proposal.MustBeReady(asked, null);
        var stage = Stage.OfProposal(customers, asked);
        stage.OpenReader().Dispose();
        return customers.WriteCustomers(transaction =>
        {
            var set = ChangeSetRows.Find(transaction, setId);
            Proposal.MustBeReady(set, null, stage);
            if (!LeaveOut(transaction, stage, set, [], seq, leftOut)) return false;
            var others = SettleNumbers(transaction, stage, set, [], new ConflictCheck(transaction, stage).NumbersOf([seq]));
            stage.KeepRevision(transaction, ++set.Revision);
            ChangeSetRows.Update(transaction, set);
            return others;
        }, Base.Patience, stage.File);
    }

    /// <summary>Marks a row and moves it in the counts.</summary>
    /// <param name="leftOutCauses">The causes whose rows are all left out.</param>
    /// <returns>False when there is no such row, or nothing changes.</returns>
    internal static bool LeaveOut(WriteTransaction transaction, Stage stage, ChangeSet set, IReadOnlyList<ErrorCause> leftOutCauses, long seq, bool leftOut)
    {
        if (CountedRow.Of(transaction, stage, seq) is not { } before || before.LeftOut == leftOut) return false;
        transaction.Execute($"update {stage.Rows} set left_out = @out where seq = @seq", ("out", leftOut ? 1 : 0), ("seq", seq));
        PreviewCounts.Moved(set, leftOutCauses, (before, before with { LeftOut = leftOut }));
        AlteredRows.Note(transaction, stage, set.Revision + 1, [seq]);
        return true;
    }

    /// <summary>Asks again which rows may have these numbers: whether one is free depends on the rows that give theirs up.</summary>
    /// <inheritdoc cref="LeaveOut(WriteTransaction, Stage, ChangeSet, IReadOnlyList{ErrorCause}, long, bool)" path="/param" />
    /// <returns>True when a row became another one by that.</returns>
    internal static bool SettleNumbers(
        WriteTransaction transaction, Stage stage, ChangeSet set, IReadOnlyList<ErrorCause> leftOutCauses, IEnumerable<string> numbers)
    {
        var check = new ConflictCheck(transaction, stage);
        var seqs = check.AboutNumbers(numbers);
        if (seqs.Count == 0) return false;
        var before = CountedRow.Of(transaction, stage, seqs);
        check.NumbersAgain(seqs);
        var after = CountedRow.Of(transaction, stage, seqs);
        var moved = seqs.Where(seq => before[seq].Class != after[seq].Class).ToList();
        if (moved.Count == 0) return false;
        PreviewCounts.Moved(set, leftOutCauses, [.. moved.Select(seq => (before[seq], after[seq]))]);
        AlteredRows.Note(transaction, stage, set.Revision + 1, moved);
        return true;
    }
}

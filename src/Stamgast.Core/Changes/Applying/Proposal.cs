using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Importing.Late;

namespace Stamgast.Changes.Applying;

/// <summary>The checks of a stored proposal before it is applied, and its counts.</summary>
internal static class Proposal
{
    /// <summary>The stored set. If it is marked as being read while no program reads it, it is freed first.</summary>
    /// <exception cref="RefusedException">change_set.unknown</exception>
    public static ChangeSet Waiting(Base customers, long setId)
    {
        for (var again = true; ; again = false)
        {
            using var context = customers.NewContext();
            var set = context.ChangeSets.SingleOrDefault(s => s.Id == setId) ?? throw new RefusedException("change_set.unknown", setId);
            if (set is not { State: ChangeState.Staging, Kind: ChangeKind.Import } || !again || !CrashRemains.TakeBack(customers, setId)) return set;
        }
    }

    /// <param name="stage">The rows that were looked up before; rows of an earlier reading no longer count.</param>
    /// <exception cref="RefusedException">proposal.applied, proposal.staging, proposal.failed, proposal.revision</exception>
    public static void MustBeReady(ChangeSet set, int? revision, Stage? stage = null)
    {
        if (set.State == ChangeState.Applied) throw new RefusedException("proposal.applied", set.Id);
        if (set.State == ChangeState.Staging) throw new RefusedException("proposal.staging", set.Id);
        if (set.State == ChangeState.Failed) throw new RefusedException("proposal.failed", set.Id);
        if ((revision is { } shown && shown != set.Revision) || (stage is not null && stage.Number != Math.Max(1, set.Staged)))
            throw new RefusedException("proposal.revision", set.Id);
    }

    /// <summary>Compares rows with customers created, or undone, since the preview.</summary>
    public static void CheckAgain(WriteTransaction transaction, ChangeSet set, ConflictCheck check)
    {
        if (set.Kind == ChangeKind.Restore) check.CreationsUndone();
        ApplyingWork.OfProgram.CheckAgain(transaction, set, check);
    }

    /// <summary>The number of rows of each class, by class number, without those left out by hand.</summary>
    /// <param name="rows">The total number of rows, where known: then new rows, which may be all, need not be counted.</param>
    public static long[] CountByClass(WriteTransaction transaction, Stage stage, long? rows = null)
    {
        var counts = new long[6];
        // Each uses only an index.
        Add($"select class, count(*) from {stage.Rows}{(rows is null ? "" : $" where class > {(int)RowClass.New}")} group by class");
        if (rows is { } all) counts[(int)RowClass.New] = all - counts.Sum();
        Add($"select class, -count(*) from {stage.Rows} where left_out = 1 group by class");
        return counts;

        void Add(string sql)
        {
            using var command = transaction.Command(sql);
            using var reader = command.ExecuteReader();
            while (reader.Read()) counts[reader.GetInt32(0)] += reader.GetInt64(1);
        }
    }

    /// <summary>Counts the rows of a stage by class into the set; rows left out by hand count in none.</summary>
    /// <inheritdoc cref="CountByClass" />
    public static void Recount(WriteTransaction transaction, Stage stage, ChangeSet set, long? rows = null)
    {
        var counts = CountByClass(transaction, stage, rows);
        (set.Created, set.Changed, set.Unchanged, set.Errors, set.Conflicts) = (counts[1], counts[2], counts[3], counts[4], counts[5]);
        set.Rows = counts.Sum();
    }
}

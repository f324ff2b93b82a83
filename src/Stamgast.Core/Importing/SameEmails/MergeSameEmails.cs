using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Importing.Late;
using Stamgast.Merging.SameEmails;
using Stamgast.Merging;
using Stamgast.Settings;

namespace Stamgast.Importing.SameEmails;

/// <summary>
/// The merges that an import promised in its preview. They are a set of their own, in the transaction of the import: each new customer exists, is
/// absorbed, and can be split off. Where the policy only proposes them, they are in the queue of duplicates from that transaction on.
/// </summary>
internal static class MergeSameEmails
{
    /// <summary>Plans them; called before the rows are applied. The plan is made once they are.</summary>
    /// <returns>Null when nothing is merged: the policy is another one by now, or nobody shares an address any more.</returns>
    public static Func<IReadOnlyList<RecordMerge>>? Along(WriteTransaction transaction, Stage stage, ChangeSet set, Viewer viewer)
    {
        if (set is not { Kind: ChangeKind.Import, RecordKind: CustomerShape.KindNumber, PossibleDuplicates: > 0 }) return null;
        var policy = OrganisationSettings.Of(transaction.Connection).SameEmail;
        if (policy == SameEmailPolicy.Allow || (policy == SameEmailPolicy.Merge && ImportReading.Of(set) is not { Merges: > 0 })) return null;
        var rows = new SameEmailRows(stage, transaction.Engine).Find(transaction.Connection, viewer, marked: policy == SameEmailPolicy.Merge);
        if (rows.Count == 0) return null;
        return () =>
        {
            var ids = Ids(transaction, stage, set, rows);
            if (policy == SameEmailPolicy.Merge) return Plans(transaction, viewer, rows, ids);
            ProposedPairs.Add(transaction, [.. rows.Select(r => (r.CustomerId ?? ids[r.First!.Value], ids[r.Seq]))]);
            return [];
        };
    }

    private static Dictionary<long, long> Ids(WriteTransaction transaction, Stage stage, ChangeSet set, List<SameEmailRow> rows)
    {
        // The last IDs that were given out, to the rows in order.
        var before = transaction.Number("select value from counter where name = @name", ("name", stage.Shape.Table)) - set.Created;
        var ids = new Dictionary<long, long>();
        foreach (var some in rows.SelectMany(r => r.First is { } first ? (long[])[r.Seq, first] : [r.Seq]).Distinct().Chunk(CustomerStates.Portion))
        {
            using var command = transaction.Command($"select seq, new_no from {stage.Rows} where seq in {Sql.InList(some)}");
            using var reader = command.ExecuteReader();
            while (reader.Read()) ids[reader.GetInt64(0)] = before + reader.GetInt64(1);
        }
        return ids;
    }

    private static List<RecordMerge> Plans(WriteTransaction transaction, Viewer viewer, List<SameEmailRow> rows, Dictionary<long, long> ids)
    {
        var merging = new MergeCustomers(transaction.Base, TimeProvider.System);
        return [.. rows.GroupBy(r => r.CustomerId ?? ids[r.First!.Value], r => ids[r.Seq])
            .Select(group => merging.Plan(transaction, [group.Key, .. group], viewer))];
    }
}

using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Tests.Changes;

/// <summary>An import as the import engine leaves it for confirmation: its rows in a stage, its set proposed.</summary>
internal sealed record ProposedImport(long SetId, IReadOnlyList<CustomerValues> Created, IReadOnlyList<(CustomerState Seen, CustomerValues After)> Changed)
{
    public static ProposedImport Make(Base customers, IReadOnlyList<CustomerValues> created, IReadOnlyList<(CustomerState Seen, CustomerValues After)> changed)
    {
        var set = new ChangeSet { Kind = ChangeKind.Import, Door = Door.Import, State = ChangeState.Staging, FileName = "klanten.csv",
            ProposedAt = DateTime.UtcNow };
        customers.WriteCustomers(transaction => { ChangeSetRows.Insert(transaction, set); return true; }, Base.Patience);
        var stage = Stage.OfProposal(customers, set.Id);
        using (var writer = stage.Create())
        {
            long seq = 0, number = 0;
            foreach (var values in created) writer.Write(NewRow(++seq, ++number, values));
            foreach (var (seen, after) in changed) writer.Write(ChangedRow(++seq, seen, after));
            writer.Complete();
        }
        set.State = ChangeState.Proposed;
        (set.Created, set.Changed, set.Rows) = (created.Count, changed.Count, created.Count + changed.Count);
        customers.WriteCustomers(transaction => { ChangeSetRows.Update(transaction, set); return true; }, Base.Patience);
        return new ProposedImport(set.Id, created, changed);
    }

    private static StagedRow NewRow(long seq, long number, CustomerValues values)
    {
        var row = new StagedRow { Seq = seq, Line = seq + 1, Class = RowClass.New, NewNumber = number, Values = values, FieldCount = 3 };
        CustomerKeys.Difference(null, values, row.Keys);
        return row;
    }

    private static StagedRow ChangedRow(long seq, CustomerState seen, CustomerValues after)
    {
        var changes = Difference.Between(seen.Values, after);
        var row = new StagedRow
        {
            Seq = seq, Line = seq + 1, Class = changes.Count > 0 ? RowClass.Changed : RowClass.Unchanged, RecordId = seen.Id, SeenVersion = seen.Version,
            Values = Difference.Applied(seen.Values, changes), Trashed = seen.Trashed, FieldCount = changes.Count, Changes = changes,
        };
        CustomerKeys.Difference(seen.Values, (CustomerValues)row.Values, row.Keys);
        return row;
    }
}

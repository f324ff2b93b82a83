using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// What a process that was killed left lying about: proposals of which the rows were still being written, and rows of which the
/// proposal was applied or given up. Cleared when a base is opened by the only process on it; history is never touched. An import
/// stays to be seen, as one that failed: its file may still be there to be read again. One that was being read again has the preview
/// that it had.
/// </summary>
internal static class LeftBehind
{
    public static void Clear(Base customers)
    {
        customers.WriteCustomers(transaction =>
        {
            transaction.Execute($$"""
                update change_set set state = case when staged > 0 then {{(int)ChangeState.Proposed}} else {{(int)ChangeState.Failed}} end,
                    failure = '{"Code":"' || case when staged > 0 then 'proposal.stopped' else 'proposal.lost' end || '","Arguments":["' || id || '"]}'
                where state = {{(int)ChangeState.Staging}} and kind = {{(int)ChangeKind.Import}}
                """);
            return transaction.Execute($"delete from change_set where state = {(int)ChangeState.Staging}");
        }, Base.Patience);
        if (customers.Engine == Engine.Sqlite)
            foreach (var file in Directory.EnumerateFiles(customers.Location.ProposalFolder, "*" + WordsApart.Extension)) File.Delete(file);
        foreach (var stage in Stage.Orphans(customers)) stage.Delete();
        Stage.TakeBackHalfDone(customers);
    }
}

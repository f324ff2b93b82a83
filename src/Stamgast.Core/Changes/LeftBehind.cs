using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// What a process that was killed left lying about: proposals of which the rows were still being written, and rows of which the
/// proposal was applied or given up. Cleared when a base is opened by the only process on it; history is never touched. An import
/// stays to be seen, as one that failed: its file may still be there to be read again.
/// </summary>
internal static class LeftBehind
{
    public static void Clear(Base customers)
    {
        customers.WriteCustomers(transaction =>
        {
            transaction.Execute($$"""
                update change_set set state = {{(int)ChangeState.Failed}}, failure = '{"Code":"proposal.lost","Arguments":["' || id || '"]}'
                where state = {{(int)ChangeState.Staging}} and kind = {{(int)ChangeKind.Import}}
                """);
            return transaction.Execute($"delete from change_set where state = {(int)ChangeState.Staging}");
        }, Base.Patience);
        if (customers.Engine == Engine.Sqlite)
            foreach (var file in Directory.EnumerateFiles(customers.Location.ProposalFolder, "*" + WordsApart.Extension)) File.Delete(file);
        foreach (var id in Stage.Orphans(customers)) Stage.OfProposal(customers, id).Delete();
    }
}

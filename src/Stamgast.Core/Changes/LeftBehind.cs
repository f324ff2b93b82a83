using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// What a process that was killed left lying about: proposals of which the rows were still being written, and rows of which the
/// proposal was applied or given up. Cleared when a base is opened by the only process on it; history is never touched.
/// </summary>
internal static class LeftBehind
{
    public static void Clear(Base customers)
    {
        customers.WriteCustomers(transaction => transaction.Execute($"delete from change_set where state = {(int)ChangeState.Staging}"), Base.Patience);
        foreach (var id in Stage.Orphans(customers)) Stage.OfProposal(customers, id).Delete();
    }
}

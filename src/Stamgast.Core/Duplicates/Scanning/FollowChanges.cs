using Stamgast.Database;

namespace Stamgast.Duplicates.Scanning;

/// <summary>How following the changes of customers stands.</summary>
public enum Following
{
    /// <summary>The stored pairs take every change into account.</summary>
    UpToDate,
    /// <summary>Some changes were followed; there may be more.</summary>
    Followed,
    /// <summary>The memory is still being built.</summary>
    NotReady,
    /// <summary>The base was never searched.</summary>
    NeverScanned,
    /// <summary>So much changed that the whole base should be searched again.</summary>
    NeedsScan,
}

/// <summary>
/// Keeps the pairs up to date after a search of the whole base: customers that were changed are compared again, in the order of the changes, some at a
/// time. How far it is stands in the base and goes on in the transaction that stores the pairs, so that nothing is lost or done twice when a program
/// stops in the middle, nor when several follow at the same time.
/// </summary>
public sealed class FollowChanges(Base customers, MatchMemory memory)
{
    private const int ItemsAtOnce = 500;

    /// <summary>Looks whether anything changed, and follows the next changes.</summary>
    /// <exception cref="RefusedException">busy: it could not be stored; the next look tries again.</exception>
    public Following Step(CancellationToken cancel)
    {
        using var connection = customers.OpenReader();
        if (ScanState.Read(connection) is not { } state) return Following.NeverScanned;
        memory.RenewIfBefore(state.ScannedAt);
        var last = BaseTable.Number(connection, Counter.Items);
        if (last == state.LastItem) return Following.UpToDate;
        if (last < state.LastItem || IsTooMuch(connection, state, last)) return Following.NeedsScan;
        var upto = Math.Min(last, state.LastItem + ItemsAtOnce);
        var changed = CustomersSince.Between(connection, state.LastItem, upto);
        // Of tasks and other kinds nothing is compared.
        if (changed.Count == 0)
        {
            customers.Write(transaction => { state.Advance(transaction, upto, 0); });
            return Following.Followed;
        }
        if (memory.Upto(upto) is not { } index) return Following.NotReady;
        var pairs = ChangedPairs.Of(connection, customers, index, changed, cancel);
        customers.Write(transaction =>
        {
            // Another program was faster: what it stored is as good.
            if (state.Advance(transaction, upto, changed.Count)) PairStore.ReplaceOf(transaction, pairs.Customers, pairs.Pairs);
        });
        return Following.Followed;
    }

    // Most changes of a long list may be of other kinds.
    private static bool IsTooMuch(System.Data.Common.DbConnection connection, ScanState state, long last) =>
        state.Followed > state.MostToFollow
        || (state.Followed + last - state.LastItem > state.MostToFollow
            && state.Followed + CustomersSince.Count(connection, state.LastItem, last) > state.MostToFollow);
}

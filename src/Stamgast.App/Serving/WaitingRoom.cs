using System.Diagnostics;
using Stamgast.App.Permissions;
using Stamgast.Database;
using Stamgast.Database.Turns;

namespace Stamgast.App.Serving;

/// <summary>
/// Where requests that write wait for their turn without holding a thread, so that whoever only reads is served meanwhile. After the
/// usual patience, or at once when too many wait, a request goes on without waiting any more: what it writes is refused as busy, and
/// its form is shown again as it was filled in.
/// </summary>
/// <remarks>
/// Three rows: strangers who sign in; users, sessions and settings; and customers, who on PostgreSQL have a lock of their own, so that the others need not wait behind them. Only as many requests
/// of a row are let through as there are threads that may be spared, since between the waiting and the writing somebody may be faster.
/// </remarks>
internal sealed class WaitingRoom(Base customers) : IDisposable
{
    /// <summary>Of each row so many requests work at a time.</summary>
    public const int AtOnce = 8;

    /// <summary>Of each row so many wait; more would hold forms in memory for nothing.</summary>
    public const int MostWaiting = 200;

    private readonly Row ofCustomers = new();
    private readonly Row ofUsers = new();
    private readonly Row ofStrangers = new();

    /// <summary>Threads that must not be slow to come: those that serve pages, and those of the requests that were let through.</summary>
    public static void ReserveThreads()
    {
        ThreadPool.GetMinThreads(out var working, out var waiting);
        ThreadPool.SetMinThreads(Math.Max(working, (3 * AtOnce) + (4 * Environment.ProcessorCount)), waiting);
    }

    /// <summary>Does the work of a request when it is its turn.</summary>
    /// <param name="permission">What its route asks, which tells what it may write.</param>
    /// <param name="patience">How long it may wait; as long as usual when nothing else is said.</param>
    public async Task PassAsync(Permission? permission, Func<Task> work, CancellationToken cancel, TimeSpan? patience = null)
    {
        var longest = patience ?? Base.Patience;
        var isOfUsers = permission == Permission.OwnAccount || permission == Permission.ManageUsers || permission == Permission.ChangeSettings;
        // Strangers have a row of their own: they cannot keep those waiting who are signed in.
        var isOfStrangers = permission is null || permission == Permission.Everyone;
        var row = isOfStrangers ? ofStrangers : isOfUsers ? ofUsers : ofCustomers;
        var waited = Stopwatch.StartNew();
        var entered = await row.EnterAsync(longest, cancel);
        try
        {
            if (entered && (row == ofCustomers || customers.Engine == Engine.Sqlite)) await customers.IsFreeToWriteAsync(Left(), cancel);
            using (WritePatience.EndsIn(entered ? Left() : TimeSpan.Zero)) await work();
        }
        finally
        {
            if (entered) row.Leave();
        }

        TimeSpan Left() => waited.Elapsed < longest ? longest - waited.Elapsed : TimeSpan.Zero;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ofCustomers.Dispose();
        ofUsers.Dispose();
        ofStrangers.Dispose();
    }

    private sealed class Row : IDisposable
    {
        private readonly SemaphoreSlim places = new(AtOnce);
        private int waiting;

        public async Task<bool> EnterAsync(TimeSpan patience, CancellationToken cancel)
        {
            if (places.Wait(0, cancel)) return true;
            try
            {
                return Interlocked.Increment(ref waiting) <= MostWaiting && await places.WaitAsync(patience, cancel);
            }
            finally { Interlocked.Decrement(ref waiting); }
        }

        public void Leave() => places.Release();

        public void Dispose() => places.Dispose();
    }
}

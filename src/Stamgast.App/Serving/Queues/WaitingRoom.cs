using System.Diagnostics;
using Stamgast.App.Permissions;
using Stamgast.Database;
using Stamgast.Database.Turns;

namespace Stamgast.App.Serving.Queues;

/// <summary>
/// Where requests that write wait for their turn without holding a thread, so that requests that only read are served meanwhile. After the usual
/// patience, or at once when too many wait, a request continues without its turn: its write is refused as busy, and its form is shown again as it was
/// filled in.
/// </summary>
/// <remarks>
/// Three queues: strangers who sign in; users, sessions and settings; and customers, which on PostgreSQL have a lock of their own, so that the others
/// need not wait behind them. Each queue only lets through as many requests as there are threads to spare, since another writer may get in between
/// waiting and writing.
/// </remarks>
internal sealed class WaitingRoom(Base customers) : IDisposable
{
    /// <summary>The number of requests of each queue that work at a time.</summary>
    public const int AtOnce = 8;

    /// <summary>The number of requests that may wait in each queue; more would hold forms in memory for nothing.</summary>
    public const int MostWaiting = 200;

    private readonly Row ofCustomers = new();
    private readonly Row ofUsers = new();
    private readonly Row ofStrangers = new();

    /// <summary>Threads that must always be available: those that serve pages, and those of the requests that were let through.</summary>
    public static void ReserveThreads()
    {
        ThreadPool.GetMinThreads(out var working, out var waiting);
        ThreadPool.SetMinThreads(Math.Max(working, (3 * AtOnce) + (4 * Environment.ProcessorCount)), waiting);
    }

    /// <summary>Does the work of a request when it is its turn.</summary>
    /// <param name="permission">The permission of its route, which tells what it may write.</param>
    /// <param name="patience">The longest time it may wait; the default when omitted.</param>
    public async Task PassAsync(Permission? permission, Func<Task> work, CancellationToken cancel, TimeSpan? patience = null)
    {
        var longest = patience ?? Base.Patience;
        var isOfUsers = permission == Permission.OwnAccount || permission == Permission.ManageUsers || permission == Permission.ChangeSettings;
        // Strangers have a queue of their own, so they cannot hold up signed-in users.
        var isOfStrangers = permission is null || permission == Permission.Everyone;
        var row = isOfStrangers ? ofStrangers : isOfUsers ? ofUsers : ofCustomers;
        var waited = Stopwatch.StartNew();
        var entered = await row.EnterAsync(longest, cancel);
        try
        {
            if (entered && (row == ofCustomers || !customers.Location.IsOnServer)) await customers.IsFreeToWriteAsync(Left(), cancel);
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

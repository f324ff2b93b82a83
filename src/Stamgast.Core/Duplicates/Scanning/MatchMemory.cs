using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Matching;

namespace Stamgast.Duplicates.Scanning;

/// <summary>
/// The customers of a base as a running program keeps them to find similar ones: half a gigabyte and ten seconds for a million, in the background,
/// when it is first asked. What was changed since, also by another program on the same base, is read from the base before each answer.
/// </summary>
public sealed class MatchMemory(Base customers) : IDisposable
{
    // So many changes are read before an answer, in a few dozen milliseconds; of more, the answer does not wait for the latest.
    private const long MostToWaitFor = 2_000;
    private const int ItemsAtOnce = 2_000;
    private const int LeastGrown = 10_000;
    private const double MostGrown = 0.05;

    private readonly Lock holding = new();
    private readonly CancellationTokenSource stop = new();
    private MatchIndex? known;
    private long seen;
    private long of;
    private DateTime renewedAt;
    // The last change by which somebody was emptied whose texts the index still has; 0 for none.
    private long emptied;
    private Task building = Task.CompletedTask;
    private Task catchingUp = Task.CompletedTask;

    /// <summary>Starts building it in the background, unless it is there.</summary>
    public void Begin()
    {
        lock (holding)
            if (known is null && building.IsCompleted) building = InBackground(Build);
    }

    /// <summary>Builds it now, rather than in the background.</summary>
    public void Load()
    {
        Build();
    }

    /// <summary>The index with all but the very latest of many changes; null while it is being built.</summary>
    internal MatchIndex? Now()
    {
        lock (holding)
        {
            if (known is null)
            {
                Begin();
                return null;
            }
            using var connection = customers.OpenReader();
            if (!IsOfThisBase(connection, out var last)) return null;
            if (last - seen > MostToWaitFor)
            {
                if (catchingUp.IsCompleted) catchingUp = InBackground(() => CatchUp(last));
            }
            else if (last > seen) Take(connection, last);
            RenewIfGrown();
            return known;
        }
    }

    /// <summary>The index with every change, as soon as it is there; null when it takes longer than this, and goes on in the background.</summary>
    internal MatchIndex? Within(TimeSpan patience, CancellationToken cancel)
    {
        Begin();
        Task work;
        lock (holding) work = building;
        if (!work.Wait(patience, cancel)) return null;
        using var connection = customers.OpenReader();
        return Upto(BaseTable.Number(connection, Counter.Items));
    }

    /// <summary>The index with every change up to this one; null while it is being built.</summary>
    internal MatchIndex? Upto(long item)
    {
        if (Now() is null || !CatchUp(item)) return null;
        lock (holding) return known;
    }

    /// <summary>Takes over what a search of the whole base has built, with the weights that it learned.</summary>
    /// <param name="fresh">The index.</param>
    /// <param name="table">What it was built of.</param>
    internal void Renew(MatchIndex fresh, BaseTable table)
    {
        // One that is being replaced may still be answering: it is left to the collector.
        lock (holding)
        {
            (known, seen, of, renewedAt) = (fresh, table.LastItem, table.Identity, DateTime.UtcNow);
            if (emptied <= seen) emptied = 0;
        }
    }

    /// <summary>Builds it anew in the background when another program has searched the base since: its weights are the better ones.</summary>
    internal void RenewIfBefore(DateTime scannedAt)
    {
        lock (holding)
            if (known is not null && building.IsCompleted && renewedAt < scannedAt) building = InBackground(Build);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        stop.Cancel();
        building.Wait();
        catchingUp.Wait();
        known?.Dispose();
        stop.Dispose();
    }

    private void Build()
    {
        var table = BaseTable.Read(customers, null, stop.Token);
        Renew(MatchIndex.Build(table.Table, table.Ids, MatchColumns.Options, stop.Token), table);
    }

    // A restored backup has fewer changes than are known, or another identity.
    private bool IsOfThisBase(DbConnection connection, out long last)
    {
        last = BaseTable.Number(connection, Counter.Items);
        if (customers.Identity(connection) == of && last >= seen) return true;
        known = null;
        Begin();
        return false;
    }

    private void RenewIfGrown()
    {
        if (known is not { } index || !building.IsCompleted) return;
        // Texts are shared between customers: those of one who was erased for good go with the whole index.
        if (emptied > 0 || index.Grown > Math.Max(LeastGrown, index.Built * MostGrown)) building = InBackground(Build);
    }

    // Some at a time, so that questions come between.
    private bool CatchUp(long last)
    {
        while (true)
        {
            stop.Token.ThrowIfCancellationRequested();
            lock (holding)
            {
                if (known is null) return false;
                if (seen >= last) return true;
                using var connection = customers.OpenReader();
                Take(connection, Math.Min(last, seen + ItemsAtOnce));
            }
        }
    }

    private void Take(DbConnection connection, long upto)
    {
        var engine = customers.Engine;
        using var moment = new Moment(connection, engine);
        var changed = CustomersSince.Between(connection, seen, upto);
        var condition = BaseTable.Condition(engine);
        foreach (var ids in changed.Chunk(CustomerStates.Portion))
        {
            var gone = ids.ToHashSet();
            using (var rows = BaseRows.Open(connection, engine, BaseTable.Select(engine, $"{condition} and c.id in {Sql.InList(ids)}")))
                while (rows.Read())
                {
                    gone.Remove(rows.Id);
                    known!.Put(rows.Id, MatchColumns.CellsOf(rows));
                }
            foreach (var id in gone) known!.Remove(id);
            if (IsAnyEmpty(connection, ids)) emptied = upto;
        }
        seen = upto;
        RenewIfGrown();
    }

    // Nobody has a customer without any of these, except who was erased; in the trash and after a merge too.
    private static bool IsAnyEmpty(DbConnection connection, IReadOnlyCollection<long> ids)
    {
        var empty = string.Join(" and ", MatchColumns.Fields.Where(f => CustomerDataPlaces.Identifying.Contains(f.Name) && f.Default is null)
            .Select(f => $"c.{f.Name} is null"));
        using var command = connection.Query($"select 1 from customer c where c.id in {Sql.InList(ids)} and {empty} limit 1");
        return command.ExecuteScalar() is not null;
    }

    private static Task InBackground(Action work)
    {
        return Task.Run(Quietly);

        [SuppressMessage("Design", "CA1031", Justification = "The next question tries again.")]
        void Quietly()
        {
            try { work(); }
            catch (Exception) { }
        }
    }
}

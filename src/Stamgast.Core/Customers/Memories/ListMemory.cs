using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.Customers.Memories;

/// <summary>
/// What a running program remembers of all customers, so that the list counts, searches and sorts without reading them; a million take 100 MB and
/// some ten seconds, in the background. Changes, including those by another program on the same base, are read before each answer; until the memory
/// is ready, the database answers.
/// </summary>
public sealed class ListMemory(Base customers) : IDisposable
{
    // So few are read at once; so many changes are read again one by one.
    private const long SmallBase = 20_000;
    private const long MostToCatchUp = 20_000;
    private const int MostOrders = 6;

    private readonly Lock holding = new();
    private readonly CancellationTokenSource stop = new();
    private CustomerTraits? traits;
    private long traitsOf;
    private Task loading = Task.CompletedTask;
    private readonly Dictionary<string, CustomerPlaces> orders = [];
    private long ordersOf;
    private Task ordering = Task.CompletedTask;

    /// <summary>The number of the last change of customers: while it stays the same, so does every count.</summary>
    public static long LastItem(Base customers)
    {
        using var connection = customers.OpenReader();
        return CustomerTraits.LastItemIn(connection);
    }

    /// <summary>Reads everything now, rather than in the background when the list first asks.</summary>
    public void Load()
    {
        var (fresh, of) = ReadAll();
        lock (holding) (traits, traitsOf) = (fresh, of);
    }

    /// <summary>Starts reading in the background, so that it is ready when the list first needs it.</summary>
    public void Begin()
    {
        lock (holding)
            if (traits is null && loading.IsCompleted)
                loading = InBackground(() =>
                {
                    LookOnce();
                    Load();
                });
    }

    /// <summary>The traits as this connection sees them, which must see the base as it was at one moment; null when they are not ready.</summary>
    internal CustomerTraits? Read(DbConnection connection)
    {
        lock (holding)
        {
            var last = CustomerTraits.LastItemIn(connection);
            var of = customers.Identity(connection);
            if (traits is not null && (last - traits.LastItem > MostToCatchUp || of != traitsOf)) traits = null;
            if (traits is null)
            {
                if (!loading.IsCompleted) return null;
                if (CustomerTraits.CustomersIn(connection) > SmallBase)
                {
                    loading = InBackground(Load);
                    return null;
                }
                (traits, traitsOf) = (CustomerTraits.Read(connection, customers.Engine, stop.Token), of);
            }
            if (last > traits.LastItem) traits.CatchUp(connection, customers.Engine, last);
            return traits.AreTooMany ? null : traits;
        }
    }

    /// <summary>The places of customers in the order of a query, with all changes that this connection sees; null when they are not there yet.</summary>
    internal CustomerPlaces? Places(CustomerQuery query, NameOrder names, DbConnection connection)
    {
        var key = query.Sort == CustomerSort.Name || query.Sort == CustomerSort.Match ? "name " + names : query.Sort.MemoryKey;
        var order = new CustomerListOrder(query with { Descending = false }, names, customers.Engine);
        lock (holding)
        {
            // Of this connection's own moment: the traits may include changes that are not visible here, and those would count as known for good.
            var last = CustomerTraits.LastItemIn(connection);
            if (customers.Identity(connection) is var of && of != ordersOf)
            {
                orders.Clear();
                ordersOf = of;
            }
            var known = orders.GetValueOrDefault(key);
            if (known is not null && last - known.LastItem > MostToCatchUp) known = null;
            if (known is not null && known.LastItem < last) known = known.CaughtUp(connection, last);
            if (known is not { IsOld: false } && CustomerTraits.CustomersIn(connection) <= SmallBase)
                known = CustomerPlaces.Read(connection, customers.Engine, order, stop.Token);
            if (known is { IsOld: false }) return orders[key] = known;
            if (ordering.IsCompleted) ordering = InBackground(() => Read(key, order));
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        stop.Cancel();
        loading.Wait();
        ordering.Wait();
        stop.Dispose();
    }

    // Work that a program and its server do once, so that the first visitor of the list does not wait for it: half of it belongs to the first page,
    // half to the next.
    private void LookOnce()
    {
        var list = new CustomerList(customers, Viewer.System);
        list.Page(CustomerQuery.Plain, list.Page(CustomerQuery.Plain).Next);
    }

    private void Read(string key, CustomerListOrder order)
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, customers.Engine);
        var of = customers.Identity(connection);
        var read = CustomerPlaces.Read(connection, customers.Engine, order, stop.Token);
        lock (holding)
        {
            if (of != ordersOf) return;
            if (orders.Count >= MostOrders && !orders.ContainsKey(key)) orders.Remove(orders.MinBy(o => o.Value.LastItem).Key);
            orders[key] = read;
        }
    }

    private static Task InBackground(Action read)
    {
        return Task.Run(Quietly);

        [SuppressMessage("Design", "CA1031", Justification = "The list works without; the next question tries again.")]
        void Quietly()
        {
            try { read(); }
            catch (Exception) { }
        }
    }

    private (CustomerTraits Traits, long Of) ReadAll()
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, customers.Engine);
        var of = customers.Identity(connection);
        return (CustomerTraits.Read(connection, customers.Engine, stop.Token), of);
    }
}

using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>
/// What a running program remembers of all customers, so that the list counts and searches without reading them; a million take
/// 20 MB and a few seconds, in the background. What was changed since, also by another program on the same base, is read again
/// before each answer; while it is not there yet the database is asked.
/// </summary>
public sealed class ListMemory(Base customers) : IDisposable
{
    // So few are read at once; so many changes are read again one by one.
    private const long SmallBase = 20_000;
    private const long MostToCatchUp = 20_000;

    private readonly Lock holding = new();
    private readonly CancellationTokenSource stop = new();
    private CustomerTraits? traits;
    private Task loading = Task.CompletedTask;

    /// <summary>Reads everything now, rather than in the background when the list first asks.</summary>
    public void Load()
    {
        var fresh = ReadAll();
        lock (holding) traits = fresh;
    }

    /// <summary>The traits as this connection sees them, which must see the base as it was at one moment; null when they are not there yet.</summary>
    internal CustomerTraits? Read(DbConnection connection)
    {
        lock (holding)
        {
            var last = CustomerTraits.LastItemIn(connection);
            if (traits is not null && last - traits.LastItem > MostToCatchUp) traits = null;
            if (traits is null)
            {
                if (!loading.IsCompleted) return null;
                if (CustomerTraits.CustomersIn(connection) > SmallBase)
                {
                    loading = Task.Run(LoadQuietly);
                    return null;
                }
                traits = CustomerTraits.Read(connection, customers.Engine, stop.Token);
            }
            if (last > traits.LastItem) traits.CatchUp(connection, customers.Engine, last);
            return traits.AreTooMany ? null : traits;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        stop.Cancel();
        loading.Wait();
        stop.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The list works without; the next question tries again.")]
    private void LoadQuietly()
    {
        try { Load(); }
        catch (Exception) { }
    }

    private CustomerTraits ReadAll()
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, customers.Engine);
        return CustomerTraits.Read(connection, customers.Engine, stop.Token);
    }
}

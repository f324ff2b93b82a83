namespace Stamgast.Importing.Portions;

/// <summary>
/// Passes portions from one thread to the next. A waiting thread sleeps: the collections of the framework spin for a while, which on two cores takes
/// time from the threads being waited for.
/// </summary>
internal sealed class PortionQueue : IDisposable
{
    private readonly Queue<Portion> portions = new();
    private readonly CancellationToken stop;
    private readonly CancellationTokenRegistration stopping;
    private bool isComplete;

    /// <param name="stop">Ends all waiting.</param>
    public PortionQueue(CancellationToken stop = default)
    {
        this.stop = stop;
        stopping = stop.Register(WakeAll);
    }

    public void Add(Portion portion)
    {
        lock (portions)
        {
            portions.Enqueue(portion);
            Monitor.Pulse(portions);
        }
    }

    /// <summary>No more will be added.</summary>
    public void Complete()
    {
        lock (portions)
        {
            isComplete = true;
            Monitor.PulseAll(portions);
        }
    }

    /// <summary>The next portion; waits for it. Null after the last.</summary>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public Portion? Take()
    {
        lock (portions)
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                if (portions.TryDequeue(out var portion)) return portion;
                if (isComplete) return null;
                Monitor.Wait(portions);
            }
        }
    }

    /// <summary>All portions until the last.</summary>
    public IEnumerable<Portion> TakeAll()
    {
        while (Take() is { } portion) yield return portion;
    }

    /// <inheritdoc />
    public void Dispose() => stopping.Dispose();

    private void WakeAll()
    {
        lock (portions) Monitor.PulseAll(portions);
    }
}


namespace Stamgast.Importing.Portions;

/// <summary>Looks which rows of the portions change nothing, on a thread of its own between the one that reads and the one that compares.</summary>
internal sealed class PortionMarker : IDisposable
{
    private readonly PortionQueue marked = new();
    private readonly PortionReader portions;
    private readonly UnchangedRows unchanged;
    private readonly Task marking;

    public PortionMarker(PortionReader portions, UnchangedRows unchanged)
    {
        this.portions = portions;
        this.unchanged = unchanged;
        marking = Task.Factory.StartNew(MarkAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The portions in the order of the file. Throws what the reading and the looking met.</summary>
    public IEnumerable<Portion> Read()
    {
        foreach (var portion in marked.TakeAll()) yield return portion;
        marking.GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // The reading has ended or was stopped, and with it this; whoever reads to the end hears of a failure.
        try { marking.Wait(); }
        catch (AggregateException) { }
        marked.Dispose();
    }

    private void MarkAll()
    {
        try
        {
            foreach (var portion in portions.Read())
            {
                unchanged.Mark(portion.Filled);
                marked.Add(portion);
            }
        }
        finally { marked.Complete(); }
    }
}

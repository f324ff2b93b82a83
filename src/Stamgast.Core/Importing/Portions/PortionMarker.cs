
namespace Stamgast.Importing.Portions;

/// <summary>Finds the rows of the portions that change nothing, on a thread of its own between the reading and the comparing one.</summary>
internal sealed class PortionMarker : IDisposable
{
    private readonly PortionQueue marked = new();
    private readonly PortionReader portions;
    private readonly SqliteUnchangedRows unchanged;
    private readonly Task marking;

    public PortionMarker(PortionReader portions, SqliteUnchangedRows unchanged)
    {
        this.portions = portions;
        this.unchanged = unchanged;
        marking = Task.Factory.StartNew(MarkAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The portions in file order. Throws the failures of the reading and this thread.</summary>
    public IEnumerable<Portion> Read()
    {
        foreach (var portion in marked.TakeAll()) yield return portion;
        marking.GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // The reading has ended or was stopped, and this with it; a caller that reads to the end sees any failure.
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

using Stamgast.Changes.Stages;

namespace Stamgast.Importing.Portions;

/// <summary>Writes the rows of compared portions to the stage, on a thread of its own, and returns the portions.</summary>
internal sealed class PortionWriter : IDisposable
{
    private readonly PortionQueue waiting = new();
    private readonly CancellationTokenSource failed = new();
    private readonly StageWriter writer;
    private readonly Action<Portion> giveBack;
    private readonly Task writing;

    public PortionWriter(StageWriter writer, Action<Portion> giveBack)
    {
        this.writer = writer;
        this.giveBack = giveBack;
        writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Cancelled when the writing has failed: nobody may wait for a portion any more.</summary>
    public CancellationToken Failed => failed.Token;

    public void Write(Portion portion) => waiting.Add(portion);

    /// <summary>Waits until everything is written. Throws the failure of the writing thread.</summary>
    public void Complete()
    {
        waiting.Complete();
        writing.GetAwaiter().GetResult();
    }

    /// <summary>Throws the failure of the writing thread, if any.</summary>
    public void ThrowIfFailed()
    {
        if (failed.IsCancellationRequested) writing.GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        waiting.Complete();
        // The caller of Complete sees the failure; here it is only awaited.
        try { writing.Wait(); }
        catch (AggregateException) { }
        waiting.Dispose();
        failed.Dispose();
    }

    private void WriteAll()
    {
        try
        {
            foreach (var portion in waiting.TakeAll())
            {
                for (var i = 0; i < portion.Count; i++)
                {
                    writer.Write(portion.Staged[i]);
                    // Here, and not by the thread that reuses it: that one has the most to do.
                    portion.Rows[i].Clear();
                }
                giveBack(portion);
            }
        }
        catch
        {
            failed.Cancel();
            throw;
        }
    }
}

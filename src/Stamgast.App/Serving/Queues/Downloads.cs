namespace Stamgast.App.Serving.Queues;

/// <summary>
/// Files written as fast as a browser accepts them, which may be slowly: each on a thread of its own, so that the threads that serve pages stay free,
/// and with a limit on their number; the others wait.
/// </summary>
internal sealed class Downloads : IDisposable
{
    public const int AtOnce = 8;

    private readonly SemaphoreSlim places = new(AtOnce);

    public async Task WriteAsync(Action write, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        try
        {
            await Task.Factory.StartNew(write, cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally { places.Release(); }
    }

    /// <inheritdoc />
    public void Dispose() => places.Dispose();
}

namespace Stamgast.App.Serving;

/// <summary>
/// Files that are written as fast as a browser takes them, which may be slowly: each on a thread of its own, so that those that serve
/// pages stay free, and so many at a time; the others begin when one has ended.
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

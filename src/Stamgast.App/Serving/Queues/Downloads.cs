using Microsoft.AspNetCore.Http.Features;

namespace Stamgast.App.Serving.Queues;

/// <summary>
/// Files written as fast as a browser accepts them, which may be slowly: each on a thread of its own, so that the threads that serve pages stay free,
/// and with a limit on their number; the others wait.
/// </summary>
internal sealed class Downloads : IDisposable
{
    public const int AtOnce = 8;

    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>The answer that is such a file.</summary>
    /// <param name="write">Writes it as fast as the browser takes it, holding one thread and a buffer.</param>
    public IResult Send(HttpContext context, string mediaType, string name, Action<Stream> write)
    {
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return Results.Stream(body => WriteAsync(() => write(body), context.RequestAborted), mediaType, name);
    }

    private async Task WriteAsync(Action write, CancellationToken cancel)
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

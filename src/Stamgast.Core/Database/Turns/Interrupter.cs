using Npgsql;

namespace Stamgast.Database.Turns;

/// <summary>
/// Stops the statements of a PostgreSQL connection once a cancel is requested. The server forgets a cancel that arrives between two statements, so it
/// is repeated until the work has ended.
/// </summary>
internal sealed class Interrupter : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource ended = new();
    private readonly CancellationTokenRegistration asked;
    private Task saying = Task.CompletedTask;

    public Interrupter(Action interrupt, CancellationToken cancel) =>
        asked = cancel.Register(() => saying = Task.Run(() => Say(interrupt), CancellationToken.None));

    // Ended within the work, so that no statement after it is hit.
    public void Dispose()
    {
        asked.Dispose();
        ended.Cancel();
        saying.GetAwaiter().GetResult();
        ended.Dispose();
    }

    private void Say(Action interrupt)
    {
        do
        {
            try { interrupt(); }
            catch (NpgsqlException)
            {
                // No free connection, or the server is away: try again; the work ends by itself.
            }
        }
        while (!ended.Token.WaitHandle.WaitOne(Every));
    }
}

using Stamgast.App.Serving;
using Stamgast.Database;
using Stamgast.Outbox.Sending;

namespace Stamgast.App.Outbox;

/// <summary>Sends the outbox in the background while the pages are served. Several programs on one base share the work.</summary>
internal sealed class OutboxWorker(Base customers, TimeProvider clock, Failing failing, ILogger<OutboxWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = BetweenLooks;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, stoppingToken);
                pause = BetweenLooks;
                // On a thread of its own: it waits for the server most of the time.
                await Task.Factory.StartNew(() => Work(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception e)
            {
                pause = AfterFailure;
                // Outside failures are logged elsewhere.
                if (e is RefusedException || failing.Of(e) is not null) continue;
                log.LogError(e, "The outbox could not be worked; it is tried again in a minute");
                failing.LookForDamage();
            }
        }
    }

    private void Work(CancellationToken stopping)
    {
        if (OutboxRun.IsNeeded(customers, clock)) new OutboxRun(customers, clock, MailServer.Of(customers)).Work(stopping);
    }
}

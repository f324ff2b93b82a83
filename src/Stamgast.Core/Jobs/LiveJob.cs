namespace Stamgast.Jobs;

/// <summary>A job that this program works on: how far it is, whether it must stop, how it ended.</summary>
internal sealed class LiveJob(Job job, JobKind kind, TimeProvider clock) : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource cancel = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Job now = job;

    public JobKind Kind => kind;

    public CancellationToken Cancel => cancel.Token;

    /// <summary>Ends with the work, before the table says so.</summary>
    public Task Ended => ended.Task;

    /// <summary>Set when the row says that another program has taken it over.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Set when this program stops.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>The job in its current state.</summary>
    public Job Now
    {
        get { lock (gate) return now; }
    }

    public void Report(long done, long? total, double? fraction)
    {
        lock (gate) now = now with { Done = done, Total = total, Fraction = fraction };
    }

    public void AskToCancel()
    {
        lock (gate) now = now with { CancelAsked = true };
        Stop();
    }

    public void StopForNow()
    {
        IsStopping = true;
        Stop();
    }

    public void Lose()
    {
        IsLost = true;
        Stop();
    }

    /// <summary>Keeps how it ended.</summary>
    public void End(JobState state, string? result, Refusal? refusal)
    {
        lock (gate)
            now = now with
            {
                State = state, Result = result, Payload = state == JobState.Done ? null : now.Payload,
                Error = refusal is null ? null : JobError.Write(refusal), EndedAt = state > JobState.Running ? clock.GetUtcNow().UtcDateTime : null,
            };
        ended.TrySetResult();
    }

    public void TellOf(long? setId)
    {
        lock (gate) now = now with { SetId = setId };
    }

    /// <inheritdoc />
    public void Dispose() => cancel.Dispose();

    private void Stop()
    {
        // It may end at this very moment.
        try { cancel.Cancel(); }
        catch (ObjectDisposedException) { }
    }
}

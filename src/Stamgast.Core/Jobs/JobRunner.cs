using System.Collections.Concurrent;
using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Jobs;

/// <summary>
/// Does the jobs of one program: takes waiting ones, runs each on a thread of its own, and frees those whose program is gone. On PostgreSQL it
/// reports every few seconds that it is alive; on SQLite only one program serves, so jobs of another one are free.
/// </summary>
internal sealed class JobRunner(Base customers, TimeProvider clock, IReadOnlyDictionary<string, JobKind> kinds) : IDisposable
{
    private static readonly TimeSpan PatienceAtStop = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(1);

    // To record how it ended; a large change may be in progress meanwhile.
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, LiveJob> live = new();
    private readonly Dictionary<string, int> entered = new(StringComparer.Ordinal);
    private readonly AutoResetEvent wake = new(initialState: false);
    private readonly ManualResetEventSlim stopped = new();
    private Thread? loop;
    private long? cleaned;

    /// <summary>The number that this program has in the table.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N");

    public Action<Job, Exception>? Broken { get; set; }

    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan Beat { get; set; } = TimeSpan.FromSeconds(2);

    private bool IsServer => customers.Location.IsOnServer;

    public LiveJob? FindLive(long id) => live.GetValueOrDefault(id);

    /// <summary>The running one or, of those that ended a moment ago, the newest.</summary>
    public LiveJob? FindLive(string key) => live.Values.Where(l => l.Now.Key == key).MaxBy(l => l.Now.Id);

    /// <summary>A job of the table in its current state: its progress is in memory if it runs here.</summary>
    public Job NowOf(Job job) => FindLive(job.Id)?.Now ?? job;

    /// <summary>True when the row says how the job with a key ended, within the time limit.</summary>
    public bool IsKept(string key, TimeSpan patience) => SpinWait.SpinUntil(() => FindLive(key) is null, patience);

    public void Begin()
    {
        loop = new Thread(Loop) { IsBackground = true, Name = "jobs" };
        loop.UnsafeStart();
    }

    public void Wake()
    {
        // The last job may end when all is over.
        try { wake.Set(); }
        catch (ObjectDisposedException) { }
    }

    /// <summary>Takes a place for a job of a kind; false when so many are being done.</summary>
    public bool TryEnter(JobKind kind)
    {
        lock (entered)
        {
            var now = entered.GetValueOrDefault(kind.Name);
            if (stopped.IsSet || now >= kind.AtOnce || entered.Values.Sum() >= JobQueue.MostAtOnce) return false;
            entered[kind.Name] = now + 1;
            return true;
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave(JobKind kind)
    {
        lock (entered) entered[kind.Name]--;
        Wake();
    }

    /// <summary>Works on a job that is this program's, in a place that was taken for it.</summary>
    public void Launch(Job job, JobKind kind)
    {
        var begun = new LiveJob(job, kind, clock);
        live[job.Id] = begun;
        // It outlives the request that started it, whose patience and visitor it must not use; it works for minutes and must not hold a thread that
        // serves pages.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Factory.StartNew(() => Work(begun, job), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (stopped.IsSet) begun.StopForNow();
    }

    public void Stop()
    {
        stopped.Set();
        foreach (var running in live.Values) running.StopForNow();
        SpinWait.SpinUntil(() => live.IsEmpty, PatienceAtStop);
        Wake();
        if (loop != Thread.CurrentThread) loop?.Join(PatienceAtStop);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Stop();
        if (!live.IsEmpty) return;
        wake.Dispose();
        stopped.Dispose();
    }

    private void Work(LiveJob begun, Job job)
    {
        var run = new JobRun(begun, job);
        try
        {
            var (state, result, why) = Outcome(begun, run);
            // The row first, so that the same can be requested again at once; but nobody waits while somebody else writes.
            var isKept = begun.IsLost || TryKeep(begun, state, result, why, AMoment);
            begun.End(state, result, why);
            while (!isKept && !stopped.Wait(BetweenTries)) isKept = TryKeep(begun, state, result, why, LongPatience);
        }
        finally
        {
            live.TryRemove(job.Id, out _);
            Leave(begun.Kind);
            begun.Dispose();
        }
    }

    private (JobState State, string? Result, Refusal? Why) Outcome(LiveJob begun, JobRun run)
    {
        try
        {
            return (JobState.Done, begun.Kind.Run(run), null);
        }
        catch (Exception e) when (run.MayBeComplete && IsDone(run.Job.Id))
        {
            // A failure after the transaction that did the work does not make it a failed job.
            if (e is not (OperationCanceledException or RefusedException)) Broken?.Invoke(run.Job, e);
            return (JobState.Done, null, null);
        }
        catch (Exception) when (begun.IsLost)
        {
            return (JobState.Running, null, null);
        }
        catch (OperationCanceledException) when (begun.IsStopping && !run.IsCancelled)
        {
            return (begun.Kind.Resumptions > 0 ? JobState.Waiting : JobState.Interrupted, null, null);
        }
        catch (OperationCanceledException) when (begun.Cancel.IsCancellationRequested)
        {
            return (JobState.Cancelled, null, null);
        }
        catch (Exception e)
        {
            var why = Trouble.Of(e, customers.Location) ?? (e as RefusedException)?.Refusal;
            if (why is null || Trouble.Is(why)) Broken?.Invoke(run.Job, e);
            return why is { Code: Trouble.Busy or Trouble.Away } && run.Job.Attempts <= begun.Kind.RetryAfter.Count
                ? (JobState.Waiting, null, why) : (JobState.Failed, null, why ?? new Refusal("job.broken", run.Job.Id));
        }
    }

    private bool IsDone(long id)
    {
        try
        {
            using var reader = customers.OpenReader();
            return JobRows.Select(reader, "where id = @id and state = 2", ("id", id)).Count > 0;
        }
        catch (DbException) { return false; }
    }

    // If the row cannot be written for as long as the program runs, the next start treats the job as abandoned.
    private bool TryKeep(LiveJob begun, JobState state, string? result, Refusal? why, TimeSpan patience)
    {
        try
        {
            customers.Write(transaction => Keep(transaction, begun, state, result, why), patience);
            return true;
        }
        catch (Exception e) when (e is RefusedException or DbException or IOException) { return false; }
    }

    private bool Keep(WriteTransaction transaction, LiveJob begun, JobState state, string? result, Refusal? why)
    {
        var job = begun.Now;
        if (state != JobState.Waiting) return JobRows.End(transaction, job, state, Now, result, why);
        var wait = why is null ? TimeSpan.Zero : begun.Kind.RetryAfter[job.Attempts - 1];
        return JobRows.LetWait(transaction, job, Now + wait, why, countsAsAttempt: why is not null);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private void Loop()
    {
        var left = false;
        while (!stopped.IsSet)
        {
            try
            {
                if (IsServer) SayAlive();
                if (IsServer || !left) FreeLeft();
                left = true;
                TakeAll();
                CleanNowAndThen();
            }
            // The base is away or locked: requests meet it too and report it.
            catch (Exception e) when (e is RefusedException or DbException or IOException) { }
            catch (Exception e) when (!stopped.IsSet)
            {
                Broken?.Invoke(new Job { Key = "", Kind = "" }, e);
            }
            if (!stopped.IsSet) wake.WaitOne(Beat);
        }
    }

    private void SayAlive()
    {
        foreach (var running in live.Values.Where(l => !l.Ended.IsCompleted))
        {
            var job = running.Now;
            var told = customers.Write(transaction => JobRows.Beat(transaction, job));
            if (told == true) running.AskToCancel();
            else if (told is null && IsOfOthers(job)) running.Lose();
        }
    }

    // Its row is locked while it is being committed; that is no reason to stop.
    private bool IsOfOthers(Job job)
    {
        using var reader = customers.OpenReader();
        if (JobRows.Select(reader, "where id = @id", ("id", job.Id)) is not [{ } row]) return true;
        return (row.Owner, row.Attempts) != (job.Owner, job.Attempts) && row.State != JobState.Done;
    }

    private void FreeLeft()
    {
        if (!Any($"where state = 1 and {(IsServer ? "beat_at is not null" : "owner <> @owner")}")) return;
        customers.Write(transaction =>
        {
            foreach (var job in JobRows.Left(transaction, Owner, Lease))
            {
                // Jobs of a newer version are not ours to judge.
                if (!kinds.TryGetValue(job.Kind, out var kind)) continue;
                if (job.CancelAsked) JobRows.End(transaction, job, JobState.Cancelled, Now);
                else if (job.Attempts <= kind.Resumptions) JobRows.LetWait(transaction, job, Now, null);
                else JobRows.End(transaction, job, JobState.Interrupted, Now);
            }
        });
    }

    private void TakeAll()
    {
        while (!stopped.IsSet && Any("where state = 0 and next_at <= @now"))
        {
            JobKind? place = null;
            Job? job = null;
            try
            {
                job = customers.Write(transaction => JobRows.Take(transaction, Owner, Now, waiting =>
                {
                    if (!kinds.TryGetValue(waiting.Kind, out var kind) || !kind.CanBeDoneHere(waiting) || !TryEnter(kind)) return false;
                    place = kind;
                    return true;
                }));
            }
            finally
            {
                if (job is null && place is not null) Leave(place);
            }
            if (job is null) return;
            Launch(job, place!);
        }
    }

    private void CleanNowAndThen()
    {
        if (cleaned is { } at && clock.GetElapsedTime(at) < BetweenCleanings) return;
        if (Any("where ended_at < @before"))
            while (customers.Write(transaction => JobRows.Forget(transaction, Now - JobQueue.Kept)) > 0 && !stopped.IsSet) { }
        cleaned = clock.GetTimestamp();
    }

    // Checked by a reader first: a writer must wait for its turn.
    private bool Any(string which)
    {
        using var reader = customers.OpenReader();
        var (now, before) = (JobRows.Milliseconds(Now), JobRows.Milliseconds(Now - JobQueue.Kept));
        return JobRows.Select(reader, which + " limit 1", ("now", now), ("owner", Owner), ("before", before)).Count > 0;
    }
}

using Stamgast.Database;

namespace Stamgast.Jobs;

/// <summary>
/// What is done in the background: asked for, looked at, cancelled, begun again. Every job is a row of the table <c>job</c>, so that any
/// program on the base sees it and a restart forgets none. See docs/decisions/0047-jobs.md.
/// </summary>
public sealed class JobQueue : IDisposable
{
    /// <summary>So many jobs of all kinds are done by one program at a time.</summary>
    public const int MostAtOnce = 32;

    /// <summary>Jobs that ended are forgotten after this time.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Nobody waits for the answer but the person who asked: longer than a form, no longer than an import.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly Base customers;
    private readonly TimeProvider clock;
    private readonly JobRunner runner;

    /// <param name="kinds">All that this program can do.</param>
    public JobQueue(Base customers, TimeProvider clock, IEnumerable<JobKind> kinds)
    {
        (this.customers, this.clock) = (customers, clock);
        Kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);
        runner = new JobRunner(customers, clock, Kinds);
    }

    /// <summary>The kinds by their names.</summary>
    public IReadOnlyDictionary<string, JobKind> Kinds { get; }

    /// <summary>Told of what failed unexpectedly, to write it in the log.</summary>
    public Action<Job, Exception>? Broken
    {
        get => runner.Broken;
        set => runner.Broken = value;
    }

    /// <summary>PostgreSQL: a program that has said nothing for so long is taken for dead, and its jobs are free.</summary>
    internal TimeSpan Lease
    {
        get => runner.Lease;
        init => runner.Lease = value;
    }

    /// <summary>How often it looks for jobs that wait, and says that it lives.</summary>
    internal TimeSpan Beat
    {
        get => runner.Beat;
        init => runner.Beat = value;
    }

    /// <summary>Begins to do what waits, also what another program left.</summary>
    public void Begin() => runner.Begin();

    /// <summary>Asks for a job. It is begun here at once where there is room for it; else whoever has room first takes it.</summary>
    /// <returns>The job, or the one with the same key that has not ended.</returns>
    /// <exception cref="RefusedException">busy: it could not be written.</exception>
    public Job Start(JobRequest request) =>
        // The one before may have ended, while a large change or a full disk kept its row from saying so.
        TryStart(request) ?? (runner.IsKept(request.Key, AMoment) ? TryStart(request) : null) ?? throw new RefusedException(Trouble.Busy);

    private Job? TryStart(JobRequest request)
    {
        var kind = Kinds[request.Kind];
        var owner = runner.TryEnter(kind) ? runner.Owner : null;
        var launched = false;
        try
        {
            var (job, isNew) = customers.Write(transaction => JobRows.Add(transaction, request, owner, clock.GetUtcNow().UtcDateTime), Patience);
            if (isNew && owner is not null)
            {
                runner.Launch(job, kind);
                launched = true;
            }
            else if (isNew) runner.Wake();
            var now = runner.NowOf(job);
            return now.HasEnded && !job.HasEnded && !isNew ? null : now;
        }
        finally
        {
            if (owner is not null && !launched) runner.Leave(kind);
        }
    }

    /// <summary>The newest job with a key; null when nobody knows of one.</summary>
    public Job? Find(string key) => runner.FindLive(key)?.Now ?? Newest("where key = @key order by id desc limit 1", ("key", key));

    /// <summary>A job by its number; null when there is none.</summary>
    public Job? Find(long id) => runner.FindLive(id)?.Now ?? Newest("where id = @id", ("id", id));

    /// <summary>True while the job with this key waits or is worked on, here or elsewhere.</summary>
    public bool IsOpen(string key) =>
        runner.FindLive(key) is { } live ? !live.Now.HasEnded : Newest($"where key = @key and {JobModel.Open}", ("key", key)) is not null;

    /// <summary>Ends when the job with this key does that this program works on; null when it works on none.</summary>
    public Task? EndHere(string key) => runner.FindLive(key)?.Ended;

    /// <summary>The keys of all jobs that have not ended; they are few.</summary>
    public IReadOnlySet<string> Open()
    {
        using var reader = customers.OpenReader();
        return JobRows.Select(reader, $"where {JobModel.Open}").Select(runner.NowOf).Where(job => !job.HasEnded).Select(job => job.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Jobs from the newest on.</summary>
    /// <param name="before">Only those with a smaller number; null begins with the newest.</param>
    /// <param name="open">True: only those that have not ended; false: only those that have.</param>
    public IReadOnlyList<Job> Page(bool open, long? before, int limit)
    {
        using var reader = customers.OpenReader();
        var which = $"where {(open ? JobModel.Open : "state >= 2")} and id < @before order by id desc limit @limit";
        return [.. JobRows.Select(reader, which, ("before", before ?? long.MaxValue), ("limit", limit)).Select(runner.NowOf)];
    }

    /// <summary>Waits until a job has ended, not longer than so long. Gives it as it is by then.</summary>
    public async Task<Job> WaitAsync(Job job, TimeSpan patience)
    {
        if (runner.FindLive(job.Id) is { } live)
        {
            await Task.WhenAny(live.Ended, Task.Delay(patience));
            return live.Now;
        }
        for (var waited = TimeSpan.Zero; ; waited += BetweenLooks)
        {
            job = Find(job.Id) ?? job;
            if (job.HasEnded || waited >= patience) return job;
            await Task.Delay(BetweenLooks);
        }
    }

    /// <summary>Cancels a job: one that waits at once, one that is worked on as soon as it can be stopped. One that has ended stays as it is.</summary>
    public void Cancel(Job job)
    {
        if (runner.FindLive(job.Id) is { } live)
        {
            live.AskToCancel();
            return;
        }
        var cancelled = customers.Write(transaction => JobRows.Cancel(transaction, job.Id, clock.GetUtcNow().UtcDateTime));
        if (cancelled is { State: JobState.Cancelled } dropped && Kinds.TryGetValue(dropped.Kind, out var kind)) kind.Dropped(dropped);
    }

    /// <summary>Asks anew for a job that failed, was cancelled or was interrupted.</summary>
    /// <param name="userId">Who asks.</param>
    /// <exception cref="RefusedException">job.done: there is nothing to do again; job.kind: this program does not know how.</exception>
    public Job StartAgain(Job job, long? userId)
    {
        if (job is not { HasEnded: true, Payload: not null } || job.State == JobState.Done) throw new RefusedException("job.done", job.Id);
        if (!Kinds.ContainsKey(job.Kind)) throw new RefusedException("job.kind", job.Kind);
        return Start(JobRequest.Again(job, userId));
    }

    /// <summary>
    /// Marks that somebody was told how a job ended; true the first time. When that cannot be written they are told once more rather than not at all.
    /// </summary>
    public bool Tell(Job job)
    {
        try { return !job.Told && customers.Write(transaction => JobRows.Tell(transaction, job.Id), Briefly); }
        catch (RefusedException e) when (Trouble.Is(e.Refusal)) { return true; }
    }

    /// <summary>Stops what is being done: it is begun again at the next start, or marked as interrupted, according to its kind.</summary>
    public void Stop() => runner.Stop();

    /// <inheritdoc />
    public void Dispose() => runner.Dispose();

    private Job? Newest(string which, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = customers.OpenReader();
        return JobRows.Select(reader, which, parameters) is [var job, ..] ? runner.NowOf(job) : null;
    }
}

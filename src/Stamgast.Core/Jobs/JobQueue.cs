using Stamgast.Database;

namespace Stamgast.Jobs;

/// <summary>
/// Background work: request it, look at it, cancel it, start it again. Every job is a row of the table <c>job</c>, so that any program on the base
/// sees it and no restart forgets it. See docs/decisions/0047-jobs.md.
/// </summary>
public sealed class JobQueue : IDisposable
{
    /// <summary>So many jobs of all kinds are done by one program at a time.</summary>
    public const int MostAtOnce = 32;

    /// <summary>Jobs that ended are forgotten after this time.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Only the requesting user waits for the answer: longer than for a form, no longer than for an import.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly Base customers;
    private readonly TimeProvider clock;
    private readonly JobRunner runner;

    /// <param name="kinds">All kinds that this program can do.</param>
    public JobQueue(Base customers, TimeProvider clock, IEnumerable<JobKind> kinds)
    {
        (this.customers, this.clock) = (customers, clock);
        Kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);
        runner = new JobRunner(customers, clock, Kinds);
    }

    /// <summary>The kinds by their names.</summary>
    public IReadOnlyDictionary<string, JobKind> Kinds { get; }

    /// <summary>Receives unexpected failures, for the log.</summary>
    public Action<Job, Exception>? Broken
    {
        get => runner.Broken;
        set => runner.Broken = value;
    }

    /// <summary>PostgreSQL: a program silent for this long is presumed dead, and its jobs are free.</summary>
    internal TimeSpan Lease
    {
        get => runner.Lease;
        init => runner.Lease = value;
    }

    /// <summary>How often it looks for waiting jobs and reports that it is alive.</summary>
    internal TimeSpan Beat
    {
        get => runner.Beat;
        init => runner.Beat = value;
    }

    /// <summary>Starts doing waiting jobs, including those left by other programs.</summary>
    public void Begin() => runner.Begin();

    /// <summary>Requests a job. It starts here at once if there is room; otherwise the first program with room takes it.</summary>
    /// <returns>The job, or the one with the same key that has not ended.</returns>
    /// <exception cref="RefusedException">busy: it could not be written.</exception>
    public Job Start(JobRequest request) =>
        // The previous one may have ended, while a large change or a full disk kept its row from being updated.
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

    /// <summary>The newest job with a key; null without one.</summary>
    public Job? Find(string key) => runner.FindLive(key)?.Now ?? Newest("where key = @key order by id desc limit 1", ("key", key));

    /// <summary>A job by its number; null without one.</summary>
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
    /// <param name="before">Only those with a smaller number; null starts with the newest.</param>
    /// <param name="open">True for unfinished jobs only; false for finished ones only.</param>
    public IReadOnlyList<Job> Page(bool open, long? before, int limit)
    {
        using var reader = customers.OpenReader();
        var which = $"where {(open ? JobModel.Open : "state >= 2")} and id < @before order by id desc limit @limit";
        return [.. JobRows.Select(reader, which, ("before", before ?? long.MaxValue), ("limit", limit)).Select(runner.NowOf)];
    }

    /// <summary>Waits until a job has ended, with a time limit. Returns its state by then.</summary>
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

    /// <summary>Cancels a job: a waiting one at once, a running one as soon as it can be stopped. A finished one stays as it is.</summary>
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

    /// <summary>Requests a failed, cancelled or interrupted job again.</summary>
    /// <param name="userId">The requesting user.</param>
    /// <exception cref="RefusedException">job.done: there is nothing to do again; job.kind: this program does not know how.</exception>
    public Job StartAgain(Job job, long? userId)
    {
        if (job is not { HasEnded: true, Payload: not null } || job.State == JobState.Done) throw new RefusedException("job.done", job.Id);
        if (!Kinds.ContainsKey(job.Kind)) throw new RefusedException("job.kind", job.Kind);
        return Start(JobRequest.Again(job, userId));
    }

    /// <summary>
    /// Records that the user was told how a job ended; true the first time. If that cannot be written, they are told twice rather than not at all.
    /// </summary>
    public bool Tell(Job job)
    {
        try { return !job.Told && customers.Write(transaction => JobRows.Tell(transaction, job.Id), Briefly); }
        catch (RefusedException e) when (Trouble.Is(e.Refusal)) { return true; }
    }

    /// <summary>Stops running jobs: they are restarted at the next start, or marked as interrupted, depending on their kind.</summary>
    public void Stop() => runner.Stop();

    /// <inheritdoc />
    public void Dispose() => runner.Dispose();

    private Job? Newest(string which, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = customers.OpenReader();
        return JobRows.Select(reader, which, parameters) is [var job, ..] ? runner.NowOf(job) : null;
    }
}

using System.Collections.Concurrent;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Testing;

namespace Stamgast.Tests.Jobs;

/// <summary>The life of a job: done once, by one program, even when programs stop, are killed or are presumed dead.</summary>
public sealed class JobQueueTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(30);

    [Theory, EachEngine]
    public async Task A_finished_job_loses_its_payload(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var jobs = Queue(customers, new Kind(run => $"did {run.Job.PayloadOf<int>()}"));
        var job = await jobs.WaitAsync(jobs.Start(Request("a", 7)), Long);
        Assert.Equal((JobState.Done, "did 7", null, 1), (job.State, job.Result, job.Payload, job.Attempts));
        await UntilAsync(() => jobs.Page(open: true, null, 10).Count == 0);
        Assert.Equal([job.Id], jobs.Page(open: false, null, 10).Select(j => j.Id));
    }

    [Theory, EachEngine]
    public async Task A_request_repeated_while_it_runs_is_done_once_and_can_be_repeated_afterwards(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var go = new ManualResetEventSlim();
        using var jobs = Queue(customers, new Kind(_ => { go.Wait(Long); return null; }));
        var (first, second) = (jobs.Start(Request("a")), jobs.Start(Request("a")));
        Assert.Equal(first.Id, second.Id);
        Assert.True(jobs.IsOpen("a"));
        go.Set();
        await jobs.WaitAsync(first, Long);
        Assert.False(jobs.IsOpen("a"));
        Assert.NotEqual(first.Id, jobs.Start(Request("a")).Id);
        var once = await jobs.WaitAsync(jobs.Start(Request("b") with { Once = true }), Long);
        Assert.Equal(once.Id, jobs.Start(Request("b") with { Once = true }).Id);
    }

    [Theory, EachEngine]
    public async Task A_job_that_is_refused_keeps_why_with_the_kinds_of_its_arguments_and_can_be_started_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var jobs = Queue(customers, new Kind(_ => throw new RefusedException("number.taken", "C-1", 4_000_000_000L)));
        var started = jobs.Start(Request("a", 5));
        await jobs.WaitAsync(started, Long);
        await UntilAsync(() => jobs.EndHere("a") is null);
        var job = jobs.Find(started.Id)!;
        Assert.Equal((JobState.Failed, "number.taken"), (job.State, job.Refusal!.Code));
        Assert.Equal(["C-1", 4_000_000_000L], job.Refusal.Arguments);
        var again = jobs.StartAgain(job, 3);
        Assert.Equal((5, 3L), (again.PayloadOf<int>(), again.UserId));
        await jobs.WaitAsync(again, Long);
    }

    [Theory, EachEngine]
    public async Task A_temporary_failure_is_retried_and_a_permanent_one_is_not(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var tries = 0;
        using var jobs = Queue(customers, new Kind(_ => ++tries < 3 ? throw new RefusedException(Trouble.Busy) : "well") { Retries = [Soon, Soon] },
            new Kind(_ => throw new RefusedException("disk.full", "/srv"), "other") { Retries = [Soon] });
        jobs.Begin();
        var job = await EndAsync(jobs, jobs.Start(Request("a")));
        Assert.Equal((JobState.Done, "well", 3, 3), (job.State, job.Result, job.Attempts, tries));
        Assert.Equal(1, (await EndAsync(jobs, jobs.Start(new JobRequest("other", "b", null)))).Attempts);
    }

    [Theory, EachEngine]
    public async Task After_too_many_attempts_a_job_has_failed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var jobs = Queue(customers, new Kind(_ => throw new RefusedException(Trouble.Busy)) { Retries = [Soon] });
        jobs.Begin();
        var job = await EndAsync(jobs, jobs.Start(Request("a")));
        Assert.Equal((JobState.Failed, Trouble.Busy, 2), (job.State, job.Refusal!.Code, job.Attempts));
    }

    [Theory, EachEngine]
    public async Task A_waiting_job_is_cancelled_and_cleaned_up_at_once_and_a_running_one_when_it_can_stop(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var dropped = new ConcurrentQueue<string>();
        using var jobs = Queue(customers, new Kind(WaitForCancel) { Limit = 1, Drop = job => dropped.Enqueue(job.Key) });
        jobs.Begin();
        var (running, waiting) = (jobs.Start(Request("a")), jobs.Start(Request("b")));
        Assert.Equal(JobState.Waiting, waiting.State);
        jobs.Cancel(waiting);
        Assert.Equal(JobState.Cancelled, jobs.Find(waiting.Id)!.State);
        jobs.Cancel(running);
        Assert.Equal(JobState.Cancelled, (await EndAsync(jobs, running)).State);
        Assert.Equal(["b"], dropped);
    }

    [Theory, EachEngine]
    public async Task Waiting_jobs_start_in_order_when_there_is_room(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (order, most, now) = (new ConcurrentQueue<string>(), 0, 0);
        using var jobs = Queue(customers, new Kind(run =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            order.Enqueue(run.Job.Key);
            Thread.Sleep(Soon);
            Interlocked.Decrement(ref now);
            return null;
        }) { Limit = 1 });
        jobs.Begin();
        var asked = Enumerable.Range(1, 5).Select(i => jobs.Start(Request($"j{i}"))).ToList();
        foreach (var job in asked) Assert.Equal(JobState.Done, (await EndAsync(jobs, job)).State);
        Assert.Equal(["j1", "j2", "j3", "j4", "j5"], order);
        Assert.Equal(1, most);
    }

    [Theory, EachEngine]
    public async Task Stopping_leaves_jobs_to_the_next_process_or_marks_them_interrupted_depending_on_their_kind(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using (var jobs = Queue(customers, new Kind(WaitForCancel) { Resumes = 1 }, new Kind(WaitForCancel, "other")))
        {
            jobs.Begin();
            jobs.Start(Request("a", 9));
            jobs.Start(new JobRequest("other", "b", null).With(1));
        }
        using var next = Queue(customers, new Kind(run => $"did {run.Job.PayloadOf<int>()}") { Resumes = 1 }, new Kind(_ => "no", "other"));
        Assert.Equal(JobState.Interrupted, next.Find("b")!.State);
        next.Begin();
        Assert.Equal((JobState.Done, "did 9"), (await EndAsync(next, next.Find("a")!)) is var done ? (done.State, done.Result) : default);
        Assert.Equal((JobState.Done, "no"), (await EndAsync(next, next.StartAgain(next.Find("b")!, null))) is var again
            ? (again.State, again.Result) : default);
    }

    [Theory, EachEngine]
    public async Task Jobs_of_a_killed_program_are_restarted_until_it_happened_too_often(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        foreach (var (key, kind, attempts) in new[] { ("a", "test", 1), ("b", "test", 2), ("c", "other", 1) })
            customers.Write(t =>
            {
                t.Execute("""
                    insert into job(key, kind, payload, state, done, created_at, attempts, next_at, owner, beat_at, cancel_asked, told)
                    values(@key, @kind, '1', 1, 0, 1, @n, 1, 'killed', 1, @no, @no)
                    """, ("key", key), ("kind", kind), ("n", attempts), ("no", false));
            });
        using var jobs = Queue(customers, new Kind(_ => "again") { Resumes = 1 }, new Kind(_ => "again", "other"));
        jobs.Begin();
        await UntilAsync(() => jobs.Open().Count == 0);
        await UntilAsync(() => jobs.Find("a")!.State == JobState.Done);
        Assert.Equal([JobState.Interrupted, JobState.Interrupted], [jobs.Find("b")!.State, jobs.Find("c")!.State]);
        Assert.Equal(2, jobs.Find("a")!.Attempts);
    }

    [Fact]
    public async Task Any_of_several_programs_takes_a_waiting_job_and_no_two_take_the_same()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var first = Base.Open(place.Location);
        using var second = Base.Open(place.Location);
        var done = new ConcurrentQueue<(string Who, string Key)>();
        Kind Of(string who) => new(run =>
        {
            done.Enqueue((who, run.Job.Key));
            Thread.Sleep(Soon);
            return null;
        }) { Limit = 2 };
        using var one = Queue(first, Of("one"));
        using var other = Queue(second, Of("other"));
        one.Begin();
        other.Begin();
        var asked = Enumerable.Range(0, 60).Select(i => one.Start(Request($"j{i}"))).ToList();
        foreach (var job in asked) Assert.Equal(JobState.Done, (await EndAsync(one, job)).State);
        Assert.Equal(60, done.Select(d => d.Key).Distinct().Count());
        Assert.Equal(60, done.Count);
        Assert.Equal(["one", "other"], done.Select(d => d.Who).Distinct().Order());
    }

    [Fact]
    public async Task A_program_presumed_dead_cannot_commit_a_job_taken_over_by_another()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var frozen = Base.Open(place.Location);
        using var alive = Base.Open(place.Location);
        using var go = new ManualResetEventSlim();
        // It never reports that it is alive, since it was not started: frozen in the middle of its work.
        using var dead = Queue(frozen, new Kind(run =>
        {
            go.Wait(Long);
            Create(frozen, run);
            return "dead";
        }) { Resumes = 1 });
        var job = dead.Start(Request("a"));
        using var next = new JobQueue(alive, TimeProvider.System, [new Kind(run =>
        {
            Create(alive, run);
            return "alive";
        }) { Resumes = 1 }]) { Beat = Soon, Lease = TimeSpan.FromMilliseconds(200) };
        next.Begin();
        var end = await EndAsync(next, job);
        Assert.Equal((JobState.Done, "alive", 2), (end.State, end.Result, end.Attempts));
        go.Set();
        await UntilAsync(() => dead.EndHere("a") is null);
        Assert.Equal("alive", next.Find(job.Id)!.Result);
        using var context = alive.NewContext();
        Assert.Equal(1, context.Customers.Count());
        Assert.Equal(end.SetId, context.ChangeSets.Single().Id);
    }

    [Fact]
    public async Task A_live_program_keeps_its_job_however_long_and_obeys_a_cancel_from_another()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var first = Base.Open(place.Location);
        using var second = Base.Open(place.Location);
        var (lease, beat) = (TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(100));
        var waits = new Kind(run =>
        {
            run.Report(5, 0.5);
            return WaitForCancel(run);
        }) { Resumes = 5 };
        using var one = new JobQueue(first, TimeProvider.System, [waits]) { Beat = beat, Lease = lease };
        using var other = new JobQueue(second, TimeProvider.System, [new Kind(_ => "stolen") { Resumes = 5 }]) { Beat = beat, Lease = lease };
        one.Begin();
        other.Begin();
        var job = one.Start(Request("a"));
        await Task.Delay(lease * 3, TestContext.Current.CancellationToken);
        var seen = other.Find(job.Id)!;
        Assert.Equal((JobState.Running, 5L, 1), (seen.State, seen.Done, seen.Attempts));
        other.Cancel(seen);
        Assert.Equal(JobState.Cancelled, (await EndAsync(other, job)).State);
    }

    [Theory, EachEngine]
    public async Task A_job_whose_change_was_committed_is_done_whatever_fails_afterwards(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var jobs = Queue(customers, new Kind(run =>
        {
            Create(customers, run);
            throw new IOException("The file of the import cannot be removed.");
        }));
        var told = 0;
        jobs.Broken = (_, _) => told++;
        var job = await EndAsync(jobs, jobs.Start(Request("a")));
        Assert.Equal((JobState.Done, 1), (job.State, told));
        Assert.NotNull(job.SetId);
    }

    [Theory, EachEngine]
    public async Task Only_jobs_that_ended_long_ago_are_deleted(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var now = DateTimeOffset.UtcNow;
        foreach (var (key, state, days) in new[] { ("old", 2, 31), ("kept", 3, 29), ("open", 0, 400) })
        {
            var at = now.AddDays(-days).ToUnixTimeMilliseconds();
            customers.Write(t =>
            {
                t.Execute("""
                    insert into job(key, kind, state, done, created_at, ended_at, attempts, next_at, cancel_asked, told)
                    values(@key, 'unknown', @state, 0, @at, @ended, 1, 1, @no, @no)
                    """, ("key", key), ("state", state), ("at", at), ("ended", state == 0 ? null : at), ("no", false));
            });
        }

        using var jobs = Queue(customers, new Kind(_ => null));
        jobs.Begin();
        await UntilAsync(() => jobs.Find("old") is null);
        Assert.NotNull(jobs.Find("kept"));
        Assert.Equal(JobState.Waiting, jobs.Find("open")!.State);
    }

    private static JobQueue Queue(Base customers, params IReadOnlyList<JobKind> kinds) =>
        new(customers, TimeProvider.System, kinds) { Beat = Soon };

    private static JobRequest Request(string key, int payload = 1) => new JobRequest("test", key, null).With(payload);

    private static string? WaitForCancel(JobRun run)
    {
        run.Cancel.WaitHandle.WaitOne(Long);
        run.Cancel.ThrowIfCancellationRequested();
        return null;
    }

    private static void Create(Base customers, JobRun run)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts";
        new ChangeSets(customers, TimeProvider.System)
            .Create([values], new Actor(null, Door.Form) { Committing = (transaction, set) => run.Complete(transaction, set.Id) });
    }

    private static async Task<Job> EndAsync(JobQueue jobs, Job job)
    {
        await UntilAsync(() => jobs.Find(job.Id) is { HasEnded: true });
        return jobs.Find(job.Id)!;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 3000 && !holds(); i++) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.True(holds());
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen) { }
    }

    [Theory, EachEngine]
    public async Task A_daily_job_is_done_once_a_day_by_one_of_several_programs(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (runs, day) = (0, new DateOnly(2026, 11, 30));
        using var first = Queue(customers, Daily());
        using var second = Queue(customers, Daily());
        using var ofFirst = new DailyJobs(first, TimeProvider.System, () => day);
        using var ofSecond = new DailyJobs(second, TimeProvider.System, () => day);
        await Task.WhenAll(Task.Run(ofFirst.Look), Task.Run(ofSecond.Look));
        await UntilAsync(() => first.Page(open: false, null, 10).Count == 1);
        ofSecond.Look();
        ofFirst.Look();
        Assert.Equal(1, runs);
        day = day.AddDays(1);
        ofSecond.Look();
        await UntilAsync(() => first.Page(open: false, null, 10).Count == 2);
        ofFirst.Look();
        Assert.Equal(2, runs);

        Kind Daily() => new(_ => { Interlocked.Increment(ref runs); return null; }, "daily") { Days = true };
    }

    private sealed class Kind(Func<JobRun, string?> work, string name = "test") : JobKind
    {
        public int Limit { get; init; } = 8;

        public int Resumes { get; init; }

        public IReadOnlyList<TimeSpan> Retries { get; init; } = [];

        public Action<Job>? Drop { get; init; }

        public bool Days { get; init; }

        public override string Name => name;

        public override bool IsDaily => Days;

        public override int AtOnce => Limit;

        public override int Resumptions => Resumes;

        public override IReadOnlyList<TimeSpan> RetryAfter => Retries;

        public override string? Run(JobRun run) => work(run);

        public override void Dropped(Job job) => Drop?.Invoke(job);
    }
}

using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Jobs;

/// <summary>The statements on the table of jobs, without the model: they are few and are run often.</summary>
internal static class JobRows
{
    private const string Columns =
        "id, key, kind, payload, state, done, total, fraction, user_id, back, created_at, started_at, ended_at, attempts, next_at, "
        + "owner, beat_at, cancel_asked, error, result, set_id, told";

    private const string Mine = "id = @id and owner = @owner and attempts = @attempts";

    // This many are checked to find one that can be done here.
    private const int AtOnce = 50;

    /// <summary>Adds a job, unless one with its key is unfinished, or was done and should be done only once: then that one is returned.</summary>
    /// <param name="owner">The program that starts it at once; null lets it wait.</param>
    public static (Job Job, bool IsNew) Add(WriteTransaction transaction, JobRequest request, string? owner, DateTime now)
    {
        var (ms, running) = (Milliseconds(now), owner is not null);
        using var insert = transaction.Command($"""
            insert into job(key, kind, payload, state, done, user_id, back, created_at, started_at, attempts, next_at, owner, beat_at, cancel_asked, told)
            values(@key, @kind, @payload, {(int)(running ? JobState.Running : JobState.Waiting)}, 0, @user, @back, @now,
                {(running ? "@now" : "null")}, {(running ? 1 : 0)}, @now, @owner, {(running ? Clock(transaction) : "null")}, @no, @no)
            on conflict(key) where {JobModel.Open} do nothing returning {Columns}
            """, ("key", request.Key), ("kind", request.Kind), ("payload", request.Payload), ("user", request.UserId), ("back", request.Back),
            ("now", ms), ("owner", owner), ("no", false));
        var added = Read(insert).SingleOrDefault();
        if (added is null) return (Find(transaction, request.Key) ?? throw new RefusedException(Trouble.Busy), false);
        if (!request.Once || DoneBefore(transaction, request.Key) is not { } before) return (added, true);
        transaction.Execute("delete from job where id = @id", ("id", added.Id));
        return (before, false);
    }

    private static Job? DoneBefore(WriteTransaction transaction, string key)
    {
        using var select = transaction.Command($"select {Columns} from job where key = @key and state = {(int)JobState.Done} order by id desc limit 1",
            ("key", key));
        return Read(select).SingleOrDefault();
    }

    /// <summary>
    /// Assigns a suitable waiting job to a program; null without one. Jobs that another program is looking at in this moment are skipped.
    /// </summary>
    public static Job? Take(WriteTransaction transaction, string owner, DateTime now, Func<Job, bool> fits)
    {
        var skip = transaction.Engine.SkipLocked();
        for (var last = 0L; ;)
        {
            List<Job> waiting;
            using (var select = transaction.Command(
                $"select {Columns} from job where state = 0 and next_at <= @now and id > @last order by id limit {AtOnce} {skip}",
                ("now", Milliseconds(now)), ("last", last)))
                waiting = Read(select);
            if (waiting.Find(job => fits(job)) is { } fitting)
            {
                using var update = transaction.Command($"""
                    update job set state = 1, owner = @owner, attempts = attempts + 1, started_at = @now, beat_at = {Clock(transaction)}, error = null
                    where id = @id returning {Columns}
                    """, ("owner", owner), ("now", Milliseconds(now)), ("id", fitting.Id));
                return Read(update).Single();
            }
            if (waiting.Count < AtOnce) return null;
            last = waiting[^1].Id;
        }
    }

    /// <summary>Jobs marked as running whose program is gone: on PostgreSQL it has been silent for too long, on SQLite it is not this one.</summary>
    public static List<Job> Left(WriteTransaction transaction, string owner, TimeSpan lease)
    {
        var isLeft = transaction.Base.Location.IsOnServer ? $"beat_at < {Clock(transaction)} - @lease" : "owner <> @owner";
        using var select = transaction.Command($"select {Columns} from job where state = 1 and {isLeft} order by id {transaction.Engine.SkipLocked()}",
            ("lease", (long)lease.TotalMilliseconds), ("owner", owner));
        return Read(select);
    }

    /// <summary>Makes a job wait, to be started again.</summary>
    public static bool LetWait(WriteTransaction transaction, Job job, DateTime nextAt, Refusal? why, bool countsAsAttempt = true) => transaction.Execute($"""
        update job set state = 0, owner = null, beat_at = null, next_at = @next, error = @error, attempts = attempts - {(countsAsAttempt ? 0 : 1)}
        where {Mine} and state = 1
        """,
        [("next", Milliseconds(nextAt)), ("error", why is null ? null : JobError.Write(why)), .. Of(job)]) > 0;

    /// <summary>Records how a job ended. One marked as done in its own transaction stays done.</summary>
    public static bool End(WriteTransaction transaction, Job job, JobState state, DateTime now, string? result = null, Refusal? why = null) =>
        transaction.Execute($"""
        update job set state = @state, ended_at = coalesce(ended_at, @now), beat_at = null, owner = null,
            done = @done, total = @total, fraction = @fraction, result = @result, error = @error,
            payload = case when @state = {(int)JobState.Done} then null else payload end
        where {Mine} and state in (1, {(state == JobState.Done ? 2 : 1)})
        """, [("state", (int)state), ("now", Milliseconds(now)), ("done", job.Done), ("total", job.Total),
            ("fraction", state == JobState.Done ? null : job.Fraction), ("result", result),
            ("error", why is null ? null : JobError.Write(why)), .. Of(job)]) > 0;

    /// <inheritdoc cref="JobRun.Complete" />
    public static bool Complete(WriteTransaction transaction, Job job, long setId) => transaction.Execute(
        $"update job set state = {(int)JobState.Done}, ended_at = @now, set_id = @set, payload = null where {Mine} and state = 1",
        [("now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), ("set", setId), .. Of(job)]) > 0;

    /// <summary>True while the program that was given the job still has it.</summary>
    public static bool IsMine(WriteTransaction transaction, Job job) =>
        transaction.Number($"select count(*) from job where {Mine} and state = 1", Of(job)) > 0;

    /// <summary>
    /// PostgreSQL: reports that the program of a job is alive, with its progress. Waits for nobody, not even for the transaction that does the job.
    /// </summary>
    /// <returns>Whether it should be cancelled; null when its row is locked or no longer belongs to this program.</returns>
    public static bool? Beat(WriteTransaction transaction, Job job)
    {
        using var update = transaction.Command($"""
            update job set beat_at = {Clock(transaction)}, done = @done, total = @total, fraction = @fraction
            where id = (select id from job where {Mine} and state = 1 for update skip locked) returning cancel_asked
            """, [("done", job.Done), ("total", job.Total), ("fraction", job.Fraction), .. Of(job)]);
        return update.ExecuteScalar() as bool?;
    }

    /// <summary>Cancels a waiting job; a running one is only marked. Null when it has ended or does not exist.</summary>
    public static Job? Cancel(WriteTransaction transaction, long id, DateTime now)
    {
        using var update = transaction.Command($"""
            update job set cancel_asked = @yes, state = case when state = 0 then {(int)JobState.Cancelled} else state end,
                ended_at = case when state = 0 then @now else ended_at end
            where id = @id and {JobModel.Open} returning {Columns}
            """, ("yes", true), ("now", Milliseconds(now)), ("id", id));
        return Read(update).SingleOrDefault();
    }

    /// <summary>Records that the user was told how a job ended; true the first time.</summary>
    public static bool Tell(WriteTransaction transaction, long id) =>
        transaction.Execute("update job set told = @yes where id = @id and told = @no", ("yes", true), ("no", false), ("id", id)) > 0;

    /// <summary>Forgets jobs that ended before a moment, a thousand at most; gives how many.</summary>
    public static long Forget(WriteTransaction transaction, DateTime before) => transaction.Execute(
        "delete from job where id in (select id from job where ended_at < @before order by ended_at limit 1000)", ("before", Milliseconds(before)));

    public static Job? Find(WriteTransaction transaction, string key)
    {
        using var select = transaction.Command($"select {Columns} from job where key = @key order by id desc limit 1", ("key", key));
        return Read(select).SingleOrDefault();
    }

    public static List<Job> Select(DbConnection reader, string what, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var select = reader.Query($"select {Columns} from job {what}", parameters);
        return Read(select);
    }

    internal static long Milliseconds(DateTime time) => new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeMilliseconds();

    // Leases use one clock.
    private static string Clock(WriteTransaction transaction) => transaction.Engine.ServerClock();

    private static (string, object?)[] Of(Job job) => [("id", job.Id), ("owner", job.Owner), ("attempts", job.Attempts)];

    private static List<Job> Read(DbCommand command)
    {
        using var rows = command.ExecuteReader();
        var jobs = new List<Job>();
        while (rows.Read()) jobs.Add(Row(rows));
        return jobs;
    }

    private static Job Row(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Key = row.GetString(1),
        Kind = row.GetString(2),
        Payload = row.TextOrNull(3),
        State = (JobState)row.GetInt32(4),
        Done = row.GetInt64(5),
        Total = row.NumberOrNull(6),
        Fraction = row.IsDBNull(7) ? null : row.GetDouble(7),
        UserId = row.NumberOrNull(8),
        Back = row.TextOrNull(9),
        CreatedAt = TimeOrNull(row, 10)!.Value,
        StartedAt = TimeOrNull(row, 11),
        EndedAt = TimeOrNull(row, 12),
        Attempts = row.GetInt32(13),
        NextAt = TimeOrNull(row, 14)!.Value,
        Owner = row.TextOrNull(15),
        BeatAt = TimeOrNull(row, 16),
        CancelAsked = row.GetBoolean(17),
        Error = row.TextOrNull(18),
        Result = row.TextOrNull(19),
        SetId = row.NumberOrNull(20),
        Told = row.GetBoolean(21),
    };

    private static DateTime? TimeOrNull(DbDataReader row, int ordinal) =>
        row.IsDBNull(ordinal) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(ordinal)).UtcDateTime;
}

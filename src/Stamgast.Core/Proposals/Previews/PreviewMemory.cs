using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers.Memories;
using Stamgast.Database;

namespace Stamgast.Proposals.Previews;

/// <summary>
/// What a running program remembers of the previews that people look at, so that a search in a million rows answers while they type. It is read in the background when
/// a large preview is opened, dropped when nobody looks at it any more, and kept for so many rows in all; nothing of it is stored.
/// </summary>
/// <param name="list">What is remembered of all customers: by their words the unchanged rows are found.</param>
public sealed class PreviewMemory : IDisposable
{
    /// <summary>The rows of all previews that are remembered at once.</summary>
    public const long MostRows = 3_000_000;

    // So few are read at once.
    private const long SmallPreview = 20_000;

    private static readonly TimeSpan LongUnused = TimeSpan.FromMinutes(15);

    // After a failed reading the next one waits so long, and each time twice as long as before.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Base customers;
    private readonly ListMemory? list;
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private readonly Lock holding = new();
    private readonly List<Entry> entries = [];

    public PreviewMemory(Base customers, ListMemory? list, TimeProvider clock)
    {
        (this.customers, this.list, this.clock) = (customers, list, clock);
        timer = clock.CreateTimer(_ => DropUnused(), null, LongUnused / 3, LongUnused / 3);
    }

    /// <summary>From more rows on a preview is read in the background.</summary>
    internal long Small { get; init; } = SmallPreview;

    /// <summary>Told of an import whose rows could not be read, and why: once, not at each attempt.</summary>
    public Action<long, Exception>? Failed { get; init; }

    /// <summary>Runs before the rows of a stage are read, on the thread that reads them; what it throws is met as if the database had.</summary>
    internal Action<Stage>? Before { get; init; }

    /// <summary>How many rows are remembered, or are being read to be.</summary>
    public long Remembered
    {
        get
        {
            lock (holding) return entries.Sum(e => e.Rows);
        }
    }

    /// <summary>Begins to read a large preview, so that it is there when somebody searches in it.</summary>
    public void Begin(ChangeSet set)
    {
        if (set.Rows <= Small) return;
        var stage = Stage.OfProposal(customers, set);
        using var connection = stage.OpenReader();
        Get(stage, connection);
    }

    /// <summary>Forgets a preview, also while it is being read: it is to be applied, read anew or thrown away.</summary>
    public void Drop(long setId)
    {
        lock (holding)
            foreach (var entry in entries.Where(e => e.Stage.SetId == setId).ToList()) Drop(entry);
    }

    /// <summary>How much of a preview has been read, from 0 to 1; null when it is not being read.</summary>
    public double? Progress(long setId)
    {
        lock (holding) return entries.Find(e => e.Stage.SetId == setId) is { Reading.IsCompleted: false } entry ? (double)entry.Reached / entry.Rows : null;
    }

    /// <summary>Waits until what is being read has been read.</summary>
    internal void Wait()
    {
        Task[] readings;
        lock (holding) readings = [.. entries.Select(e => e.Reading)];
        Task.WaitAll(readings);
    }

    /// <summary>What a question finds; null when that is not known.</summary>
    /// <param name="connection">One of the stage.</param>
    /// <param name="waits">Why it is not known.</param>
    internal PreviewFound? Find(Stage stage, DbConnection connection, PreviewQuery query, out PreviewWait waits)
    {
        waits = PreviewWait.TooManyRows;
        if (Get(stage, connection) is not { } entry) return null;
        waits = PreviewWait.BeingPrepared;
        // Few rows are waited for, also by who asks while somebody else does.
        if (entry.Rows > Small && !entry.Reading.IsCompleted) return null;
        if (Result(entry) is { } preview)
        {
            lock (preview)
                if (preview.CatchUp(connection)) return new PreviewSearch(customers, list, stage, connection, preview).Find(query);
        }
        else if (entry.Failures > 0)
        {
            waits = PreviewWait.CannotBePrepared;
            return null;
        }
        lock (holding) Drop(entry);
        Get(stage, connection);
        return null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        timer.Dispose();
        Task[] readings;
        lock (holding)
        {
            readings = [.. entries.Select(e => e.Reading)];
            foreach (var entry in entries.ToList()) Drop(entry);
        }
        // Whoever asks hears of a failure; here it is only waited for.
        try { Task.WaitAll(readings); }
        catch (AggregateException) { }
    }

    // What is nobody's fault but the program's is thrown to who asks; the next question tries again.
    private RememberedPreview? Result(Entry entry)
    {
        try { return entry.Reading.GetAwaiter().GetResult(); }
        catch
        {
            lock (holding) Drop(entry);
            throw;
        }
    }

    // The one that is there, or a new one; null for one that is too large. The database is asked while nobody is kept from other previews.
    private Entry? Get(Stage stage, DbConnection connection)
    {
        var of = customers.Identity(connection);
        lock (holding)
            if (Known(stage, of) is { } known) return known;
        var highest = HighestIn(stage, connection);
        if (highest > MostRows) return null;
        lock (holding) return Known(stage, of) ?? Added(new Entry(stage, of, highest));
    }

    private Entry? Known(Stage stage, long of)
    {
        // One of an earlier reading of the file, or of the base that was there before a restore, is of no use.
        foreach (var old in entries.Where(e => e.Stage.SetId == stage.SetId && (e.Stage.Name != stage.Name || e.Of != of)).ToList()) Drop(old);
        if (entries.Find(e => e.Stage.Name == stage.Name) is not { } entry) return null;
        entry.LastUsed = clock.GetUtcNow();
        if (entry is { Failures: > 0, Reading.IsCompleted: true } && entry.NotBefore <= entry.LastUsed) entry.Reading = Task.Run(() => Read(entry));
        return entry;
    }

    private Entry Added(Entry entry)
    {
        while (entries.Count > 0 && entries.Sum(e => e.Rows) + entry.Rows > MostRows) Drop(entries.MinBy(e => e.LastUsed)!);
        entry.LastUsed = clock.GetUtcNow();
        entry.Reading = Task.Run(() => Read(entry));
        entries.Add(entry);
        return entry;
    }

    // Null when it was stopped, or when it failed: then it is tried again, less and less often.
    private RememberedPreview? Read(Entry entry)
    {
        try
        {
            Before?.Invoke(entry.Stage);
            using var connection = entry.Stage.OpenReader();
            var read = RememberedPreview.Read(connection, customers.Engine, entry.Stage, entry.Rows, reached =>
            {
                entry.Stop.Token.ThrowIfCancellationRequested();
                if (!IsWaiting(entry.Stage)) throw new OperationCanceledException();
                entry.Reached = reached;
            });
            entry.Failures = 0;
            return read;
        }
        catch (OperationCanceledException) { return null; }
        catch (Exception e) when (e is DbException or IOException)
        {
            // Its rows go when it is applied or thrown away.
            if (entry.Stop.IsCancellationRequested || !MayBeWaiting(entry.Stage)) return null;
            entry.Failures++;
            entry.NotBefore = clock.GetUtcNow() + TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(entry.Failures - 1, 20), LongestPause.Ticks));
            if (entry.Failures == 1) Failed?.Invoke(entry.Stage.SetId ?? 0, e);
            return null;
        }
    }

    private bool MayBeWaiting(Stage stage)
    {
        try { return IsWaiting(stage); }
        catch (DbException) { return true; }
    }

    // Another program may have applied it, thrown it away, or be reading its file again.
    private bool IsWaiting(Stage stage)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select 1 from change_set where id = @id and state = @proposed and staged <= @staged", ("id", stage.SetId), ("proposed", (int)ChangeState.Proposed), ("staged", stage.Number));
        return command.ExecuteScalar() is not null;
    }

    private static long HighestIn(Stage stage, DbConnection connection)
    {
        using var command = connection.Query($"select coalesce(max(seq), 0) from {stage.Rows}");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Forgets the previews at which nobody looked for a while.</summary>
    internal void DropUnused()
    {
        lock (holding)
            foreach (var entry in entries.Where(e => clock.GetUtcNow() - e.LastUsed >= LongUnused).ToList()) Drop(entry);
    }

    private void Drop(Entry entry)
    {
        entry.Stop.Cancel();
        entries.Remove(entry);
    }

    private sealed class Entry(Stage stage, long of, long rows)
    {
        private long reached;

        public Stage Stage => stage;
        public long Of => of;
        public long Rows => rows;
        public CancellationTokenSource Stop { get; } = new();
        public Task<RememberedPreview?> Reading { get; set; } = Task.FromResult<RememberedPreview?>(null);
        public DateTimeOffset LastUsed { get; set; }

        /// <summary>How often it could not be read, one time after the other.</summary>
        public int Failures { get; set; }

        /// <summary>When it may be tried again.</summary>
        public DateTimeOffset NotBefore { get; set; }

        public long Reached
        {
            get => Interlocked.Read(ref reached);
            set => Interlocked.Exchange(ref reached, value);
        }
    }
}

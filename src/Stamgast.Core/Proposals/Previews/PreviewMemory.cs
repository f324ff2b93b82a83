using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers.Memories;
using Stamgast.Database;

namespace Stamgast.Proposals.Previews;

/// <summary>
/// What a running program remembers of open previews, so that a search in a million rows answers while people type. A large preview is read in the
/// background when it is opened, and dropped when it is no longer used; the total number of rows is limited, and nothing is stored.
/// </summary>
/// <param name="list">The memory of all customers: its words find the unchanged rows.</param>
public sealed class PreviewMemory : IDisposable
{
    /// <summary>The rows of all previews that are remembered at once.</summary>
    public const long MostRows = 3_000_000;

    // So few are read at once.
    private const long SmallPreview = 20_000;

    private static readonly TimeSpan LongUnused = TimeSpan.FromMinutes(15);

    // The delay after a failed reading, doubled each time.
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

    /// <summary>The number of rows from which a preview is read in the background.</summary>
    internal long Small { get; init; } = SmallPreview;

    /// <summary>Receives an import whose rows could not be read, with the reason: once, not at each attempt.</summary>
    public Action<long, Exception>? Failed { get; init; }

    /// <summary>Runs before the rows of a stage are read, on the reading thread; its exceptions are treated like those of the database.</summary>
    internal Action<Stage>? Before { get; init; }

    /// <summary>The number of rows remembered or being read.</summary>
    public long Remembered
    {
        get
        {
            lock (holding) return entries.Sum(e => e.Rows);
        }
    }

    /// <summary>Starts reading a large preview, so that it is ready for a search.</summary>
    public void Begin(ChangeSet set)
    {
        if (set.Rows <= Small) return;
        var stage = Stage.OfProposal(customers, set);
        using var connection = stage.OpenReader();
        Get(stage, connection);
    }

    /// <summary>Forgets a preview, even while it is being read: it is about to be applied, read again or discarded.</summary>
    public void Drop(long setId)
    {
        lock (holding)
            foreach (var entry in entries.Where(e => e.Stage.SetId == setId).ToList()) Drop(entry);
    }

    /// <summary>The share of a preview that has been read, from 0 to 1; null when it is not being read.</summary>
    public double? Progress(long setId)
    {
        lock (holding) return entries.Find(e => e.Stage.SetId == setId) is { Reading.IsCompleted: false } entry ? (double)entry.Reached / entry.Rows : null;
    }

    /// <summary>Waits until all current readings have finished.</summary>
    internal void Wait()
    {
        Task[] readings;
        lock (holding) readings = [.. entries.Select(e => e.Reading)];
        Task.WaitAll(readings);
    }

    /// <summary>The result of a query; null when unknown.</summary>
    /// <param name="connection">One of the stage.</param>
    /// <param name="waits">Why it is not known.</param>
    internal PreviewFound? Find(Stage stage, DbConnection connection, PreviewQuery query, out PreviewWait waits)
    {
        waits = PreviewWait.TooManyRows;
        if (Get(stage, connection) is not { } entry) return null;
        waits = PreviewWait.BeingPrepared;
        // Few rows are waited for, even when somebody else started the reading.
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
        // The query reports the failure; here it is only awaited.
        try { Task.WaitAll(readings); }
        catch (AggregateException) { }
    }

    // An unexpected exception is thrown to the caller; the next query tries again.
    private RememberedPreview? Result(Entry entry)
    {
        try { return entry.Reading.GetAwaiter().GetResult(); }
        catch
        {
            lock (holding) Drop(entry);
            throw;
        }
    }

    // The existing one, or a new one; null for a preview that is too large. The database is asked without blocking other previews.
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
        using var command = reader.Query("select 1 from change_set where id = @id and state = @proposed and staged <= @staged", ("id", stage.SetId),
            ("proposed", (int)ChangeState.Proposed), ("staged", stage.Number));
        return command.ExecuteScalar() is not null;
    }

    private static long HighestIn(Stage stage, DbConnection connection)
    {
        using var command = connection.Query($"select coalesce(max(seq), 0) from {stage.Rows}");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Forgets previews that nobody has used for a while.</summary>
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

        /// <summary>The number of consecutive failures.</summary>
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

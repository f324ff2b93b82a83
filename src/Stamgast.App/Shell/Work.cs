using System.Collections.Concurrent;
using Stamgast.App.Permissions;

namespace Stamgast.App.Shell;

/// <summary>How far some work is.</summary>
/// <param name="Rows">Rows done so far; 0 when that is not known.</param>
/// <param name="Fraction">How much of the whole is done, 0 to 1; null when that is not known.</param>
public sealed record Reached(long Rows, double? Fraction);

/// <summary>Something that takes longer than a person wants to look at a white page: it goes on when the browser is closed, and can be cancelled.</summary>
public sealed class Work(string key, string caption, Permission permission, TimeProvider clock) : IDisposable
{
    private readonly long since = clock.GetTimestamp();
    private readonly CancellationTokenSource cancel = new();
    private int told;

    public string Key { get; } = key;

    /// <summary>Resource key of what is being done.</summary>
    public string Caption { get; } = caption;

    /// <summary>For how long it goes on, or is known.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(since);

    /// <summary>Where the work was asked for, to ask again when it was refused; null when that is nowhere in particular.</summary>
    public string? From { get; set; }

    /// <summary>What somebody must be allowed to do to look at it or cancel it.</summary>
    public Permission Permission { get; } = permission;

    /// <summary>Replaced as a whole, so that a page never reads half of it.</summary>
    public Reached Reached { get; set; } = new(0, null);

    /// <summary>Ends with the address to go to, or with why it was refused.</summary>
    public Task<string> Task { get; internal set; } = null!;

    public CancellationToken Cancelled => cancel.Token;

    /// <summary>True the first time: how it ended is said once.</summary>
    public bool Tell() => Interlocked.Exchange(ref told, 1) == 0;

    public void Cancel() => cancel.Cancel();

    /// <inheritdoc />
    public void Dispose() => cancel.Dispose();
}

/// <summary>All such work of this process, by key; what is done is remembered for an hour.</summary>
public sealed class Works(TimeProvider clock)
{
    private const int LongestOnce = 64;
    private const int MostRemembered = 5_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, Work> all = new(StringComparer.Ordinal);

    public Work? Find(string key) => all.GetValueOrDefault(key);

    /// <summary>True while the work with this key has not ended.</summary>
    public bool IsRunning(string key) => Find(key) is { Task.IsCompleted: false };

    /// <summary>Starts work, unless work with this key is running: then that is given back.</summary>
    /// <param name="key">Of our own making; what a browser sent is no key unless it was checked by <see cref="OnceOf"/>.</param>
    /// <param name="run">Gives the address to go to when it is done.</param>
    public Work Start(string key, string caption, Permission permission, Func<Work, string> run) => Start(key, caption, permission, null, run);

    /// <summary>Starts work that first waits for its turn, without a thread of its own as long as it waits.</summary>
    /// <param name="turn">Of so many works at a time; the work lets go of it at its end.</param>
    public Work Start(string key, string caption, Permission permission, SemaphoreSlim? turn, Func<Work, string> run)
    {
        Forget();
        lock (all)
        {
            if (all.TryGetValue(key, out var running) && !running.Task.IsCompleted) return running;
            var work = new Work(key, caption, permission, clock);
            // It outlives the request that asked for it, whose patience and visitor are not its own.
            using (ExecutionContext.SuppressFlow()) work.Task = Task.Run(() => RunAsync(work, turn, run));
            all[key] = work;
            return work;
        }
    }

    /// <summary>What a form says to be done only once, if it is as our forms say it; else something new.</summary>
    public static string OnceOf(string? sent) => sent is { Length: > 0 and <= LongestOnce } && sent.All(char.IsAsciiLetterOrDigit) ? sent : Guid.NewGuid().ToString("N");

    private static async Task<string> RunAsync(Work work, SemaphoreSlim? turn, Func<Work, string> run)
    {
        var hasTurn = await HasTurnAsync(work, turn);
        try
        {
            // A thread of its own: it reads and writes for minutes and must not hold one that serves pages.
            return await Task.Factory.StartNew(() => run(work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            if (hasTurn) turn!.Release();
        }
    }

    // Work that was cancelled while it waited runs too, and finds that out: it has things to put away.
    private static async Task<bool> HasTurnAsync(Work work, SemaphoreSlim? turn)
    {
        if (turn is null) return false;
        try
        {
            await turn.WaitAsync(work.Cancelled);
            return true;
        }
        catch (OperationCanceledException) { return false; }
    }

    private void Forget()
    {
        var done = all.Where(w => w.Value.Task.IsCompleted).ToList();
        foreach (var (key, work) in done.Where(w => w.Value.Elapsed > Remembered).Union(done.OrderByDescending(w => w.Value.Elapsed).Take(all.Count - MostRemembered)))
            if (all.TryRemove(key, out _)) work.Dispose();
    }
}

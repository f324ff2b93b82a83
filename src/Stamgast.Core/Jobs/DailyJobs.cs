using System.Data.Common;
using System.Globalization;

namespace Stamgast.Jobs;

/// <summary>
/// Requests the daily kinds of jobs: once a day, by any one program. The day is in the key of the job, so the table of jobs tells each program whether it
/// was done; a failed one is tried again an hour later. When no program ran at night, it is done as soon as one does.
/// </summary>
/// <param name="today">The present day of the organisation.</param>
public sealed class DailyJobs(JobQueue queue, TimeProvider clock, Func<DateOnly> today) : IDisposable
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    private readonly Dictionary<string, DateOnly> done = new(StringComparer.Ordinal);
    private readonly Lock looking = new();
    private Timer? timer;

    /// <summary>Looks a while after the start, and then every ten minutes.</summary>
    public void Begin() => timer = new Timer(_ => LookQuietly(), null, AfterStart, BetweenLooks);

    /// <summary>Requests what was not done today.</summary>
    /// <exception cref="RefusedException">busy</exception>
    public void Look()
    {
        lock (looking)
        {
            var day = today();
            foreach (var kind in queue.Kinds.Values.Where(k => k.IsDaily && done.GetValueOrDefault(k.Name) != day))
            {
                var key = KeyOf(kind, day);
                var last = queue.Find(key);
                if (last is { State: JobState.Failed or JobState.Interrupted, EndedAt: { } ended }
                    && clock.GetUtcNow().UtcDateTime - ended < AfterFailure) continue;
                if (queue.Start(new JobRequest(kind.Name, key, null) { Once = true }).State is JobState.Done or JobState.Cancelled) done[kind.Name] = day;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => timer?.Dispose();

    /// <summary>The key of the job of a day.</summary>
    internal static string KeyOf(JobKind kind, DateOnly day) => kind.Name + "-" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The base is away or locked, or the program stops: the next look finds the same.
    private void LookQuietly()
    {
        try { Look(); }
        catch (Exception e) when (e is RefusedException or DbException or IOException or ObjectDisposedException) { }
    }
}

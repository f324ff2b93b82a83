namespace Stamgast.Users;

/// <summary>
/// The number of failures and the time of the next allowed attempt, by key. Keys come from strangers: they are short, and their number is limited.
/// Times come from a clock that nobody can set.
/// </summary>
internal sealed class FailedTries(TimeProvider clock, int most)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(6);

    private readonly Lock counting = new();
    private readonly Dictionary<string, (int Failures, long Last)> tries = new(StringComparer.Ordinal);

    /// <summary>The number of stored keys.</summary>
    public int Count
    {
        get
        {
            lock (counting) return tries.Count;
        }
    }

    public int FailuresOf(string key)
    {
        lock (counting) return tries.TryGetValue(key, out var known) && !IsOld(known.Last) ? known.Failures : 0;
    }

    /// <summary>After the free tries each one doubles the wait.</summary>
    public TimeSpan WaitOf(string key, int freeTries)
    {
        lock (counting)
        {
            if (!tries.TryGetValue(key, out var known) || known.Failures <= freeTries) return TimeSpan.Zero;
            var seconds = Math.Min(LongestWait.TotalSeconds, Math.Pow(2, known.Failures - freeTries));
            return TimeSpan.FromSeconds(seconds) - clock.GetElapsedTime(known.Last);
        }
    }

    public void Add(string key)
    {
        lock (counting)
        {
            var now = clock.GetTimestamp();
            var failures = tries.TryGetValue(key, out var known) && !IsOld(known.Last) ? known.Failures : 0;
            if (failures == 0 && tries.Count >= most) MakeRoom();
            tries[key] = (failures + 1, now);
        }
    }

    public void Forget(string key)
    {
        lock (counting) tries.Remove(key);
    }

    private bool IsOld(long last) => clock.GetElapsedTime(last) > Forgotten;

    // A tenth at a time, so that not each try goes through all.
    private void MakeRoom()
    {
        foreach (var (key, _) in tries.OrderBy(t => t.Value.Last).Take((most / 10) + 1).ToList()) tries.Remove(key);
    }
}

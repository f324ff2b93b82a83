namespace Stamgast.Database.Turns;

/// <summary>
/// The deadline until which the work of a request may wait for its turn to write: waiting before the request started counts, and so does waiting for
/// its second transaction. Commands and background work have no such deadline.
/// </summary>
public static class WritePatience
{
    private static readonly AsyncLocal<Limit?> Present = new();

    /// <summary>Sets the deadline for everything called from here on, until disposed.</summary>
    /// <param name="left">The remaining time; zero or less for none.</param>
    public static IDisposable EndsIn(TimeSpan left)
    {
        var limit = new Limit(Environment.TickCount64 + Math.Max(0, (long)left.TotalMilliseconds), Present.Value);
        Present.Value = limit;
        return limit;
    }

    internal static TimeSpan Of(TimeSpan wanted)
    {
        if (Present.Value is not { } limit) return wanted;
        var left = TimeSpan.FromMilliseconds(Math.Max(0, limit.Ends - Environment.TickCount64));
        return left < wanted ? left : wanted;
    }

    private sealed class Limit(long ends, Limit? before) : IDisposable
    {
        public long Ends => ends;

        public void Dispose() => Present.Value = before;
    }
}

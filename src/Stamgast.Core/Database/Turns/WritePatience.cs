namespace Stamgast.Database.Turns;

/// <summary>
/// Until when the work of a request may wait for its turn to write, whatever it asks for: the waiting before the request began counts,
/// and that for its second transaction too. Commands and work in the background have no such end.
/// </summary>
public static class WritePatience
{
    private static readonly AsyncLocal<Limit?> Present = new();

    /// <summary>Sets the end for what is called from here on, until disposed.</summary>
    /// <param name="left">How long it may wait yet; zero or less: not at all.</param>
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

namespace Stamgast.Testing;

/// <summary>A clock that stands still until it is advanced.</summary>
public sealed class TestClock : TimeProvider
{
    private TimeSpan passed = TimeSpan.FromDays(1);
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>The monotonic time: nobody can set it.</summary>
    public override long GetTimestamp() => passed.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void GoOn(TimeSpan time)
    {
        now += time;
        passed += time;
    }

    /// <summary>Somebody sets the clock of the machine; no time passes.</summary>
    public void SetTo(DateTimeOffset moment) => now = moment;
}

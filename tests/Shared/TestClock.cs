namespace Stamgast.Testing;

/// <summary>A clock that stands still until it is told to go on.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void GoOn(TimeSpan time) => now += time;
}

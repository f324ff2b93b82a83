using System.Diagnostics;

namespace Stamgast.Database;

/// <summary>
/// Named points at which a test lets the process die as in a power cut (SIGKILL). Armed by the environment variable <c>STAMGAST_FAULT=name</c> or
/// <c>name:3</c> (die at the third passing); otherwise they cost one comparison.
/// </summary>
internal static class Fault
{
    private static readonly string? Armed = Environment.GetEnvironmentVariable("STAMGAST_FAULT")?.Split(':')[0];
    private static int remaining = Passings();

    public static void Point(string name)
    {
        if (Armed is null || Armed != name) return;
        if (Interlocked.Decrement(ref remaining) > 0) return;
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    private static int Passings()
    {
        var parts = Environment.GetEnvironmentVariable("STAMGAST_FAULT")?.Split(':');
        return parts is { Length: 2 } && int.TryParse(parts[1], out var passings) ? passings : 1;
    }
}

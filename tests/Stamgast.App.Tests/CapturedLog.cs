using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Stamgast.App;

/// <summary>
/// The log of the pages during a test. A test that provokes a failure <see cref="Take">takes</see> the expected lines; the rest is printed at the
/// end, so that real failures are noticed.
/// </summary>
public sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Message, string? Failure)> lines = new();

    /// <summary>The messages so far, without stack traces; they are not printed any more.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (lines.TryDequeue(out var line)) taken.Add(line.Message);
        return taken;
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
        while (lines.TryDequeue(out var line)) Console.Error.WriteLine($"{TestContext.Current.TestCase?.TestCaseDisplayName}: {line.Message} {line.Failure}");
    }

    private sealed class Writer(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.lines.Enqueue(($"{category}: {formatter(state, exception)}", exception?.ToString()));
        }
    }
}

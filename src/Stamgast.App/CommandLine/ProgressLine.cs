using System.Diagnostics;
using System.Globalization;
using Stamgast.Language;

namespace Stamgast.App.CommandLine;

/// <summary>One line on the terminal with how far something is, its rate and the time left. It appears after a second.</summary>
public sealed class ProgressLine(TextWriter terminal, string caption, CultureInfo culture) : IProgress<(long Done, long? Total)>, IDisposable
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch running = Stopwatch.StartNew();
    private readonly Lock writing = new();
    private TimeSpan next = FirstAfter;
    private int width;

    /// <summary>Says how far it is; called as often as one likes.</summary>
    public void Report((long Done, long? Total) value)
    {
        if (running.Elapsed < next) return;
        lock (writing)
        {
            if (running.Elapsed < next) return;
            next = running.Elapsed + Pause;
            var line = Line(value.Done, value.Total, running.Elapsed);
            terminal.Write("\r" + line.PadRight(width));
            terminal.Flush();
            width = line.Length;
        }
    }

    /// <summary>Clears the line, so that only the result remains.</summary>
    public void Dispose()
    {
        if (width == 0) return;
        terminal.Write("\r" + new string(' ', width) + "\r");
        terminal.Flush();
    }

    private string Line(long done, long? total, TimeSpan elapsed)
    {
        var rate = done / Math.Max(elapsed.TotalSeconds, 0.001);
        var line = total is { } all
            ? Texts.Get("command.progress.of", culture, caption, done, all, rate)
            : Texts.Get("command.progress", culture, caption, done, rate);
        if (total is null || rate <= 0) return line;
        var left = TimeSpan.FromSeconds(Math.Min((total.Value - done) / rate, TimeSpan.FromDays(9).TotalSeconds));
        return line + Texts.Get("command.progress.left", culture,
            left.ToString(left.TotalHours >= 1 ? @"d\.hh\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture));
    }
}

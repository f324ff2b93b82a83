using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Checks;

/// <summary>One thing that was looked at in a customer base, and whether it is as it should be.</summary>
/// <param name="Name">A stable word for it: integrity, engine, references, fold, keys, words, order, values, earlier, tallies, counters, sequences, versions,
/// proposals.</param>
/// <param name="Arguments">The arguments of the message: numbers, IDs, names of fields.</param>
public sealed record CheckResult(string Name, bool Ok, params object?[] Arguments)
{
    /// <summary>The checked part.</summary>
    public string Caption(CultureInfo culture) => Texts.Get("check." + Name, culture);

    /// <summary>The finding, in one sentence.</summary>
    public string Detail(CultureInfo culture) =>
        Stopped is { } why ? Texts.Get("check.stopped", culture, why) : Texts.Get($"check.{Name}.{(Ok ? "ok" : "bad")}", culture, Arguments);

    /// <summary>Why the check could not be completed, in the words of the failure; null when it was.</summary>
    public string? Stopped { get; init; }

    /// <summary>Runs a check, and continues with the next one if the stored data is too damaged for it.</summary>
    internal static CheckResult Try(string name, Func<CheckResult> look)
    {
        try { return look(); }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return new(name, false) { Stopped = e.Message };
        }
    }

    /// <summary>Good when nothing was found; otherwise how much, with the first few by name.</summary>
    internal static CheckResult Of(string name, long looked, IReadOnlyCollection<string> wrong) => wrong.Count == 0
        ? new(name, true, looked)
        : new(name, false, wrong.Count, string.Join(", ", wrong.Take(5)) + (wrong.Count > 5 ? ", ..." : ""));
}

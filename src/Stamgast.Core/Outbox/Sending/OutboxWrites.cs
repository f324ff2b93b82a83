using System.Diagnostics;
using Stamgast.Database;

namespace Stamgast.Outbox.Sending;

/// <summary>
/// Writes of a run, which wait longer than those of a page: a large import is being written, the disk is slow or full for a moment, or the connections of the
/// run themselves wait for each other on a busy machine. What the server took must not be forgotten for that, nor a run end in the middle.
/// </summary>
internal static class OutboxWrites
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    /// <exception cref="RefusedException">busy, disk.full: for two minutes.</exception>
    public static T WritePatiently<T>(this Base customers, Func<WriteTransaction, T> work)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try { return customers.Write(work); }
            catch (RefusedException) when (watch.Elapsed < Patience) { Thread.Sleep(BetweenTries); }
        }
    }

    /// <inheritdoc cref="WritePatiently{T}(Base, Func{WriteTransaction, T})" />
    public static void WritePatiently(this Base customers, Action<WriteTransaction> work) => customers.WritePatiently(transaction =>
    {
        work(transaction);
        return true;
    });
}

using Stamgast.Database;

namespace Stamgast.Users;

/// <summary>
/// The queue for checking passwords: it is deliberately slow, and anybody may request it. One at a time, so that pages keep the rest of the machine;
/// the number of waiting checks is limited, in total and per place.
/// </summary>
internal sealed class HashingQueue : IDisposable
{
    public const int MostWaiting = 40;
    public const int MostOfPlace = 10;

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Lock counting = new();
    private readonly Dictionary<string, int> waiting = new(StringComparer.Ordinal);
    private int all;

    /// <exception cref="RefusedException">busy: too many are waiting, or it took too long.</exception>
    public async Task<T> RunAsync<T>(string place, Func<T> work, CancellationToken cancel)
    {
        if (!TryEnter(place)) throw new RefusedException(Trouble.Busy);
        try
        {
            if (!await turn.WaitAsync(Base.Patience, cancel)) throw new RefusedException(Trouble.Busy);
            try { return work(); }
            finally { turn.Release(); }
        }
        finally { Leave(place); }
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();

    private bool TryEnter(string place)
    {
        lock (counting)
        {
            var ofPlace = waiting.GetValueOrDefault(place);
            if (all >= MostWaiting || ofPlace >= MostOfPlace) return false;
            waiting[place] = ofPlace + 1;
            all++;
            return true;
        }
    }

    private void Leave(string place)
    {
        lock (counting)
        {
            all--;
            if (--waiting[place] == 0) waiting.Remove(place);
        }
    }
}

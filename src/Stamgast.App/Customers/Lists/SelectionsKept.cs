using System.Security.Cryptography;

namespace Stamgast.App.Customers.Lists;

/// <summary>
/// Selections too long for an address, kept for an hour and for one user. Selections by hand nearly always fit, and "all that match" is an address
/// itself; a restart loses only these.
/// </summary>
public sealed class SelectionsKept(TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private const int Most = 100;

    private readonly Lock holding = new();
    private readonly List<(string Token, long User, DateTimeOffset At, IReadOnlyList<long> Ids)> kept = [];

    /// <summary>Stores a selection and returns its key.</summary>
    public string Keep(long user, IReadOnlyList<long> ids)
    {
        var token = RandomNumberGenerator.GetHexString(16, lowercase: true);
        lock (holding)
        {
            kept.RemoveAll(k => k.At < clock.GetUtcNow() - Remembered);
            if (kept.Count == Most) kept.RemoveAt(0);
            kept.Add((token, user, clock.GetUtcNow(), ids));
        }
        return token;
    }

    /// <exception cref="RefusedException">selection.lost</exception>
    public IReadOnlyList<long> Find(long user, string token)
    {
        lock (holding)
            return kept.Find(k => k.Token == token && k.User == user).Ids ?? throw new RefusedException("selection.lost");
    }
}

using System.Collections.Concurrent;

namespace Stamgast.Users;

/// <summary>
/// Signing in by e-mail and password. The answer and its time are the same for an address that nobody has; each failure makes the
/// next try from that place wait longer. Nobody can lock another out: the wait is of the account and the place together.
/// </summary>
public sealed class SignIn(UserAccounts accounts, TimeProvider clock)
{
    private const int FreeTriesOfAccount = 4;
    private const int FreeTriesOfPlace = 30;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(6);
    private const int ManyPlaces = 10_000;

    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Last)> tries = new(StringComparer.Ordinal);

    /// <param name="address">The network address from which the person tries.</param>
    /// <exception cref="RefusedException">signin.wrong; signin.wait with the seconds to wait.</exception>
    public User Check(string email, string password, string address)
    {
        var ofAccount = User.Fold(email) + " " + address;
        var wait = Max(WaitOf(ofAccount, FreeTriesOfAccount), WaitOf(address, FreeTriesOfPlace));
        if (wait > TimeSpan.Zero) throw new RefusedException("signin.wait", (long)Math.Ceiling(wait.TotalSeconds));

        // Counted before the slow check, so that many tries at once do not slip through together.
        Fail(ofAccount);
        Fail(address);
        var user = accounts.FindByEmail(email);
        var (right, outdated) = Passwords.Verify(user, password.Length <= Passwords.LongestLength ? password : "");
        if (!right || user is not { Active: true }) throw new RefusedException("signin.wrong");
        tries.TryRemove(ofAccount, out _);
        tries.TryRemove(address, out _);
        if (outdated) accounts.Edit(user.Id, u => u.PasswordHash = Passwords.Hash(u, password));
        return user;
    }

    private TimeSpan WaitOf(string key, int freeTries)
    {
        if (!tries.TryGetValue(key, out var known) || known.Failures <= freeTries) return TimeSpan.Zero;
        var seconds = Math.Min(LongestWait.TotalSeconds, Math.Pow(2, known.Failures - freeTries));
        return known.Last + TimeSpan.FromSeconds(seconds) - clock.GetUtcNow();
    }

    private void Fail(string key)
    {
        var now = clock.GetUtcNow();
        if (tries.Count > ManyPlaces)
            foreach (var old in tries.Where(t => t.Value.Last + Forgotten < now)) tries.TryRemove(old.Key, out _);
        tries.AddOrUpdate(key, (1, now), (_, known) => known.Last + Forgotten < now ? (1, now) : (known.Failures + 1, now));
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

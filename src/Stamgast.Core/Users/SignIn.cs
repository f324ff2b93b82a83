using System.Net;
using System.Net.Sockets;

namespace Stamgast.Users;

/// <summary>
/// Signing in by e-mail and password. The answer and its time are the same for an unknown address. Each failure delays the next attempt for that
/// account from that place, and many failures at a place also delay the accounts that failed there; attempts of others never delay another account. A
/// browser with an earlier sign-in is counted separately: strangers behind the same address cannot delay it.
/// </summary>
public sealed class SignIn(UserAccounts accounts, TimeProvider clock) : IDisposable
{
    private const int FreeTriesOfAccount = 4;
    private const int FreeTriesOfPlace = 30;
    private const int MostKeys = 20_000;
    private const int LongestPlace = 64;
    private const int BytesOfNetwork = 8;

    private readonly FailedTries tries = new(clock, MostKeys);
    private readonly HashingQueue strangers = new();
    private readonly HashingQueue known = new();

    /// <summary>The number of accounts and places remembered.</summary>
    internal int Remembered => tries.Count;

    /// <param name="address">The network address of the attempt.</param>
    /// <param name="browser">The mark of a browser in which the account with this number has signed in before; null for any other.</param>
    /// <exception cref="RefusedException">signin.wrong; signin.wait with the seconds to wait; busy when too many try.</exception>
    public async Task<User> CheckAsync(string email, string password, string address, (long UserId, string Mark)? browser = null,
        CancellationToken cancel = default)
    {
        var place = PlaceOf(address);
        // No real address is longer; it is checked like any other, but not remembered.
        var canBe = email.Trim().Length <= UserAccounts.LongestEmail;
        var user = canBe ? accounts.FindByEmail(email) : null;
        var isKnown = browser is not null && browser.Value.UserId == user?.Id;
        var account = isKnown ? "browser " + browser!.Value.Mark : canBe ? User.Fold(email) + " " + place : "none " + place;
        MayTry(account, place, isKnown);

        // Counted before the slow check, so that many tries at once do not slip through together.
        tries.Add(account);
        if (!isKnown) tries.Add(place);
        var (right, outdated) = await (isKnown ? known : strangers).RunAsync(isKnown ? account : place,
            () => Passwords.Verify(user, password.Length <= Passwords.LongestLength ? password : ""), cancel);
        if (!right || user is not { Active: true }) throw new RefusedException("signin.wrong");
        tries.Forget(account);
        if (!isKnown) tries.Forget(place);
        if (outdated && Passwords.Hash(password) is var hash) accounts.Edit(user.Id, u => u.PasswordHash = hash);
        return user;
    }

    /// <summary>One place: an IPv4 address, or the network of an IPv6 address, since everybody has 18 trillion of those.</summary>
    internal static string PlaceOf(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed)) return address.Length <= LongestPlace ? address : address[..LongestPlace];
        if (parsed.IsIPv4MappedToIPv6) return parsed.MapToIPv4().ToString();
        return parsed.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(parsed.GetAddressBytes().AsSpan(0, BytesOfNetwork))
            : parsed.ToString();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        strangers.Dispose();
        known.Dispose();
    }

    private void MayTry(string account, string place, bool isKnown)
    {
        var wait = tries.WaitOf(account, FreeTriesOfAccount);
        if (!isKnown && tries.FailuresOf(account) > 0 && tries.WaitOf(place, FreeTriesOfPlace) is var ofPlace && ofPlace > wait) wait = ofPlace;
        if (wait > TimeSpan.Zero) throw new RefusedException("signin.wait", (long)Math.Ceiling(wait.TotalSeconds));
    }
}

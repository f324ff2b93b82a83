using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Users;

/// <summary>Who is signed in, in which browser. A session lasts twelve hours without use, thirty days at most.</summary>
public sealed class Sessions(Base customers, TimeProvider clock)
{
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);
    public static readonly TimeSpan LongestIdle = TimeSpan.FromHours(12);

    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EndingSoon = TimeSpan.FromSeconds(30);
    private const int LongestBrowser = 200;

    private int seeing;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Starts a session; gives the secret for the cookie, which is not kept here.</summary>
    public string Start(User user, string address, string browser)
    {
        var secret = Secret.New();
        var now = Now;
        customers.Write(transaction =>
        {
            var context = transaction.Context;
            context.RemoveRange(context.Set<UserSession>().Where(s => s.ExpiresAt < now));
            context.Set<User>().Single(u => u.Id == user.Id).LastSignInAt = now;
            context.Add(new UserSession
            {
                SecretHash = Secret.Hash(secret),
                UserId = user.Id,
                CreatedAt = now,
                LastSeenAt = now,
                ExpiresAt = now + LongestLife,
                Address = address,
                Browser = browser.Length <= LongestBrowser ? browser : browser[..LongestBrowser],
            });
        });
        return secret;
    }

    /// <summary>The session and its user; null when it ended, was revoked, or the user was put aside.</summary>
    public (UserSession Session, User User)? Find(string secret)
    {
        var hash = Secret.Hash(secret);
        using var context = customers.NewContext();
        var found = (from session in context.Set<UserSession>()
                     join user in context.Set<User>() on session.UserId equals user.Id
                     where session.SecretHash == hash
                     select new { session, user }).SingleOrDefault();
        if (found is null || !found.user.Active || found.session.ExpiresAt < Now || found.session.LastSeenAt + LongestIdle < Now) return null;
        return (found.session, found.user);
    }

    /// <summary>True when it is time to note that the session is in use.</summary>
    public bool WantsToBeSeen(UserSession session) => session.LastSeenAt + SeenPrecision < Now;

    /// <summary>
    /// Records that the session is in use, outside the request. It waits for nobody: while somebody writes, or another session is being recorded, it
    /// is left to the next request.
    /// </summary>
    public void SeeSoon(long sessionId)
    {
        if (Interlocked.Exchange(ref seeing, 1) == 1) return;
        _ = Task.Run(() =>
        {
            try { See(sessionId, TimeSpan.Zero); }
            catch (Exception e) when (e is RefusedException or DbException or ObjectDisposedException)
            {
                // Busy, away, or stopping.
            }
            finally { Volatile.Write(ref seeing, 0); }
        });
    }

    /// <summary>Notes that the session is in use.</summary>
    public void See(long sessionId) => See(sessionId, Base.Patience);

    private void See(long sessionId, TimeSpan patience)
    {
        var now = Now;
        customers.Write(t =>
        {
            if (t.Context.Set<UserSession>().SingleOrDefault(s => s.Id == sessionId) is { } session) session.LastSeenAt = now;
            return true;
        }, patience);
    }

    /// <summary>The living sessions of a user, the one used last first.</summary>
    public IReadOnlyList<UserSession> Of(long userId)
    {
        var now = Now;
        var idle = now - LongestIdle;
        using var context = customers.NewContext();
        return [.. context.Set<UserSession>().Where(s => s.UserId == userId && s.ExpiresAt > now && s.LastSeenAt > idle).OrderByDescending(s => s.LastSeenAt)];
    }

    /// <summary>Ends a session of this user; another's is left alone.</summary>
    public void End(long userId, long sessionId) => customers.Write(t =>
        t.Context.RemoveRange(t.Context.Set<UserSession>().Where(s => s.Id == sessionId && s.UserId == userId)));

    /// <summary>Ends a session in half a minute: requests that are under way still bring its secret.</summary>
    public void EndSoon(long sessionId)
    {
        var end = Now + EndingSoon;
        customers.Write(t =>
        {
            if (t.Context.Set<UserSession>().SingleOrDefault(s => s.Id == sessionId) is { } session && session.ExpiresAt > end) session.ExpiresAt = end;
        });
    }

    /// <summary>Ends all sessions of this user but one.</summary>
    public void EndOthers(long userId, long keptId) => customers.Write(t =>
        t.Context.RemoveRange(t.Context.Set<UserSession>().Where(s => s.UserId == userId && s.Id != keptId)));
}

using Stamgast.Database;

namespace Stamgast.Users;

/// <summary>One-time links. Looking at one does not use it up, since mail programs open links by themselves; the button on its page does.</summary>
public sealed class SignInLinks(Base customers, TimeProvider clock)
{
    /// <summary>How long a link to choose another password works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>
    /// How long an invitation works, for somebody who never had a password: people read their mail the next day, or after the weekend.
    /// </summary>
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    private const int LongestSecret = 100;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>A link for the first administrator; it works as long as there is no user.</summary>
    /// <returns>The secret; null when there is a user.</returns>
    public string? ForFirstRun()
    {
        var secret = Secret.New();
        var now = Now;
        return customers.Write(transaction =>
        {
            if (transaction.Context.Set<User>().Any()) return null;
            transaction.Context.Add(new SignInLink { SecretHash = Secret.Hash(secret), Purpose = SignInLinkPurpose.FirstRun, CreatedAt = now });
            return secret;
        });
    }

    /// <summary>A link for choosing a password; earlier links of this user stop working.</summary>
    /// <returns>The secret.</returns>
    /// <exception cref="RefusedException">user.inactive: it would not let this user in.</exception>
    public string ForPassword(User user)
    {
        if (!user.Active) throw new RefusedException("user.inactive", user.Email);
        var secret = Secret.New();
        var now = Now;
        customers.Write(transaction =>
        {
            var links = transaction.Context.Set<SignInLink>();
            links.RemoveRange(links.Where(l => l.UserId == user.Id));
            links.Add(new SignInLink
            {
                SecretHash = Secret.Hash(secret),
                Purpose = SignInLinkPurpose.Password,
                UserId = user.Id,
                CreatedAt = now,
                ExpiresAt = now + LifeOf(user),
            });
        });
        return secret;
    }

    /// <summary>How long the links of a user work.</summary>
    public static TimeSpan LifeOf(User user) => user.PasswordHash is null ? InvitationLife : Life;

    /// <summary>The link of a secret, as long as it works; looking does not use it up.</summary>
    public SignInLink? Find(string secret)
    {
        if (secret.Length > LongestSecret) return null;
        using var context = customers.NewContext();
        return Find(context, secret);
    }

    /// <summary>Uses up a link of <see cref="ForPassword"/>.</summary>
    /// <exception cref="RefusedException">link.used: it was used, expired or replaced; or one of the password's, which leaves the link.</exception>
    public User ChoosePassword(string secret, string password)
    {
        string hash;
        using (var reading = customers.NewContext()) hash = UserAccounts.NewHash(HolderOf(reading, secret), password);
        return customers.Write(transaction =>
        {
            var user = HolderOf(transaction.Context, secret);
            UserAccounts.SetHash(transaction, user.Id, hash);
            return user;
        });
    }

    private User HolderOf(StamgastContext context, string secret) =>
        Find(context, secret) is { Purpose: SignInLinkPurpose.Password, UserId: { } userId }
            ? context.Set<User>().Single(u => u.Id == userId) : throw new RefusedException("link.used");

    private SignInLink? Find(StamgastContext context, string secret)
    {
        var hash = Secret.Hash(secret);
        var link = context.Set<SignInLink>().SingleOrDefault(l => l.SecretHash == hash);
        if (link is null || link.ExpiresAt < Now) return null;
        if (link.UserId is { } holder && !context.Set<User>().Any(u => u.Id == holder && u.Active)) return null;
        return link.Purpose == SignInLinkPurpose.FirstRun && context.Set<User>().Any() ? null : link;
    }
}

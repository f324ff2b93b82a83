using Stamgast.Database;

namespace Stamgast.Users;

/// <summary>One-time links. Looking at one does not use it up, since mail programs open links by themselves; the button on its page does.</summary>
public sealed class SignInLinks(Base customers, TimeProvider clock)
{
    /// <summary>How long a link to choose another password works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>How long an invitation works, to somebody who never had a password: people read their mail the next day, or after the weekend.</summary>
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

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

    /// <summary>A link with which a user chooses a password; the earlier ones of this user stop working.</summary>
    /// <returns>The secret.</returns>
    public string ForPassword(User user)
    {
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
        using var context = customers.NewContext();
        return Find(context, secret);
    }

    /// <summary>Uses up a link of <see cref="ForPassword"/>.</summary>
    /// <exception cref="RefusedException">link.used: it was used, expired or replaced; or one of the password's, which leaves the link.</exception>
    public User ChoosePassword(string secret, string password) => customers.Write(transaction =>
    {
        if (Find(transaction.Context, secret) is not { Purpose: SignInLinkPurpose.Password, UserId: { } userId })
            throw new RefusedException("link.used");
        UserAccounts.SetPassword(transaction, userId, password);
        return transaction.Context.Set<User>().Single(u => u.Id == userId);
    });

    private SignInLink? Find(StamgastContext context, string secret)
    {
        var hash = Secret.Hash(secret);
        var link = context.Set<SignInLink>().SingleOrDefault(l => l.SecretHash == hash);
        if (link is null || link.ExpiresAt < Now) return null;
        return link.Purpose == SignInLinkPurpose.FirstRun && context.Set<User>().Any() ? null : link;
    }
}

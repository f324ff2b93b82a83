using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Users;

/// <summary>The people who can sign in: add, find, set a password, deactivate.</summary>
public sealed class UserAccounts(Base customers, TimeProvider clock)
{
    /// <summary>In characters (RFC 5321).</summary>
    public const int LongestEmail = 254;

    /// <summary>In characters.</summary>
    public const int LongestName = 120;

    public bool Any()
    {
        using var context = customers.NewContext();
        return context.Set<User>().Any();
    }

    public User? Find(long id)
    {
        using var context = customers.NewContext();
        return context.Set<User>().SingleOrDefault(u => u.Id == id);
    }

    public User? FindByEmail(string email)
    {
        var folded = User.Fold(email);
        using var context = customers.NewContext();
        return context.Set<User>().SingleOrDefault(u => u.EmailFolded == folded);
    }

    /// <exception cref="RefusedException">user.unknown</exception>
    public User Require(string email) => FindByEmail(email) ?? throw new RefusedException("user.unknown", email);

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<User> All()
    {
        using var context = customers.NewContext();
        return [.. context.Set<User>().OrderBy(u => u.Name).ThenBy(u => u.Id)];
    }

    /// <summary>Adds a user without a password: a one-time link lets the person choose it.</summary>
    /// <exception cref="RefusedException">user.email or user.exists</exception>
    public User Add(string email, string? name) => customers.Write(transaction => Add(transaction, email, name));

    /// <summary>Creates the first user; refused when there is one already, even when two browsers try at once.</summary>
    /// <exception cref="RefusedException">user.notfirst, user.email or one of the password's</exception>
    public User AddFirst(WriteTransaction transaction, string email, string? name, string password)
    {
        if (transaction.Context.Set<User>().Any()) throw new RefusedException("user.notfirst");
        Passwords.Check(password, email);
        var user = Add(transaction, email, name);
        user.PasswordHash = Passwords.Hash(password);
        transaction.Context.RemoveRange(transaction.Context.Set<SignInLink>());
        return user;
    }

    /// <summary>Gives a user a new password, and ends every session and link that went before.</summary>
    /// <exception cref="RefusedException">One of the password's.</exception>
    public void SetPassword(User user, string password)
    {
        var hash = NewHash(user, password);
        customers.Write(transaction => SetHash(transaction, user.Id, hash));
    }

    /// <summary>The hash of a new password, made before anything is written: it takes a while.</summary>
    /// <exception cref="RefusedException">One of the password's.</exception>
    internal static string NewHash(User user, string password)
    {
        Passwords.Check(password, user.Email);
        return Passwords.Hash(password);
    }

    internal static void SetHash(WriteTransaction transaction, long userId, string hash)
    {
        var context = transaction.Context;
        context.Set<User>().Single(u => u.Id == userId).PasswordHash = hash;
        context.RemoveRange(context.Set<UserSession>().Where(s => s.UserId == userId));
        context.RemoveRange(context.Set<SignInLink>().Where(l => l.UserId == userId));
    }

    /// <summary>Changes the settings that users may change themselves.</summary>
    public void Edit(long userId, Action<User> edit) => customers.Write(t => edit(t.Context.Set<User>().Single(u => u.Id == userId)));

    /// <summary>Lets a user sign in again, or no longer; the latter ends the user's sessions and links at once.</summary>
    /// <exception cref="RefusedException">user.last: nobody could sign in any more.</exception>
    public void SetActive(long userId, bool active) => customers.Write(transaction =>
    {
        var context = transaction.Context;
        var user = context.Set<User>().Single(u => u.Id == userId);
        if (!active && !context.Set<User>().Any(u => u.Active && u.PasswordHash != null && u.Id != userId))
            throw new RefusedException("user.last", user.Email);
        user.Active = active;
        if (active) return;
        context.RemoveRange(context.Set<UserSession>().Where(s => s.UserId == userId));
        context.RemoveRange(context.Set<SignInLink>().Where(l => l.UserId == userId));
    });

    /// <exception cref="RefusedException">user.missing or user.email</exception>
    public static void CheckEmail(string email)
    {
        if (string.IsNullOrWhiteSpace(email)) throw new RefusedException("user.missing");
        if (!LooksLikeEmail(email)) throw new RefusedException("user.email", email);
    }

    private User Add(WriteTransaction transaction, string email, string? name)
    {
        email = email.Trim();
        CheckEmail(email);
        var folded = User.Fold(email);
        if (transaction.Context.Set<User>().Any(u => u.EmailFolded == folded)) throw new RefusedException("user.exists", email);
        var user = new User
        {
            Email = email,
            EmailFolded = folded,
            Name = string.IsNullOrWhiteSpace(name) ? email : CheckedName(name),
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        transaction.Context.Add(user);
        transaction.Context.SaveChanges();
        return user;
    }

    /// <summary>The name as stored.</summary>
    /// <exception cref="RefusedException">user.name</exception>
    public static string CheckedName(string name)
    {
        name = name.Trim();
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) ? name : throw new RefusedException("user.name", LongestName);
    }

    // By the rule for customers: els@kantoor reaches nobody outside the office.
    private static bool LooksLikeEmail(string email) =>
        email.Length <= LongestEmail && EmailAddress.Read(new CellText(email)) is { Problem: null, Value: { } read }
            && read.Equals(email, StringComparison.OrdinalIgnoreCase);
}

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Stamgast.Users;

/// <summary>How passwords are chosen and stored: at least twelve characters of any kind, hashed slowly.</summary>
public static class Passwords
{
    /// <summary>In characters. Length beats rules about digits and capitals (OWASP ASVS 5.0, 6.2.1 and 6.2.5).</summary>
    public const int ShortestLength = 12;

    /// <summary>In characters; longer ones only cost time.</summary>
    public const int LongestLength = 200;

    /// <summary>Rounds of PBKDF2-HMAC-SHA512; OWASP asks 210,000. Raising it rehashes each password at its next use.</summary>
    public const int Rounds = 210_000;

    private const int FewestDifferentCharacters = 5;

    private static readonly PasswordHasher<User> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    private static readonly User Nobody = new() { Email = "", EmailFolded = "", Name = "" };

    // Checking a password for an unknown address must take as long as for a known one.
    private static readonly Lazy<string> HashOfNobody = new(() => Hasher.HashPassword(Nobody, Secret.New()));

    /// <exception cref="RefusedException">password.missing, password.short, password.long or password.plain.</exception>
    public static void Check(string password, string email)
    {
        if (password.Length == 0) throw new RefusedException("password.missing");
        if (password.Length < ShortestLength) throw new RefusedException("password.short", ShortestLength, password.Length);
        if (password.Length > LongestLength) throw new RefusedException("password.long", LongestLength);
        var plain = password.Distinct().Count() < FewestDifferentCharacters || IsRun(password) || GuessablePassword.Is(password)
            || string.Equals(User.Fold(password), User.Fold(email), StringComparison.Ordinal);
        if (plain) throw new RefusedException("password.plain");
    }

    /// <summary>The stored form. Deliberately slow: do not do it while others wait to write.</summary>
    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Whether the password is the user's, and whether its hash has fewer rounds than today's. Takes as long for nobody.</summary>
    public static (bool Right, bool Outdated) Verify(User? user, string password)
    {
        var result = Hasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? HashOfNobody.Value, password);
        var right = user?.PasswordHash is not null && result != PasswordVerificationResult.Failed;
        return (right, right && result == PasswordVerificationResult.SuccessRehashNeeded);
    }

    // 123456789012, abcdefghijkl
    private static bool IsRun(string password) =>
        password.Zip(password.Skip(1)).All(pair => Math.Abs(pair.Second - pair.First) == 1 || (pair.First == '9' && pair.Second == '0')
            || (pair.First == '0' && pair.Second == '1'));
}

namespace Stamgast.Users;

/// <summary>
/// One browser in which a user is signed in. It is stored here, not in the cookie, so that signing out or revoking it ends it at once.
/// </summary>
public sealed class UserSession
{
    public long Id { get; set; }

    /// <summary>SHA-256 of the secret in the cookie; reading the base is not enough to sign in.</summary>
    public required byte[] SecretHash { get; set; }

    public long UserId { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Kept to some minutes, so that reading a page does not write each time.</summary>
    public DateTime LastSeenAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public required string Address { get; set; }

    /// <summary>The browser's name for itself, cut at 200 characters.</summary>
    public required string Browser { get; set; }
}

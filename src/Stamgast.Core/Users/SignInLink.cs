namespace Stamgast.Users;

/// <summary>The purpose of a one-time link.</summary>
public enum SignInLinkPurpose
{
    /// <summary>Creates the first administrator; only while there is no user.</summary>
    FirstRun = 0,

    /// <summary>Choose a password: after an invitation or when it was forgotten.</summary>
    Password = 1,
}

/// <summary>A link that works once: printed by the first start, <c>user add</c> and <c>user reset</c>. Only the hash of its secret is kept.</summary>
public sealed class SignInLink
{
    public long Id { get; set; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public required byte[] SecretHash { get; set; }

    public SignInLinkPurpose Purpose { get; set; }

    /// <summary>Null for <see cref="SignInLinkPurpose.FirstRun"/>.</summary>
    public long? UserId { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Null: as long as no user exists.</summary>
    public DateTime? ExpiresAt { get; set; }
}

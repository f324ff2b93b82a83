namespace Stamgast.Users;

/// <summary>A person who works with Stamgast: signs in with an e-mail address and a password, and has their own language and theme.</summary>
public sealed class User
{
    public long Id { get; set; }

    /// <summary>As typed; shown, and used to sign in regardless of case.</summary>
    public required string Email { get; set; }

    /// <summary><see cref="Email"/> folded by <see cref="Fold"/>; unique.</summary>
    public required string EmailFolded { get; set; }

    public required string Name { get; set; }

    /// <summary>Null until the person has chosen one through a one-time link.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>BCP 47, one of <see cref="Stamgast.Language.Cultures"/>; null follows the browser.</summary>
    public string? Culture { get; set; }

    /// <summary><c>light</c>, <c>dark</c>, or null: as the system asks.</summary>
    public string? Theme { get; set; }

    /// <summary>The columns of the list of customers that this person chose, by key and in order, joined by commas; null: the usual ones.</summary>
    public string? ListColumns { get; set; }

    /// <summary>False: known in history, but cannot sign in.</summary>
    public bool Active { get; set; } = true;

    public DateTime CreatedAt { get; set; }

    public DateTime? LastSignInAt { get; set; }

    /// <summary>The normalised form, in which two spellings of one address are equal.</summary>
    public static string Fold(string email) => email.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();
}

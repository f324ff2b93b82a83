namespace Stamgast.Settings;

/// <summary>
/// What happens to a new customer with the e-mail address of an existing one, when neither has a customer number; one setting. The names are stored.
/// </summary>
public enum SameEmailPolicy
{
    /// <summary>They are merged at once, and that is said, with Undo.</summary>
    Merge,
    /// <summary>The new one is added, and merging them is proposed.</summary>
    Propose,
    /// <summary>The new one is added.</summary>
    Allow,
}

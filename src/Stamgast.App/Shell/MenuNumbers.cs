namespace Stamgast.App.Shell;

/// <summary>The number beside an entry of the menu.</summary>
public readonly record struct MenuNumber(long Count, Badge Badge = Badge.Count);

/// <summary>
/// Counts for the entries of the menu and the sections of the settings. The shell comes before the features in the order and knows none of them: the
/// composition root provides it.
/// </summary>
/// <param name="of">The number by key: <c>customers</c> in the menu, <c>settings.groups</c> in the settings; null shows none.</param>
public sealed class MenuNumbers(Func<string, MenuNumber?> of)
{
    /// <summary>Never 0: an entry with nothing to count has no number.</summary>
    public MenuNumber? this[string key] => of(key) is { Count: > 0 } number ? number : null;
}

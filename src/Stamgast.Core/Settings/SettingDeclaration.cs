namespace Stamgast.Settings;

/// <summary>One setting: its key, its default, and its valid values.</summary>
/// <param name="Key">Stable, lower case; the captions are <c>setting.KEY</c> and <c>setting.KEY.help</c>.</param>
/// <param name="Default">The value when nobody has chosen one.</param>
/// <param name="Choices">All allowed values; empty when others are possible too, then <paramref name="Allows"/> decides.</param>
/// <param name="Allows">Whether a value is valid.</param>
public sealed record SettingDeclaration(string Key, string Default, IReadOnlyList<string> Choices, Func<string, bool> Allows)
{
    public static SettingDeclaration OneOf(string key, string initial, params string[] choices) =>
        new(key, initial, choices, value => choices.Contains(value, StringComparer.Ordinal));

    /// <exception cref="RefusedException">setting.value</exception>
    public string Check(string value)
    {
        var trimmed = value.Trim();
        return Allows(trimmed) ? trimmed : throw new RefusedException("setting.value", Key, value);
    }
}

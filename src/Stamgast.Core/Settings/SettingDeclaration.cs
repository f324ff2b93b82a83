namespace Stamgast.Settings;

/// <summary>One setting: its key, its default, and its valid values.</summary>
/// <param name="Key">Stable, lower case; the captions are <c>setting.KEY</c> and <c>setting.KEY.help</c>.</param>
/// <param name="Default">The value when nobody has chosen one.</param>
/// <param name="Choices">All allowed values; empty when others are possible too, then <paramref name="Allows"/> decides.</param>
/// <param name="Allows">Whether a value is valid.</param>
public sealed record SettingDeclaration(string Key, string Default, IReadOnlyList<string> Choices, Func<string, bool> Allows)
{
    /// <summary>True when its value is stored sealed and never shown (<see cref="SettingSecrets"/>).</summary>
    public bool IsSecret { get; init; }

    /// <summary>The value as it may be shown.</summary>
    public string Shown(string value) => IsSecret && value.Length > 0 ? SettingSecrets.Hidden : value;

    public static SettingDeclaration OneOf(string key, string initial, params string[] choices) =>
        new(key, initial, choices, value => choices.Contains(value, StringComparer.Ordinal));

    /// <exception cref="RefusedException">setting.value</exception>
    public string Check(string value)
    {
        var trimmed = value.Trim();
        return Allows(trimmed) ? trimmed : throw new RefusedException("setting.value", Key, IsSecret ? SettingSecrets.Hidden : value);
    }
}

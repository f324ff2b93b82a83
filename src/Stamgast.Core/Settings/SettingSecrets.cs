using Stamgast.Database;

namespace Stamgast.Settings;

/// <summary>
/// Settings that nobody reads again, such as a password: they are stored sealed, and opened where they are used. The program gives the seal, since
/// its keys are not known here.
/// </summary>
public sealed record SettingSecrets(Func<string, string> Seal, Func<string, string?> Open)
{
    /// <summary>What a page or command shows instead.</summary>
    public const string Hidden = "***";

    private const string Mark = "sealed:";

    /// <summary>The seal of a base.</summary>
    public static Func<Base, SettingSecrets> OfProgram { get; set; } = _ => throw new InvalidOperationException("This program gives no seal.");

    /// <summary>True for a value as it is stored.</summary>
    public static bool IsSealed(string value) => value.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The values with those of secret settings sealed; one that was only shown hidden stays as it is. Outside a transaction.</summary>
    public static IReadOnlyDictionary<string, string> Sealed(Base customers, IReadOnlyDictionary<string, string> values)
    {
        var sealedValues = new Dictionary<string, string>(values, StringComparer.Ordinal);
        foreach (var setting in OrganisationSettings.All.Where(s => s.IsSecret))
            if (!values.TryGetValue(setting.Key, out var value)) continue;
            else if (value == Hidden) sealedValues.Remove(setting.Key);
            else if (value.Length > 0 && !IsSealed(value)) sealedValues[setting.Key] = Mark + OfProgram(customers).Seal(value);
        return sealedValues;
    }

    /// <summary>The value behind a stored one; null when its key is gone, as in a base from elsewhere.</summary>
    public static string? Opened(Base customers, string stored) => stored.Length == 0 ? "" : OfProgram(customers).Open(stored[Mark.Length..]);
}

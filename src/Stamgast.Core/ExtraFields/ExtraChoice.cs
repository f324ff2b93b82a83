using System.Globalization;
using System.Text.Json.Serialization;

namespace Stamgast.ExtraFields;

/// <summary>One of the choices of an extra field.</summary>
/// <param name="Name">As it is stored and stands in files.</param>
/// <param name="Archived">True when it is no longer offered; customers who have it keep it, and files that name it are still read.</param>
public sealed record ExtraChoice(string Name, bool Archived = false)
{
    /// <summary>What it is called, by language (en, nl, fr, de); a language without one is shown the name. Null for none at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Captions { get; init; }

    /// <summary>What people of this culture call it.</summary>
    public string Caption(CultureInfo culture) => Captions?.GetValueOrDefault(culture.TwoLetterISOLanguageName) ?? Name;

    /// <summary>True when a text means this choice: by its name, whatever the case.</summary>
    public bool IsNamed(string text) => string.Equals(Name, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a text means this choice in one of the languages.</summary>
    public bool IsCalled(string text) => Captions?.Values.Contains(text, StringComparer.OrdinalIgnoreCase) == true;
}

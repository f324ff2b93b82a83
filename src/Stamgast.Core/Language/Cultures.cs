using System.Globalization;

namespace Stamgast.Language;

/// <summary>The cultures of the interface: texts by language, numbers, dates and sorting by country.</summary>
public static class Cultures
{
    /// <summary>European English: day before month, weeks from Monday, 24 hours.</summary>
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>In the order in which they are offered; the key is stored and shown in addresses.</summary>
    public static readonly IReadOnlyList<(string Tag, CultureInfo Culture)> All =
    [
        ("en", English),
        ("nl-BE", CultureInfo.GetCultureInfo("nl-BE")),
        ("nl-NL", CultureInfo.GetCultureInfo("nl-NL")),
        ("fr-BE", CultureInfo.GetCultureInfo("fr-BE")),
        ("fr-FR", CultureInfo.GetCultureInfo("fr-FR")),
        ("de-DE", CultureInfo.GetCultureInfo("de-DE")),
    ];

    /// <summary>The culture of a stored tag, or null for an unknown one.</summary>
    public static CultureInfo? Find(string? tag) =>
        All.FirstOrDefault(c => string.Equals(c.Tag, tag, StringComparison.OrdinalIgnoreCase)).Culture;

    /// <summary>The tag of one of our cultures.</summary>
    public static string TagOf(CultureInfo culture) => All.First(c => c.Culture.Equals(culture)).Tag;

    /// <summary>
    /// The best culture for a request such as <c>nl-BE</c>, <c>nl_BE.UTF-8</c>, <c>fr</c> or <c>de-AT</c>: the same country, otherwise the home
    /// country's variant, otherwise the first of that language; null for another language.
    /// </summary>
    public static CultureInfo? Match(string? wish, string homeCountry = "BE")
    {
        if (string.IsNullOrWhiteSpace(wish)) return null;
        var tag = wish.Split('.', '@')[0].Replace('_', '-').Trim();
        var language = tag.Split('-')[0].ToLowerInvariant();
        return Find(tag)
            ?? Find(language + "-" + homeCountry)
            ?? All.FirstOrDefault(c => c.Culture.TwoLetterISOLanguageName == language).Culture;
    }
}

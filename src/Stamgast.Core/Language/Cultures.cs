using System.Globalization;

namespace Stamgast.Language;

/// <summary>The cultures in which people read Stamgast: the words by language, numbers, dates and sorting by country.</summary>
public static class Cultures
{
    /// <summary>English as it is written in Europe: day before month, week from Monday, 24 hours.</summary>
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>In the order in which they are offered; the key is what is stored and shown in addresses.</summary>
    public static readonly IReadOnlyList<(string Tag, CultureInfo Culture)> All =
    [
        ("en", English),
        ("nl-BE", CultureInfo.GetCultureInfo("nl-BE")),
        ("nl-NL", CultureInfo.GetCultureInfo("nl-NL")),
        ("fr-BE", CultureInfo.GetCultureInfo("fr-BE")),
        ("fr-FR", CultureInfo.GetCultureInfo("fr-FR")),
        ("de-DE", CultureInfo.GetCultureInfo("de-DE")),
    ];

    /// <summary>The culture of a stored tag, or null when it is none of ours.</summary>
    public static CultureInfo? Find(string? tag) =>
        All.FirstOrDefault(c => string.Equals(c.Tag, tag, StringComparison.OrdinalIgnoreCase)).Culture;

    /// <summary>The tag of one of ours.</summary>
    public static string TagOf(CultureInfo culture) => All.First(c => c.Culture.Equals(culture)).Tag;

    /// <summary>
    /// The best of ours for a wish such as <c>nl-BE</c>, <c>nl_BE.UTF-8</c>, <c>fr</c> or <c>de-AT</c>: the same country, else the
    /// home country's variant, else the first of that language; null for another language.
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

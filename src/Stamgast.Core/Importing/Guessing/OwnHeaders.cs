using System.Collections.Frozen;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Importing.Mapping;
using Stamgast.Language;

namespace Stamgast.Importing.Guessing;

/// <summary>
/// Knows a file that this program exported with the captions of its fields above the columns, in the language of whoever exported it. One
/// caption may mean two things in two languages, so a file is read in one: the French "Numéro" of an address is no customer number.
/// </summary>
internal static class OwnHeaders
{
    // Fewer could be anybody's: a list of "E-mail" and "City" says nothing of where it comes from.
    private const int Fewest = 3;

    // A column that somebody added, or wrote another word above.
    private const double Enough = 0.8;

    private static readonly FrozenDictionary<string, string>[] Captions = [.. Texts.Languages.Concat(Texts.CountryWords.Select(w => w.Culture).Distinct()).Select(l => Of(CultureInfo.GetCultureInfo(l)))];

    /// <summary>
    /// What each column feeds, null where a header is nobody's; null for a file with other headers. An ID among them may still be that of
    /// another program whose columns are called the same: see <see cref="OwnIds"/>.
    /// </summary>
    public static string?[]? Targets(IReadOnlyList<string> columns)
    {
        var written = columns.Where(c => c.Length > 0).Select(Plain).ToList();
        if (written.Count < Fewest) return null;
        var best = Captions.MaxBy(captions => written.Count(captions.ContainsKey))!;
        var known = written.Count(best.ContainsKey);
        if (known < Fewest || known < written.Count * Enough || written.Where(best.ContainsKey).Distinct().Count() < known) return null;
        return [.. columns.Select(c => best.GetValueOrDefault(Plain(c)))];
    }

    private static FrozenDictionary<string, string> Of(CultureInfo language)
    {
        var captions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var special in (string[])[ImportTarget.Id, ImportTarget.Version]) captions[Plain(Texts.Get("export.column." + special, language))] = special;
        foreach (var field in CustomerFields.All) captions.TryAdd(Plain(Texts.Get(field.CaptionKey, language)), field.Name);
        return captions.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Programs that a file went through write another apostrophe, or an ordinary space for one that does not break.
    private static string Plain(string header) => header.Replace('’', '\'').Replace('\u00A0', ' ').Replace('\u202F', ' ').Trim();
}

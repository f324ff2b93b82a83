using System.Collections.Frozen;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Importing.Mapping;
using Stamgast.Language;

namespace Stamgast.Importing.Guessing;

/// <summary>
/// Recognises a file that this program exported with the captions of its fields as headers, in the exporter's language. One caption may mean two
/// things in two languages, so a file is read in one: the French "Numéro" of an address is not a customer number.
/// </summary>
internal static class OwnHeaders
{
    // Fewer columns could come from anywhere: "E-mail" and "City" reveal nothing about the source.
    private const int Fewest = 3;

    // A column that somebody added or renamed.
    private const double Enough = 0.8;

    private static readonly FrozenDictionary<string, string>[] Captions = [.. Texts.Languages.Concat(Texts.CountryWords.Select(w => w.Culture).Distinct())
        .Select(l => Of(CultureInfo.GetCultureInfo(l)))];

    /// <summary>
    /// The target of each column, null for unknown headers; null for a file with other headers. An ID among them may still be that of another program
    /// with the same column names: see <see cref="OwnIds"/>.
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

    // Programs along the way may write another apostrophe, or a normal space for a non-breaking one.
    private static string Plain(string header) => header.Replace('’', '\'').Replace('\u00A0', ' ').Replace('\u202F', ' ').Trim();
}

using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Stamgast.Language;

/// <summary>
/// All texts for people, in English, Dutch, French and German. They are in <c>*.texts.json</c> files beside their feature (embedded at build): <c>{
/// "key": { "en": "...", "nl": "...", "fr": "...", "de": "..." } }</c>. Where usage in the Netherlands or France differs from Belgium,
/// <c>Variants.json</c> has the local word. A key may have the twins <c>key.one</c> and <c>key.other</c>; <see cref="Count"/> picks one of them by
/// number.
/// </summary>
public static class Texts
{
    /// <summary>The languages of the interface, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "nl", "fr", "de"];

    private const int French = 2;

    private static readonly string[] VariantTags = ["nl-NL", "fr-FR"];
    private static Dictionary<string, Dictionary<string, string>> variants = [];
    private static readonly HashSet<Assembly> Known = [typeof(Texts).Assembly];
    private static readonly Queue<Assembly> Waiting = new([typeof(Texts).Assembly]);
    private static readonly Lock Loading = new();
    private static FrozenDictionary<string, string[]> entries = FrozenDictionary<string, string[]>.Empty;
    private static volatile bool isWaiting = true;

    /// <summary>Every known key, with its texts in the order of <see cref="Languages"/>, followed by those of single countries.</summary>
    public static IReadOnlyDictionary<string, string[]> Entries => Ready();

    /// <summary>The words of single countries, by culture and key, for the tests.</summary>
    public static IEnumerable<(string Culture, string Key, string Text)> CountryWords =>
        Ready().Count == 0 ? [] : variants.SelectMany(v => v.Value.Select(text => (v.Key, text.Key, text.Value)));

    /// <summary>
    /// Adds the texts embedded in an assembly. They are read on another thread, since a program has other things to do as it starts; an earlier
    /// request waits. Loading an assembly twice does nothing; a key in two files is an error, reported on first use.
    /// </summary>
    public static void Load(Assembly assembly)
    {
        lock (Loading)
        {
            if (!Known.Add(assembly)) return;
            Waiting.Enqueue(assembly);
            isWaiting = true;
        }
        _ = Task.Run(Ready);
    }

    private static FrozenDictionary<string, string[]> Ready()
    {
        if (!isWaiting) return entries;
        // The second caller waits until the texts are there.
        lock (Loading)
        {
            if (Waiting.Count == 0) return entries;
            var all = entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
            if (variants.Count == 0) variants = ReadVariants();
            foreach (var assembly in Waiting) Read(assembly, all);
            entries = all.ToFrozenDictionary(StringComparer.Ordinal);
            Waiting.Clear();
            isWaiting = false;
            return entries;
        }
    }

    private static void Read(Assembly assembly, Dictionary<string, string[]> all)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".texts.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var document = JsonDocument.Parse(stream);
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                var key = entry.Name;
                if (!all.TryAdd(key, WordsOf(key, entry.Value))) throw new InvalidOperationException($"Text '{key}' stands twice, the second time in {name}.");
            }
        }
    }

    // In the order of the languages, followed by those of single countries.
    private static string[] WordsOf(string key, JsonElement inLanguages)
    {
        var words = new string[Languages.Count];
        for (var at = 0; at < words.Length; at++) words[at] = inLanguages.TryGetProperty(Languages[at], out var text) ? text.GetString()! : "";
        words[French] = Spaced(key, words[French]);
        foreach (var tag in VariantTags)
            if (OfCountry(tag, key) is { } text) words = [.. words, text];
        return words;
    }

    // The captions of fields stay as they are: they are headers of files, which other programs may look for.
    private static string Spaced(string key, string french) => key.StartsWith("field.", StringComparison.Ordinal) ? french : FrenchSpaces.Kept(french);

    // One file: the variants of a country are read and checked together.
    private static Dictionary<string, Dictionary<string, string>> ReadVariants()
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream("Variants.json")!;
        using var document = JsonDocument.Parse(stream);
        var read = new Dictionary<string, Dictionary<string, string>>();
        foreach (var country in document.RootElement.EnumerateObject())
        {
            var words = read[country.Name] = [];
            var isFrench = country.Name.StartsWith("fr", StringComparison.Ordinal);
            foreach (var text in country.Value.EnumerateObject())
                words[text.Name] = isFrench ? Spaced(text.Name, text.Value.GetString()!) : text.Value.GetString()!;
        }
        return read;
    }

    private static string? OfCountry(string tag, string key) => variants.TryGetValue(tag, out var words) ? words.GetValueOrDefault(key) : null;

    /// <summary>True when the key is in the resource files.</summary>
    public static bool Has(string key) => Ready().ContainsKey(key);

    /// <summary>
    /// The text of a key in the language of the culture, otherwise English; numbers and dates in it follow the culture. An unknown key throws.
    /// </summary>
    public static string Get(string key, CultureInfo culture, params object?[] arguments)
    {
        if (!Ready().TryGetValue(key, out var words))
            throw new KeyNotFoundException($"No text '{key}' in the resource files.");
        var text = OfCountry(culture.Name, key) ?? words[LanguageIndex(culture)];
        return arguments.Length == 0 ? text : string.Format(culture, text, arguments);
    }

    /// <summary>The text of <c>key.one</c> or <c>key.other</c>, by the number, which is argument {0}.</summary>
    public static string Count(string key, long number, CultureInfo culture, params object?[] more) =>
        Get(key + (UsesSingular(number, culture) ? ".one" : ".other"), culture, [number, .. more]);

    // French counts 0 as one; the others do not.
    private static bool UsesSingular(long number, CultureInfo culture) =>
        number == 1 || (number == 0 && culture.TwoLetterISOLanguageName == "fr");

    private static int LanguageIndex(CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "nl" => 1,
        "fr" => French,
        "de" => 3,
        _ => 0,
    };
}

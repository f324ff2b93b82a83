using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Stamgast.Testing;

namespace Stamgast.Architecture;

/// <summary>The rules of STYLE.md for every file, as far as a machine can check them.</summary>
public sealed partial class FilesTests
{
    private const int LongestFile = 400;
    private const int LongestLine = 160;
    private const string RawString = "\"\"\"";

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines()
    {
        var tooLong = Repository.Files("src", ".cs", ".razor", ".css", ".js").Concat(Repository.Files("tests", ".cs"))
            .Where(f => !f.Contains("Migrations", StringComparison.Ordinal))
            .Where(f => File.ReadLines(Path.Combine(Repository.Root, f)).Skip(LongestFile).Any());
        Assert.True(!tooLong.Any(), string.Join(", ", tooLong));
    }

    // A word list or a sample file within a raw string is data, and keeps its lines.
    [Fact]
    public void No_line_of_code_is_longer_than_a_hundred_and_sixty_characters()
    {
        var tooLong = new List<string>();
        foreach (var file in Repository.Files("src", ".cs", ".razor").Concat(Repository.Files("tests", ".cs")).Concat(Repository.Files("bench", ".cs"))
            .Where(f => !f.Contains("Migrations", StringComparison.Ordinal)))
        {
            var isData = false;
            foreach (var (line, number) in File.ReadLines(Path.Combine(Repository.Root, file)).Select((line, at) => (line, at + 1)))
            {
                if (line.Length > LongestLine && !isData) tooLong.Add($"{file}:{number}");
                if (line.Split(RawString).Length % 2 == 0) isData = !isData;
            }
        }
        Assert.True(tooLong.Count == 0, string.Join("\n", tooLong));
    }

    [Fact]
    public void Every_text_exists_in_four_languages_with_the_same_placeholders()
    {
        var wrong = new List<string>();
        foreach (var (file, key, words) in AllTexts())
        {
            if (words.Length != 4 || words.Any(string.IsNullOrWhiteSpace)) wrong.Add($"{file}: {key} lacks a language");
            else if (words.Select(w => Places(w, key)).Distinct().Count() > 1) wrong.Add($"{file}: {key} has other places for values in another language");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // AGENTS.md: within a word it is ’, not '.
    [Fact]
    public void French_and_Dutch_words_have_a_curled_apostrophe()
    {
        var wrong = AllTexts().SelectMany(t => t.Words.Skip(1).Take(2).Where(w => StraightApostrophe().IsMatch(w))
            .Select(w => $"{t.File}: {t.Key}: {w}")).ToArray();
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Every_refusal_says_what_where_and_what_to_do()
    {
        var keys = AllTexts().Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var thrown = Repository.Files("src", ".cs")
            .SelectMany(f => RefusalCode().Matches(File.ReadAllText(Path.Combine(Repository.Root, f))).Select(m => m.Groups[1].Value)).Distinct();
        var missing = thrown.SelectMany(code => new[] { "what", "where", "remedy" }.Select(part => $"refusal.{code}.{part}")).Except(keys).ToArray();
        Assert.True(missing.Length == 0, string.Join("\n", missing));
    }

    [Fact]
    public void No_type_has_a_meaningless_name()
    {
        string[] hollow = ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Dto", "Impl"];
        Assert.All(Repository.Files("src", ".cs", ".razor"),
            f => Assert.DoesNotContain(hollow, h => Path.GetFileNameWithoutExtension(f).EndsWith(h, StringComparison.Ordinal)));
    }

    // A variant of a country belongs to an existing text, differs from it, and has the same placeholders.
    [Fact]
    public void Every_country_specific_word_replaces_an_existing_one()
    {
        var texts = AllTexts().ToDictionary(t => t.Key, t => t.Words, StringComparer.Ordinal);
        foreach (var (culture, key, text) in Stamgast.Language.Texts.CountryWords)
        {
            var common = texts[key][Stamgast.Language.Texts.Languages.ToList().IndexOf(culture[..2])];
            Assert.False(common == text, $"{key} says the same in {culture}.");
            Assert.Equal(Places(common, key), Places(text, key));
            Assert.DoesNotMatch(StraightApostrophe(), text);
        }
    }

    [Fact]
    public void The_Netherlands_and_France_have_words_of_their_own()
    {
        Assert.Equal("Gsm", Stamgast.Language.Texts.Get("field.mobile", CultureInfo.GetCultureInfo("nl-BE")));
        Assert.Equal("Mobiel", Stamgast.Language.Texts.Get("field.mobile", CultureInfo.GetCultureInfo("nl-NL")));
        Assert.Equal("GSM", Stamgast.Language.Texts.Get("field.mobile", CultureInfo.GetCultureInfo("fr-BE")));
        Assert.Equal("Mobile", Stamgast.Language.Texts.Get("field.mobile", CultureInfo.GetCultureInfo("fr-FR")));
        // An export with these headers is read again.
        Assert.Contains("Mobiel", Stamgast.Language.Texts.Entries["field.mobile"]);
    }

    private static IEnumerable<(string File, string Key, string[] Words)> AllTexts()
    {
        foreach (var file in Repository.Files("src", ".json").Where(f => f.EndsWith(".texts.json", StringComparison.Ordinal)))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, file)));
            foreach (var entry in document.RootElement.EnumerateObject())
                yield return (file, entry.Name, [.. Stamgast.Language.Texts.Languages.Where(l => entry.Value.TryGetProperty(l, out _))
                    .Select(l => entry.Value.GetProperty(l).GetString()!)]);
        }
    }

    // "The error" needs no 1 in every language.
    private static string Places(string text, string key) => string.Join(',', ValuePlace().Matches(text).Select(m => m.Groups[1].Value)
        .Where(place => place != "0" || !key.EndsWith(".one", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex ValuePlace();

    [GeneratedRegex(@"\p{L}'\p{L}")]
    private static partial Regex StraightApostrophe();

    [GeneratedRegex("new (?:RefusedException|Refusal)\\(\"([^\"]+)\"")]
    private static partial Regex RefusalCode();
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Formats;

/// <summary>
/// The languages for writing to a customer: BCP 47 tags of an ISO 639-1 language, with a country where it matters ("nl-BE"). Read from tags,
/// three-letter codes, names in English, Dutch, French and German, and the letters N, F, D, E of Belgian administration.
/// </summary>
public static class Languages
{
    // ISO 639-1 and ISO 639-2/T of each language.
    private const string CodePairs = """
        aaaar ababk afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bibis bmbam bnben bobod brbre bsbos
        cacat ceche chcha cocos crcre csces cvchv cycym dadan dedeu dvdiv dzdzo eeewe elell eneng eoepo esspa etest eueus fafas
        ffful fifin fjfij fofao frfra fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv hthat huhun hyhye
        hzher iaina idind ieile igibo iiiii ikipk ioido isisl itita iuiku jajpn jvjav kakat kgkon kikik kjkua kkkaz klkal kmkhm
        knkan kokor krkau kskas kukur kvkom kwcor kykir lalat lbltz lglug lilim lnlin lolao ltlit lulub lvlav mgmlg mhmah mimri
        mkmkd mlmal mnmon mrmar msmsa mtmlt mymya nanau nbnob ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav nynya ococi ojoji
        omorm orori ososs papan pipli plpol pspus ptpor quque rmroh rnrun roron rurus rwkin sasan scsrd sdsnd sesme sgsag sisin
        skslk slslv smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn
        toton trtur tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid yoyor zazha zhzho
        zuzul
        """;

    // Belgian letters, ISO 639-2/B, names of the language in itself, national variants.
    private const string Variants = """
        nl: N, dut, ned, Ned., Hollands, Hollandais, Holländisch, Nederlandstalig, néerlandophone, Niederlaendisch, Néerl., Dutch/Nederlands
        fr: F, fre, Fr., Franstalig, francophone, Franzoesisch, Frz., français/French
        de: D, ger, Dt., Duitstalig, germanophone, Allem.
        en: E, Eng., Engelstalig, anglophone
        nl-BE: Vlaams, Flemish, flamand, Flämisch, Belgisch Nederlands, vls
        es: Castellano, Spaans/Spanish, Castilian
        it: Ital.
        pt: Port.
        el: gre, Nieuwgrieks
        cs: cze
        sk: slo
        ro: rum, Moldavisch
        zh: chi, Mandarijn, Mandarin
        fa: per, Farsi
        sq: alb
        eu: baq
        hy: arm
        ka: geo
        is: ice
        mk: mac
        ms: may
        my: bur
        cy: wel
        bo: tib
        mi: mao
        lb: Lëtzebuergesch, Luxembourgeois, Luxemburgs
        """;

    private static readonly FrozenSet<string> Known =
        CodePairs.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(p => p[..2]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownSpans = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly ConcurrentDictionary<string, string> Regional = new(StringComparer.Ordinal);

    private static readonly WordTable Words = new(AllWords());

    /// <summary>The two-letter codes, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Known.Order(StringComparer.Ordinal)];

    /// <summary>The canonical tag ("nl", "nl-BE") of a language given by tag, code or name; null when no language is called so.</summary>
    public static string? Find(ReadOnlySpan<char> text)
    {
        // "French (BE) / Français (BE)", as Odoo names it: twice.
        if (text.IndexOf(" / ") is > 0 and var twice) text = text[..twice];
        if (text.Length == 2 && KnownSpans.TryGetValue(text, out var code)) return code;
        return Words.Find(text) ?? FindRegional(text);
    }

    /// <summary>The tag of the language with nearly this name, or null.</summary>
    internal static string? Nearest(string text) => Words.Nearest(text);

    /// <summary>The name of a tag in the language of the culture: "Dutch", "Dutch (Belgium)"; the tag itself for an unknown one.</summary>
    public static string Name(string tag, CultureInfo culture)
    {
        var language = tag.Length > 2 ? tag[..2] : tag;
        if (!Known.Contains(language)) return tag;
        var name = Texts.Get("language.name." + language, culture);
        return tag.Length == 5 ? $"{name} ({Countries.Name(tag[3..], culture)})" : name;
    }

    // "nl-BE", "NL_be", "fr-Latn-BE" (the script is left out), "Nederlands (België)".
    private static string? FindRegional(ReadOnlySpan<char> text)
    {
        var cut = text.IndexOfAny("-_( ");
        if (cut < 2) return null;
        var language = Words.Find(text[..cut]);
        if (language is not { Length: 2 }) return null;
        var rest = text[(cut + 1)..].Trim("() ");
        if (rest.Length > 5 && rest[4] is '-' or '_') rest = rest[5..];
        return Countries.Find(rest) is { } country ? Tag(language, country) : null;
    }

    // One string for each tag seen so far; there are no more than languages times countries.
    private static string Tag(string language, string country)
    {
        ReadOnlySpan<char> tag = [language[0], language[1], '-', country[0], country[1]];
        var seen = Regional.GetAlternateLookup<ReadOnlySpan<char>>();
        if (seen.TryGetValue(tag, out var known)) return known;
        var added = tag.ToString();
        return Regional.GetOrAdd(added, added);
    }

    private static IEnumerable<(string Word, string Code)> AllWords()
    {
        foreach (var pair in CodePairs.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var code = Intern(pair[..2]);
            yield return (code, code);
            yield return (pair[2..], code);
            foreach (var name in Texts.Entries["language.name." + code]) yield return (name, code);
        }
        foreach (var (word, code) in WordTable.Entries(Variants)) yield return (word, Intern(code));
    }

    private static string Intern(string code) => KnownSpans.TryGetValue(code, out var known) ? known : code;
}

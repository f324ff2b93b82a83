using System.Collections.Frozen;

namespace Stamgast.Text;

/// <summary>Writes a street name without the choices that people make: str., straat and Straße; av. and avenue; st., Sint and Saint; Burg. and
/// Burgemeester.</summary>
public static class StreetWords
{
    // Whole words, from any of their spellings.
    private static readonly FrozenDictionary<string, string> Words = Spellings(
        "str straat strasse street straete", "av avenue ave avn laan lane ln", "bd boulevard bld blvd boul bvd", "rue r", "ch chaussee chee",
            "pl place plein platz plaza",
        "rd road", "dr drive docteur doctor dokter", "ct court crt", "ter terrace tce terr tr", "cl close clos", "cr crescent cres", "cir circuit cct circle",
        "sq square squ", "imp impasse", "rte route",
        "all allee", "q quai kaai", "stw steenweg stwg steenw", "wg weg", "pkwy parkway", "hwy highway", "st saint sint sainte sankt",
        "burg burgemeester bourgmestre burgm", "gen generaal general",
        "prof professor professeur", "kon koning koningin", "past pastoor", "mgr monseigneur", "o l v olv", "n north noord nord", "s south zuid sud",
        "e east oost est", "w west", "fg faubourg",
        "nieuwe nw", "oude", "groot grote", "klein kleine");

    // Endings of joined names, longest first: "kerkstraat", "kerkstr", "kirchstrasse".
    private static readonly (string Ending, string Short)[] Endings =
    [
        ("steenweg", "stw"), ("stwg", "stw"), ("strasse", "str"), ("straat", "str"), ("street", "str"), ("avenue", "av"), ("platz", "pl"), ("plein", "pl"),
            ("str", "str"), ("laan", "av"), ("weg", "wg"), ("dreef", "dr"), ("kaai", "q"), ("allee", "all"),
    ];

    /// <summary>The street as plain words in one spelling, from its folded text.</summary>
    public static string Plain(string folded)
    {
        if (folded.Length == 0) return "";
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
            words[i] = words[i] == "st" && i > 0 ? "str" : Words.TryGetValue(words[i], out var one) ? one : WithoutEnding(words[i]);
        return string.Join(' ', words);
    }

    /// <summary>True when a folded text has a word or ending that says "street".</summary>
    public static bool AreIn(string folded)
    {
        foreach (var word in folded.Split(' '))
            if (word.Length > 1 && (Words.ContainsKey(word) || !ReferenceEquals(WithoutEnding(word), word))) return true;
        return false;
    }

    private static string WithoutEnding(string word)
    {
        foreach (var (ending, brief) in Endings)
            if (word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal))
                return string.Concat(word.AsSpan(0, word.Length - ending.Length), brief);
        return word;
    }

    private static FrozenDictionary<string, string> Spellings(params string[] groups)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var words = group.Split(' ');
            foreach (var word in words) all.TryAdd(word, words[0]);
        }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

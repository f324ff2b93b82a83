using Stamgast.Text;

namespace Stamgast.Comparing.Names;

/// <summary>
/// What follows a name and is not part of it: "jr", "II", "2nd bt." say which of several people of one name is meant; degrees and orders ("PhD",
/// "OBE") say nothing about it.
/// </summary>
internal static class Generations
{
    private const int MostWords = 24;

    /// <summary>The folded name without what follows it, and the generation: 1 for senior or the first, 2 for junior or the second, 0 for unknown.</summary>
    public static string Without(string folded, out int generation)
    {
        generation = 0;
        if (!folded.Contains(' ', StringComparison.Ordinal)) return folded;
        var words = folded.Split(' ');
        if (words.Length > MostWords) return folded;
        var end = words.Length;
        // "2nd bt.", "3rd earl of Derby": a number of its own order, and whatever it is the number of.
        for (var i = 1; i < words.Length; i++)
        {
            if (Ordinal(words[i]) is not (> 0 and var number)) continue;
            (generation, end) = (number, i);
            break;
        }
        while (end > 1)
        {
            var word = words[end - 1];
            if (end > 1 && Number(word, words.Length) is > 0 and var number) generation = generation == 0 ? number : generation;
            else if (!IsDegree(word) || end < 3) break;
            end--;
        }
        return end == words.Length ? folded : string.Join(' ', words[..end]);
    }

    private static int Ordinal(string word) => word switch
    {
        "1st" => 1, "2nd" => 2, "3rd" => 3, "4th" => 4, "5th" => 5, "6th" => 6, "7th" => 7, "8th" => 8, "9th" => 9, "10th" => 10, _ => 0,
    };

    // "Sen" and "Jun" are family names too: only behind two words.
    private static int Number(string word, int words) => word switch
    {
        "sr" or "senior" or "snr" => 1,
        "jr" or "junior" or "jnr" => 2,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "vi" => 6,
        "sen" when words > 2 => 1,
        "jun" when words > 2 => 2,
        _ => 0,
    };

    private static bool IsDegree(string word) =>
        word is "bt" or "bart" or "baronet" or "esq" or "esquire" or "phd" or "dphil" or "md" or "dds" or "msc" or "bsc" or "mba" or "mp" or "qc" or "kc"
        or "obe" or "mbe" or "cbe" or "kbe" or "dbe" or "gbe" or "kcb" or "gcb" or "cb" or "kcmg" or "gcmg" or "cmg" or "frs" or "dl" or "jp" or "dsc" or "dso";

    /// <summary>True for a word before a name that is not part of it: a form of address, an academic, military or clerical title.</summary>
    public static bool IsTitle(ReadOnlySpan<char> word) =>
        word is "dhr" or "mevr" or "mvr" or "mw" or "mr" or "mrs" or "ms" or "miss" or "m" or "mme" or "mlle" or "monsieur" or "madame"
        or "herr" or "frau" or "dr" or "prof" or "ir" or "ing" or "drs" or "sir" or "lord" or "lady" or "mevrouw" or "meneer" or "heer" or "maitre" or "me"
        or "rev" or "revd" or "reverend" or "pastor" or "doctor" or "professor" or "hon" or "honourable" or "capt" or "captain" or "col" or "colonel" or "gen"
        or "lt" or "lieut" or "lieutenant" or "maj" or "sgt" or "sergeant" or "cpt" or "adm" or "admiral" or "cdr" or "commander" or "dame" or "viscount"
        or "mgr" or "eerw" or "ds" or "abbe" or "pere" or "soeur" or "zuster" or "pater" or "ingenieur" or "meester" or "juffrouw" or "fraulein";

    /// <summary>True when a name has a generation behind it, or a title before it.</summary>
    public static bool Knows(string folded) => Without(folded, out _).Length != folded.Length;
}

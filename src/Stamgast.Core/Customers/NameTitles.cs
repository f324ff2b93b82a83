using System.Collections.Frozen;
using Stamgast.Formats;
using Stamgast.Text;

namespace Stamgast.Customers;

/// <summary>What stands around a name without being a part of it: titles in a row ("Prof. em. dr."), "jr.", and remarks such as "(overleden)".</summary>
internal static class NameTitles
{
    private static readonly FrozenSet<string> Titles = Set("""
        dhr heer mevr mevrouw mw mvr mr mrs ms miss mijnheer meneer juffrouw juffr mej m mme mlle monsieur messieurs madame mesdames mademoiselle herr herrn frau fraulein maitre
        dr drs prof ir ing lic arch dipl mag bc jhr jonkheer jkvr jonkvrouw zuster pater eh
        """);

    // Of a whole household or those who are left of it: a first name follows only where one is known.
    private static readonly FrozenSet<string> Families = Set("""
        fam familie famille family gezin huishouden menage haushalt erven erfgenamen heritiers hoirs erbengemeinschaft wed weduwe wwe weduwnaar veuve vve veuf widow witwe echtgenoten echtpaar epoux ehepaar eheleute
        """);

    // Only behind a title.
    private static readonly FrozenSet<string> Further = Set("em emer emeritus h c hc med jur rer nat phil theol vet dent pharm habil oec pol soc ret");

    private static readonly FrozenSet<string> Behind = Set("dhr mevr mw mr mrs ms mme mlle dr drs prof ir ing");
    private static readonly FrozenSet<string> Suffixes = Set("jr sr junior senior ii iii iv phd mba msc bsc llm esq zn");
    private static readonly FrozenSet<string> Joiners = Set("en et und and");

    private static readonly WordTable Remarks = WordTable.Parse("""
        +: overleden, overl, overleden klant, décédé, décédée, décédés, verstorben, gestorben, deceased, died, verhuisd, déménagé, déménagée, verzogen, moved, niet meer actief, inactief, inactif, inaktiv, inactive
        +: oud-lid, erelid, membre d'honneur, Ehrenmitglied, gepensioneerd, pensionné, retired, pensioniert, gescheiden, divorcé, divorcée, geschieden, opgezegd, gestopt, niet mailen, do not mail
        """);

    /// <summary>Takes the titles in front, and those behind that can be no name; null when there are none.</summary>
    public static string? Take(ref string name, out bool isFamily)
    {
        var words = Words(name);
        var end = 0;
        isFamily = false;
        while (end < words.Length - 1)
        {
            if (end + 2 < words.Length && end == 0 && words[0].Equals("de", StringComparison.OrdinalIgnoreCase) && words[1].Equals("heer", StringComparison.OrdinalIgnoreCase)) end = 2;
            else if (IsTitle(words[end], end == 0, out var family)) (end, isFamily) = (end + 1, isFamily | family);
            else if (end > 0 && end + 2 < words.Length && IsJoiner(words[end]) && IsTitle(words[end + 1], isFirst: false, out family)) (end, isFamily) = (end + 2, isFamily | family);
            else break;
        }
        var last = words.Length;
        while (last - end > 2 && Behind.Contains(Folding.Letters(words[last - 1]))) last--;
        if (end == 0 && last == words.Length) return null;
        name = string.Join(' ', words[end..last]);
        return string.Join(' ', words[..end].Concat(words[last..]));
    }

    /// <summary>True for words that are titles and nothing else, as between the commas of "Peeters, Jan, Mr.".</summary>
    public static bool AreTitles(string text) => Words(text) is { Length: > 0 } words && words.Select((word, at) => IsTitle(word, at == 0, out _)).All(is_ => is_);

    /// <summary>True for what is added behind a name: "jr.", "III", "PhD".</summary>
    public static bool IsSuffix(string word) => Suffixes.Contains(Folding.Letters(word));

    public static bool IsJoiner(string word) => word is "&" or "+" || Joiners.Contains(word.ToLowerInvariant());

    /// <summary>Takes what is said beside a name, as it stands: "(overleden)", "† 2019", "- verhuisd".</summary>
    /// <param name="onlyKnown">Of a company, in whose name anything may stand between brackets.</param>
    public static string? TakeRemark(ref string name, Func<string, bool> isFirstName, bool onlyKnown)
    {
        string? remark = null;
        if (name.IndexOf('†', StringComparison.Ordinal) is var cross and > 0) Cut(ref name, cross, name.Length, ref remark);
        for (var from = 0; name.IndexOfAny(['(', '['], from) is var open and >= 0; from = open + 1)
        {
            var close = name.IndexOfAny([')', ']'], open);
            if (close < 0) break;
            var inside = name[(open + 1)..close].Trim();
            var isAtEnd = close == name.Length - 1 && open > 0;
            if (Remarks.Find(inside) is null && (onlyKnown || !isAtEnd || IsOwnName(inside, isFirstName))) continue;
            if (open == 0 && close == name.Length - 1) break;
            Cut(ref name, open, close + 1, ref remark);
            open = -1;
        }
        foreach (var sign in (ReadOnlySpan<char>)['-', ',', '–', ' '])
            if (name.LastIndexOf(sign) is var at and > 0 && Remarks.Find(name.AsSpan(at + 1)) is not null && name[..at].Trim(" ,-–".ToCharArray()).Contains(' ', StringComparison.Ordinal))
                Cut(ref name, at + 1, name.Length, ref remark);
        return remark;
    }

    // "(Willem)", "(J.P.)".
    private static bool IsOwnName(string inside, Func<string, bool> isFirstName) => inside.Length > 0 && char.IsUpper(inside[0]) && (inside.EndsWith('.') || Words(inside).All(w => isFirstName(Folding.Letters(w))));

    private static void Cut(ref string name, int from, int to, ref string? remark)
    {
        var cut = name[from..to].Trim();
        remark = remark is null ? cut : $"{remark} {cut}";
        name = string.Join(' ', Words(name[..from].TrimEnd(' ', ',', '-', '–') + " " + name[to..]));
    }

    private static bool IsTitle(string word, bool isFirst, out bool isFamily)
    {
        isFamily = false;
        var any = false;
        foreach (var piece in word.Split(['.', '-', '/', '&', '+'], StringSplitOptions.RemoveEmptyEntries))
        {
            var letters = Folding.Letters(piece);
            // "M. Dupont" is a title, the M of "Dr. M. Dupont" an initial.
            if (letters == "m" && !(isFirst && !any && piece == "M" && word.Length <= 2)) return false;
            if (Families.Contains(letters)) isFamily = true;
            else if (!Titles.Contains(letters) && !((any || !isFirst) && Further.Contains(letters))) return false;
            any = true;
        }
        return any;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static FrozenSet<string> Set(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

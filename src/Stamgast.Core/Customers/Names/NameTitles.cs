using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Stamgast.Formats;
using Stamgast.Text;

namespace Stamgast.Customers.Names;

/// <summary>Words around a name that are not part of it: titles in a row ("Prof. em. dr."), "jr.", and remarks such as "(overleden)".</summary>
internal static class NameTitles
{
    private static readonly FrozenSet<string> Titles = Set("""
        dhr heer mevr mevrouw mw mvr mr mrs ms miss mijnheer meneer juffrouw juffr mej m mme mlle monsieur messieurs madame mesdames mademoiselle herr herrn frau fraulein maitre
        hr hrn fr professeur professor docteur
        dr drs prof ir ing lic arch dipl mag bc jhr jonkheer jkvr jonkvrouw zuster pater eh
        """);

    // For a whole household or surviving relatives: a first name follows only if it is known.
    private static readonly FrozenSet<string> Families = Set("""
        fam familie famille family gezin huishouden menage haushalt erven erfgenamen heritiers hoirs erbengemeinschaft wed weduwe wwe weduwnaar veuve vve veuf widow witwe echtgenoten echtpaar epoux ehepaar eheleute
        """);

    // Only after a title.
    private static readonly FrozenSet<string> Further = Set("em emer emeritus h c hc med jur rer nat phil theol vet dent pharm habil oec pol soc ret");

    private static readonly FrozenSet<string> Behind = Set("dhr mevr mw mr mrs ms mme mlle dr drs prof ir ing");
    private static readonly FrozenSet<string> Suffixes = Set("jr sr junior senior ii iii iv phd mba msc bsc llm esq zn");
    private static readonly FrozenSet<string> Joiners = Set("en et und and");

    private static readonly WordTable Remarks = WordTable.Parse("""
        +: overleden, overl, overleden klant, décédé, décédée, décédés, verstorben, gestorben, deceased, died, verhuisd, déménagé, déménagée, verzogen, moved, niet meer actief, inactief, inactif, inaktiv, inactive
        +: oud-lid, erelid, membre d'honneur, Ehrenmitglied, gepensioneerd, pensionné, retired, pensioniert, gescheiden, divorcé, divorcée, geschieden, opgezegd, gestopt, niet mailen, do not mail, niet gebruiken, ne pas utiliser, nicht verwenden, do not use
        """);

    // Nobody is called this, so a single name may precede it.
    private static readonly WordTable Deaths = WordTable.Parse("+: overleden, overl, décédé, décédée, décédés, verstorben, gestorben, deceased, died");
    private static readonly FrozenSet<char> DeathLetters = "odvgODVGéÉ".ToFrozenSet();
    private static readonly SearchValues<char> OfDates = SearchValues.Create("0123456789/.-() ");
    private static readonly SearchValues<char> AroundMark = SearchValues.Create(" ([†-–,");

    // Before a name: notes from an envelope or a list.
    private static readonly string[] Leads =
        ["t.a.v.", "t.a.v", "tav", "ter attentie van", "z.hd.", "z. hd.", "z.h.", "zhd", "zu händen", "à l'attn. de", "à l'attn de", "à l'attention de",
            "a l'attention de", "attn.", "attn", "att.", "c/o", "p/a", "per adres",
        "feu", "feue", "wijlen", "†", "niet gebruiken", "niet meer gebruiken", "ne pas utiliser", "ne plus utiliser", "nicht verwenden", "nicht benutzen",
        "do not use"];

    private static readonly FrozenSet<string> Born = FrozenSet.ToFrozenSet(["née", "né", "nee", "geb.", "geb", "geborene", "geborener", "geboren"],
        StringComparer.Ordinal);

    /// <summary>Takes the words before a name that are not part of it: "t.a.v.", "c/o", "Feu", "NIET GEBRUIKEN"; null for none.</summary>
    public static string? TakeLead(ref string name)
    {
        if (name.Length < 4 || !"tzàacpfw†nd".Contains(char.ToLowerInvariant(name[0]), StringComparison.Ordinal)) return null;
        var plain = name.Contains('’', StringComparison.Ordinal) ? name.Replace('’', '\'') : name;
        foreach (var lead in Leads)
        {
            if (!plain.StartsWith(lead, StringComparison.OrdinalIgnoreCase) || plain.Length == lead.Length) continue;
            if (plain[lead.Length] is not (' ' or ':' or '-') && lead[^1] != '.') continue;
            var rest = name[lead.Length..].TrimStart(' ', ':', '-', '.');
            if (rest.Length == 0) return null;
            var taken = name[..lead.Length];
            name = rest;
            return taken;
        }
        return null;
    }

    /// <summary>Takes a birth name: "née Martin", "geb. Schmidt"; null for none.</summary>
    public static string? TakeBirthName(ref string name)
    {
        var words = Words(name);
        var at = Array.FindIndex(words, 1 < words.Length ? 1 : 0, Born.Contains);
        if (at < 1 || at == words.Length - 1) return null;
        var end = at + 1;
        while (end < words.Length && !words[end - 1].EndsWith(',')) end++;
        var taken = string.Join(' ', words[at..end]);
        var comma = taken.EndsWith(',') && end < words.Length ? "," : "";
        name = string.Join(' ', [string.Join(' ', words[..at]).TrimEnd(',') + comma, .. words[end..]]);
        return taken.TrimEnd(',');
    }

    /// <summary>Takes the titles before a name, and those after it that cannot be names; null for none.</summary>
    public static string? Take(ref string name, out bool isFamily)
    {
        var words = Words(name);
        var end = 0;
        isFamily = false;
        while (end < words.Length - 1)
        {
            if (end + 2 < words.Length && end == 0 && words[0].Equals("de", StringComparison.OrdinalIgnoreCase)
                && words[1].Equals("heer", StringComparison.OrdinalIgnoreCase)) end = 2;
            else if (IsTitle(words[end], end == 0, out var family)) (end, isFamily) = (end + 1, isFamily | family);
            else if (end > 0 && end + 2 < words.Length && words[end] is "de" or "le" or "la" && IsTitle(words[end + 1], isFirst: false, out family))
                (end, isFamily) = (end + 2, isFamily | family);
            else if (end > 0 && end + 2 < words.Length && IsJoiner(words[end]) && IsTitle(words[end + 1], isFirst: false, out family))
                (end, isFamily) = (end + 2, isFamily | family);
            else break;
        }
        var last = words.Length;
        while (last - end > 2 && Behind.Contains(Folding.Letters(words[last - 1]))) last--;
        if (end == 0 && last == words.Length) return null;
        name = string.Join(' ', words[end..last]);
        return string.Join(' ', words[..end].Concat(words[last..]));
    }

    /// <summary>True for words that are only titles, as between the commas of "Peeters, Jan, Mr.".</summary>
    public static bool AreTitles(string text) =>
        Words(text) is { Length: > 0 } words && words.Select((word, at) => IsTitle(word, at == 0, out _)).All(is_ => is_);

    /// <summary>True for additions after a name: "jr.", "III", "PhD".</summary>
    public static bool IsSuffix(string word) => Suffixes.Contains(Folding.Letters(word));

    public static bool IsJoiner(string word) => word is "&" or "+" || Joiners.Contains(word.ToLowerInvariant());

    /// <summary>Takes the remark beside a name, as it is: "(overleden)", "† 2019", "- verhuisd".</summary>
    /// <param name="onlyKnown">For a company, whose name may contain anything in brackets.</param>
    public static string? TakeRemark(ref string name, Func<string, bool> isFirstName, bool onlyKnown)
    {
        string? remark = null;
        if (name.IndexOf('†', StringComparison.Ordinal) is var cross and > 0)
            Cut(ref name, name[cross - 1] is '(' or '[' && cross > 1 ? cross - 1 : cross, name.Length, ref remark);
        for (var from = 0; name.IndexOfAny(['(', '['], from) is var open and >= 0; from = open + 1)
        {
            var close = name.IndexOfAny([')', ']'], open);
            if (close < 0) break;
            var inside = name[(open + 1)..close].Trim();
            var isAtEnd = close == name.Length - 1 && open > 0;
            if (Remarks.Find(WithoutDate(inside)) is null && (onlyKnown || !isAtEnd || IsOwnName(inside, isFirstName))) continue;
            if (open == 0 && close == name.Length - 1) break;
            Cut(ref name, open, close + 1, ref remark);
            open = -1;
        }
        foreach (var sign in (ReadOnlySpan<char>)['-', ',', '–', ' '])
        {
            var undated = WithoutDate(name);
            if (undated.LastIndexOf(sign) is not (var at and > 0) || Remarks.Find(undated[(at + 1)..].Trim()) is null) continue;
            var before = name.AsSpan(0, at).Trim(" ,-–");
            if (before.Contains(' ') || before.Length > 0 && !PersonNames.IsParticle(before) && Deaths.Find(undated[(at + 1)..].Trim()) is not null)
                Cut(ref name, at + 1, name.Length, ref remark);
        }
        return remark;
    }

    // "overleden 2020", "décédé le 12/03/2020", "verstorben am 12.3.2020".
    private static ReadOnlySpan<char> WithoutDate(ReadOnlySpan<char> text)
    {
        var undated = text.TrimEnd("0123456789/. -");
        if (undated.Length == text.Length) return text;
        foreach (var word in (ReadOnlySpan<string>)[" in", " op", " le", " en", " am", " on"])
            if (undated.EndsWith(word, StringComparison.Ordinal)) return undated[..^word.Length].TrimEnd();
        return undated;
    }

    /// <summary>
    /// True for a last or first name in a cell of its own in which <see cref="TakeMark"/> may find something; hardly any name passes the first check.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayHaveMark(ReadOnlySpan<char> name) => name.ContainsAny(AroundMark) && MayEndInMark(name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool MayEndInMark(ReadOnlySpan<char> name)
    {
        if (char.IsAsciiDigit(name[^1]) || name[^1] is ')' or ']' || name[0] is '(' or '['
            or '†' || name.StartsWith("wijlen ", StringComparison.OrdinalIgnoreCase)) return true;
        if (name.ContainsAny('†', ',') || name.Contains("- ", StringComparison.Ordinal) || name.Contains("– ", StringComparison.Ordinal)) return true;
        var word = name[(name.LastIndexOfAny(AroundMark) + 1)..];
        return word.Length > 3 && DeathLetters.Contains(word[0]) && Deaths.Find(word.TrimEnd('.')) is not null;
    }

    /// <summary>
    /// Takes the remark beside a last or first name in a cell of its own: "(†)", "† 2020", "overleden 2020", "(verhuisd)", "wijlen"; null for none,
    /// and if nothing else would be left. A birth name in brackets stays.
    /// </summary>
    public static string? TakeMark(ref string name)
    {
        var rest = name;
        string? lead = null;
        foreach (var sign in (ReadOnlySpan<string>)["(†)", "[†]", "†", "wijlen "])
        {
            if (!rest.StartsWith(sign, StringComparison.OrdinalIgnoreCase)) continue;
            lead = rest[..sign.Length].TrimEnd();
            rest = rest[sign.Length..].TrimStart(' ', ':', '-', '.');
            break;
        }
        if (rest.Length == 0 || !rest.AsSpan().ContainsAnyExcept(OfDates)) return null;
        var behind = TakeRemark(ref rest, static _ => false, onlyKnown: true);
        if (lead is null && behind is null) return null;
        name = rest;
        return lead is null ? behind : behind is null ? lead : $"{lead} {behind}";
    }

    // "(Willem)", "(J.P.)".
    private static bool IsOwnName(string inside, Func<string, bool> isFirstName) =>
        inside.Length > 0 && char.IsUpper(inside[0]) && (inside.EndsWith('.') || Words(inside).All(w => isFirstName(Folding.Letters(w))));

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
            else if (!Titles.Contains(letters) && !(isFirst && !any && piece == "Me") && !((any || !isFirst) && Further.Contains(letters))) return false;
            any = true;
        }
        return any;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static FrozenSet<string> Set(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

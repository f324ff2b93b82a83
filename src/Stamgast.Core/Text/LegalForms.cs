using System.Collections.Frozen;

namespace Stamgast.Text;

/// <summary>
/// The legal forms in company names (BV, NV, SRL, SA, GmbH, VOF, Ltd ...), in any punctuation. Two spellings of a company often differ in nothing
/// else.
/// </summary>
public static class LegalForms
{
    private static readonly FrozenSet<string> Forms = new[]
    {
        "bv", "bvba", "ebvba", "nv", "vof", "cv", "cvba", "gcv", "commv", "commva", "cva", "bvo", "vzw", "ivzw", "stichting", "maatschap", "esv",
            "cooperatie", "ua",
        "sa", "sprl", "srl", "scrl", "sc", "scs", "sca", "snc", "sci", "scm", "scp", "sas", "sasu", "sarl", "sarls", "eurl", "ei", "eirl", "asbl", "aisbl",
        "gie", "secs", "senc", "scop", "selarl",
        "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "gbr", "ev", "ek", "eg", "egen", "partg", "haftungsbeschrankt", "gmbhcokg",
        "ltd", "limited", "plc", "llc", "llp", "lp", "inc", "incorporated", "corp", "corporation", "pty", "pvt",
        "spa", "snc", "sl", "slu", "lda", "ab", "as", "aps", "oy", "doo", "sro", "zoo", "kft", "bt", "zrt", "ltda", "se",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Forms.GetAlternateLookup<ReadOnlySpan<char>>();

    // What shops, companies, schools and societies call themselves, in four languages; words that are family names as well (Bakker, Cook) are left out.
    private static readonly FrozenSet<string> Trades = string.Join(' ',
        "cafe coffee restaurant ristorante hotel hostel motel bar pub tavern taverne grill grille bistro brasserie deli delicatessen pizzeria trattoria diner",
        "steakhouse bakery bakkerij boulangerie backerei patisserie slagerij boucherie metzgerei butcher pharmacy apotheek pharmacie apotheke garage",
        "carrosserie hairdresser kapsalon coiffure salon kitchen catering school schule ecole college lycee university universiteit universite universitat",
        "academy academie institute instituut institut hospital ziekenhuis hopital krankenhaus clinic clinique praxis centre center centrum zentrum foundation",
        "association vereniging verein club federation bank banque insurance verzekeringen assurances versicherung group groep groupe gruppe holding holdings",
        "international services service solutions consulting consultancy consultants partners associates company companies enterprises industries industrie",
        "trading transport transports logistics logistiek construction bouw bouwwerken constructions immo immobilien immobiliere vastgoed motors foods",
        "software systems technologies technology media design studio studios shop store winkel magasin boutique supermarket markt market travel tours voyages",
        "energy energie electric elektro plumbing sanitair engineering ingenieurs architects architecten library museum theatre theater church kerk parish",
        "advocaten avocats rechtsanwalte lawyers accountants notariat").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for a folded word that companies, shops and schools have in their names and persons hardly ever.</summary>
    public static bool IsTrade(string word) => Trades.Contains(word);

    /// <summary>True when a folded word is a legal form by itself.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Lookup.Contains(word);

    /// <summary>True when a folded name begins or ends with a legal form and has other words.</summary>
    public static bool IsIn(string folded)
    {
        var words = Joined(folded).Split(' ');
        return words.Length > 1 && (Contains(words[^1]) || Contains(words[0]) && words[0].Length > 1);
    }

    /// <summary>
    /// A folded company name without its legal forms, single letters joined ("s r l" is "srl"); the name itself if nothing else is in it.
    /// </summary>
    public static string Without(string folded)
    {
        var joined = Joined(folded);
        var words = joined.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(w => !Contains(w) && w is not ("en" or "et" or "und" or "and" or "co" or "cie")).ToArray();
        return kept.Length == 0 ? joined : string.Join(' ', kept);
    }

    // "b v b a" is "bvba": runs of single letters become one word.
    private static string Joined(string folded)
    {
        if (!folded.Contains(' ', StringComparison.Ordinal)) return folded;
        var words = new List<string>();
        var wasSingle = false;
        foreach (var word in folded.Split(' '))
        {
            if (word.Length == 1 && wasSingle && !char.IsDigit(word[0])) words[^1] += word;
            else words.Add(word);
            wasSingle = word.Length == 1 && !char.IsDigit(word[0]);
        }
        return string.Join(' ', words);
    }
}

using Stamgast.Formats;

namespace Stamgast.Customers.Rules;

/// <summary>The words that files use for person or company, man or woman, yes or no, in English, Dutch, French and German.</summary>
internal static class ChoiceWords
{
    private static readonly WordTable Types = WordTable.Parse("""
        person: person, persoon, personne, p, particulier, particulieren, privé, prive, private, privat, individual, individu, natuurlijk persoon, personne physique, Privatperson, natürliche Person, Einzelperson, consumer, consument, consommateur, B2C, natural person, Privatkunde
        company: company, c, bedrijf, onderneming, firma, zaak, vennootschap, organisatie, organisation, organization, organisme, société, societe, entreprise, Unternehmen, rechtspersoon, personne morale, juristische Person, legal person, business, zakelijk, professionnel, B2B, vereniging, association, Verein, Geschäftskunde, Gesellschaft, soc
        """);

    // ISO/IEC 5218. Forms of address count too, since many files have nothing else.
    private static readonly WordTable Genders = WordTable.Parse("""
        0: 0, unknown, onbekend, inconnu, unbekannt, none, geen, aucun, keine, u, ?, keine Angabe, niet gekend, not known, non précisé, niet gespecificeerd, unspecified, not specified, non spécifié, nicht angegeben
        1: 1, m, man, male, mannelijk, h, homme, masculin, männlich, Mann, heer, de heer, dhr, mr, mister, Herr, herrn, monsieur, mijnheer, meneer, garçon, jongen, boy, masc, hr, maennlich
        2: 2, f, v, w, vrouw, female, woman, vrouwelijk, femme, féminin, weiblich, Frau, mevrouw, mevr, mw, mvr, mevrouw de, mrs, ms, miss, madame, mme, mlle, mademoiselle, dame, meisje, fille, girl, fem, fr, juffrouw, mej
        9: 9, x, n.v.t., nvt, not applicable, niet van toepassing, sans objet, divers, other, anders, autre, andere, non-binary, non-binair, non binaire, nichtbinär, entfällt, d
        """);

    private static readonly WordTable Flags = WordTable.Parse("""
        1: 1, yes, y, ja, j, oui, o, true, t, wahr, vrai, waar, x, on, aan, an, actief, active, actif, aktiv, ok, enabled, checked, si, v
        0: 0, no, n, nee, neen, non, nein, false, f, falsch, faux, onwaar, off, uit, aus, inactief, inactive, inactif, inaktiv, disabled, unchecked
        """);

    /// <summary>The value of the word that is nearly this text, or null.</summary>
    public static string? Nearest(FieldKind kind, string text) => kind switch
    {
        FieldKind.Type => Types.Nearest(text),
        FieldKind.Gender => Genders.Nearest(text),
        FieldKind.Flag => Flags.Nearest(text),
        _ => null,
    };

    /// <summary>"person", "company" or null.</summary>
    public static string? Type(ReadOnlySpan<char> text) => Types.Find(text);

    /// <summary>"0", "1", "2", "9" or null.</summary>
    public static string? Gender(ReadOnlySpan<char> text) => Genders.Find(text);

    /// <summary>"1", "0" or null. A tick is yes, a cross of any kind too (it is how people tick).</summary>
    public static string? Flag(ReadOnlySpan<char> text) => text switch
    {
        "1" => "1",
        "0" => "0",
        "✓" or "✔" or "☑" or "✅" or "☒" or "×" or "✗" => "1",
        "☐" => "0",
        _ => Flags.Find(text),
    };
}

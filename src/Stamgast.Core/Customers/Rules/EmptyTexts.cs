using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Stamgast.Formats;

namespace Stamgast.Customers.Rules;

/// <summary>
/// Texts that programs and people write instead of nothing ("NULL", "n/a", "-"), and errors that a spreadsheet left in place of a value ("#REF!"). A
/// name can be almost anything, so in names only texts that nobody is called count: the last name Null exists, NULL comes from a database. For values
/// with a format, such as phone or VAT numbers, words that say there is none count too.
/// </summary>
internal static class EmptyTexts
{
    private const int Longest = 16;
    private const int LongestSigns = 10;
    private const int LongestSentence = 60;
    private const int MostWords = 6;

    // As written by Excel and others in English, Dutch, French, German, Spanish and Italian.
    private static readonly FrozenSet<string> ErrorTexts = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "#N/A", "#N/B", "#NV", "#N/D", "#REF!", "#VERW!", "#BEZUG!", "#VALUE!", "#WAARDE!", "#VALEUR!", "#WERT!", "#NAME?", "#NAAM?", "#NOM?",
        "#DIV/0!", "#DEEL/0!", "#NUM!", "#GETAL!", "#NOMBRE!", "#ZAHL!", "#NULL!", "#LEEG!", "#NUL!", "#SPILL!", "#CALC!", "#FIELD!", "Err:502", "Err:504",
        "Err:508", "Err:522");

    private static readonly FrozenSet<string> Anywhere = FrozenSet.Create(StringComparer.Ordinal,
        "NULL", "N/A", "n/a", "n.v.t.", "N.v.t.", "N.V.T.", "nvt", "undefined", "\\N",
        "<null>", "<NULL>", "(null)", "(NULL)", "[null]", "[NULL]", "<NA>", "(leeg)", "(Leeg)", "(blank)", "(Blank)", "(vide)", "(Vide)", "(leer)", "(Leer)",
        "(empty)", "(none)", "(geen)", "(aucun)", "(keine)");

    // Null and Nan are people; a company, a street or a city is not called so.
    private static readonly FrozenSet<string> ButForPeople = FrozenSet.Create(StringComparer.Ordinal, "null", "NaN", "nan");

    // For values with a format, no word is a value. In the four languages, whatever their accents, spaces and punctuation.
    private static readonly WordTable None = WordTable.Parse("""
        +: null, nil, nihil, none, nan, na, n.a., nb, n.b., nvt, n/b, geen, neen, nee, no, non, nein, onbekend, unknown, undefined, ongekend
        +: aucun, aucune, néant, inconnu, inconnue, kein, keine, keiner, keins, keines, unbekannt, unbek, onbek, leeg, vide, leer, empty, blank, blanco, x, xx, xxx, xxxx, sans, ohne, zonder, without
        +: nietgekend, nietbekend, nietvantoepassing, nietingevuld, nonconnu, nonrenseigné, nonapplicable, sansobjet, s.o., notknown, notapplicable, notavailable, nichtbekannt, nichtvorhanden, entfällt, k.A., keineangabe, keineangaben
        +: te bepalen, te bevestigen, te vragen, op te vragen, op te zoeken, nog te bepalen, nog op te vragen, wordt opgevraagd, wordt aangevraagd, opgevraagd, gevraagd, volgt, volgt nog, volgt later, wordt nagestuurd, later, nog niet bekend, nog onbekend
        +: à confirmer, à définir, à compléter, à demander, à préciser, suit, suivra, en attente, demandé, plus tard
        +: tba, tbd, tbc, to be announced, to be confirmed, to be defined, to follow, pending, requested, wird nachgereicht, folgt, noch offen, offen, noch unbekannt, angefragt
        """);

    // No enterprise number, or not yet.
    private static readonly WordTable NoEnterprise = WordTable.Parse("""
        +: particulier, particulieren, part, privé, prive, privaat, privat, private, privepersoon, privaatpersoon, private person, private individual, individual, natuurlijk persoon, personne physique, personne privée, Privatperson, Privatkunde, consument, consommateur, Verbraucher, consumer
        +: geenbtw, btwvrij, vrij van btw, novat, vatfree, vat free, vatexempt, pasdetva, horstva, exonéré de tva, keineust, keinemwst, steuerfrei
        +: in aanvraag, aanvraag lopend, aangevraagd, nummer in aanvraag, en cours, en cours de demande, en cours d'attribution, en demande, en instance, beantragt, in Beantragung, applied for, in application
        +: kleine onderneming, klein ondernemer, kleine ondernemer, kleineondernemersregeling, KOR, kleine ondernemersregeling, petite entreprise, petit entrepreneur, régime de la franchise, franchise, franchise de taxe, franchiseregeling, Kleinunternehmer, Kleinunternehmerregelung, Kleinunternehmen, small business
        +: vrijstelling, vrijgesteld, btw-vrijstelling, vrijgesteld van btw, exempt, exempté, exemptée, exempted, exonéré, exonérée, exonération, befreit, steuerbefreit, von der Steuer befreit, tax exempt, tax free
        +: onbelast, unregistered, deregistered
        """);

    // "Pas de TVA", "no VAT", "kein Telefon"; but "niet bellen" says more than that there is none.
    private static readonly WordTable Denials = WordTable.Parse("+: geen, zonder, pas, sans, aucun, aucune, kein, keine, keinen, ohne, no, without");
    private static readonly WordTable Negations = WordTable.Parse("+: niet, non, nicht, not");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Errors = ErrorTexts.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Always = Anywhere.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> People = ButForPeople.GetAlternateLookup<ReadOnlySpan<char>>();

    // The beginnings of texts that may appear anywhere.
    private static readonly SearchValues<char> Starts = SearchValues.Create([.. Anywhere.Concat(ButForPeople).Select(word => word[0]).Distinct()]);
    private static readonly SearchValues<char> Signs = SearchValues.Create("-./_,?*~");
    private static readonly SearchValues<char> Starting = SearchValues.Create([.. Anywhere.Concat(ButForPeople).Select(word => word[0]), .. "-./_,?*~E"]);

    /// <summary>True for a text that means "nothing"; the whole text, trimmed.</summary>
    /// <param name="field">The field of the text; null for a name, an address or an ID in one.</param>
    /// <param name="isPersonsName">It is the name of a person, who may be called Nan.</param>
    public static bool SayNothing(CustomerField? field, bool isPersonsName, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || HasDigits(text)) return false;
        var hasForm = HasForm(field);
        if (text.Length > (hasForm ? LongestSentence : Longest)) return false;
        if (text[0] == '0') return hasForm && text.IndexOfAnyExcept("0 .-/") < 0;
        if (text.Length <= LongestSigns && Signs.Contains(text[0]) && text.IndexOfAnyExcept(text[0]) < 0) return true;
        if (text.Length <= Longest && Starts.Contains(text[0]) && (Always.Contains(text) || (People.Contains(text) && !isPersonsName))) return true;
        return hasForm && SayNone(field!.Kind, text);
    }

    /// <summary>True for a value that a spreadsheet could not show: it is unknown, which is different from empty.</summary>
    public static bool IsError(ReadOnlySpan<char> cell) =>
        cell.Length is > 2 and <= Longest && cell[0] is '#' or 'E' && (Errors.Contains(cell) || cell.IndexOfAnyExcept('#') < 0);

    /// <summary>
    /// False for nearly every valid cell with a name, a street or a city. A text that begins with '#', '(' or '*' is not a clean line.
    /// </summary>
    public static bool MayBe(ReadOnlySpan<char> cell) => Starting.Contains(cell[0]) && cell.Length <= Longest
        && (Signs.Contains(cell[0]) || Always.Contains(cell) || People.Contains(cell) || IsError(cell));

    // None starts or ends with a digit, except a number of zeros: that separates phone numbers, dates and codes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool HasDigits(ReadOnlySpan<char> text) => char.IsAsciiDigit(text[0]) ? text[0] != '0' : char.IsAsciiDigit(text[^1]);

    private static bool HasForm(CustomerField? field) =>
        field?.Kind is FieldKind.Date or FieldKind.Email or FieldKind.EmailList or FieldKind.Phone or FieldKind.PhoneList
        or FieldKind.EnterpriseNumber or FieldKind.VatNumber or FieldKind.Iban or FieldKind.Website or FieldKind.PostalCode;

    private static bool SayNone(FieldKind kind, ReadOnlySpan<char> text)
    {
        if (text.Contains('@') || text.ContainsAnyInRange('0', '9') || (kind == FieldKind.Website && MayBeHost(text))) return false;
        var isOfEnterprise = kind is FieldKind.VatNumber or FieldKind.EnterpriseNumber;
        var hasWord = false;
        // "Particulier/privé": each word means it.
        foreach (var range in text.SplitAny("/|;,()"))
        {
            var part = text[range].Trim();
            if (!HasLetter(part)) continue;
            hasWord = true;
            if (None.Find(part) is null && !(isOfEnterprise && NoEnterprise.Find(part) is not null) && !Deny(part, isOfEnterprise))
                return None.Find(text) is not null;
        }
        return hasWord || !HasLetter(text);
    }

    private static bool Deny(ReadOnlySpan<char> text, bool isOfEnterprise)
    {
        var end = text.IndexOfAny(" -'’");
        return end > 0 && text.Count(' ') < MostWords && (Denials.Find(text[..end]) is not null || (isOfEnterprise && Negations.Find(text[..end]) is not null));
    }

    // "n.v.t" is not a host, "geen.example" is.
    private static bool MayBeHost(ReadOnlySpan<char> text) =>
        !text.Contains(' ') && text.IndexOf('.') is var dot && (dot > 1 || (dot == 1 && text.LastIndexOf('.') < text.Length - 2 && text.Length > 3));

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (char.IsLetter(c)) return true;
        return false;
    }
}

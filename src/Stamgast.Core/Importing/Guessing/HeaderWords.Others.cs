using System.Collections.Frozen;

namespace Stamgast.Importing.Guessing;

/// <summary>
/// Headers that belong to somebody other than the customer: a parent, an assistant, the responsible. "Owner Email", "Telefoon verkoper",
/// "Betreuertelefon".
/// </summary>
internal static partial class HeaderWords
{
    // A column of the partner, of a parent or of an emergency contact is not the customer's own.
    private static readonly string[] OfPartners = ["partner", "partners", "partnerin", "conjoint", "conjointe", "partenaire", "echtgenoot", "echtgenote",
        "spouse", "epoux", "epouse", "ehepartner", "ehegatte", "ehegattin"];

    private static readonly FrozenSet<string> OfOthers = FrozenSet.Create(StringComparer.Ordinal,
    [
        .. OfPartners, "vader", "moeder", "mother", "father", "parent", "parents", "ouder", "ouders", "mama", "papa", "mere", "pere", "vater", "mutter",
        "eltern", "elternteil", "voogd", "guardian", "tuteur", "tutrice",
        "noodcontact", "noodgeval", "noodnummer", "emergency", "urgence", "durgence", "notfall", "notfallkontakt", "notfallnummer",
        "assistant", "assistants", "assistante", "lassistant", "lassistante", "assistent", "assistente", "assistenten", "assistentin", "asst", "secretary",
        "secretaris", "secretaresse", "secretaire", "sekretarin", "sekretar",
        "vorgesetzter", "fax", "faxnummer", "faxnr", "telefax", "telecopie", "telecopieur", "pager", "semafoon", "telex", "isdn",
        .. WithElisions(
            "parrain marraine filleul filleule godparent godfather godmother peetvader peetmoeder patenonkel patentante voisin voisine voisins buur buren "
                + "buurman buurvrouw nachbar nachbarin nachbarn neighbour neighbor " +
            "vermieter vermieterin verhuurder huisbaas bailleur bailleresse landlord landlady hausverwaltung hausverwalter syndic " +
            "steuerberater steuerberaterin boekhouder boekhoudster accountant comptable buchhalter buchhalterin bookkeeper notaris notaire notar notary "
            + "advocaat avocat avocate anwalt anwaltin rechtsanwalt lawyer solicitor " +
            "huisarts dokter medecin hausarzt arzt doctor physician tandarts dentiste zahnarzt broer zus brother sister frere soeur bruder schwester "
            + "grootouder grootouders oma opa grandparent grandparents " +
            "aanbrenger verwijzer doorverwijzer referrer introducer apporteur prescripteur empfehler makelaar courtier makler broker bewindvoerder curator "
            + "curateur"),
    ]);

    // A responsible: on its own, or as a name, the column says who that is.
    private static readonly FrozenSet<string> Responsibles = WithElisions(
        "owner owners eigenaar eigenares proprietaire eigentumer eigentumerin seller salesperson salesman saleswoman salesrep rep reps representative agent "
            + "agente handler responsible verantwoordelijke responsable verantwortlicher verantwortliche verantwortlichen " +
        "zustandiger zustandige zustandigen beheerder dossierbeheerder relatiebeheerder klantbeheerder klantenbeheerder accountbeheerder dossierhouder "
        + "accountmanager accountmgr mgr manager casemanager gestionnaire commercial commerciaal commercieel conseiller conseillere " +
        "sachbearbeiter sachbearbeiterin bearbeiter bearbeiterin betreuer betreuerin kundenbetreuer kundenbetreuerin vertreter vertreterin aussendienst "
        + "verkaufer verkauferin kundenberater kundenberaterin berater beraterin " +
        "verkoper verkoopster vertegenwoordiger vertegenwoordigster vendeur vendeuse representant representante adviseur consultant advisor adviser begeleider "
        + "begeleidster behandelaar coach creator");

    private static readonly string[] Doers = ["created", "modified", "updated", "entered", "added", "changed", "edited", "assigned", "referred", "recommended",
        "invited", "introduced", "managed", "owned", "handled", "reports",
        "aangemaakt", "gewijzigd", "bijgewerkt", "toegevoegd", "ingevoerd", "aangebracht", "aanbevolen", "doorverwezen", "toegewezen", "uitgenodigd", "beheerd",
        "cree", "modifie", "ajoute", "saisi", "attribue", "assigne", "recommande", "invite", "parraine", "gere",
        "erstellt", "geandert", "angelegt", "erfasst", "bearbeitet", "zugewiesen", "empfohlen", "geworben", "eingeladen", "betreut"];

    private static readonly string[] Bys = ["by", "to", "door", "aan", "par", "a", "von", "durch", "an"];

    private static readonly string[] WordsForName = ["name", "names", "naam", "nom", "noms"];

    /// <summary>
    /// True for a column of the partner, an assistant, the responsible and the like, and for fax numbers: not a field of the customer, whatever the
    /// values look like.
    /// </summary>
    public static bool IsOfSomeoneElse(string header) => IsOfSomeoneElse(Words(header));

    private static bool IsOfSomeoneElse(List<string> words) =>
        words.Exists(OfOthers.Contains)
        || (words is ["manager" or "managers", _, ..] or [_, "manager"] && !words.Contains("account")
        && words.Exists(w => NameWords.Contains(w) || Index.ContainsKey(w)))
        || !Index.ContainsKey(string.Concat(words)) && (IsOfDoer(words) || IsCompoundOfOther(words)
        || words.Exists(IsResponsible) && !IsResponsibleOnly(words));

    // "Created By Email", "Aangemaakt door".
    private static bool IsOfDoer(List<string> words)
    {
        for (var at = 1; at < words.Count; at++)
            if (Bys.Contains(words[at]) && Doers.Contains(words[at - 1])) return true;
        return false;
    }

    // "Betreuertelefon", "verkopersmail", "Vermietername".
    private static bool IsCompoundOfOther(List<string> words) => words.Exists(word =>
    {
        for (var cut = word.Length - 3; cut >= 5; cut--)
            if (Index.GetValueOrDefault(word[cut..]) is "email" or "phone" or "mobile"
                or "name" && (IsResponsible(word[..cut]) || OfOthers.Contains(word[..cut]) || OfOthers.Contains(word[..cut].TrimEnd('s')))) return true;
        return false;
    });

    private static bool IsResponsible(string word) => Responsibles.Contains(word) || word.EndsWith('s') && Responsibles.Contains(word[..^1]);

    // "Sales Rep Name", "Name des Betreuers", "Verantwoordelijke (verplicht)".
    private static bool IsResponsibleOnly(List<string> words)
    {
        if (!words.Exists(IsResponsible)) return false;
        var core = words.FindAll(w => !WordsForName.Contains(w) && !Links.Contains(w) && !Required.Contains(w))
            .ConvertAll(w => !Responsibles.Contains(w) && IsResponsible(w) ? w[..^1] : w);
        return Index.GetValueOrDefault(string.Concat(core)) == "label"
            || Index.GetValueOrDefault(string.Concat(core.Where(w => !Noise.Contains(w)))) == "label";
    }
}

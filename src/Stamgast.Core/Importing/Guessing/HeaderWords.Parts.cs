using System.Collections.Frozen;
using Stamgast.Importing.Mapping;

namespace Stamgast.Importing.Guessing;

/// <summary>
/// Headers of two parts: the owner and the field. "Person - Name", "Organization - Address", "Naam (Voornaam)", "Adres (Postcode)", "Bedrijf adres",
/// "Naam lid", "Firmenadresse".
/// </summary>
internal static partial class HeaderWords
{
    private static readonly FrozenSet<string> People = WithElisions(
        "person persons persoon personen personne personnes customer customers klant klanten client clients cliente kunde kunden kundin lid leden member "
            + "members membre membres adherent adherente adherents mitglied mitglieder mitglieds " +
        "deelnemer deelnemers participant participants participante teilnehmer teilnehmers teilnehmerin subscriber abonnee abonne abonnent gast guest invite "
        + "leerling student eleve schuler donor donateur spender patient bewoner inwoner " +
        "resident bewohner speler joueur spieler player vrijwilliger benevole volunteer huurder locataire mieter tenant relatie debiteur debiteuren debitor "
        + "cursist aanvrager besteller koper acheteur kaufer buyer purchaser attendee payer payeur titularis titulaire inhaber");

    private static readonly FrozenSet<string> Companies = WithElisions(
        "company companies bedrijf bedrijfs firma firmen firm organization organisation organisatie onderneming ondernemings societe entreprise unternehmen "
            + "unternehmens vereniging verenigings association verein vereins vennootschap business kantoor employer werkgever employeur arbeitgeber");

    private static readonly FrozenSet<string> Contacts = WithElisions(
        "contact contacts contactpersoon contactperson kontakt kontaktperson ansprechpartner ansprechpartnerin ansprechperson ansprechpartners");

    // Joined with another word: "bedrijfsadres", "Firmentelefon", "contactnaam".
    private static readonly string[] Compounds =
        ["bedrijfs", "bedrijf", "ondernemings", "verenigings", "organisatie", "unternehmens", "firmen", "firma", "vereins", "klanten", "klant", "kunden",
            "leden", "lid", "mitglieds", "mitglieder", "deelnemers", "deelnemer", "teilnehmer", "contactpersoons", "contact", "kontakt", "relatie", "debiteur",
            "debiteuren", "company", "customer", "client", "member"];

    private static readonly FrozenSet<string> PartsOfNames = FrozenSet.Create(StringComparer.Ordinal, "salutation", "first_name", "particle", "last_name",
        "company_name", "full_name", "name", ImportTarget.ContactName);
    private static readonly FrozenSet<string> PartsOfAddresses = FrozenSet.Create(StringComparer.Ordinal, "street", "street_line", "house_number", "box",
        "postal_code", "city", "postal_city", "country", "address");
    private static readonly FrozenSet<string> Phones = FrozenSet.Create(StringComparer.Ordinal, "phone", "mobile", "other_phones");

    // Parts of an address or a name that have no field here.
    private static readonly FrozenSet<string> OtherParts = FrozenSet.Create(StringComparer.Ordinal,
        "state", "stateprovince", "stateprovinceregion", "stateregion", "province", "provincie", "provincia", "region", "regio", "county", "staat",
        "staatprovincie", "staatprovincieregio", "departement", "etat", "etatprovince", "etatregion", "bundesland", "kanton", "canton", "district", "bezirk",
        "middle", "middlename", "second", "tweede", "tweedenaam", "suffix", "achtervoegsel", "suffixe", "deuxiemeprenom", "zweitername", "initial", "nickname",
        "latitude", "longitude", "lat", "lng", "lon", "type", "label", "label1", "alias", "attention");

    private static readonly string[] Clear = [" - ", " – ", " : ", ": ", " > ", " | "];
    private static readonly string[] Weak = [" / ", "."];

    // Names of something other than the customer.
    private static readonly FrozenSet<string> NoField = FrozenSet.Create(StringComparer.Ordinal,
        "username", "gebruikersnaam", "nomutilisateur", "nomdutilisateur", "benutzername", "loginname", "login", "inlognaam", "filename", "bestandsnaam",
        "nomdufichier", "dateiname");

    private static readonly FrozenSet<string> AddressWords = WithElisions("address addresses adres adresse adressen adress anschrift");
    private static readonly FrozenSet<string> NameWords = FrozenSet.Create(StringComparer.Ordinal, "name", "naam", "nom", "title", "titel", "titre", "label",
        "alias", "bezeichnung", "omschrijving", "description");
    private static readonly FrozenSet<string> NamesOfAddress = FrozenSet.Create(StringComparer.Ordinal, "adresnaam", "adressname", "adressbezeichnung",
        "adreslabel", "adresomschrijving", "adrestitel");

    /// <summary>
    /// The meaning of a header that shares its first part with others ("Naam / Voornaam" and "Naam / Achternaam"); null for a header of another form,
    /// "" when the parts mean no field.
    /// </summary>
    public static string? FindGrouped(string header) => (Cut(header, Clear) ?? Cut(header, Weak)) is var (group, part) ? OfGroup(Words(group), part) : null;

    /// <summary>The first part of a header of two, as a <see cref="Key"/>; null for one of a single part.</summary>
    public static string? GroupOf(string header) => (Cut(header, Clear) ?? Cut(header, Weak)) is var (group, _) ? Key(group) : null;

    // With brackets, or a dash or colon after the owner, it is clear without a similar column.
    private static string? OfParts(string header) => Cut(header, Clear) is var (group, part) ? OfGroup(Words(group), part) : null;

    private static (string Group, string Part)? Cut(string header, string[] signs)
    {
        var open = header.AsSpan().IndexOfAny('(', '[');
        if (open > 0 && signs == Clear && header.AsSpan().TrimEnd(" *:").EndsWith(header[open] == '(' ? ")" : "]"))
            return (header[..open], header[(open + 1)..].TrimEnd(' ', '*', ':', ')', ']'));
        foreach (var sign in signs)
            if (header.IndexOf(sign, StringComparison.Ordinal) is var at and > 0 && at + sign.Length < header.Length
                && header.IndexOf(sign, at + sign.Length, StringComparison.Ordinal) < 0)
                return (header[..at], header[(at + sign.Length)..]);
        return null;
    }

    private static string? OfGroup(List<string> group, string part)
    {
        var words = Words(part);
        if (group.Count == 0 || words.Count == 0) return null;
        if (group.Exists(w => !Polite.Contains(w))) group.RemoveAll(Polite.Contains);
        group.RemoveAll(w => Links.Contains(w) && group.Count > 1);
        if (words.Exists(w => !Polite.Contains(w)) && !Index.ContainsKey(string.Concat(words))) words.RemoveAll(Polite.Contains);
        var whole = string.Concat(words);
        var said = Index.GetValueOrDefault(whole);
        if (group.TrueForAll(w => DeliveryWords.Contains(w) || AddressWords.Contains(w)) && group.Exists(DeliveryWords.Contains))
            return said is not null && PartsOfAddresses.Contains(said) ? "delivery_" + said : OtherParts.Contains(whole) ? "" : null;
        if (IsOf(People, group)) return said ?? Simple(words);
        if (IsOf(Companies, group)) return OfCompany(said ?? Simple(words));
        if (IsOf(Contacts, group)) return OfContact(said ?? Simple(words));
        return Index.GetValueOrDefault(string.Concat(group)) switch
        {
            "name" or "full_name" or ImportTarget.ContactName when said is not null && PartsOfNames.Contains(said) => said,
            "address" or "street_line" when said is "number" => "house_number",
            "address" or "street_line" when said is not null && PartsOfAddresses.Contains(said) => said,
            "name" or "full_name" when Doubtful.GetValueOrDefault(whole) is "salutation" => "salutation",
            "name" or "full_name" or "address" or "street_line" when OtherParts.Contains(whole) => "",
            "phone" or "mobile" or "other_phones" when said is not null && Phones.Contains(said) => said,
            "birth_date" => PartOfBirth(whole),
            _ => null,
        };
    }

    private static string? PartOfBirth(string word) => word switch
    {
        "jaar" or "year" or "annee" or "jahr" or "jjjj" or "yyyy" or "aaaa" => ImportTarget.BirthYear,
        "maand" or "month" or "mois" or "monat" or "mm" => ImportTarget.BirthMonth,
        "dag" or "day" or "jour" or "tag" or "dd" or "jj" or "tt" => ImportTarget.BirthDay,
        _ => null,
    };

    // "Bedrijf adres", "Naam lid", "Adresse de l'entreprise", "Contactnaam".
    private static string? OfEntity(List<string> words)
    {
        words = Decompounded(words);
        var plain = words.FindAll(w => !Links.Contains(w) && !Required.Contains(w));
        if (plain.Count < 2) return null;
        foreach (var (at, rest) in ((int, List<string>)[])[(0, plain[1..]), (plain.Count - 1, plain[..^1])])
        {
            var kind = plain[at];
            if (People.Contains(kind) && Said(rest) is { } person) return person;
            if (Companies.Contains(kind) && OfCompany(Said(rest)) is { } company) return company;
            if (Contacts.Contains(kind) && OfContact(Said(rest)) is { } contact) return contact;
        }
        return null;

        static string? Said(List<string> rest) => Index.GetValueOrDefault(string.Concat(rest)) ?? Simple(rest);
    }

    private static string? Simple(List<string> words)
    {
        var plain = words.FindAll(w => !Links.Contains(w) && !Required.Contains(w));
        return plain.Count > 0 && plain.Count < words.Count ? Index.GetValueOrDefault(string.Concat(plain)) : null;
    }

    private static string? OfCompany(string? said) => said switch
    {
        "name" or "full_name" or ImportTarget.ContactName => "company_name",
        _ => said,
    };

    private static string? OfContact(string? said) => said switch
    {
        "name" or "full_name" => ImportTarget.ContactName,
        "first_name" => ImportTarget.ContactFirstName,
        "last_name" => ImportTarget.ContactLastName,
        _ => said,
    };

    private static bool IsOf(FrozenSet<string> entities, List<string> group) => group.Count is 1 or 2 && group.TrueForAll(entities.Contains);

    // "Address Name" says how an address is called ("Home"), not who lives there.
    private static bool IsNameOfAddress(List<string> words)
    {
        var plain = words.FindAll(w => !Links.Contains(w));
        return plain is [var one] && NamesOfAddress.Contains(one)
            || plain is [var first, var second] && (AddressWords.Contains(first) && NameWords.Contains(second)
            || NameWords.Contains(first) && AddressWords.Contains(second));
    }

    private static List<string> Decompounded(List<string> words)
    {
        var cut = new List<string>();
        foreach (var word in words)
        {
            var front = People.Contains(word) || Companies.Contains(word) || Contacts.Contains(word) ? null
                : Compounds.FirstOrDefault(c => word.Length > c.Length + 2 && word.StartsWith(c, StringComparison.Ordinal)
                && Index.ContainsKey(word[c.Length..]));
            if (front is null) cut.Add(word);
            else cut.AddRange([front == "leden" ? "lid" : Companies.Contains(front) || People.Contains(front) || Contacts.Contains(front) ? front : "contact",
                word[front.Length..]]);
        }
        return cut;
    }

    // An apostrophe vanishes: "l'entreprise" is "lentreprise".
    private static FrozenSet<string> WithElisions(string words) =>
        words.Split(' ').SelectMany(w => "aeiouh".Contains(w[0], StringComparison.Ordinal) ? (string[])[w, "l" + w, "d" + w] : [w])
            .ToFrozenSet(StringComparer.Ordinal);
}

using System.Collections.Frozen;
using Stamgast.Customers;
using Stamgast.Language;
using Stamgast.Text;

namespace Stamgast.Importing;

/// <summary>
/// What people and programs write above a column, in English, Dutch, French and German, and which field is meant. Case, accents,
/// spaces and punctuation do not count. The captions that the program itself shows count too.
/// </summary>
internal static class HeaderWords
{
    private const double Exact = 0.95;
    private const double WithoutNoise = 0.85;

    private const string Synonyms = """
        id: stamgast id, customer id, client id, contact id, klant id, kunden id, id client, klantid, partner id, record id, external id, systeem id, system id, person id
        version: versie, row version
        type: customer type, klanttype, type klant, type client, kundentyp, kundenart, soort klant, soort, particulier of bedrijf, company type, is company, is a company, person or company, kontakttyp, relatietype, contact type, rechtsvorm type, is een bedrijf, est une societe, ist ein unternehmen, soort bedrijf, type de societe, unternehmenstyp
        number: customer number, customer no, customer nr, customer code, client number, client no, client nr, client code, account number, account no, account code, debtor number, debtor code, klantnummer, klantnr, klant nr, klantcode, klant code, klant no, nummer, nr, no, number, relatienummer, relatiecode, debiteurnummer, debiteurnr, debiteur, debiteurcode, lidnummer, lidnr, lid nr, n membre, no membre, numero membre, numero de membre, stamnummer, code, numero client, no client, n client, nr client, numero de client, code client, ref client, reference client, numero, mitgliedsnr, mitglied nr, mitglieds nr, kundennummer, kundennr, kunden nr, kd nr, kdnr, debitor, debitorennummer, debitor nr, debitornummer, mitgliedsnummer, member number, membership number, matchcode, reference, referentie, ref, internal reference, nummer klant, cust no, cust id, custno, custid, klantennummer, klantennr, dossiernummer, externe id, id externe, extern nummer, relatie code
        salutation: salutation, aanhef, aanspreking, aanspreektitel, civilite, anrede, titre de civilite, honorific, name prefix, prefix, voorvoegsel titel, formule d appel, mr mrs, courtesy title
        first_name: first name, given name, givenname, forename, christian name, fname, voornaam, voornamen, roepnaam, prenom, prenoms, vorname, vornamen, rufname, firstname, name first, first, prenom contact, voorn, voorletters, initials, initialen
        particle: particle, tussenvoegsel, tussenvoegsels, voorvoegsel, voorvoegsels, particule, namenszusatz, name particle, tussenv, infix, vorsatzwort
        last_name: last name, surname, family name, lname, achternaam, familienaam, fam naam, familie naam, nom de famille, nomfamille, nachname, familienname, zuname, lastname, name last, last, achternamen, nom usuel, geslachtsnaam
        gender: gender, sex, geslacht, sexe, genre, geschlecht, m v, mv, man vrouw, m f, gender code, gesl
        birth_date: birth date, birthdate, date of birth, dob, birthday, born, born on, geboortedatum, geb datum, gebdatum, geboren, geboren op, verjaardag, geboortedag, date de naissance, date naissance, naissance, ne le, nee le, anniversaire, geburtsdatum, gebdat, geburtstag, geboren am, bday, date birth
        company_name: company, company name, companyname, organisation, organization, organization name, organisation name, organisation 1 name, organization 1 name, business name, employer, firm, account name, associated company, related company, legal name, bedrijf, bedrijfsnaam, firma, firmanaam, onderneming, ondernemingsnaam, organisatie, organisatienaam, naam bedrijf, naam firma, naam onderneming, zaak, vennootschap, handelsnaam, societe, nom societe, nom de la societe, entreprise, nom de l entreprise, nom entreprise, raison sociale, denomination, denomination sociale, unternehmen, firmenname, firmenbezeichnung, unternehmensname, firma name, company account, maatschappelijke naam, org, organisme, site name, gerelateerd bedrijf, gekoppeld bedrijf, gekoppelde organisatie, societe liee, entreprise associee, zugehoriges unternehmen, zugeordnetes unternehmen
        enterprise_number: enterprise number, enterprise no, company number, company registration number, registration number, ondernemingsnummer, ondernemingsnr, ondnr, kbo, kbo nummer, kbo nr, kvk, kvk nummer, kvk nr, coc, coc number, chamber of commerce, kamer van koophandel, bce, numero bce, numero d entreprise, numero entreprise, no entreprise, siren, siret, handelsregisternummer, handelsregister, hrb, unternehmensnummer, company registry, company id, rcs
        vat_number: vat number, vat no, vat nr, vat, vat id, tax id, tax number, vat registration number, btw, btw nummer, btw nr, btwnr, btw id, tva, numero tva, numero de tva, no tva, n tva, num tva, tva intracommunautaire, ust id, ust idnr, ustid, ustidnr, umsatzsteuer id, mwst nr, mwst nummer, steuernummer, uid, uid nummer, taxid, n tva intracommunautaire, numero tva intracommunautaire, numero de tva intracommunautaire
        email: email, e mail, mail, email address, e mail address, mail address, email 1, e mail 1, email 1 value, e mail 1 value, email1, emailadres, e mailadres, mailadres, primary email, main email, contact email, personal email, hoofd email, courriel, adresse mail, adresse e mail, adresse email, adresse courriel, adresse electronique, mel, email adresse, e mail adresse, mailadresse, emailadresse, elektronische post, prive email, email prive, e mail privat, work email, email home, email work, internet, hoofdmailadres, user email
        other_emails: other email, other emails, other e mail addresses, email 2, e mail 2, email2, e mail 2 value, email 3, e mail 3, e mail 3 value, e mail 2 address, e mail 3 address, email 2 address, email 3 address, tweede email, tweede e mail, second email, secondary email, additional email addresses, additional emails, autre email, autre e mail, autres emails, email secondaire, zweite email, weitere email, weitere e mail, extra email, extra e mail, invoice email, factuur email, facturatie email, email facturation, rechnungs email, andere email
        phone: phone, phone number, telephone, telephone number, tel, tel nr, telnr, telno, phone no, home phone, landline, fixed line, phone 1, phone1, phone 1 value, tel 1, main phone, primary phone, business phone, work phone, company phone, telefoon, telefoonnummer, telefoonnr, telefoon 1, telefoonnr 1, vaste lijn, vast nummer, telefoon thuis, telefoon prive, telefoon werk, tel thuis, tel prive, thuistelefoon, tel fixe, fixe, telephone fixe, telephone domicile, numero de telephone, no tel, telefon, telefonnummer, telefon nr, festnetz, festnetznummer, rufnummer, tel privat, telefon privat, telefon geschaftlich, tel vast, vast
        mobile: mobile, mobile phone, mobile number, mobile phone number, mobile no, cell, cell phone, cellphone, cellular, gsm, gsm nummer, gsm nr, gsmnr, mobiel, mobiel nummer, mobiele telefoon, mobieltje, telefoon mobiel, 06, portable, tel portable, telephone portable, numero gsm, tel mobile, telephone mobile, no gsm, handy, handynummer, mobil, mobiltelefon, mobilnummer, mobilfunk, natel, tel gsm, tel mobiel, whatsapp, sms
        other_phones: other phone, other phones, other phone numbers, phone 2, phone2, phone 2 value, phone 3, phone 3 value, tel 2, tel 3, telefoon 2, telefoonnr 2, tweede telefoon, second phone, home phone 2, business phone 2, autre telephone, telephone 2, autre numero, telefon 2, weitere telefon, andere telefoon, weitere rufnummer, secondary phone
        street: street, street name, straat, straatnaam, rue, nom de rue, strasse, str, strassenname, voie, road, straatnm, nom rue
        street_line: street and number, street address, streetaddress, street number name, address line 1, address line1, address line, address 1, address1, addressline1, addr1, adresregel 1, adresregel, adres 1, adres1, straat en nummer, straat en huisnummer, straat nr, straat huisnummer, straat en nr, straatnr, rue et numero, rue et no, rue n, rue numero, rue et n, adresse 1, adresse ligne 1, ligne adresse 1, strasse und hausnummer, strasse hausnummer, strasse nr, strasse und nr, strasse hausnr, strasse u hausnummer, street line 1, home street, business street, address 1 street, mailing street, billing street, adresse rue, adres straat, street1, line 1, straatadres, adresse de rue, rue et numero de maison
        house_number: house number, house no, house nr, houseno, housenumber, street number, street no, huisnummer, huisnr, huis nr, nr huis, numero de maison, numero maison, no maison, numero de rue, numero rue, hausnummer, hausnr, haus nr, adres nummer
        box: box, bus, busnummer, bus nr, busnr, po box, apartment, apt, unit, suite, toevoeging, huisnummer toevoeging, huisnummertoevoeging, toev, huisletter, boite, bte, bt, boite postale, zusatz, adresszusatz, hausnummerzusatz, appartement, app, stiege, house number addition, address 2, address line 2, address2, addressline2, adresregel 2, street2, street 2, line 2, complement, complement d adresse, complement adresse, straat 2, straat2, rue 2, strasse 2, street address 2, complement adresse, adresse 2, adres 2, adresse ligne 2
        postal_code: postal code, postcode, post code, zip, zip code, zipcode, zip postal code, postnummer, postnr, pc, code postal, codepostal, cp, cpostal, plz, postleitzahl, address 1 postal code, home postal code, business postal code, mailing zip, billing zip
        city: city, town, city town, place, suburb, locality, municipality, gemeente, plaats, woonplaats, stad, plaatsnaam, deelgemeente, ville, localite, commune, ort, stadt, wohnort, ortschaft, gemeinde, address 1 city, home city, business city, mailing city, billing city, vestigingsplaats, gem, gemeentenm, gemeentenaam, nom commune
        postal_city: postal code and city, postcode en gemeente, postcode en plaats, postcode plaats, postcode gemeente, postcode woonplaats, pc plaats, zip city, code postal et ville, code postal ville, cp ville, cp localite, code postal localite, plz ort, plz und ort, plz wohnort
        country: country, country code, country region, country name, nation, land, landcode, landen, pays, code pays, landkreis land, landeskennzeichen, lkz, country id, address 1 country, home country region, business country region, home country, business country, mailing country, billing country, country iso, iso land, country region name, land regio, pays region, land region, pays ou region
        address: address, full address, adres, volledig adres, adresgegevens, adresse, adresse complete, anschrift, postanschrift, volle adresse, home address, business address, address 1 formatted, postadres, adresse postale, woonadres, mailing address
        language: language, lang, language code, preferred language, locale, culture, l, taal, taalcode, voertaal, correspondentietaal, communicatietaal, langue, code langue, langue de correspondance, sprache, sprachcode, korrespondenzsprache, spr
        groups: groups, group, customer group, segment, segments, category, categories, tags, tag, labels, group membership, groep, groepen, klantgroep, klantengroep, doelgroep, categorie, groupe, groupes, groupe de clients, groupe client, categories client, gruppe, gruppen, kundengruppe, kategorie, kategorien, list membership, classification, classificatie, etiquettes, etiketten, tags contact, ploeg, ploegen, team, teams, equipe, equipes, mannschaft, mannschaften, stichworter, schlagworter
        label: label, label case manager, label dossierbeheerder, libelle gestionnaire de dossier, label sachbearbeiter, case manager, responsible, responsible person, account manager, owner, contact owner, company owner, salesperson, sales rep, sales representative, dossierbeheerder, verantwoordelijke, beheerder, accountmanager, vertegenwoordiger, gestionnaire, gestionnaire de dossier, responsable, commercial, libelle, sachbearbeiter, betreuer, verantwortlicher, zustandiger, verkoper, vendeur, relatiebeheerder, account owner, eigenaar contactpersoon, eigenaar bedrijf, proprietaire du contact, zustandiger mitarbeiter, verkoper
        shops: shops, shop, store, stores, winkel, winkels, magasin, magasins, boutique, filiale, filialen, laden, vestiging, webshop
        iban: iban, bank account, bank account number, account iban, iban number, rekeningnummer, bankrekening, bankrekeningnummer, rekening, iban nummer, iban nr, compte bancaire, numero de compte, compte, no compte, bankverbindung, kontonummer, konto, bankkonto, bank accounts account number, bank iban
        website: website, web site, web, url, website url, homepage, home page, web page, web address, site, webpagina, internetadres, site web, site internet, webseite, internetseite, internetadresse, website 1 value, domain, lien du site web, site web url, webseite url, url site, url du site, url website
        newsletter: newsletter, newsletters, receive newsletter, mailing, opt in, optin, email opt in, marketing consent, nieuwsbrief, wil nieuwsbrief, lettre d information, infolettre, bulletin, newsletter ja nein, subscribed, accepts email marketing, accepts marketing, marketing emails, marketingmails, marketing mails, email marketing, e mail marketing, ontvangt nieuwsbrief, recoit la newsletter
        obfuscate_enabled: obfuscate enabled, obfuscate
        allow_merge: allow merge, may be merged
        active: active, is active, enabled, actief, actif, aktiv, in gebruik
        customer_since: customer since, client since, created, created on, created at, creation date, create date, date created, createdate, signup date, registered on, registration date, member since, since, klant sinds, klant sedert, lid sinds, aangemaakt, aangemaakt op, aanmaakdatum, datum aangemaakt, inschrijvingsdatum, creatiedatum, client depuis, date de creation, date creation, cree le, membre depuis, inscrit le, date d inscription, kunde seit, erstellt, erstellt am, angelegt am, anlagedatum, mitglied seit, registriert am, erfasst am, created date, created time, createddate, date of creation, datum aanmaken, toegevoegd op, ajoute le, hinzugefugt am, added on, date added, sign up, sign up date, user registered, registered, optin time, lid sedert, gecreeerd op
        notes: notes, note, remark, remarks, comment, comments, memo, description, notities, notitie, opmerking, opmerkingen, bemerking, bemerkingen, aantekening, aantekeningen, commentaar, omschrijving, remarque, remarques, commentaire, commentaires, observation, observations, notiz, notizen, bemerkung, bemerkungen, anmerkung, anmerkungen, kommentar, info, achtergrondinformatie, informations contextuelles, hintergrundinformationen
        full_name: full name, fullname, display name, displayname, volledige naam, naam en voornaam, voornaam en naam, naam voornaam, voornaam naam, voornaam achternaam, achternaam voornaam, naam klant, klantnaam, naam contact, customer name, client name, contact name, contact, contactpersoon, nom complet, nom et prenom, nom prenom, prenom nom, nom client, nom du client, vollstandiger name, name vorname, vorname name, vor und nachname, kundenname, name kunde, fn, ansprechpartner, person, persoon, customer, klant, client, kunde, name und vorname
        name: name, naam, nom, last name first name
        """;

    // Words of more than one meaning count only where no other column has theirs: a title is a job too, "Staat" a province.
    private static readonly Dictionary<string, string> Doubtful = new(StringComparer.Ordinal)
    {
        ["title"] = "salutation", ["titel"] = "salutation", ["titre"] = "salutation", ["staat"] = "country",
    };

    // A column of the partner, of a parent or of an emergency contact is not the customer's own.
    private static readonly string[] OfPartners = ["partner", "partners", "partnerin", "conjoint", "conjointe", "partenaire", "echtgenoot", "echtgenote", "spouse", "epoux", "epouse", "ehepartner", "ehegatte", "ehegattin"];
    private static readonly string[] OfOthers = [.. OfPartners, "vader", "moeder", "mother", "father", "parent", "ouder", "noodcontact", "noodgeval", "emergency"];

    private static readonly string[] DeliveryWords = ["delivery", "shipping", "ship", "shipto", "levering", "lever", "leverings", "verzend", "verzending", "aflever", "livraison", "expedition", "lieferung", "liefer", "versand"];

    // "Prénom conjoint(e)", "Partner/in: Name", "Name des Partners".
    private static readonly string[] Links = ["e", "in", "s", "de", "du", "des", "der", "van", "of", "the", "la", "le", "l"];

    // Words that say whose value it is when every column has them.
    private static readonly string[] Noise = ["customer", "klant", "client", "kunde", "kunden", "contact", "kontakt", "billing", "invoice", "factuur", "facturatie", "facturation", "rechnung", "rechnungs", "home", "prive", "privat", "primary", "main", "your", "uw", "votre", "value", "de", "du", "der", "des", "la", "le", "van", "the", "het", "of", "adr", "address", "adres", "adresse", "rel", "relatie", "debiteur", "default", "standaard", "mailing", "tegenpartij", "begunstigde", "contrepartie", "1",
        // Forms ask: "Wat is je naam?"
        "wat", "is", "je", "jouw", "wil", "onze", "ontvangen", "what", "quel", "quelle", "est", "ton", "wie", "lautet", "ihr", "ihre", "dein", "deine"];

    private static readonly string[] Specials = ["id", "version", "full_name", "name", "address", "street_line", "postal_city"];

    private static readonly FrozenDictionary<string, string> Index = BuildIndex();

    /// <summary>The target of a header and how sure that is (0 to 1); null when its words say nothing. "name" is still to be decided.</summary>
    public static (string Target, double Confidence)? Find(string header)
    {
        var words = Words(header);
        if (words.Count == 0 || IsOfSomeoneElse(words)) return null;
        var whole = string.Concat(words);
        if (Index.TryGetValue(whole, out var target)) return (target, Exact);
        if (Delivery(words) is { } delivery) return delivery;
        var bare = Words(WithoutBrackets(header));
        if (bare.Count > 0 && bare.Count < words.Count && Index.TryGetValue(string.Concat(bare), out target)) return (target, WithoutNoise);
        if (WithoutFirstWords(words) is { } ended) return (ended, WithoutNoise);
        words = words.FindAll(w => !Noise.Contains(w));
        return words.Count > 0 && Index.TryGetValue(string.Concat(words), out target) ? (target, WithoutNoise) : null;
    }

    /// <summary>What a header may mean when no other column has that meaning; null for one that is clear, or says nothing.</summary>
    public static string? FindDoubtful(string header) =>
        Doubtful.GetValueOrDefault(Key(header)) ?? Doubtful.GetValueOrDefault(string.Concat(Words(header).Where(w => !Noise.Contains(w))));

    // "Billing address 1" is the first line of an address: only the words in front of it say nothing.
    private static string? WithoutFirstWords(List<string> words)
    {
        for (var from = 1; from < words.Count && Noise.Contains(words[from - 1]); from++)
            if (Index.TryGetValue(string.Concat(words.Skip(from)), out var target)) return target;
        return null;
    }

    /// <summary>What a header says of the customer's partner ("name" is still to be decided, also where nothing else is said); null for any other header.</summary>
    public static string? FindOfPartner(string header)
    {
        var words = Words(header);
        if (words.RemoveAll(OfPartners.Contains) == 0 || IsOfSomeoneElse(words)) return null;
        words.RemoveAll(Links.Contains);
        if (words.Count == 0) return "name";
        if (Index.TryGetValue(string.Concat(words), out var target)) return target;
        words.RemoveAll(Noise.Contains);
        return words.Count == 0 ? null : Index.GetValueOrDefault(string.Concat(words));
    }

    /// <summary>True for "Column1", "Spalte 3", "F5", "B": a header that a program made up, which says as much as none.</summary>
    public static bool IsMeaningless(string header)
    {
        var key = Key(header).TrimEnd([.. "0123456789"]);
        return key.Length == 0 || (key.Length == 1 && key != "l") || key is "column" or "kolom" or "colonne" or "spalte" or "field" or "veld" or "champ" or "feld" or "unnamed" or "col" or "kolomletter" or "var";
    }

    /// <summary>True for a column of the partner and the like, and for fax numbers: no field of the customer, whatever the values look like.</summary>
    public static bool IsOfSomeoneElse(string header) => IsOfSomeoneElse(Words(header));

    private static bool IsOfSomeoneElse(List<string> words) => words.Exists(w => OfOthers.Contains(w) || w is "fax" or "telefax");

    /// <summary>A header without case, accents, spaces and punctuation; two with the same key are the same column.</summary>
    public static string Key(string header) => string.Concat(Words(header));

    private static (string, double)? Delivery(List<string> words)
    {
        var others = words.FindAll(w => !DeliveryWords.Contains(w));
        if (others.Count == words.Count)
        {
            // Written as one word: "leveradres", "lieferstrasse", "verzendpostcode".
            var prefix = DeliveryWords.FirstOrDefault(d => d.Length > 4 && words[0].StartsWith(d, StringComparison.Ordinal) && words[0].Length > d.Length + 2);
            if (prefix is null) return null;
            others = [words[0][prefix.Length..], .. words.Skip(1)];
        }
        others.RemoveAll(w => w is "to" or "de" or "s" or "1");
        if (others.Count == 0) return null;
        var found = Index.GetValueOrDefault(string.Concat(others)) ?? Index.GetValueOrDefault(string.Concat(others.Where(w => !Noise.Contains(w))));
        return found is "street" or "street_line" or "house_number" or "box" or "postal_code" or "city" or "postal_city" or "country" or "address"
            ? ("delivery_" + found, WithoutNoise)
            : null;
    }

    private static string WithoutBrackets(string header)
    {
        var open = header.AsSpan().IndexOfAny('(', '[');
        return open > 0 ? header[..open] : header;
    }

    // "firstName" and "first_name" and "First name" are the same words.
    private static List<string> Words(string header)
    {
        var spaced = new System.Text.StringBuilder(header.Length + 8);
        for (var at = 0; at < header.Length; at++)
        {
            if (at > 0 && char.IsUpper(header[at]) && char.IsLower(header[at - 1])) spaced.Append(' ');
            spaced.Append(header[at] is '°' or 'º' ? ' ' : header[at]);
        }
        return [.. Folding.Fold(spaced.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static FrozenDictionary<string, string> BuildIndex()
    {
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Synonyms.Split('\n', StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var target = line[..colon];
            foreach (var word in line[(colon + 1)..].Split(',')) index.TryAdd(Key(word), target);
        }
        foreach (var field in CustomerFields.All)
        {
            index[Key(field.Name)] = field.Name;
            foreach (var caption in Texts.Entries[field.CaptionKey]) index.TryAdd(Key(caption), field.Name);
        }
        foreach (var special in Specials) index[Key(special)] = special;
        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

using System.Collections.Frozen;
using Stamgast.Customers;
using Stamgast.Importing.Guessing;

namespace Stamgast.Importing.Mapping;

/// <summary>
/// A system whose export is known: its name, the targets of its columns (by header, "-" = none), and the headers by which it is recognised. A strict
/// one requires all its columns in order.
/// </summary>
public sealed class ColumnMappingProfile
{
    private ColumnMappingProfile(string name, bool isStrict, string recognisedBy, string columns, string values = "")
    {
        Name = name;
        meanings = values.Split(';', Split).Select(v => v.Split('=', StringSplitOptions.TrimEntries)).GroupBy(v => v[0], StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => (IReadOnlyDictionary<string, string>)g.ToDictionary(v => v[1], v => v[2], StringComparer.OrdinalIgnoreCase),
            StringComparer.Ordinal);
        IsStrict = isStrict;
        recognised = [.. recognisedBy.Split('|', Split).Select(a => a.Split(';', Split).Select(HeaderWords.Key).ToArray())];
        var pairs = columns.Split(';', Split).Select(p => p.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        Headers = [.. pairs.Select(p => p[0])];
        targets = pairs.DistinctBy(p => HeaderWords.Key(p[0])).ToFrozenDictionary(p => HeaderWords.Key(p[0]), p => p[1] == "-" ? null : p[1],
            StringComparer.Ordinal);
    }

    private const StringSplitOptions Split = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
    private readonly FrozenDictionary<string, string?> targets;

    // By field: the meanings of that system's words, where the field's own rule does not know them.
    private readonly FrozenDictionary<string, IReadOnlyDictionary<string, string>> meanings;

    // Any one of these sets of headers identifies it.
    private readonly string[][] recognised;

    /// <summary>As on the command line: <c>import --profile NAME</c>.</summary>
    public string Name { get; }

    /// <summary>True when all columns must be there, in order.</summary>
    public bool IsStrict { get; }

    /// <summary>True when a new person needs a gender, where 0 means none (rules.md S2.6).</summary>
    public bool WantsGender => IsStrict;

    /// <summary>True when every row must have all cells, also without data (rules.md S2.4). Spreadsheets leave the last ones of our own template out.</summary>
    public bool WantsWholeRows => Name == "tixly";

    /// <summary>The separator of several values in a cell, such as " ::: "; null where the rules of the fields define it.</summary>
    internal string? Joint => Name switch { "google" => " ::: ", "odoo" or "zoho" or "shopify" or "mailchimp" => ",", "outlook" => ";", _ => null };

    /// <summary>True where an apostrophe before digits only kept a spreadsheet from reading them as a number.</summary>
    internal bool MarksNumbers => Name == "shopify";

    /// <summary>True for a column in which the company precedes the name of its person: "Claes &amp; Zonen, Karel Claes".</summary>
    internal bool HasCompanyFirst(string header) =>
        Name == "odoo" && HeaderWords.Key(header) is "completename" or "displayname" or "volledigenaam" or "nomcomplet" or "vollstandigername";

    /// <summary>The meanings of texts in a column of this target, in canonical values; null when the field's own rule knows them all.</summary>
    internal IReadOnlyDictionary<string, string>? MeaningsOf(string target) => meanings.GetValueOrDefault(target);

    /// <summary>The profile behind a mapping; null for none.</summary>
    internal static ColumnMappingProfile? Of(ColumnMapping mapping) => All.FirstOrDefault(p => p.Name == mapping.Profile);

    /// <summary>The headers as that system writes them.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>All of them, our own template first.</summary>
    public static readonly IReadOnlyList<ColumnMappingProfile> All =
    [
        new("template", true, "", string.Join(';', CustomerFields.All.Select(f => $"{f.Name}={f.Name}").Prepend("version=version").Prepend("id=id"))),
        new("tixly", true, "Customer ID; Gender; Newsletter; Postal code",
            "Customer ID=id; First name=first_name; Last name=last_name; Gender=gender; Birth date=birth_date; E-mail=email; Phone=phone; Mobile=mobile; " +
            "Company=company_name; Address=street_line; Postal code=postal_code; City=city; Country=country; Language=language; Newsletter=newsletter; "
            + "Notes=notes"),
        new("twikey", false, "customerNumber; l; companyName; coc",
            "customerNumber=number; email=email; l=language; lastname=last_name; firstname=first_name; mobile=mobile; companyName=company_name; "
            + "coc=enterprise_number; " +
            "address=street_line; city=city; zip=postal_code; country=country"),
        new("odoo", false,
        "Is a Company; Zip|is_company; zip|Company Type; Tax ID|country_id/id; vat|Is een bedrijf; Postcode|Gerelateerd bedrijf; Postcode|Soort bedrijf; "
        + "Postcode|Est une société; Code postal|Société liée; Code postal|Ist ein Unternehmen; PLZ|Zugehöriges Unternehmen; PLZ",
            "External ID=number; id=number; Name=full_name; Display Name=full_name; Complete Name=full_name; Is a Company=type; is_company=type; Company "
            + "Type=type; company_type=type; " +
            "Related Company=company_name; parent_id=company_name; Company Name=company_name; Street=street_line; Street2=box; street=street_line; street2=-; "
            + "Zip=postal_code; City=city; State=-; state_id=-; Country=country; country_id=country; " +
            "country_id/id=-; Tax ID=vat_number; vat=vat_number; Phone=phone; Mobile=mobile; Email=email; Website=website; Language=language; lang=language; "
            + "Tags=groups; category_id=groups; Reference=number; ref=number; " +
            "Notes=notes; comment=notes; Salesperson=label; user_id=label; Title=salutation; Bank Accounts/Account Number=iban; Company ID=enterprise_number; "
            + "company_registry=enterprise_number; Job Position=-; Active=active; Created on=customer_since; " +
            "Externe ID=number; Naam=full_name; Volledige naam=full_name; Weergavenaam=full_name; Is een bedrijf=type; Soort bedrijf=type; Gerelateerd "
            + "bedrijf=company_name; Bedrijfsnaam=company_name; Straat=street_line; Straat2=box; Straat 2=box; Postcode=postal_code; Plaats=city; Staat=-; "
            + "Provincie=-; Land=country; " +
            "Btw-nummer=vat_number; Telefoon=phone; Mobiel=mobile; E-mail=email; Taal=language; Labels=groups; Referentie=number; Notities=notes; "
            + "Verkoper=label; Titel=salutation; Functie=-; Bankrekeningen/Rekeningnummer=iban; Ondernemingsnummer=enterprise_number; Aangemaakt "
            + "op=customer_since; " +
            "ID externe=number; Nom=full_name; Nom complet=full_name; Est une société=type; Type de société=type; Société liée=company_name; Nom de la "
            + "société=company_name; Rue=street_line; Rue 2=box; Rue2=box; Code postal=postal_code; Ville=city; État=-; Région=-; Pays=country; " +
            "Numéro de TVA=vat_number; N° de TVA=vat_number; Téléphone=phone; Courriel=email; Lien du site web=website; Site web=website; Langue=language; "
            + "Étiquettes=groups; Référence=number; Vendeur=label; Titre=salutation; Poste occupé=-; Comptes bancaires/Numéro de compte=iban; Créé "
            + "le=customer_since; " +
            "Externe Identifikation=number; Vollständiger Name=full_name; Ist ein Unternehmen=type; Unternehmenstyp=type; Zugehöriges Unternehmen=company_name;"
            + " Unternehmensname=company_name; Straße=street_line; Straße 2=box; PLZ=postal_code; Stadt=city; Bundesland=-; " +
            "USt-IdNr.=vat_number; Steuernummer=vat_number; Telefon=phone; Mobil=mobile; Sprache=language; Stichwörter=groups; Referenz=number; Notizen=notes; "
            + "Verkäufer=label; Vertriebsmitarbeiter=label; Anrede=salutation; Position=-; Erstellt am=customer_since",
            "type=True=company; type=False=person; type=WAAR=company; type=ONWAAR=person; type=VRAI=company; type=FAUX=person; type=WAHR=company; "
            + "type=FALSCH=person"),
        new("zoho", false, "Record Id; Contact Owner.id|Record Id; Account Owner.id|Record Id; Lead Owner.id",
            "Record Id=number; Contact Owner.id=-; Account Owner.id=-; Lead Owner.id=-; Account Name.id=-; Contact Owner=label; Account Owner=label; Lead "
            + "Owner=label; Salutation=salutation; Title=-; Department=-; Account Name=company_name; Company=company_name; " +
            "Email=email; Secondary Email=other_emails; Phone=phone; Home Phone=other_phones; Other Phone=other_phones; Mobile=mobile; Date of "
            + "Birth=birth_date; Mailing Street=street_line; Mailing City=city; Mailing State=-; Mailing Zip=postal_code; Mailing Country=country; " +
            "Billing Street=street_line; Billing City=city; Billing State=-; Billing Code=postal_code; Billing Country=country; Shipping "
            + "Street=delivery_street_line; Shipping City=delivery_city; Shipping State=-; Shipping Code=delivery_postal_code; Shipping "
            + "Country=delivery_country; " +
            "Other Street=delivery_street_line; Other City=delivery_city; Other State=-; Other Zip=delivery_postal_code; Other Country=delivery_country; "
            + "Account Number=-; Account Type=-; Description=notes; Created Time=customer_since; Tag=groups; Assistant=-; Lead Source=-; Email Opt Out=-; "
            + "Industry=-"),
        new("shopify", false, "Total Spent; Total Orders; Accepts Email Marketing|Total Spent; Total Orders; Accepts Marketing",
            "Customer ID=number; First Name=first_name; Last Name=last_name; Email=email; Accepts Email Marketing=newsletter; Accepts Marketing=newsletter; "
            + "Accepts SMS Marketing=-; Company=company_name; Address1=street_line; Address2=box; City=city; Province=-; Province Code=-; Country=country; "
            + "Country Code=-; Zip=postal_code; Phone=phone; " +
            "Default Address Company=company_name; Default Address Address1=street_line; Default Address Address2=box; Default Address City=city; Default "
            + "Address Province Code=-; Default Address Country Code=country; Default Address Zip=postal_code; Default Address Phone=other_phones; " +
            "Total Spent=-; Total Orders=-; Note=notes; Tax Exempt=-; Tags=groups"),
        new("mailchimp", false, "MEMBER_RATING; LEID; EUID",
            "Address=address; OPTIN_TIME=customer_since; CC=-; REGION=-; TIMEZONE=-; LATITUDE=-; LONGITUDE=-; MEMBER_RATING=-; NOTES=notes; TAGS=groups"),
        new("hubspot", false, "Record ID; Lifecycle Stage|Record ID; Contact owner|Contact ID; Lifecycle Stage|Record ID - Contact; Email",
            "Record ID=number; Record ID - Contact=number; Contact ID=number; Record ID - Company=-; First Name=first_name; Last Name=last_name; Email=email; "
            + "Additional email addresses=other_emails; Phone Number=phone; Mobile Phone Number=mobile; " +
            "Company Name=company_name; Associated Company=company_name; Associated Company IDs=-; Primary Associated Company ID=-; Street Address=street_line;"
            + " City=city; State/Region=-; Postal Code=postal_code; Country/Region=country; Website URL=website; Company Domain Name=-; Street Address 2=box; "
            + "Type=-; Description=notes; Company owner=label; " +
            "Preferred language=language; Create Date=customer_since; Date of birth=birth_date; Salutation=salutation; Gender=gender; Record source=-; Create "
            + "Date (CET)=customer_since; Create Date (CEST)=customer_since; Contact owner=label; Lifecycle Stage=-; Lead Status=-; Marketing contact status=-;"
            + " Last Activity Date=-; Job Title=-; Fax Number=-; Message=notes"),
        new("exact", false, "Code; Search code|Code; Zoekcode|Code; Naam; Adres; Postcode; Plaats|Code; Adresregel 1|Code; Address line 1; City",
            "Code=number; Search code=-; Zoekcode=-; Name=full_name; Naam=full_name; Account name=full_name; Adres=street_line; Address=street_line; "
            + "Adresregel 1=street_line; Address line 1=street_line; Adresregel 2=-; Address line 2=-; Adresregel 3=-; Address line 3=-; " +
            "Postcode=postal_code; Plaats=city; City=city; Land=country; Country=country; Telefoon=phone; Phone=phone; E-mail=email; Email=email; "
            + "E-mailadres=email; Website=website; Taal=language; Language=language; " +
            "Btw-nummer=vat_number; VAT number=vat_number; KvK-nummer=enterprise_number; Chamber of commerce=enterprise_number; "
            + "Ondernemingsnummer=enterprise_number; IBAN=iban; Bankrekening=iban; Status=-; Accountmanager=label; Opmerkingen=notes; Remarks=notes; "
            + "Startdatum=customer_since; Start date=customer_since"),
        new("google", false, "E-mail 1 - Value|Phone 1 - Value|Given Name; Family Name; Group Membership",
            "E-mail 1 - Type=-; E-mail 1 - Label=-; E-mail 2 - Type=-; E-mail 2 - Label=-; E-mail 3 - Type=-; E-mail 3 - Label=-; Phone 1 - Type=-; Phone 1 - "
            + "Label=-; Phone 2 - Type=-; Phone 2 - Label=-; Phone 3 - Type=-; Phone 3 - Label=-; " +
            "Address 1 - Type=-; Address 1 - Label=-; Address 2 - Type=-; Address 2 - Label=-; Address 2 - Formatted=-; Organization 1 - Type=-; Organization "
            + "1 - Title=-; Organization 1 - Department=-; Organization 1 - Symbol=-; Organization 1 - Location=-; Website 1 - Type=-; Website 1 - Label=-; " +
            "Phonetic First Name=-; Phonetic Middle Name=-; Phonetic Last Name=-; Yomi Name=-; Given Name Yomi=-; Additional Name Yomi=-; Family Name Yomi=-; "
            + "Initials=-; Short Name=-; Maiden Name=-; Location=-; Billing Information=-; Directory Server=-; Mileage=-; Occupation=-; Hobby=-; Sensitivity=-;"
            + " Priority=-; Subject=-; " +
            "Name=full_name; First Name=first_name; Given Name=first_name; Middle Name=-; Additional Name=-; Last Name=last_name; Family Name=last_name; Name "
            + "Prefix=salutation; Name Suffix=-; Nickname=-; File As=-; Organization Name=company_name; Organization 1 - Name=company_name; " +
            "Organization Title=-; Organization Department=-; Birthday=birth_date; Gender=gender; Notes=notes; Photo=-; Labels=groups; Group Membership=groups;"
            + " Language=language; " +
            "E-mail 1 - Value=email; E-mail 2 - Value=other_emails; E-mail 3 - Value=other_emails; Phone 1 - Value=phone; Phone 2 - Value=mobile; Phone 3 - "
            + "Value=other_phones; Phone 4 - Value=other_phones; " +
            "Address 1 - Street=street_line; Address 1 - City=city; Address 1 - Postal Code=postal_code; Address 1 - Country=country; Address 1 - Formatted=-; "
            + "Address 1 - PO Box=box; Address 1 - Region=-; Address 1 - Extended Address=box; Website 1 - Value=website"),
        new("outlook", false,
            "E-mail Address; Business Street|E-mail Address; Home Street|Business Country/Region; First Name|Werkadres, straat; Voornaam|Huisadres, straat; "
            + "Voornaam|Rue (bureau); Prénom|Rue (domicile); Prénom|Straße geschäftlich; Vorname|Straße privat; Vorname",
            "Title=salutation; First Name=first_name; Middle Name=-; Last Name=last_name; Suffix=-; Company=company_name; Department=-; Job Title=-; Home "
            + "Street=street_line; Home City=city; Home Postal Code=postal_code; Home Country/Region=country; Home State=-; " +
            "Business Street=delivery_street_line; Business City=delivery_city; Business Postal Code=delivery_postal_code; Business "
            + "Country/Region=delivery_country; Business State=-; Home Phone=phone; Business Phone=other_phones; Mobile Phone=mobile; Home Phone "
            + "2=other_phones; Business Phone 2=other_phones; Primary Phone=other_phones; Other Phone=other_phones; " +
            "E-mail Address=email; E-mail 2 Address=other_emails; E-mail 3 Address=other_emails; Birthday=birth_date; Gender=gender; Language=language; "
            + "Notes=notes; Web Page=website; Categories=groups; Business Fax=-; Home Fax=-; Spouse=-; Priority=-; Private=-; Sensitivity=-; E-mail Type=-; "
            + "E-mail Display Name=-; Profession=-; Account=-; " +
            "Titel=salutation; Voornaam=first_name; Middelste naam=-; Achternaam=last_name; Achtervoegsel=-; Bedrijf=company_name; Afdeling=-; Functie=-; "
            + "Huisadres, straat=street_line; Huisadres, plaats=city; Huisadres, postcode=postal_code; Land/regio (thuis)=country; Huisadres, provincie=-; " +
            "Werkadres, straat=delivery_street_line; Werkadres, plaats=delivery_city; Werkadres, postcode=delivery_postal_code; Land/regio "
            + "(werk)=delivery_country; Werkadres, provincie=-; Telefoon thuis=phone; Telefoon op werk=other_phones; Mobiele telefoon=mobile; Telefoon thuis "
            + "2=other_phones; Telefoon op werk 2=other_phones; Hoofdtelefoon=other_phones; Andere telefoon=other_phones; "
            + "Hoofdtelefoon bedrijf=other_phones; " +
            "E-mailadres=email; E-mailadres 2=other_emails; E-mailadres 3=other_emails; Verjaardag=birth_date; Geslacht=gender; Taal=language; Notities=notes; "
            + "Webpagina=website; Categorieën=groups; Fax op werk=-; Fax thuis=-; Partner=-; Prioriteit=-; Privé=-; E-mailtype=-; Weergavenaam voor e-mail=-; "
            + "Beroep=-; Gevoeligheid=-; Sofinummer=-; " +
            "Titre=salutation; Prénom=first_name; Deuxième prénom=-; Nom=last_name; Suffixe=-; Société=company_name; Service=-; Rue (domicile)=street_line; "
            + "Ville (domicile)=city; Code postal (domicile)=postal_code; Pays/Région (domicile)=country; Dép/Région (domicile)=-; " +
            "Rue (bureau)=delivery_street_line; Ville (bureau)=delivery_city; Code postal (bureau)=delivery_postal_code; Pays/Région (bureau)=delivery_country;"
            + " Dép/Région (bureau)=-; Téléphone (domicile)=phone; Téléphone (bureau)=other_phones; Tél. mobile=mobile; Téléphone 2 (domicile)=other_phones; "
            + "Téléphone 2 (bureau)=other_phones; Téléphone principal=other_phones; Téléphone (autre)=other_phones; Téléphone société=other_phones; " +
            "Adresse de messagerie=email; Adresse de courrier=email; Adresse de messagerie 2=other_emails; Adresse de courrier 2=other_emails; Adresse de "
            + "messagerie 3=other_emails; Adresse de courrier 3=other_emails; Anniversaire=birth_date; Sexe=gender; Langue=language; Page Web=website; "
            + "Catégories=groups; Télécopie (bureau)=-; Télécopie (domicile)=-; Conjoint(e)=-; Priorité=-; " +
            "Type de messagerie=-; Type de courrier=-; Nom complet de l'adresse de messagerie=-; Nom complet de l'adresse de courrier=-; Profession=-; "
            + "Bureau=-; Responsable=-; Anniversaire de mariage ou fête=-; " +
            "Anrede=salutation; Vorname=first_name; Weitere Vornamen=-; Nachname=last_name; Firma=company_name; Abteilung=-; Position=-; Straße "
            + "privat=street_line; Ort privat=city; Postleitzahl privat=postal_code; Land/Region privat=country; Bundesland/Kanton privat=-; " +
            "Straße geschäftlich=delivery_street_line; Ort geschäftlich=delivery_city; Postleitzahl geschäftlich=delivery_postal_code; Land/Region "
            + "geschäftlich=delivery_country; Region geschäftlich=-; Telefon (privat)=phone; Telefon privat=phone; Telefon geschäftlich=other_phones; "
            + "Mobiltelefon=mobile; Telefon (privat 2)=other_phones; Telefon geschäftlich 2=other_phones; Haupttelefon=other_phones; Weiteres "
            + "Telefon=other_phones; Telefon Firma=other_phones; Mobiltelefon 2=other_phones; " +
            "E-Mail-Adresse=email; E-Mail 2: Adresse=other_emails; E-Mail 3: Adresse=other_emails; Geburtstag=birth_date; Geschlecht=gender; Sprache=language; "
            + "Notizen=notes; Webseite=website; Kategorien=groups; Fax geschäftlich=-; Fax privat=-; Partner/in=-; Priorität=-; Privat=-; E-Mail-Typ=-; "
            + "E-Mail: Angezeigter Name=-; Beruf=-; Ort=-; Büro=-; Konto=-; Jahrestag=-"),
        new("clients", false, "Responsible; E-mail; Partner national register number|Verantwoordelijke; E-mail; Rijksregisternummer partner",
            "Person=-; First name=first_name; Voornaam=first_name; Prénom=first_name; Vorname=first_name; Last name=last_name; Naam=last_name; "
            + "Achternaam=last_name; Nom=last_name; Nachname=last_name; E-mail=email; Language=language; Taal=language; Langue=language; Sprache=language; "
            + "Mobile=mobile; GSM=mobile; Handy=mobile; " +
            "Responsible=label; Verantwoordelijke=label; Responsable=label; Verantwortlicher=label; Address=address; Adres=address; Adresse=address; "
            + "Company=company_name; Bedrijf=company_name; Société=company_name; Firma=company_name"),
        new("vcard", false, "FN; N.family|KIND; FN|KIND; N.family|KIND; N.given|KIND; ORG|KIND; EMAIL|KIND; TEL",
            "FN=full_name; N.family=last_name; N.given=first_name; N.additional=-; N.prefix=salutation; N.suffix=-; KIND=type; ORG=company_name; ORG.unit=-; "
            + "TITLE=-; ROLE=-; BDAY=birth_date; GENDER=gender; EMAIL=email; EMAIL.other=other_emails; TEL=phone; TEL.cell=mobile; TEL.other=other_phones; "
            + "TEL.fax=-; TEL.pager=-; " +
            "ADR.street=street_line; ADR.box=-; ADR.extended=box; ADR.city=city; ADR.region=-; ADR.code=postal_code; ADR.country=country; "
            + "ADR.work.street=delivery_street_line; ADR.work.city=delivery_city; ADR.work.code=delivery_postal_code; ADR.work.country=delivery_country; " +
            "URL=website; LANG=language; NOTE=notes; CATEGORIES=groups; UID=-; REV=-; NICKNAME=-; " +
            "X-STAMGAST-ID=id; X-STAMGAST-VERSION=version; X-STAMGAST-NUMBER=number; X-STAMGAST-PARTICLE=particle; X-STAMGAST-STREET=street; "
            + "X-STAMGAST-HOUSE-NUMBER=house_number; X-STAMGAST-BOX=box; " +
            "X-STAMGAST-WORK-STREET=delivery_street; X-STAMGAST-WORK-HOUSE-NUMBER=delivery_house_number; X-STAMGAST-WORK-BOX=delivery_box"),
    ];

    /// <summary>On the command line: take no profile and no kept mapping.</summary>
    public const string None = "none";

    /// <summary>True for the name of a profile, which no saved mapping may have.</summary>
    public static bool IsName(string name) => name.Equals(None, StringComparison.OrdinalIgnoreCase)
        || All.Any(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The profile with a name; refused when there is none.</summary>
    public static ColumnMappingProfile Named(string name) =>
        All.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException("mapping.unknown_profile", name, string.Join(", ", All.Select(p => p.Name)));

    /// <summary>The profile that has these columns, or null.</summary>
    public static ColumnMappingProfile? Recognise(IReadOnlyList<string> columns)
    {
        if (columns.SequenceEqual(All[0].Headers) || columns.SequenceEqual(All[0].Headers.Where(h => h != "version")) || StartsAsTemplate(columns))
            return All[0];
        var keys = columns.Select(HeaderWords.Key).ToHashSet(StringComparer.Ordinal);
        return All.Skip(1).FirstOrDefault(p => p.IsRecognised(keys));
    }

    /// <summary>True and the target (null = nothing) when the profile knows the header.</summary>
    public bool TryFind(string header, out string? target) => targets.TryGetValue(HeaderWords.Key(header), out target);

    /// <summary>Refuses missing or misplaced columns by name. The template's version may be missing and extra fields may follow.</summary>
    public void Require(IReadOnlyList<string> columns)
    {
        var expected = Name == "template" && !columns.Contains("version") ? [.. Headers.Where(h => h != "version")] : Headers;
        var keys = columns.Select(HeaderWords.Key).ToList();
        foreach (var header in expected)
            if (!keys.Contains(HeaderWords.Key(header))) throw new RefusedException("mapping.column_missing", header, Name);
        for (var column = 0; column < expected.Count; column++)
            if (column >= keys.Count || keys[column] != HeaderWords.Key(expected[column]))
                throw new RefusedException("mapping.column_misplaced", expected[column], column + 1, column < columns.Count ? columns[column] : "", Name);
    }

    private static bool StartsAsTemplate(IReadOnlyList<string> columns)
    {
        var headers = columns.Contains("version") ? All[0].Headers : [.. All[0].Headers.Where(h => h != "version")];
        return columns.Count > headers.Count && columns.Take(headers.Count).SequenceEqual(headers)
            && columns.Skip(headers.Count).All(c => c.StartsWith(ImportTarget.ExtraPrefix, StringComparison.Ordinal));
    }

    private bool IsRecognised(HashSet<string> keys) =>
        IsStrict ? Headers.All(h => keys.Contains(HeaderWords.Key(h))) : recognised.Any(r => r.All(keys.Contains));
}

using System.Collections.Frozen;
using Stamgast.Text;

namespace Stamgast.Profiling;

/// <summary>The headers that people give to columns, in Dutch, French, German and English, and their meanings.</summary>
internal static class ColumnHeadings
{
    private static readonly (ColumnRole Role, string Words)[] Known =
    [
        (ColumnRole.RowId,
            "id recid recordid uniqueid rowid rownumber recno customerno customerid customernumber custno klantnummer klantnr klantid klantcode relatienummer "
            + "relatienr debiteurnummer debnr kundennummer kundennr kundenid numeroclient noclient nclient codeclient idclient contactid personid lidnummer "
            + "memberid key sleutel pk number"),
        (ColumnRole.GivenName,
        "firstname givenname given first forename forenames fname fnamec1 voornaam voornamen roepnaam prenom prenoms vorname vornamen rufname christianname "
        + "personfirstname firstnames givennames"),
        (ColumnRole.FamilyName,
        "lastname surname familyname family last lname lnamec1 achternaam familienaam nomdefamille nachname familienname zuname sname secondname geslachtsnaam "
        + "surnames"),
        (ColumnRole.FullName,
        "name names fullname naam volledigenaam nom nomcomplet nometprenom nomprenom prenomnom vollername vollstandigername contact contactperson "
        + "contactpersoon contactname klantnaam klant customer customername client clientname kunde kundenname relatie naamenvoornaam voornaamnaam "
        + "voornaamachternaam nameundvorname firstandsurname firstandlastname displayname personname titulaire houder kontakt ansprechpartner"),
        (ColumnRole.Organisation,
        "company companyname organisation organization org organisationname organizationname bedrijf bedrijfsnaam firma firmanaam firmenname firmname firm "
        + "unternehmen societe entreprise raisonsociale nomsociete nomentreprise denomination organisatie organisatienaam business businessname legalname "
        + "tradename handelsnaam vereniging verein association sitename maatschappij sociallabel vennootschap nomdelasociete nomdelentreprise agency"),
        (ColumnRole.BirthDate,
        "birthdate dateofbirth dob birthday geboortedatum geboren geborenop geboortedag gebdatum gebdat datenaissance datedenaissance naissance neele "
        + "geburtsdatum geburtstag gebdatumtag geboren datebirth"),
        (ColumnRole.BirthYear, "birthyear yearofbirth yob by geboortejaar geburtsjahr anneenaissance anneedenaissance"),
        (ColumnRole.BirthMonth, "birthmonth monthofbirth mob bm geboortemaand geburtsmonat moisnaissance moisdenaissance"),
        (ColumnRole.BirthDay, "dayofbirth bd geburtstagtag journaissance jourdenaissance"),
        (ColumnRole.Email,
        "email emails mail emailaddress emailadres emailadresse courriel adressemail adresseemail adressecourriel mailadres mailadresse otheremails emailprive "
        + "emailwerk emails email1 email2"),
        (ColumnRole.Phone,
        "phone phones telephone tel telno telefoon telefoonnummer telefon telefonnummer mobile mobiel mobilephone gsm gsmnummer cell cellphone handy mobil "
        + "portable phonenumber otherphones phone1 phone2 tel1 tel2 telmobile telprive telwerk numerodetelephone numerotelephone rufnummer mobilnummer "
        + "mobilenumber telephonenumber fixe festnetz fax"),
        (ColumnRole.Street,
        "street streetname streetaddress straat straatnaam rue strasse strassenname address address1 addressline1 adres adres1 adresse adresse1 anschrift "
        + "adressestrasse voie libellevoie straatennummer ruenumero ruenum strassehausnummer straatnummer addr addr1 line1"),
        (ColumnRole.HouseNumber,
        "housenumber houseno housenr streetnumber streetno huisnummer huisnr hausnummer hausnr numero num nr no numerovoie nummer numerorue"),
        (ColumnRole.AddressLine,
        "address2 addressline2 adres2 adresse2 addressextra complement complementadresse complementdadresse adressezusatz adresszusatz building gebouw "
        + "batiment line2 addr2 residence"),
        (ColumnRole.PostalCode, "postcode postalcode zip zipcode plz codepostal cp postnummer postleitzahl postnr postcodefake pcode postkode"),
        (ColumnRole.City,
        "city town suburb place gemeente stad plaats woonplaats ville commune localite ort stadt wohnort municipality locality plaatsnaam villecommune "
        + "deelgemeente citytown"),
        (ColumnRole.CompanyNumber,
        "vat vatnumber vatno vatid btw btwnummer btwnr tva numerotva notva tvanumero ustid ustidnr ustidnummer mwst mwstnr enterprisenumber ondernemingsnummer "
        + "kvk kvknummer kbo kbonummer bce numerobce coc cocnumber siret siren handelsregisternummer companynumber taxid taxnumber taxidnumber steuernummer "
        + "numerodentreprise"),
        (ColumnRole.Iban,
        "iban ibannummer bankaccount bankaccountnumber rekening rekeningnummer bankrekening comptebancaire numerocompte bankverbindung kontonummer konto "
        + "compte accountnumber"),
        (ColumnRole.Identifier,
        "socsecid ssn socialsecuritynumber nationalid nationalidnumber nationalregisternumber nationalnumber rijksregisternummer rrn bsn insz niss nrn "
        + "passport passportnumber paspoort idcard numeronational sozialversicherungsnummer licence licencenumber license nationalnummer medicare nino "
        + "registrenational"),
        (ColumnRole.Ignored,
        "notes note remarks remark comments comment opmerkingen opmerking commentaire commentaires remarques remarque bemerkungen bemerkung notizen created "
        + "createdon createdat creationdate updated updatedat updatedon modified modifiedat modifiedon aangemaakt aangemaaktop gewijzigd gewijzigdop "
        + "datecreation datemodification angelegt angelegtam geandert geandertam customersince klantsinds clientdepuis kundeseit version versie timestamp "
        + "lastlogin lastorder registered registrationdate inschrijvingsdatum dateinscription deliverystreet deliveryhousenumber deliverybox "
        + "deliverypostalcode deliverycity deliverycountry obfuscateenabled allowmerge newsletter active groups particle tussenvoegsel voorvoegsel prefix "
        + "infix box bus busnummer boite bte total totaal subtotal amount bedrag montant betrag summe som sum omzet turnover revenue chiffredaffaires umsatz "
        + "saldo balance price prijs prix preis cost kost kosten spent totalspent sales orders"),
        (ColumnRole.Attribute,
        "gender sex geslacht sexe geschlecht title titel titre salutation aanspreking aanhef civilite anrede country land pays countrycode landcode codepays "
        + "language taal langue sprache state region province provincie bundesland kanton county departement birthplace geboorteplaats lieunaissance "
        + "lieudenaissance geburtsort occupation beroep profession beruf middlename middle nationality nationaliteit nationalite segment type category "
        + "categorie"),
    ];

    private static readonly FrozenDictionary<string, ColumnRole> Roles = Known
        .SelectMany(k => k.Words.Split(' ').Select(w => (Word: w, k.Role)))
        .DistinctBy(k => k.Word).ToFrozenDictionary(k => k.Word, k => k.Role, StringComparer.Ordinal);

    /// <summary>The meaning of a header: as a whole, otherwise by its significant words; null without one.</summary>
    public static ColumnRole? RoleOf(string heading)
    {
        var folded = Folding.Fold(Spaced(heading));
        if (folded.Length == 0) return null;
        if (Roles.TryGetValue(folded.Replace(" ", "", StringComparison.Ordinal), out var role)) return role;
        var words = folded.Split(' ');
        if (words.Any(w => w is "delivery" or "levering" or "leveradres" or "livraison" or "liefer" or "lieferung" or "lieferadresse" or "shipping"))
            return ColumnRole.Ignored;
        if (words.Any(w => w is "birth" or "geboorte" or "naissance" or "geburt" or "geburts" or "dob"))
            return IsPlace(words) ? ColumnRole.Attribute : ColumnRole.BirthDate;
        if (words.Any(w => w is "date" or "datum" or "datetime")) return ColumnRole.Ignored;
        // "ADDR_POSTAL_CODE": the last words together say more than one of them.
        for (var from = 1; from < words.Length - 1; from++)
            if (Roles.TryGetValue(string.Concat(words[from..]), out role) && role is not (ColumnRole.RowId or ColumnRole.HouseNumber)) return role;
        // The last significant word decides in Dutch, German and English ("customer e-mail"), the first in French ("nom du client").
        foreach (var word in words.Reverse())
            if (word.Length > 2 && Roles.TryGetValue(word, out role) && role is not (ColumnRole.RowId or ColumnRole.HouseNumber)) return role;
        return null;
    }

    /// <summary>True when the heading is known as a whole, not by one of its words.</summary>
    public static bool IsWhole(string heading) => Roles.ContainsKey(Folding.Letters(heading));

    /// <summary>True for "number", which names a customer in one table and a house in another.</summary>
    public static bool MayBeHouseNumber(string heading) => Folding.Letters(heading) is "number" or "nr" or "no" or "num" or "numero" or "nummer";

    // "firstName" and "customer_no" are two words each.
    private static string Spaced(string heading)
    {
        var spaced = new System.Text.StringBuilder();
        for (var i = 0; i < heading.Length; i++)
        {
            if (i > 0 && char.IsUpper(heading[i]) && char.IsLower(heading[i - 1])) spaced.Append(' ');
            spaced.Append(heading[i]);
        }
        return spaced.ToString();
    }

    private static bool IsPlace(string[] words) => words.Any(w => w is "place" or "plaats" or "lieu" or "ort" or "city" or "country" or "town" or "land");
}

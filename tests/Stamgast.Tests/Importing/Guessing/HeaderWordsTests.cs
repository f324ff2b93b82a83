using Stamgast.Importing.Guessing;

namespace Stamgast.Tests.Importing.Guessing;

public sealed class HeaderWordsTests
{
    private static string Of(string header) => HeaderWords.Find(header)?.Target ?? "-";

    [Theory]
    [InlineData("name", "Person - Name", "Naam lid", "Naam van het lid", "Nom du membre", "Name des Mitglieds", "Name*", "Naam (verplicht)", "Wat is uw naam?")]
    [InlineData("company_name", "Organization - Name", "Bedrijf naam", "Naam van het bedrijf", "Nom de l’entreprise", "Nom de la société", "Name der Firma",
        "Firma: Name", "Naam (Bedrijf)", "Vereniging")]
    [InlineData("address", "Organization - Address", "Bedrijf adres", "Bedrijfsadres", "Adresse de l'entreprise", "Firmenadresse", "Company address",
        "Klantadres", "Adres lid", "Adresse du client", "Adr.", "Kundenadresse")]
    [InlineData("phone", "Bedrijf telefoon", "Bedrijfstelefoon", "Company phone", "Firmentelefon", "Téléphone de l'entreprise", "Person - Phone", "Tel.",
        "Telef.", "Tél.", "Klant telefoon", "Telefoon *", "Phone (required)")]
    [InlineData("mobile", "Telefoon (gsm)", "Mob.", "Mobiel nr.", "Gsm-nr.", "Handy-Nr.", "Port.", "GSM lid")]
    [InlineData("email", "Bedrijf e-mail", "Contact e-mail", "Person - Email", "E-mail lid", "E-mail*", "E-mailadr.", "Contactpersoon e-mail", "Adr. e-mail",
        "E-mail (obligatoire)")]
    [InlineData("first_name", "Naam (Voornaam)", "Name (First)", "Nom (Prénom)", "Name (Vorname)", "Voornaam lid", "Vnaam", "Voorn.", "Person - First name",
        "Vorn.", "Prén.")]
    [InlineData("last_name", "Naam (Achternaam)", "Name (Last)", "Nom (Nom de famille)", "Achternaam lid", "Fam.", "Nachn.", "Fam.naam", "Nom fam.")]
    [InlineData("postal_code", "Adres (Postcode)", "Address (ZIP / Postal Code)", "Adresse (Code postal)", "Adresse (PLZ)", "Postc.", "Code post.",
        "Post-c", "C.P.")]
    [InlineData("city", "Adres (Plaats)", "Address (City)", "Adresse (Ville)", "Gem.", "Wpl.", "Loc.", "Bedrijf plaats")]
    [InlineData("street_line", "Adres (Straat + huisnummer)", "Address (Street Address)", "Straat nr.", "Str. nr.", "Strasse u. Nr.", "Straße u. Hausnr.",
        "Straat en num.", "Rue n°")]
    [InlineData("house_number", "Adres (Nummer)", "Hnr.", "Huisnr.", "N° de maison")]
    [InlineData("country", "Adres (Land)", "Adresse (Pays)", "Address (Country)", "Organization - Country")]
    [InlineData("birth_date", "Geb.", "Geb. dat.", "Date naiss.", "D.O.B.", "Geb.-Datum", "Geboortedatum (dd/mm/jjjj)")]
    [InlineData("notes", "Opm.", "Opmerk.", "Rem.", "Bem.", "Anm.")]
    [InlineData("iban", "Rek.nr.", "Rekeningnr.", "N° compte", "Konto-Nr.")]
    [InlineData("contact_name", "Contactnaam", "Contact - Name", "Naam contactpersoon", "Personne de contact", "Ansprechpartner", "T.a.v.", "Kontakt: Name")]
    [InlineData("contact_first_name", "Contact voornaam", "Voornaam contactpersoon", "Prénom contact", "Contact (First name)", "Vorname Ansprechpartner")]
    [InlineData("contact_last_name", "Contact achternaam", "Contact - Last name", "Nachname Kontakt", "Nom de famille du contact")]
    [InlineData("delivery_postal_code", "Leveradres (Postcode)", "Shipping address (ZIP)", "Lieferadresse: PLZ", "Adresse de livraison (Code postal)")]
    [InlineData("-", "Adres (Staat / provincie)", "Address (State / Province)", "Naam (Tweede)", "Name (Suffix)")]
    [InlineData("-", "Address Name", "Adresnaam", "Nom de l'adresse", "Name der Adresse", "Address title")]
    [InlineData("-", "Username", "Gebruikersnaam", "Nom d'utilisateur", "Benutzername", "Laatste bestelling", "Deal - Title", "Lid van")]
    [InlineData("-", "Assistant's Phone", "Telefoon assistent", "Téléphone de l'assistant(e)", "Telefon Assistent", "Manager's Name", "Telefoon ouder", "Pager",
        "Contact d'urgence", "Notfallnummer")]
    public void Words_around_and_abbreviations_are_understood_in_four_languages(string target, params string[] headers)
    {
        foreach (var header in headers) Assert.Equal((header, target), (header, Of(header)));
    }

    [Theory]
    [InlineData("Asst. Phone", "Sales Rep Phone", "Account Owner Email", "Company owner email", "Created By Email", "Last Modified By Email", "Seller phone",
        "Account manager mobile", "Assigned to e-mail", "Neighbour phone", "Owner - Email", "Owner's phone", "Owner first name")]
    [InlineData("E-mail verkoper", "Gsm vertegenwoordiger", "Telefoon verantwoordelijke", "Verantwoordelijke (e-mail)", "E-mailadres dossierbeheerder",
        "Voornaam verkoper", "Verkopersmail", "Aangemaakt door (e-mail)", "Gsm buurman", "Telefoon verhuurder", "E-mail boekhouder")]
    [InlineData("E-mail du commercial", "Tél. gestionnaire", "Téléphone du responsable", "Courriel du vendeur", "Email parrain", "Tél. voisin",
        "GSM de la voisine", "Créé par (e-mail)", "Prénom du gestionnaire", "E-mail comptable")]
    [InlineData("E-Mail Betreuer", "Telefon Sachbearbeiter", "Handy des Vertreters", "Vertreter E-Mail", "Betreuertelefon", "Telefon Steuerberater",
        "Steuerberater-E-Mail", "Vermieter Telefon", "Erstellt von E-Mail", "Nachbar Telefon", "Vorname Betreuer", "Steuerberatername")]
    public void Details_of_a_responsible_or_third_party_are_not_the_customers(params string[] headers)
    {
        foreach (var header in headers) Assert.Equal((header, "-", true), (header, Of(header), HeaderWords.IsOfSomeoneElse(header)));
    }

    [Theory]
    [InlineData("label", "Owner", "Owner name", "Account Owner Name", "Sales Rep Name", "Account manager name", "Verkoper", "Naam verkoper",
        "Verantwoordelijke (verplicht)", "Nom du commercial", "Nom du gestionnaire", "Betreuer", "Name des Betreuers", "Vertreter")]
    [InlineData("company_name", "Nom commercial", "Commercial name", "Commerciële naam")]
    [InlineData("email", "E-mail du client", "Inhaber E-Mail", "E-mail titularis")]
    public void The_name_column_of_the_responsible_is_recognised(string target, params string[] headers)
    {
        foreach (var header in headers) Assert.Equal((header, target), (header, Of(header)));
    }

    [Theory]
    [InlineData("first_name", "Uw naam (Voornaam)", "Jouw naam (Voornaam)", "Je naam - Voornaam", "Wat is uw naam? (Voornaam)", "Votre nom (Prénom)",
        "Ihr Name (Vorname)", "Your name (First)", "Mijn naam (Voornaam)", "Mon nom (Prénom)", "Naam (Uw voornaam)")]
    [InlineData("last_name", "Uw naam (Achternaam)", "Ihr Name (Nachname)", "Votre nom (Nom de famille)", "Mein Name: Nachname", "Your name (Last)")]
    [InlineData("box", "Uw adres (Adresregel 2)", "Your address (Address line 2)", "Votre adresse (Complément)")]
    [InlineData("postal_code", "Ihre Adresse (PLZ)", "Votre adresse (Code postal)", "Jullie adres (Postcode)")]
    public void Polite_words_before_brackets_are_ignored(string target, params string[] headers)
    {
        foreach (var header in headers) Assert.Equal((header, target), (header, Of(header)));
    }

    [Fact]
    public void A_responsible_is_not_a_manager_of_the_customer() =>
        Assert.Equal(["label", "label", "label"], new[] { "Account manager", "Accountmanager", "Case manager" }.Select(Of));

    [Fact]
    public void The_first_part_of_two_lines_of_headers_tells_what_the_second_belongs_to()
    {
        Assert.Equal(["first_name", "house_number", "birth_month", ""],
            new[] { "Naam / Voornaam", "Adres / Nummer", "Geboortedatum / Maand", "Adres / Provincie" }.Select(HeaderWords.FindGrouped));
        Assert.Null(HeaderWords.FindGrouped("Voornaam"));
        Assert.Equal("naam", HeaderWords.GroupOf("Naam / Voornaam"));
    }
}

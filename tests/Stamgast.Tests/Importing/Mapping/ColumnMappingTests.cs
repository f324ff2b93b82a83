using Stamgast.Customers;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;

namespace Stamgast.Tests.Importing.Mapping;

public sealed class ColumnMappingTests
{
    private static string Targets(string headers, params string[] rows) =>
        string.Join(' ', Guess(headers, null, rows).Columns.Select(c => c.Target ?? "-"));

    private static ColumnMapping Guess(string headers, string? profile, params string[] rows) =>
        ColumnMapping.Guess(headers.Split(';'), [.. rows.Select(r => r.Split(';'))], profile);

    private static string Template => "id;version;" + string.Join(';', CustomerFields.All.Select(f => f.Name));

    [Fact]
    public void The_template_is_recognised_and_every_column_feeds_its_field()
    {
        var mapping = Guess(Template + ";x:shoe_size", null);
        Assert.Equal("template", mapping.Profile);
        Assert.Equal([.. Template.Split(';'), null], mapping.Columns.Select(c => c.Target));
        Assert.Equal(["x:shoe_size"], mapping.Unmapped);
        Assert.Equal("template", Guess(Template.Replace("version;", ""), "template").Profile);
    }

    [Fact]
    public void A_strict_profile_names_the_column_that_is_missing_or_misplaced()
    {
        var missing = Assert.Throws<RefusedException>(() => Guess(Template.Replace(";gender", ""), "template")).Refusal;
        Assert.Equal(("mapping.column_missing", "gender"), (missing.Code, missing.Arguments[0]));
        var swapped = Assert.Throws<RefusedException>(() => Guess(Template.Replace("street;house_number;box", "house_number;street;box"), "template")).Refusal;
        Assert.Equal(("mapping.column_misplaced", "street", 19), (swapped.Code, swapped.Arguments[0], swapped.Arguments[1]));
        Assert.Equal("mapping.unknown_profile", Assert.Throws<RefusedException>(() => Guess("naam", "sap")).Refusal.Code);
    }

    [Theory]
    [InlineData("Klantnr.;Voornaam;Naam;E-mailadres;GSM;Straat;Huisnr;Bus;Postcode;Gemeente;Land;Taal;Geboortedatum;BTW-nummer;Opmerkingen")]
    [InlineData("N° client;Prénom;Nom;Courriel;Portable;Rue;Numéro de maison;Boîte;Code postal;Localité;Pays;Langue;Date de naissance;N° TVA;Remarques")]
    [InlineData("Kundennummer;Vorname;Nachname;E-Mail;Handy;Straße;Hausnummer;Zusatz;PLZ;Ort;Land;Sprache;Geburtsdatum;USt-IdNr.;Bemerkungen")]
    [InlineData(
        "customer_no;firstName;Last Name;E-mail address;Mobile phone;STREET;house no;box;Zip code;Town;Country;Language;Date of birth;VAT number;Notes")]
    [InlineData(
        "Debiteurnummer;Roepnaam;Achternaam (verplicht);Emailadres klant;Mobiel;Straatnaam;Huisnummer;Toevoeging;postcode;Woonplaats;Landcode;Taalcode;geb. "
        + "datum;btw nr;Memo")]
    public void Headers_are_understood_in_four_languages(string headers)
    {
        Assert.Equal(
            "number first_name last_name email mobile street house_number box postal_code city country language birth_date vat_number notes",
            Targets(headers));
    }

    [Theory]
    [InlineData("Responsible;Verantwoordelijke;Responsable;Zuständig")]
    [InlineData("Label (case manager);Label (dossierbeheerder);Libellé (gestionnaire de dossier);Label (Sachbearbeiter)")]
    [InlineData("label;Dossierbeheerder;Gestionnaire de dossier;Sachbearbeiter")]
    public void The_responsible_is_known_by_the_captions_of_now_and_of_before(string captions)
    {
        foreach (var caption in captions.Split(';')) Assert.Equal("full_name label", Targets("Naam;" + caption, "Jozefien Aerts;Karim"));
    }

    [Fact]
    public void A_column_of_yes_and_no_is_never_a_name_or_an_address()
    {
        Assert.Equal("- number full_name email", Targets("Is klant;Klantnr;Naam;E-mail", "ja;1;Jozefien Aerts;jozefien@post.example",
            "nee;2;Willem de Bakker;willem@post.example"));
        Assert.Equal("- number full_name", Targets("Is Customer;Customer No;Name", "TRUE;1;Jozefien Aerts", "FALSE;2;Willem de Bakker"));
        Assert.Equal("first_name last_name - email",
            Targets("Voornaam;Naam;E-mail ontvangen;E-mail", "Jozefien;Aerts;ja;jozefien@post.example", "Willem;Bakker;nee;willem@post.example"));
        Assert.Equal("number full_name -", Targets("Klantnr;Naam;Is bedrijf", "1;Jozefien Aerts;nee", "2;Claes & Zonen NV;ja"));
        Assert.Equal("full_name email", Targets("Naam;E-mail", "Jozefien Aerts;nee", "Willem de Bakker;willem@post.example"));
    }

    [Fact]
    public void A_plausible_number_beside_a_street_is_a_house_number()
    {
        Assert.Equal("full_name street house_number city",
            Targets("Naam;Straat;Nummer;Plaats", "Jozefien Aerts;Dorp;12bus;Gent", "Willem de Bakker;Kerkstraat;12345;Gent"));
        Assert.Equal("full_name street number city",
            Targets("Naam;Straat;Nummer;Plaats", "Jozefien Aerts;Dorp;100001;Gent", "Willem de Bakker;Kerkstraat;100002;Gent"));
    }

    [Fact]
    public void A_title_of_the_customer_is_a_salutation_when_it_looks_like_one()
    {
        Assert.Equal("number full_name salutation", Targets("Klantnr;Naam;Titel klant", "1;Jozefien Aerts;Mevr.", "2;Willem de Bakker;Dhr."));
        Assert.Equal("number full_name -", Targets("Klantnr;Naam;Titel klant", "1;Jozefien Aerts;Zaakvoerder", "2;Willem de Bakker;Boekhouder"));
    }

    [Fact]
    public void Captions_of_the_program_are_understood_too()
    {
        foreach (var field in CustomerFields.All)
            foreach (var language in Stamgast.Language.Texts.Languages)
                Assert.NotNull(HeaderWords.Find(Stamgast.Language.Texts.Get(field.CaptionKey, new(language))));
    }

    [Fact]
    public void Name_is_the_last_name_beside_a_first_name_and_the_whole_name_alone()
    {
        Assert.Equal("first_name last_name", Targets("Voornaam;Naam"));
        Assert.Equal("last_name first_name", Targets("Name;Vorname"));
        Assert.Equal("full_name email", Targets("Name;Email", "Jozefien Aerts;j@aerts.example"));
    }

    [Fact]
    public void Address_is_one_cell_or_street_and_number_depending_on_what_stands_beside_it()
    {
        Assert.Equal("full_name address", Targets("Naam;Adres", "Jozefien Aerts;Dorp 1, 9000 Gent, BE"));
        Assert.Equal("full_name street_line postal_code city", Targets("Naam;Adres;Postcode;Plaats", "Jozefien Aerts;Dorp 1;9000;Gent"));
        Assert.Equal("full_name street_line postal_city", Targets("Naam;Straat;Postcode en plaats", "Jozefien Aerts;Dorp 1;9000 Gent"));
        Assert.Equal("street house_number postal_code", Targets("address_1;street_number;postcode", "Dorp;1;9000"));
    }

    [Fact]
    public void Delivery_columns_feed_the_delivery_address()
    {
        Assert.Equal(
            "street postal_code delivery_street_line delivery_postal_code delivery_city",
            Targets("Straat;Postcode;Leveradres straat en nummer;Delivery zip;Lieferort"));
        Assert.Equal("delivery_street_line delivery_country", Targets("Shipping Street Address;Pays de livraison"));
    }

    [Fact]
    public void The_same_header_twice_is_told_apart_by_its_values()
    {
        Assert.Equal(
            "first_name last_name email other_emails phone mobile street_line postal_city",
            Targets("Naam;Naam;E-mail;E-mail;Tel;Tel;Adres;Adres", "Jan;Bakker;a@b.example;;+32 2 555 12 12;+32 495 73 64 60;Dorp 35;2900 Schoten",
            "Khadija;Popescu;;;;+32 495 73 64 61;Laan 1;1040 Etterbeek"));
    }

    [Fact]
    public void Without_a_header_the_values_decide()
    {
        Assert.Equal(
            "number first_name last_name email mobile postal_code city country language birth_date",
            Targets(";;;;;;;;;",
                "100000992;Nele;Peeters;nele@gmx.example;;7311 PR;Apeldoorn;NL;nl;1967-12-23",
                "100002814;Vincent;Marchand;v@web.example;;4100;Seraing;BE;fr;",
                "100005067;Lucas;De Ridder;;+32 498 92 05 42;9500;Geraardsbergen;BE;nl;1980-01-02"));
    }

    [Fact]
    public void A_payment_reference_is_not_a_phone_number_and_words_for_nothing_do_not_identify_a_column()
    {
        Assert.Equal("- first_name last_name mobile", Targets(";;;", "+++090/9337/55493+++;Nele;Peeters;0486 12 33 09",
            "+++123/4567/89002+++;Jan;Aerts;0471/12.33.09", "***010/8068/17183***;An;Claes;NULL"));
        Assert.Equal("first_name last_name email", Targets(";;", "Nele;Peeters;NULL", "Jan;Aerts;NULL", "An;Claes;an@post.example", "Piet;Maes;n/a"));
    }

    [Fact]
    public void A_row_count_is_not_a_customer_number()
    {
        Assert.Equal("- first_name last_name", Targets(";Voornaam;Naam", "0;Jozefien;Aerts", "1;Willem;de Bakker"));
        Assert.Equal("- first_name last_name", Targets(";Voornaam;Naam", "1;Jozefien;Aerts", "2;Willem;de Bakker"));
        Assert.Equal("number first_name last_name", Targets(";Voornaam;Naam", "1;Jozefien;Aerts", "3;Willem;de Bakker"));
        Assert.Equal("number first_name last_name", Targets("Nr;Voornaam;Naam", "1;Jozefien;Aerts", "2;Willem;de Bakker"));
    }

    [Fact]
    public void The_number_of_a_member_is_a_customer_number()
    {
        foreach (var header in new[] { "N° membre", "Numéro de membre", "Lid nr.", "Mitgliedsnr." })
            Assert.Equal("number last_name first_name", Targets(header + ";Achternaam;Voornaam", "7;Aerts;Jozefien"));
    }

    [Fact]
    public void An_unknown_header_is_not_assigned_by_accident()
    {
        Assert.Equal("full_name - - -", Targets("Naam;Laatste bestelling;Kenmerk;Omzet", "Aerts;2024-01-02;12345;9000", "Claes;2024-02-02;12346;8000"));
        Assert.Equal("first_name last_name - -", Targets("Voornaam;Naam;Voornaam partner;E-mail partner", "Jan;Aerts;An;an@aerts.example"));
        Assert.Equal(["Voornaam partner", "E-mail partner"], Guess("Voornaam;Naam;Voornaam partner;E-mail partner", null).Unmapped);
    }

    [Fact]
    public void An_id_column_is_ours_only_in_our_own_files()
    {
        Assert.Equal("id first_name last_name email", Targets("id;first_name;last_name;email", "7;Jan;Aerts;"));
        Assert.Equal("id last_name", Targets("Klant-ID;Achternaam", "0;Aerts", "0;Claes"));
        Assert.Equal("number first_name last_name", Targets("id;given_name;surname", "7;Jan;Aerts", "8;An;Claes"));
    }

    [Theory]
    [InlineData("twikey", "customerNumber;email;l;lastname;firstname;mobile;companyName;coc;address;city;zip;country",
        "number email language last_name first_name mobile company_name enterprise_number street_line city postal_code country")]
    [InlineData("google",
        "Name Prefix;First Name;Middle Name;Last Name;Organization Name;Birthday;Labels;E-mail 1 - Value;E-mail 2 - Value;Phone 1 - Value;Address 1 - Street;"
        + "Address 1 - City;Address 1 - Postal Code",
        "salutation first_name - last_name company_name birth_date groups email other_emails phone street_line city postal_code")]
    [InlineData("outlook", "First Name;Last Name;Company;Home Street;Home City;Home Postal Code;Mobile Phone;E-mail Address;E-mail 2 Address;Business Street",
        "first_name last_name company_name street_line city postal_code mobile email other_emails delivery_street_line")]
    [InlineData("odoo", "Name;Is a Company;Street;Zip;City;Country;Tax ID;Tags;Reference",
        "full_name type street_line postal_code city country vat_number groups number")]
    [InlineData("hubspot", "Record ID;First Name;Last Name;Email;Phone Number;Contact owner;Lead Status;Lifecycle Stage;Create Date",
        "number first_name last_name email phone label - - customer_since")]
    [InlineData("exact", "Code;Naam;Adres;Postcode;Plaats;Land;Telefoon;Btw-nummer", "number full_name street_line postal_code city country phone vat_number")]
    [InlineData("clients", "Verantwoordelijke;Voornaam;Naam;E-mail;Taal;Adres;Rijksregisternummer partner",
        "label first_name last_name email language address -")]
    [InlineData("vcard", "FN;N.family;N.given;EMAIL;TEL.cell;ADR.street;ADR.code", "full_name last_name first_name email mobile street_line postal_code")]
    public void Known_systems_are_recognised_by_their_columns(string profile, string headers, string targets)
    {
        Assert.Equal(profile, Guess(headers, null).Profile);
        Assert.Equal(targets, Targets(headers));
    }

    [Fact]
    public void Assigning_a_field_by_hand_takes_it_from_the_other_column()
    {
        var mapping = Guess("Voornaam;Naam;Extra", null).With(2, "last_name");
        Assert.Equal(["first_name", null, "last_name"], mapping.Columns.Select(c => c.Target));
        Assert.Equal(MappingReason.Chosen, mapping.Columns[2].Reason);
        Assert.Equal(["Naam"], mapping.Unmapped);
        Assert.Equal("mapping.unknown_target", Assert.Throws<RefusedException>(() => mapping.With(0, "shoe")).Refusal.Code);
    }

    [Fact]
    public void A_saved_mapping_fits_the_same_headers_in_any_order_and_no_others()
    {
        var kept = ColumnMapping.FromJson(Guess("Voornaam;Naam;Kleur", null).With(2, "notes").ToJson())!;
        var reused = kept.ReusedFor(["kleur", "VOORNAAM", "Naam"])!;
        Assert.Equal(["notes", "first_name", "last_name"], reused.Columns.Select(c => c.Target));
        Assert.Equal(kept.Fingerprint, reused.Fingerprint);
        Assert.Null(kept.ReusedFor(["Voornaam", "Naam", "Maat"]));
        Assert.Null(ColumnMapping.FromJson("{}"));
        Assert.Null(ColumnMapping.FromJson("nonsense"));
    }
}

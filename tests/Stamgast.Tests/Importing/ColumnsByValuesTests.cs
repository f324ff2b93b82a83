using Stamgast.Importing.Mapping;

namespace Stamgast.Tests.Importing;

/// <summary>A header counts as far as the values of its column confirm it; some headers also depend on other columns.</summary>
public sealed class ColumnsByValuesTests
{
    private static string Targets(string headers, params string[] rows) =>
        string.Join(' ', ColumnMapping.Guess(headers.Split(';'), [.. rows.Select(r => r.Split(';'))]).Columns.Select(c => c.Target ?? "-"));

    [Fact]
    public void A_number_column_may_hold_phones_accounts_or_enterprise_numbers()
    {
        Assert.Equal("first_name last_name phone", Targets("First Name;Last Name;Number", "Lotte;Wauters;+32 478 23 14 09", "Piet;Hermans;0478 23 14 10",
            "Kaat;Wouters;09 221 33 07"));
        Assert.Equal("full_name mobile phone", Targets("Naam;Gsm;Nummer", "Lotte Wauters;0478 23 14 09;09 221 33 07",
            "Piet Hermans;0478 23 14 10;03 216 40 10"));
        Assert.Equal("full_name iban", Targets("Naam;Nr", "Lotte Wauters;BE71 0961 2345 6769", "Piet Hermans;BE68 5390 0754 7034"));
        Assert.Equal("full_name enterprise_number", Targets("Nom;Numéro", "Claes NV;0403.019.261", "Lefèvre SRL;0477.472.701"));
        Assert.Equal("full_name mobile", Targets("Naam;Klantcode", "Lotte Wauters;+32478231409", "Piet Hermans;+32478231410"));
        Assert.Equal("full_name number", Targets("Naam;Nummer", "Lotte Wauters;00001001", "Piet Hermans;00001002"));
        Assert.Equal("full_name number", Targets("Naam;Klantnummer", "Lotte Wauters;0478231409", "Piet Hermans;0478231410"));
    }

    [Fact]
    public void Mobile_numbers_without_a_plus_are_not_customer_numbers()
    {
        foreach (var header in new[] { "Numéro", "Number", "Nummer", "Nr", "" })
            Assert.Equal("full_name mobile", Targets("Nom;" + header, "Lotte Wauters;32478231409", "Piet Hermans;32 478 23 14 10"));
        Assert.Equal("full_name mobile", Targets("Name;Nummer", "Anna Klein;4915112345678", "Jean Petit;33612345678"));
        Assert.Equal("full_name number", Targets("Nom;N° client", "Lotte Wauters;32478231409", "Piet Hermans;32478231410"));
        Assert.Equal("full_name number", Targets("Nom;Numéro", "Lotte Wauters;3210000001", "Piet Hermans;3210000002"));
        Assert.Equal("full_name number", Targets("Nom;Numéro", "Lotte Wauters;32478231409", "Piet Hermans;10000000002", "Kaat Wouters;10000000003"));
    }

    [Fact]
    public void Addresses_of_the_responsible_are_not_those_of_the_customer()
    {
        Assert.Equal("full_name label - - email", Targets("Name;Owner;Owner Email;Created By;E-mail",
            "Lotte Wauters;Tom;tom@us.example;tom@us.example;lotte@w.example", "Piet Hermans;Tom;tom@us.example;tom@us.example;piet@h.example"));
        Assert.Equal("full_name label -", Targets("Naam;Naam verkoper;Contactgegevens verkoper", "Lotte Wauters;Tom;0478 23 14 09",
            "Piet Hermans;Tom;0478 23 14 09"));
        Assert.Equal(["Owner Email"], ColumnMapping.Guess(["Name", "Owner Email"], [["Lotte Wauters", "tom@us.example"]]).Unmapped);
    }

    [Fact]
    public void The_payer_is_not_part_of_the_name()
    {
        Assert.Equal("full_name company_name - - - email", Targets("Name;Billing Name;Shipping Name;Address Name;Shipping Address Name;Email",
            "Jan Peeters;Alpha NV;Els Claes;Thuis;Werk;jan@x.example", "Piet Bos;;;Kantoor;;piet@x.example"));
        Assert.Equal("- full_name -", Targets("Billing Name;Name;Delivery Name", "Els Claes;Jan Peeters;Els Claes", "Piet Bos;Piet Bos;Piet Bos"));
        Assert.Equal("first_name last_name -", Targets("First name;Last name;Billing Name", "Jan;Peeters;Els Claes"));
        Assert.Equal("full_name email", Targets("Billing Name;Email", "Jan Peeters;jan@x.example"));
    }

    [Fact]
    public void A_column_without_a_single_fitting_value_is_not_what_its_header_says()
    {
        Assert.Equal("email first_name last_name - -",
            Targets("email;firstname;lastname;website;store_view", "lotte@w.example;Lotte;Wauters;base;default", "piet@h.example;Piet;Hermans;base;default"));
        Assert.Equal("first_name last_name email", Targets("Voornaam;Naam;Bedrijf", "Lotte;Wauters;lotte@w.example", "Piet;Hermans;piet@h.example"));
        Assert.Equal("full_name address", Targets("Naam;Firma", "Lotte Wauters;Kerkstraat 12, 9000 Gent", "Piet Hermans;Markt 3, 9300 Aalst"));
        Assert.Equal("full_name city postal_code", Targets("Naam;Postcode;Plaats", "Lotte Wauters;Gent;9000", "Piet Hermans;Aalst;9300"));
        Assert.Equal("full_name - postal_code", Targets("Naam;Geboren;Postcode", "Lotte Wauters;Gent;9000", "Piet Hermans;Aalst;9300"));
    }

    [Fact]
    public void Wrong_values_among_good_ones_and_a_single_wrong_value_are_errors()
    {
        Assert.Equal("full_name email", Targets("Naam;E-mail", "Lotte Wauters;lotte", "Piet Hermans;piet@h.example", "Kaat Wouters;geen idee"));
        Assert.Equal("full_name website", Targets("Naam;Website", "Lotte Wauters;base"));
        Assert.Equal("full_name email", Targets("Naam;E-mail", "Lotte Wauters;lotte"));
        Assert.Equal("full_name vat_number", Targets("Naam;Btw-nummer", "Harmonie De Eendracht;niet btw-plichtig", "Toneelkring Moed;particulier",
            "Bedrijf;art. 44"));
        Assert.Equal("full_name -", Targets("Naam;Btw", "Lotte Wauters;21", "Piet Hermans;6 %", "Kaat Wouters;21"));
    }

    [Fact]
    public void Words_around_a_field_name_say_whose_field_it_is()
    {
        Assert.Equal("contact_name address company_name phone email", Targets("Contactnaam;Bedrijf adres;Bedrijf naam;Bedrijf telefoon;E-mail",
            "Lotte Wauters;Kerkstraat 12, 9000 Gent;De Linde bv;09 221 33 07;lotte@delinde.example"));
        Assert.Equal("full_name email - street_line city", Targets("Name;Email;Address Name;Address;City",
            "Lotte Wauters;lotte@w.example;Thuis;Kerkstraat 12;Gent", "Piet Hermans;piet@h.example;;Markt 3;Aalst"));
        Assert.Equal("full_name phone company_name address", Targets("Person - Name;Person - Phone;Organization - Name;Organization - Address",
            "Lotte Wauters;09 221 33 07;De Linde bv;Kerkstraat 12, 9000 Gent"));
        Assert.Equal("last_name first_name street house_number postal_code city",
            Targets("Naam / Naam;Naam / Voornaam;Adres / Straat;Adres / Nr;Adres / Postcode;Adres / Gemeente", "Wauters;Lotte;Kerkstraat;12;9000;Gent"));
        Assert.Equal("full_name", Targets("Naam / Voornaam", "Lotte Wauters"));
    }

    [Fact]
    public void Sub_fields_of_a_form_are_recognised_by_their_inner_words() => Assert.Equal(
        "first_name last_name email phone street_line box city - postal_code country",
        Targets("Naam (Voornaam);Naam (Achternaam);E-mailadres;Telefoon;Adres (Straat + huisnummer);Adres (Adresregel 2);Adres (Plaats);Adres (Staat / "
        + "provincie);Adres (Postcode);Adres (Land)",
            "Lotte;Wauters;lotte.wauters@post.example;0478 23 14 09;Kerkstraat 12;bus 4;Gent;Oost-Vlaanderen;9000;België"));

    [Fact]
    public void A_contact_is_the_customer_if_nobody_else_is_named()
    {
        Assert.Equal("full_name email", Targets("Contact;E-mail", "Lotte Wauters;lotte@w.example"));
        Assert.Equal("first_name last_name email", Targets("Contact voornaam;Contact naam;E-mail", "Lotte;Wauters;lotte@w.example"));
        Assert.Equal("company_name contact_name", Targets("Firma;Ansprechpartner", "De Linde bv;Lotte Wauters"));
        Assert.Equal("company_name contact_first_name contact_last_name email",
            Targets("Bedrijf;Contact voornaam;Contact achternaam;Factuur e-mail", "De Linde bv;Lotte;Wauters;info@delinde.example"));
    }

    [Fact]
    public void Customer_and_supplier_are_not_customer_types()
    {
        Assert.Equal("- number full_name", Targets("TYPE;NUMBER;NAME", "C;1;De Linde bv", "S;2;Lambert srl"));
        Assert.Equal("- number full_name", Targets("Type;Nr;Naam", "C;1;Lotte Wauters", "C;2;Piet Hermans"));
        Assert.Equal("type number full_name", Targets("Type;Nr;Naam", "C;1;De Linde bv", "P;2;Piet Hermans"));
        Assert.Equal("- number full_name", Targets("Type;Nr;Naam", "Klant;1;De Linde bv", "Leverancier;2;Lambert srl"));
    }

    [Fact]
    public void Year_month_and_day_of_birth_belong_together()
    {
        Assert.Equal("first_name last_name birth_year birth_month birth_day",
            Targets("Voornaam;Naam;Geboortejaar;Geboortemaand;Geboortedag", "Lotte;Wauters;1984;3;9", "Piet;Hermans;1990;12;7"));
        Assert.Equal("full_name birth_day birth_month birth_year",
            Targets("Nom;Jour de naissance;Mois de naissance;Année de naissance", "Lotte Wauters;9;mars;1984"));
        Assert.Equal("full_name birth_day birth_month birth_year",
            Targets("Name;Birth date - Day;Birth date - Month;Birth date - Year", "Lotte Wauters;9;3;1984"));
        Assert.Equal("full_name birth_date -", Targets("Naam;Geboortedatum;Geboortejaar", "Lotte Wauters;9/3/1984;1984"));
        Assert.Equal("full_name birth_date", Targets("Naam;Geboortedag", "Lotte Wauters;9/3/1984", "Piet Hermans;15/7/1990"));
    }
}

namespace Stamgast.Tests.Importing;

/// <summary>Exports of web shops, bookkeeping, membership and mailing programs, whose columns are vague or ambiguous.</summary>
public sealed class ExportsOfShopsAndOfficesTests
{
    [Fact]
    public async Task Customers_of_Shopify_with_apostrophes_before_their_numbers() => Assert.Equal([
            "number=7000000000001; first_name=Jozefien; last_name=Aerts; email=jozefien.aerts@post.example; phone=+32486123309; street=Karel Oomsstraat; "
                + "house_number=14; box=3; postal_code=2018; city=Antwerpen; country=BE; groups=VIP | Horeca; notes=Belt liever niet",
        ], await ExportsOfOthersTests.ImportAsync("""
            Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags
            '7000000000001,Jozefien,Aerts,jozefien.aerts@post.example,yes,,Karel Oomsstraat 14,3,Antwerpen,,BE,'2018,'+32486123309,'+32486123309,no,120.50,3,Belt liever niet,no,"VIP, Horeca"
            """));

    [Fact]
    public async Task Audience_of_Mailchimp_with_birthdays_without_a_year_and_addresses_in_a_cell() => Assert.Equal([
            "first_name=Jozefien; last_name=Aerts; email=jozefien.aerts@post.example; phone=+32486123309; street=Karel Oomsstraat; house_number=14; "
                + "postal_code=2018; city=Antwerpen; country=BE; groups=VIP | Horeca; customer_since=2024-11-30",
        ], await ExportsOfOthersTests.ImportAsync(""""
            "Email Address","First Name","Last Name",Address,"Phone Number",Birthday,MEMBER_RATING,OPTIN_TIME,CC,REGION,LEID,EUID,NOTES,TAGS
            jozefien.aerts@post.example,Jozefien,Aerts,"Karel Oomsstraat 14  Antwerpen  2018  BE",0486 12 33 09,07/30,2,"2024-11-30 13:02:00",BE,VAN,123,abc1,,"""VIP"",""Horeca"""
            """"));

    [Fact]
    public async Task Users_of_WooCommerce_whose_billing_says_their_names_and_addresses_again() => Assert.Equal([
            "number=3; first_name=Willem; last_name=de Bakker; company_name=Bakkerij; email=w.debakker@kabel.example; phone=+31624331180; street=Oudegracht; "
                + "house_number=7; postal_code=3511 AB; city=Utrecht; country=NL; customer_since=2023-02-28",
        ], await ExportsOfOthersTests.ImportAsync("""
            ID,user_login,user_email,user_registered,display_name,first_name,last_name,billing_first_name,billing_last_name,billing_company,billing_email,billing_phone,billing_address_1,billing_address_2,billing_postcode,billing_city,billing_country,shipping_address_1
            3,willem,w.debakker@kabel.example,2023-02-28 13:02:00,Wim,Willem,de Bakker,Willem,de Bakker,Bakkerij,W.deBakker@kabel.example,+31624331180,Oudegracht 7,,3511 AB,Utrecht,NL,
            """));

    [Fact]
    public async Task Contacts_of_Zoho_with_a_title_that_is_a_job() => Assert.Equal([
            "number=zcrm_1; salutation=Ms.; first_name=Jozefien; last_name=Aerts; company_name=Claes & Zonen NV; email=jozefien.aerts@post.example; "
                + "street=Karel Oomsstraat; house_number=14; postal_code=2018; city=Antwerpen; country=BE; groups=VIP | Horeca; label=Karim Haddad; "
                + "customer_since=2024-11-30",
        ], await ExportsOfOthersTests.ImportAsync("""
            Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name.id,Account Name,Email,Title,Salutation,Mailing Street,Mailing City,Mailing Zip,Mailing Country,Created Time,Tag
            zcrm_1,zcrm_9,Karim Haddad,Jozefien,Aerts,zcrm_5,Claes & Zonen NV,jozefien.aerts@post.example,Boekhoudster,Ms.,Karel Oomsstraat 14,Antwerpen,2018,Belgium,2024-11-30 10:00:00,"VIP,Horeca"
            """));

    [Fact]
    public async Task Contacts_of_Salesforce_with_a_zip_code_of_two_names() => Assert.Equal([
            "number=0033X00002abcDE; salutation=Ms.; first_name=Jozefien; last_name=Aerts; company_name=Claes & Zonen NV; email=jozefien.aerts@post.example; "
                + "street=Karel Oomsstraat; house_number=14; postal_code=2018; city=Antwerpen; country=BE; label=Karim Haddad; customer_since=2024-11-30",
        ], await ExportsOfOthersTests.ImportAsync("""
            "Salutation","First Name","Last Name","Title","Account Name","Mailing Street","Mailing City","Mailing State/Province","Mailing Zip/Postal Code","Mailing Country","Email","Account Owner","Email Opt Out","Contact ID","Created Date"
            "Ms.","Jozefien","Aerts","Boekhoudster","Claes & Zonen NV","Karel Oomsstraat 14","Antwerpen","Antwerpen","2018","Belgium","jozefien.aerts@post.example","Karim Haddad","0","0033X00002abcDE","30/11/2024"
            """));

    [Fact]
    public async Task Accounts_whose_type_is_no_kind_of_person_are_not_refused_for_it() => Assert.Equal([
            "company: number=K-1001; company_name=Claes & Zonen NV; street=Koning Albertstraat; house_number=21; postal_code=3500; city=Hasselt; country=BE; "
                + "delivery_street=Havenlaan; delivery_house_number=2; delivery_city=Genk",
        ], await ExportsOfOthersTests.ImportAsync("""
            "Id","Name","Type","BillingStreet","BillingCity","BillingPostalCode","BillingCountry","ShippingStreet","ShippingCity","AccountNumber"
            "0013X00002abcDE","Claes & Zonen NV","Customer - Direct","Koning Albertstraat 21","Hasselt","3500","Belgium","Havenlaan 2","Genk","K-1001"
            """));

    [Fact]
    public async Task Companies_of_Teamleader_where_the_number_beside_the_street_is_that_of_the_house() => Assert.Equal([
            "company: number=1; company_name=Claes & Zonen; enterprise_number=0403019261; vat_number=BE0403019261; street=Koning Albertstraat; house_number=21;"
                + " postal_code=3500; city=Hasselt; country=BE; groups=klant | VIP; customer_since=2024-11-30; notes=Goede klant",
            "company: number=2; company_name=Boulangerie Lefèvre; enterprise_number=0477472701; vat_number=BE0477472701; street=Rue Neuve; house_number=3; "
            + "postal_code=1000; city=Bruxelles; country=BE",
        ], await ExportsOfOthersTests.ImportAsync("""
            Id;Naam;BTW-nummer;Nationaal identificatienummer;Straat;Nummer;Postcode;Stad;Land;Tags;Toegevoegd op;Achtergrondinformatie
            1;Claes & Zonen;BE0403.019.261;0403.019.261;Koning Albertstraat;21;3500;Hasselt;BE;klant, VIP;30/11/2024;Goede klant
            2;Boulangerie Lefèvre;BE0477.472.701;0477.472.701;Rue Neuve;3;1000;Bruxelles;BE;;;
            """));

    [Fact]
    public async Task Answers_to_the_questions_of_a_form() => Assert.Equal([
            "first_name=Jozefien; last_name=Aerts; email=jozefien@post.example; mobile=+32486123309; street=Karel Oomsstraat; house_number=14; box=3; "
                + "postal_code=2018; city=Antwerpen",
        ], await ExportsOfOthersTests.ImportAsync("""
            Tijdstempel,Wat is je naam?,E-mailadres,Wat is je gsm-nummer?,Straat + nr,Postcode + gemeente,Telefoonnummer noodgeval
            2025/11/01 10:12:13 a.m. EET,Jozefien Aerts,jozefien@post.example,0486123309,Karel Oomsstraat 14 bus 3,2018 Antwerpen,0477 11 22 33
            """));

    [Fact]
    public async Task Customers_of_a_French_shop_with_a_second_line_and_a_number_for_Europe() => Assert.Equal([
            "company: number=C001; company_name=Boulangerie Lefèvre; vat_number=FR40303265045; street=rue Neuve; house_number=3; box=Bât. B; postal_code=75001;"
                + " city=Paris; country=FR",
        ], await ExportsOfOthersTests.ImportAsync("""
            Code client;Raison sociale;Adresse 1;Adresse 2;Code postal;Ville;Pays;N° TVA intracommunautaire
            C001;Boulangerie Lefèvre;3 rue Neuve;Bât. B;75001;Paris;France;FR40303265045
            """));

    [Fact]
    public async Task House_numbers_with_bis_are_house_numbers_too() => Assert.Equal([
            "number=9; first_name=Willem; last_name=de Bakker; street=Oudegracht; house_number=7 bis",
        ], await ExportsOfOthersTests.ImportAsync("""
            Lidnr;Voornaam;Naam;Straat;Nr
            9;Willem;de Bakker;Oudegracht;7 bis
            """));

    [Fact]
    public async Task Relations_of_Octopus_with_companies_among_the_last_names() => Assert.Equal([
            "company: number=1; company_name=Claes & Zonen NV; vat_number=BE0403019261; street=Koning Albertstraat; house_number=21; postal_code=3500; "
                + "city=Hasselt; notes=Contactpersoon: Karel Peeters",
            "number=2; first_name=Jozefien; last_name=Aerts; street=Karel Oomsstraat; house_number=14; box=3; postal_code=2018; city=Antwerpen; notes=Belt "
            + "liever niet",
        ], await ExportsOfOthersTests.ImportAsync("""
            Actief;Id;Extern relatienummer;Naam;Voornaam;Contactpersoon;Straat en nummer;Postcode;Gemeente;Btw-nummer;Opmerkingen
            A;1;1;Claes & Zonen NV;;Karel Peeters;Koning Albertstraat 21;3500;Hasselt;BE0403019261;
            A;2;2;Aerts;Jozefien;;Karel Oomsstraat 14 bus 3;2018;Antwerpen;;Belt liever niet
            """));

    [Fact]
    public async Task Contacts_of_Yuki_where_persons_have_their_name_in_parts_as_well() => Assert.Equal([
            "company: number=1001; company_name=Boulangerie Lefèvre SRL",
            "number=1002; first_name=Willem; particle=de; last_name=Bakker",
        ], await ExportsOfOthersTests.ImportAsync("""
            Contact code;Type;Naam;Voornaam;Tussenvoegsel;Achternaam
            1001;Bedrijf;Boulangerie Lefèvre SRL;;;
            1002;Persoon;Willem de Bakker;Willem;de;Bakker
            """));

    [Theory]
    [InlineData(
        "\"Externe ID\",\"Naam\",\"Is een bedrijf\",\"Gerelateerd bedrijf\",\"Straat\",\"Straat2\",\"Postcode\",\"Plaats\",\"Staat\",\"Land\",\"Labels\"",
        "ONWAAR")]
    [InlineData("\"ID externe\",\"Nom\",\"Est une société\",\"Société liée\",\"Rue\",\"Rue 2\",\"Code postal\",\"Ville\",\"État\",\"Pays\",\"Étiquettes\"",
        "FAUX")]
    [InlineData(
        "\"Externe Identifikation\",\"Name\",\"Ist ein Unternehmen\",\"Zugehöriges Unternehmen\",\"Straße\",\"Straße "
        + "2\",\"PLZ\",\"Stadt\",\"Bundesland\",\"Land\",\"Stichwörter\"", "FALSCH")]
    public async Task Partners_of_Odoo_in_other_languages(string header, string no) => Assert.Equal([
            "number=12; first_name=Jozefien; last_name=Aerts; company_name=Boulangerie Lefèvre; street=Karel Oomsstraat; house_number=14; box=3; "
                + "postal_code=2018; city=Antwerpen; country=BE; groups=Horeca | VIP",
        ], await ExportsOfOthersTests.ImportAsync($"""
            {header}
            "12","Jozefien Aerts","{no}","Boulangerie Lefèvre","Karel Oomsstraat 14","3","2018","Antwerpen","Antwerpen (BE)","België","Horeca,VIP"
            """));

    [Fact]
    public async Task People_of_Odoo_whose_company_stands_before_their_name() => Assert.Equal([
            "first_name=Jozefien; last_name=Aerts; company_name=Boulangerie Lefèvre; city=Antwerpen",
        ], await ExportsOfOthersTests.ImportAsync("""
            "Complete Name","City","Zip","Tax ID","Company Type"
            "Boulangerie Lefèvre, Jozefien Aerts","Antwerpen","","","Individual"
            """));

    [Fact]
    public async Task Members_whose_tags_have_commas_keep_groups_with_a_comma_elsewhere() => Assert.Equal([
            "number=L-12; first_name=Jozefien; last_name=Aerts; groups=Bouw, hout en metaal",
        ], await ExportsOfOthersTests.ImportAsync("""
            Lidnummer;Voornaam;Achternaam;Groepen
            L-12;Jozefien;Aerts;Bouw, hout en metaal
            """));

    [Fact]
    public async Task Middle_names_that_are_particles() => Assert.Equal([
            "first_name=Willem; particle=van den; last_name=Bakker; email=w.debakker@kabel.example",
        ], await ExportsOfOthersTests.ImportAsync("""
            First Name,Middle Name,Last Name,E-mail Address,Home Street
            Willem,van den,Bakker,w.debakker@kabel.example,
            """));

    [Fact]
    public async Task Cards_with_birthdays_without_a_year_ranked_addresses_and_groups_of_cards() => Assert.Equal([
            "first_name=Jozefien; last_name=Aerts; email=jozefien.aerts@post.example; other_emails=tweede@post.example; street=Karel Oomsstraat; "
                + "house_number=14; box=3; postal_code=2018; city=Antwerpen; country=BE",
        ], await ExportsOfOthersTests.ImportAsync("""
            BEGIN:VCARD
            VERSION:4.0
            FN:Jozefien Aerts
            N:Aerts;Jozefien;;;
            EMAIL;PREF=1:jozefien.aerts@post.example
            EMAIL;PREF=2:tweede@post.example
            ADR;TYPE=home:;;Karel Oomsstraat 14\nbus 3;Antwerpen;;2018;Belgium
            BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            FN:Vrienden
            N:Vrienden;;;;
            X-ADDRESSBOOKSERVER-KIND:group
            END:VCARD
            """, "contacts.vcf"));

    [Fact]
    public async Task A_phone_number_in_a_list_is_named_when_it_is_refused() =>
        Assert.Contains("02511", Assert.Single(await ExportsOfOthersTests.ImportAsync("""
            Voornaam;Achternaam;Telefoon;Telefoon 2
            Jozefien;Aerts;03 216 40 10;02511
            """)), StringComparison.Ordinal);
}

namespace Stamgast.Tests.Importing;

/// <summary>Rows whose values are in several columns, or in a column for something else.</summary>
public sealed class RowsOfSeveralColumnsTests
{
    private static Task<string[]> ImportAsync(string text) => ExportsOfOthersTests.ImportAsync(text);

    [Fact]
    public async Task A_company_keeps_its_contact_in_the_notes() => Assert.Equal([
            "company: company_name=De Linde bv; email=info@delinde.example; notes=CONTACT: Lotte Wauters",
        ], await ImportAsync("""
            TYPE,NAME,CONTACT,EMAIL
            company,De Linde bv,Lotte Wauters,info@delinde.example
            """));

    [Fact]
    public async Task A_company_on_two_lines_stays_a_company_and_the_second_line_is_named() => Assert.Equal([
            "line 3: field -1 import.second_number 1001",
            "company: number=1001; company_name=De Linde bv; vat_number=BE0403019261; email=lotte@delinde.example; mobile=+32478231409; street=Kerkstraat; "
            + "house_number=12; postal_code=9000; city=Gent; notes=Contactpersoon: Lotte Wauters",
            "company: number=1002; company_name=Lambert srl; vat_number=BE0477472701; email=info@lambert.example; mobile=+3281223344; street=Rue du Moulin; "
            + "house_number=17; postal_code=5000; city=Namur",
        ], (await ImportAsync("""
            Klantnummer;Bedrijfsnaam;BTW;Contactpersoon;E-mail;Gsm;Straat;Nr;Postcode;Gemeente
            1001;De Linde bv;BE0403019261;Lotte Wauters;lotte@delinde.example;0478 23 14 09;Kerkstraat;12;9000;Gent
            1001;De Linde bv;BE0403019261;Piet Hermans;piet@delinde.example;0478 23 14 10;Kerkstraat;12;9000;Gent
            1002;Lambert srl;BE0477472701;;info@lambert.example;081 22 33 44;Rue du Moulin;17;5000;Namur
            """)));

    [Fact]
    public async Task A_contact_in_columns_of_its_own_is_kept_and_an_address_for_invoices_is_the_main_one_where_there_is_no_other() => Assert.Equal([
            "company: number=1; company_name=De Linde bv; email=facturen@delinde.example; notes=Contact: Lotte Wauters",
            "number=2; first_name=Piet; last_name=Hermans; email=piet@hermans.example",
        ], await ImportAsync("""
            Relatienr;Firmanaam;Contact voornaam;Contact achternaam;E-mail facturatie
            1;De Linde bv;Lotte;Wauters;facturen@delinde.example
            2;;Piet;Hermans;piet@hermans.example
            """));

    [Fact]
    public async Task The_first_filled_one_of_columns_with_the_same_header_is_the_main_one() => Assert.Equal([
            "first_name=Lotte; last_name=Wauters; email=lotte.wauters@post.example; other_emails=lw@werk.example; phone=+3292213307; mobile=+32478231409; "
                + "notes=belt terug⏎heeft hond",
            "first_name=Piet; last_name=Hermans; email=piet.hermans@kabel.example; mobile=+32478231410",
            "first_name=Kaat; last_name=Wouters; email=kaat@wouters.example; other_emails=kw@werk.example; phone=+3292213308",
        ], await ImportAsync("""
            Naam;E-mail;E-mail;E-mail facturatie;Telefoon;Telefoon;Opmerking;Opmerking
            Lotte Wauters;lotte.wauters@post.example;lw@werk.example;;09 221 33 07;0478 23 14 09;belt terug;heeft hond
            Piet Hermans;;piet.hermans@kabel.example;;;0478 23 14 10;;
            Kaat Wouters;;kaat@wouters.example;kw@werk.example;09 221 33 08;;;
            """));

    [Fact]
    public async Task The_first_filled_one_of_columns_with_the_same_header_counts_for_an_address_too() => Assert.Equal([
            "first_name=Lotte; last_name=Wauters; street=Kerkstraat; house_number=5; postal_code=9000; city=Gent; country=BE; language=nl",
            "first_name=Piet; last_name=Hermans; street=Molenweg; house_number=3; postal_code=9300; city=Aalst; country=BE; language=fr",
        ], await ImportAsync("""
            Naam;Postcode;Postcode;Gemeente;Gemeente;Straat;Straat;Land;Land;Taal;Taal
            Lotte Wauters;;9000;;Gent;;Kerkstraat 5;;BE;;nl
            Piet Hermans;9300;niets;Aalst;Gent;Molenweg 3;Markt 9 bus 2;BE;BE;fr;nl
            """));

    [Fact]
    public async Task Year_month_and_day_make_a_date_when_all_are_there() => Assert.Equal([
            "line 5: field 7 date.impossible 31/2/1984",
            "first_name=Lotte; last_name=Wauters; birth_date=1984-03-09",
            "first_name=Piet; last_name=Hermans; birth_date=1990-12-07",
            "first_name=Kaat; last_name=Wouters",
        ], await ImportAsync("""
            Voornaam;Naam;Geboortejaar;Geboortemaand;Geboortedag
            Lotte;Wauters;1984;3;9
            Piet;Hermans;1990;december;07
            Kaat;Wouters;1990;0;0
            An;Claes;1984;2;31
            """));

    [Fact]
    public async Task A_year_alone_is_enough_for_customer_since_but_not_for_a_birth_date() => Assert.Equal([
            "first_name=Lotte; last_name=Wauters; customer_since=2010-01-01",
            "first_name=Piet; last_name=Hermans; customer_since=2011-05-01",
            "first_name=Kaat; last_name=Wouters; birth_date=1984-03-09; customer_since=2012-06-30",
        ], await ImportAsync("""
            Naam lid;Geb.;Lid sinds
            Lotte Wauters;1984;2010
            Piet Hermans;mei 1990;05/2011
            Kaat Wouters;9/3/1984;30/06/2012
            """));

    [Fact]
    public async Task A_postal_code_in_the_city_column_is_split_off() => Assert.Equal([
            "first_name=Lotte; last_name=Wauters; postal_code=9000; city=Gent",
            "first_name=Piet; last_name=Hermans; postal_code=9300; city=Aalst",
            "first_name=Kaat; last_name=Wouters; postal_code=8300; city=Knokke-Heist",
            "first_name=An; last_name=Claes; city=Genk",
        ], await ImportAsync("""
            Naam;Gemeente;Land
            Lotte Wauters;9000 Gent;
            Piet Hermans;Aalst 9300;
            Kaat Wouters;Knokke-Heist (8300);
            An Claes;Genk;
            """));

    [Fact]
    public async Task Odoo_addresses_stored_as_contacts_are_not_customers() => Assert.Equal([
            "line 3: field -1 import.child_address De Linde bv, Leveradres",
            "line 4: field -1 import.child_address De Linde bv, Invoice Address",
            "company: company_name=De Linde bv; city=Gent",
            "first_name=Lotte; last_name=Wauters; company_name=De Linde bv; city=Gent",
        ], await ImportAsync("""
            "Complete Name","Related Company","Address Type","City","Zip","Tax ID","Company Type"
            "De Linde bv","","Contact","Gent","","","Company"
            "De Linde bv, Leveradres","De Linde bv","Delivery Address","Aalst","","","Individual"
            "","De Linde bv","Invoice Address","Aalst","","","Individual"
            "De Linde bv, Lotte Wauters","De Linde bv","Contact","Gent","","","Individual"
            """));
}

using System.Text;
using Microsoft.Playwright;

namespace Stamgast.App.Browser;

/// <summary>The small world as files to import.</summary>
internal static class SomeFile
{
    /// <summary>Six valid rows and one with an invalid e-mail address.</summary>
    public static readonly FilePayload Customers = Csv("klanten.csv", """
        Klantnummer;Type;Voornaam;Achternaam;Bedrijf;E-mail;Telefoon;Straat;Huisnummer;Postcode;Gemeente;Land;Taal;Verantwoordelijke;Groep
        C-10023;persoon;Jozefien;Aerts;;jozefien.aerts@post.example;0486 12 33 09;Karel Oomsstraat;14;2018;Antwerpen;België;nl;Karim;Retail
        ;persoon;Josefien;Aerts;;j.aerts@post.example;0486 12 33 09;K. Oomsstraat;14;2018;Antwerpen;België;nl;Karim;
        C-20417;persoon;Willem;de Bakker;;w.debakker@kabel.example;+31 6 2433 1180;Oudegracht;7;3511 AB;Utrecht;Nederland;nl;Nadia;Retail
        C-00871;bedrijf;;;Boulangerie Lefèvre SRL;compta@lefevre.example;02 511 40 22;Rue Neuve;3;1000;Bruxelles;België;fr;Nadia;Horeca
        C-00112;bedrijf;;;Claes & Zonen NV;;011 22 80 14;Koning Albertstraat;21;3500;Hasselt;België;nl;Karim;
        C-18802;persoon;Marie-Claire;D'Hondt;;mc.dhondt@lucht.example;09 225 18 73;Coupure;55;9000;Gent;België;nl;;
        C-22090;persoon;Youssef;El Amrani;;youssef.elamrani@mail;0470 91 55 20;Gentsesteenweg;10;1080;Molenbeek;België;fr;Nadia;
        """);

    /// <summary>One customer with another e-mail address, one in another town, one as before, one new.</summary>
    public static readonly FilePayload Update = Csv("klanten-november.csv", """
        Klantnummer;Type;Voornaam;Achternaam;Bedrijf;E-mail;Gemeente
        C-10023;persoon;Jozefien;Aerts;;jozefien@nieuw.example;Antwerpen
        C-00871;bedrijf;;;Boulangerie Lefèvre SRL;compta@lefevre.example;Ixelles
        C-20417;persoon;Willem;de Bakker;;w.debakker@kabel.example;Utrecht
        C-30001;persoon;Youssef;El Amrani;;youssef.elamrani@mail.example;Molenbeek
        """);

    /// <summary>A name in broken letters, a phone number with an extension, dates that can be read both ways, a total at the end.</summary>
    public static readonly FilePayload Messy = Csv("ledenlijst.csv", """
        Klantnummer;Voornaam;Achternaam;Telefoon;Geboortedatum;Gemeente
        C-1;ZoÃ«;Aerts;0486 12 33 09;03/04/1985;Antwerpen
        C-2;Willem;de Bakker;02 511 40 22 x12;05/06/1970;Utrecht

        C-3;Marie-Claire;D'Hondt;+32 486 12 33 10;;Gent
        Totaal;;;;;3
        """);

    /// <summary>A real-life list: an unknown header above the names, years and seasons where a day is expected.</summary>
    public static readonly FilePayload OwnList = Csv("ledenlijst.csv", """
        Wie;Mail;Inschrijving op;Gemeente
        Jozefien Aerts;jozefien.aerts@post.example;zomer;Antwerpen
        Willem de Bakker;w.debakker@kabel.example;winter;Utrecht
        Marie-Claire D'Hondt;mc.dhondt@lucht;2019-03-01;Gent
        Youssef El Amrani;youssef.elamrani@mail;2020-05-06;Molenbeek
        Nadia Claes;nadia.claes@post.example;2021-09-01;Hasselt
        Karim Haddad;karim.haddad@post.example;2022-09-01;Hasselt
        Els Peeters;els.peeters@post.example;2023-09-01;Gent
        """);

    /// <summary>Five changed fields, one wrong cell far to the right, and a row that resembles a customer.</summary>
    public static readonly FilePayload ManyChanges = Csv("wijzigingen.csv", """
        Klantnummer;Type;Voornaam;Achternaam;Bedrijf;E-mail;Telefoon;Straat;Huisnummer;Postcode;Gemeente;IBAN
        C-10023;persoon;Jozefien;Aerts;;jozefien@nieuw.example;0486 12 33 10;Meir;1;2000;Brugge;
        C-20417;persoon;Willem;de Bakker;;willem@kabel.example;+31 6 2433 1181;Neude;2;3512 AB;Amersfoort;
        C-00871;bedrijf;;;Boulangerie Lefèvre SRL;compta@lefevre.example;;;;;;BE00 0000 0000 0000
        ;persoon;Marie;Dhondt;;mc.dhondt@lucht.example;;;;;Brugge;
        """);

    /// <summary>An XML spreadsheet with three sheets, the second of which is empty.</summary>
    public static readonly FilePayload Sheets = Csv("leden.xml", $"""
        <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="2025"><Table>{Row("Klantnummer", "Voornaam", "Achternaam")}{Row("C-1", "Jozefien", "Aerts")}</Table></Worksheet>
        <Worksheet ss:Name="Leeg"><Table></Table></Worksheet>
        <Worksheet ss:Name="2026"><Table>{Row("Klantnummer", "Voornaam", "Achternaam")}{Row("C-2", "Willem", "de Bakker")}</Table></Worksheet></Workbook>
        """);

    private static string Row(params string[] cells) => $"<Row>{string.Concat(cells.Select(c => $"<Cell><Data ss:Type=\"String\">{c}</Data></Cell>"))}</Row>";

    private static FilePayload Csv(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };
}

using System.Text;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>Exports of other programs, from the original file to the resulting customers.</summary>
public sealed class ExportsOfOthersTests
{
    [Fact]
    public async Task Partners_of_Odoo_by_the_names_that_people_see() => Assert.Equal([
            "company: number=__export__.res_partner_12_1f; company_name=Boulangerie Lefèvre; vat_number=BE0477472701; email=compta@lefevre.example; "
                + "phone=+3225114022; street=Rue Neuve; house_number=3; postal_code=1000; city=Bruxelles; country=BE; language=fr-BE; groups=Horeca | VIP; "
                + "label=Nadia; website=https://lefevre.example",
            "number=__export__.res_partner_13_2a; salutation=Madam; first_name=Jozefien; last_name=Aerts; company_name=Boulangerie Lefèvre; "
            + "email=jozefien.aerts@post.example; mobile=+32486123309; street=Karel Oomsstraat; house_number=14; box=bus 3; postal_code=2018; city=Antwerpen; "
            + "country=BE; language=nl-BE; label=Karim; notes=Belt liever niet.",
        ], await ImportAsync("""
            "External ID","Name","Is a Company","Related Company","Street","Street2","Zip","City","State","Country","Tax ID","Phone","Mobile","Email","Website","Language","Tags","Reference","Salesperson","Notes","Title","Job Position","Active"
            "__export__.res_partner_12_1f","Boulangerie Lefèvre","True","","Rue Neuve 3","","1000","Bruxelles","","Belgium","BE0477472701","+32 2 511 40 22","","compta@lefevre.example","https://lefevre.example","French (BE) / Français (BE)","Horeca,VIP","","Nadia","","","","True"
            "__export__.res_partner_13_2a","Jozefien Aerts","False","Boulangerie Lefèvre","Karel Oomsstraat 14","bus 3","2018","Antwerpen","Antwerpen (BE)","Belgium","","","+32 486 12 33 09","jozefien.aerts@post.example","","Dutch (BE) / Nederlands (BE)","","","Karim","Belt liever niet.","Madam","Boekhoudster","True"
            """));

    [Fact]
    public async Task Partners_of_Odoo_by_the_names_of_its_fields() => Assert.Equal([
            "company: number=7; company_name=Claes & Zonen; vat_number=BE0403019261; email=info@claes.example; phone=+3211228014; street=Koning Albertstraat; "
                + "house_number=21; postal_code=3500; city=Hasselt; country=BE; language=nl-BE; groups=Retail; label=Karim",
            "number=8; first_name=Willem; last_name=de Bakker; email=w.debakker@kabel.example; mobile=+31624331180; street=Oudegracht; house_number=7; "
            + "postal_code=3511 AB; city=Utrecht; country=NL; language=nl-NL",
        ], await ImportAsync("""
            id,name,company_type,parent_id,street,street2,zip,city,state_id,country_id/id,country_id,vat,phone,mobile,email,website,lang,category_id,ref,user_id,comment,title,function,active
            7,Claes & Zonen,company,,Koning Albertstraat 21,,3500,Hasselt,Limburg (BE),base.be,Belgium,BE 0403.019.261,011 22 80 14,,info@claes.example,,nl_BE,Retail,,Karim,,,,True
            8,Willem de Bakker,person,,Oudegracht 7,,3511 AB,Utrecht,,base.nl,Netherlands,,,+31 6 2433 1180,w.debakker@kabel.example,,nl_NL,,,,,,,True
            """));

    [Fact]
    public async Task Contacts_of_HubSpot() => Assert.Equal([
            "number=251; first_name=Jozefien; last_name=Aerts; company_name=Claes & Zonen NV; email=jozefien.aerts@post.example; "
                + "other_emails=j.aerts@werk.example | jozefien@thuis.example; phone=+3232164010; mobile=+32486123309; street=Karel Oomsstraat; "
                + "house_number=14; box=3; postal_code=2018; city=Antwerpen; country=BE; language=nl-BE; label=Karim Haddad (karim@kantoor.example); "
                + "customer_since=2024-11-30",
            "number=252; first_name=Willem; last_name=de Bakker; email=w.debakker@kabel.example; postal_code=3511 AB; city=Utrecht; country=NL; language=nl; "
            + "customer_since=2025-03-04",
        ], await ImportAsync("""
            "Record ID","First Name","Last Name","Email","Additional email addresses","Phone Number","Mobile Phone Number","Contact owner","Last Activity Date (CET)","Lead Status","Marketing contact status","Create Date (CET)","Associated Company","Street Address","City","Postal Code","Country/Region","Preferred language","Lifecycle Stage"
            "251","Jozefien","Aerts","jozefien.aerts@post.example","j.aerts@werk.example;jozefien@thuis.example","+32 3 216 40 10","+32 486 12 33 09","Karim Haddad (karim@kantoor.example)","2026-01-03 09:12","New","Marketing contact","2024-11-30 14:02","Claes & Zonen NV","Karel Oomsstraat 14 bus 3","Antwerpen","2018","Belgium","nl-be","Customer"
            "252","Willem","de Bakker","w.debakker@kabel.example","","","","","","","Non-marketing contact","2025-03-04 08:00","","","Utrecht","3511 AB","Netherlands","nl","Lead"
            """));

    [Theory]
    [InlineData(
        "Code;Naam;Adresregel 1;Adresregel 2;Postcode;Plaats;Land;Telefoon;E-mailadres;Website;Btw-nummer;KvK-nummer;Taal;Status;Accountmanager;Startdatum")]
    [InlineData(
        "Code;Account name;Address line 1;Address line 2;Postcode;City;Country;Phone;Email;Website;VAT number;Chamber of commerce;Language;Status;"
        + "Accountmanager;Start date")]
    public async Task Relations_of_Exact_Online(string header) => Assert.Equal([
            "company: number=1001; company_name=Claes & Zonen NV; vat_number=BE0403019261; email=info@claes.example; phone=+3211228014; street=Koning "
                + "Albertstraat; house_number=21; postal_code=3500; city=Hasselt; country=BE; language=nl; label=Karim Haddad; "
                + "website=https://www.claes.example; customer_since=2019-02-01",
            "number=1002; first_name=Willem; last_name=de Bakker; email=w.debakker@kabel.example; phone=+31624331180; street=Oudegracht; house_number=7; "
            + "postal_code=3511 AB; city=Utrecht; country=NL; language=nl; customer_since=2021-10-15",
        ], await ImportAsync(header + """

                           1001;Claes & Zonen NV;Koning Albertstraat 21;;3500;Hasselt;BE;011 22 80 14;info@claes.example;www.claes.example;BE0403019261;;NL;Klant;Karim Haddad;01-02-2019
                           1002;Willem de Bakker;Oudegracht 7;;3511 AB;Utrecht;NL;+31 6 2433 1180;w.debakker@kabel.example;;;;NL;Klant;;15-10-2021
            """));

    [Fact]
    public async Task Contacts_of_Google_as_they_are_today() => Assert.Equal([
            "salutation=Mevr.; first_name=Jozefien; last_name=Aerts; birth_date=1985-07-30; email=jozefien.aerts@post.example; "
                + "other_emails=j.aerts@werk.example; phone=+32486123309; other_phones=+3232164010; street=Karel Oomsstraat; house_number=14; postal_code=2018;"
                + " city=Antwerpen; country=BE; groups=Retail; notes=eerste⏎tweede",
            "company: company_name=Boulangerie Lefèvre; email=compta@lefevre.example; phone=+3225114022",
        ], await ImportAsync("""
            First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value
            Jozefien,,Aerts,,,,Mevr.,,,,,,,1985-07-30,"eerste
            tweede",https://lh3.googleusercontent.example/x,Retail ::: * myContacts,* Home,jozefien.aerts@post.example ::: j.aerts@werk.example,,,Mobile,+32 486 12 33 09 ::: +32 3 216 40 10,,,Home,"Karel Oomsstraat 14
            2018 Antwerpen
            BE",Karel Oomsstraat 14,Antwerpen,,,2018,BE,,,
            ,,,,,,,,,,Boulangerie Lefèvre,,, --03-12,,,* myContacts,* Work,compta@lefevre.example,,,Work,02 511 40 22,,,,,,,,,,,,,
            """));

    [Fact]
    public async Task Contacts_of_Google_as_they_were() => Assert.Equal([
            "first_name=Willem; last_name=de Bakker; birth_date=1970-01-02; company_name=Bakkerij; email=w.debakker@kabel.example; mobile=+31624331180; "
                + "street=Oudegracht; house_number=7; postal_code=3511 AB; city=Utrecht; country=NL; groups=Retail",
        ], await ImportAsync("""
            Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title
            Willem de Bakker,Willem,,de Bakker,,,,,,,,,,,1970-01-02,,,,,,,,,,,,,,* myContacts ::: Retail,* ,w.debakker@kabel.example,Mobile,+31 6 2433 1180,Home,"Oudegracht 7
            3511 AB Utrecht",Oudegracht 7,Utrecht,,,3511 AB,Nederland,,,Bakkerij,
            """));

    [Theory]
    [InlineData("nl",
        "Titel,Voornaam,Middelste naam,Achternaam,Achtervoegsel,Bedrijf,Afdeling,Functie,\"Werkadres, straat\",\"Werkadres 2, straat\",\"Werkadres, "
        + "plaats\",\"Werkadres, provincie\",\"Werkadres, postcode\",Land/regio (werk),\"Huisadres, straat\",\"Huisadres, plaats\",\"Huisadres, "
        + "postcode\",Land/regio (thuis),Fax op werk,Telefoon op werk,Telefoon thuis,Mobiele telefoon,Categorieën,E-mailadres,E-mailtype,Weergavenaam voor "
        + "e-mail,E-mailadres 2,Geslacht,Notities,Partner,Prioriteit,Privé,Taal,Verjaardag,Webpagina", "0-0-00", "Niet-gespecificeerd")]
    [InlineData("fr",
        "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Rue (bureau),Rue (bureau) 2,Ville (bureau),Dép/Région (bureau),Code postal "
        + "(bureau),Pays/Région (bureau),Rue (domicile),Ville (domicile),Code postal (domicile),Pays/Région (domicile),Télécopie (bureau),Téléphone "
        + "(bureau),Téléphone (domicile),Tél. mobile,Catégories,Adresse de messagerie,Type de messagerie,Nom complet de l'adresse de messagerie,Adresse de "
        + "messagerie 2,Sexe,Notes,Conjoint(e),Priorité,Privé,Langue,Anniversaire,Page Web", "0/0/00", "Non spécifié")]
    [InlineData("de",
        "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,Straße geschäftlich 2,Ort geschäftlich,Region "
        + "geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Straße privat,Ort privat,Postleitzahl privat,Land/Region privat,Fax "
        + "geschäftlich,Telefon geschäftlich,Telefon (privat),Mobiltelefon,Kategorien,E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,E-Mail 2: "
        + "Adresse,Geschlecht,Notizen,Partner/in,Priorität,Privat,Sprache,Geburtstag,Webseite", "0.0.00", "Keine Angabe")]
    [InlineData("en",
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,Business City,Business State,Business "
        + "Postal Code,Business Country/Region,Home Street,Home City,Home Postal Code,Home Country/Region,Business Fax,Business Phone,Home Phone,Mobile "
        + "Phone,Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Gender,Notes,Spouse,Priority,Private,Language,Birthday,Web Page",
        "0/0/00", "Unspecified")]
    public async Task Contacts_of_Outlook_in_four_languages(string language, string header, string noDate, string noGender) => Assert.Equal([
            "salutation=Mevr.; first_name=Jozefien; last_name=Aerts; email=jozefien.aerts@post.example; other_emails=j.aerts@werk.example; mobile=+32486123309;"
                + " other_phones=+3232164010; street=Karel Oomsstraat; house_number=14; box=3; postal_code=2018; city=Antwerpen; country=BE; "
                + "delivery_street=Meir; delivery_house_number=1; delivery_postal_code=2000; delivery_city=Antwerpen; delivery_country=BE; groups=Retail | VIP;"
                + " website=https://www.aerts.example; notes=eerste⏎tweede",
            "company: company_name=Claes & Zonen NV; email=info@claes.example; other_phones=+3211228014; street=Koning Albertstraat; house_number=21; "
            + "postal_code=3500; city=Hasselt; country=BE",
        ], await ImportAsync($"""
            {header}
            "Mevr.","Jozefien","Maria","Aerts","","","","","Meir 1","","Antwerpen","","2000","België","Karel Oomsstraat 14 bus 3","Antwerpen","2018","België","03 216 40 11","03 216 40 10","","0486 12 33 09","Retail;VIP","jozefien.aerts@post.example","SMTP","Jozefien Aerts (jozefien.aerts@post.example)","j.aerts@werk.example","{noGender}","eerste{"\n"}tweede","Willem","Normaal","Onwaar","","{noDate}","www.aerts.example"
            "","","","","","Claes & Zonen NV","","","","","","","","","Koning Albertstraat 21","Hasselt","3500","België","","011 22 80 14","","","","info@claes.example","SMTP","","","{noGender}","","","Normaal","Onwaar","","{noDate}",""
            """, "contacts-" + language + ".csv"));

    [Fact]
    public async Task Contacts_of_Outlook_who_have_only_an_address_at_work_get_that_one() => Assert.Equal([
            "first_name=Willem; last_name=de Bakker; company_name=Bakkerij; email=w.debakker@kabel.example; other_phones=+31302314010; street=Oudegracht; "
                + "house_number=7; postal_code=3511 AB; city=Utrecht; country=NL",
        ], await ImportAsync("""
            First Name,Last Name,Company,Business Street,Business City,Business Postal Code,Business Country/Region,Home Street,Home City,Home Postal Code,E-mail Address,Business Phone
            Willem,de Bakker,Bakkerij,Oudegracht 7,Utrecht,3511 AB,Netherlands,,,,w.debakker@kabel.example,+31 30 231 40 10
            """));

    [Fact]
    public async Task Cards_of_old_and_new_phones_in_one_file() => Assert.Equal([
            "first_name=Zoë; last_name=Lefèvre; email=zoe@lefevre.example; phone=+3225114022; mobile=+32470915520; street=Rue Neuve; house_number=3; box=4; "
                + "postal_code=1000; city=Bruxelles; country=BE; notes=préfère le français",
            "first_name=Jozefien; last_name=Aerts; birth_date=1985-07-30; company_name=Claes & Zonen NV; email=jozefien.aerts@post.example; "
            + "other_emails=j.aerts@werk.example; mobile=+32486123309; street=Karel Oomsstraat; house_number=14; postal_code=2018; city=Antwerpen; country=BE; "
            + "groups=Retail | VIP; notes=eerste⏎tweede, met komma",
            "company: company_name=Boulangerie Lefèvre; email=compta@lefevre.example; phone=+3225114022; street=Rue Neuve; house_number=3; postal_code=1000; "
            + "city=Bruxelles; country=BE; language=fr-BE; website=https://lefevre.example",
        ], await ImportAsync("""
            BEGIN:VCARD
            VERSION:2.1
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=AB;;;
            FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB Lef=C3=A8vre
            TEL;CELL;PREF:0470 91 55 20
            TEL;HOME:02 511 40 22
            EMAIL;HOME:zoe@lefevre.example
            ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Rue Neuve 3 bo=C3=AEte =
            4;Bruxelles;;1000;Belgique
            NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:pr=E9f=E8re le fran=E7ais
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            PRODID:-//Apple Inc.//iPhone OS 17//EN
            N:Aerts;Jozefien;;;
            FN:Jozefien Aerts
            ORG:Claes & Zonen NV;Boekhouding
            item1.EMAIL;type=INTERNET;type=pref:jozefien.aerts@post.exam
             ple
            item1.X-ABLabel:_$!<Other>!$_
            EMAIL;type=INTERNET;type=WORK:j.aerts@werk.example
            TEL;type=CELL;type=VOICE;type=pref:+32 486 12 33 09
            ADR;type=HOME;type=pref:;;Karel Oomsstraat 14;Antwerpen;;2018;België
            BDAY:1985-07-30
            CATEGORIES:Retail,VIP
            NOTE:eerste\ntweede\, met komma
            PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
             2wBDAAUDBAQEAwUEBAQF
            END:VCARD
            BEGIN:VCARD
            VERSION:4.0
            KIND:org
            FN:Boulangerie Lefèvre
            ORG:Boulangerie Lefèvre
            TEL;VALUE=uri;TYPE="voice,work":tel:+32-2-511-40-22
            EMAIL:compta@lefevre.example
            URL:https://lefevre.example
            LANG;PREF=1:fr-BE
            ADR;LABEL="Rue Neuve 3\n1000 Bruxelles":;;Rue Neuve 3;Bruxelles;;1000;Belgium
            END:VCARD
            """, "contacts.vcf"));

    /// <summary>The refused rows of a file, and the customers it creates.</summary>
    internal static async Task<string[]> ImportAsync(string text, string name = "export.csv")
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var path = Path.Combine(place.Folder, name);
        await File.WriteAllTextAsync(path, text.ReplaceLineEndings("\r\n"), new UTF8Encoding(false));
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin(name, Actor.CommandLine).Id, path, new ImportOptions());
        var problems = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Errors, 0, 10)
            .SelectMany(r => r.Problems.Select(p => $"line {r.Line}: field {p.Field} {p.Code} {p.Text}")).ToList();
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        using var context = customers.NewContext();
        var lookup = new CustomerLookup(customers, Viewer.System);
        return [.. problems, .. context.Customers.OrderBy(c => c.Id).Select(c => c.Id).ToList().Select(id => Shown(lookup.Find(id)!.Values))];
    }

    private static readonly int[] Usual = [CustomerFields.Type, CustomerFields.Active, CustomerFields.AllowMerge, CustomerFields.Newsletter,
        CustomerFields.ObfuscateEnabled, CustomerFields.Gender];

    private static string Shown(CustomerValues values) => (values[CustomerFields.Type] == "company" ? "company: " : "") +
        string.Join("; ", CustomerFields.All.Where(f => values[f] is { Length: > 0 } && !Usual.Contains(f.Ordinal))
        .Select(f => $"{f.Name}={values[f]!.Replace("\n", "⏎", StringComparison.Ordinal)}"));
}

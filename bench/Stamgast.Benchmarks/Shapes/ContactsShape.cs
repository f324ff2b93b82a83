using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>
/// Customers of a Belgian shop under Dutch headings, persons and companies, with numbers that tell them apart: colleagues who share the address of
/// their office ("info@"), families with one e-mail address, namesakes, companies of one name and e-mail address with VAT numbers of their own,
/// people who moved and are written the wrong way round or with an initial, and rows that hold little.
/// </summary>
internal static class ContactsShape
{
    private static readonly string[] Headings = ("voornaam;achternaam;bedrijf;geboortedatum;e-mail;telefoon;straat;huisnummer;postcode;gemeente;"
        + "btw-nummer;rijksregisternummer").Split(';');
    private const int First = 0, Last = 1, Born = 3, Mail = 4, Phone = 5, Street = 6, House = 7, Code = 8, Town = 9, Vat = 10, National = 11;

    private static readonly string[] Given =
        ("jan piet luc marc dirk johan peter koen tom bart stijn wim kris geert jef emma emiel jana louis louise lotte lucas noor nora mila milan anna an els "
        + "katrien sofie sarah laura julie lien ilse greet hilde rita maria").Split(' ');

    public static InventedTable Make(Invention invention, int customers)
    {
        var table = new InventedTable(Headings);
        var towns = invention.Words(120);
        var family = invention.Frequent(invention.Words(900), 0.9);
        var streets = invention.Words(500).Select(w => w + invention.One("straat", "laan", "weg")).ToArray();
        string[] Place()
        {
            var town = invention.Random.Next(towns.Length);
            return [invention.One(streets), invention.Number(1, 150), (1000 + town * 70).ToString(CultureInfo.InvariantCulture), towns[town]];
        }
        var entity = 0;
        void Add(string[] cells)
        {
            table.Add(entity, cells);
            if (invention.Chance(0.12)) table.Add(entity, Again(invention, [.. cells], Place));
            if (invention.Chance(0.03)) table.Add(entity, Again(invention, [.. cells], Place));
            entity++;
        }
        while (entity < customers)
        {
            var (place, name) = (Place(), family());
            var shared = invention.Random.Next(10);
            if (shared == 0)
            {
                // An office: a handful of people behind one address, telephone and e-mail address.
                var (mail, phone) = ($"{invention.One("info", "kantoor", "boekhouding", "mail")}@{name}{entity}.example", Telephone(invention));
                for (var left = invention.Between(2, 9); left > 0; left--) Add(Person(invention, family(), place, phone, mail));
            }
            else if (shared <= 3)
            {
                var (mail, phone) = ($"familie.{name}{invention.Number(1, 99)}@post.example", Telephone(invention));
                for (var left = invention.Between(2, 5); left > 0; left--)
                    Add(Person(invention, name, place, invention.Chance(0.5) ? phone : Telephone(invention), invention.Chance(0.5) ? mail : ""));
            }
            else if (shared == 4)
            {
                // One company name and e-mail address, several legal persons.
                var (company, mail) = ($"{invention.One("bakkerij", "garage", "bouw", "immo", "apotheek")} {name}", $"info@{name}.example");
                for (var left = invention.One(1, 1, 2, 3); left > 0; left--)
                    Add(["", "", company + invention.One(" bv", " nv", " bvba", ""), "", mail, invention.Chance(0.6) ? Telephone(invention) : "",
                        .. invention.Chance(0.5) ? place : Place(), "BE0" + invention.Number(400_000_000, 799_999_999), ""]);
            }
            else Add(Person(invention, name, place, Telephone(invention), ""));
        }
        return table;
    }

    private static string[] Person(Invention invention, string family, string[] place, string phone, string mail)
    {
        var first = invention.One(Given);
        var born = invention.Date(1935, 2008);
        var knows = invention.Chance(0.85);
        if (mail.Length == 0 && invention.Chance(0.6))
            mail = $"{first}.{family}{(invention.Chance(0.5) ? invention.Number(1, 9999) : "")}@{invention.One("post", "brief", "mail", "web")}.example";
        return [first, family, "", invention.Chance(0.6) ? born.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "", mail,
            invention.Chance(0.6) ? phone : "", .. knows ? place : ["", "", "", ""], "", invention.Chance(0.4)
            ? born.ToString("yyMMdd", CultureInfo.InvariantCulture) + invention.Number(10_000, 99_999) : ""];
    }

    private static string[] Again(Invention invention, string[] cells, Func<string[]> place)
    {
        for (var errors = invention.One(1, 1, 2, 2, 3, 4); errors > 0; errors--)
        {
            switch (invention.Random.Next(10))
            {
                case 0: place().CopyTo(cells, Street); break;
                case 1: (cells[First], cells[Last]) = (cells[Last], cells[First]); break;
                case 2: cells[First] = cells[First].Length > 0 ? cells[First][..1] : ""; break;
                case 3: cells[Born] = ""; break;
                case 4: cells[Code] = cells[Street] = cells[House] = ""; break;
                case 5: cells[Last] = invention.Typo(cells[Last]); break;
                case 6: cells[Mail] = ""; break;
                case 7: cells[National] = cells[National].Length > 0 && invention.Chance(0.3) ? invention.Typo(cells[National]) : ""; break;
                case 8: cells[Phone] = invention.One("", cells[Phone]); break;
                default: cells[Vat] = cells[Vat].Length > 0 && invention.Chance(0.3) ? invention.Typo(cells[Vat]) : cells[Vat]; break;
            }
        }
        return cells;
    }

    private static string Telephone(Invention invention) => "04" + invention.Number(10_000_000, 99_999_999);
}

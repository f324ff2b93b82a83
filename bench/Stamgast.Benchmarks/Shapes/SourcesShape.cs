using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>
/// Persons and companies of three systems in one table, each of which fills other columns: relatives at one address, father and son of one name, women
/// under two last names, offices that share a telephone, an e-mail address for a whole company, names in another script, rows of a name and a town.
/// </summary>
internal static class SourcesShape
{
    private static readonly string[] Headings = ("DATA_SOURCE;NAME_FULL;NAME_ORG;DATE_OF_BIRTH;GENDER;ADDR_FULL;ADDR_CITY;ADDR_POSTAL_CODE;PHONE_NUMBER;"
        + "EMAIL_ADDRESS;NATIONAL_ID_NUMBER;TAX_ID_NUMBER").Split(';');
    private static readonly string[] Men =
        "robert william john michael edward james richard thomas charles joseph george frank peter daniel anthony kenneth steven andrew henry walter"
        .Split(' ');
    private static readonly string[] Women =
        "margaret elizabeth mary patricia susan jennifer linda barbara sarah karen nancy dorothy catherine anna helen deborah carol ruth alice emma".Split(' ');
    private static readonly Dictionary<string, string[]> Nicknames =
        ("robert:bob,rob william:bill,will michael:mike edward:ed,eddie,ted james:jim richard:dick,rick thomas:tom charles:charlie joseph:joe "
        + "margaret:peggy,maggie elizabeth:liz,beth patricia:pat susan:sue jennifer:jen deborah:debbie catherine:kate,cathy daniel:dan anthony:tony "
        + "kenneth:ken steven:steve andrew:andy")
        .Split(' ').Select(n => n.Split(':')).ToDictionary(n => n[0], n => n[1].Split(','));

    private sealed record Person(string First, string Middle, string Family, string Suffix, string Maiden, DateOnly Born, string Sex, string Street,
        string Town, string Code, string Phone, string Mail, string National);

    public static InventedTable Make(Invention invention, int households, int companies)
    {
        var table = new InventedTable(Headings);
        var families = invention.Frequent(invention.Words(900), 0.8);
        var towns = invention.Words(60);
        var streets = invention.Words(300);
        var entity = 0;
        (string, string, string) Place()
        {
            var town = invention.Random.Next(towns.Length);
            return ($"{invention.Between(1, 300)} {invention.One(streets)} {invention.One("st", "ave", "rd")}", towns[town],
                (20_000 + town * 7).ToString(CultureInfo.InvariantCulture));
        }
        for (var h = 0; h < households; h++)
            foreach (var person in Household(invention, families(), Place(), invention.Between(1, 4)))
            {
                var copies = invention.One(1, 1, 1, 2, 2, 3, 4);
                for (var i = 0; i < copies; i++) table.Add(entity, Row(invention, person, i == 0 ? 0 : 1, Place));
                entity++;
            }
        for (var c = 0; c < companies; c++)
        {
            var (street, town, code) = Place();
            var name = $"{families()} {invention.One("trading", "holdings", "motors", "foods", "consulting", "shipping")}";
            var (tax, phone, mail) = (Number(invention, 9), Number(invention, 10), $"info@{name.Replace(" ", "", StringComparison.Ordinal)}.example");
            var copies = invention.One(1, 1, 2, 3);
            for (var i = 0; i < copies; i++) table.Add(entity, Company(invention, name, street, town, code, phone, mail, tax));
            entity++;
            if (!invention.Chance(0.06)) continue;
            // A subsidiary: its name begins alike and it shares the telephone and the address.
            var sister = $"{name} {invention.One("international", "finance", "services")}";
            var sisterTax = Number(invention, 9);
            for (var i = invention.Between(1, 2); i > 0; i--) table.Add(entity, Company(invention, sister, street, town, code, phone, mail, sisterTax));
            entity++;
        }
        return table;
    }

    private static IEnumerable<Person> Household(Invention invention, string family, (string Street, string Town, string Code) place, int members)
    {
        var (phone, mail) = (Number(invention, 10), $"{family}{invention.Number(1, 99)}@post.example");
        var head = Invented(invention, family, place, phone, mail, invention.Between(1930, 1960), invention.Chance(0.5) ? "M" : "F");
        var hasNamesake = head.Sex == "M" && members > 1 && invention.Chance(0.25);
        yield return hasNamesake ? head with { Suffix = "sr" } : head;
        for (var m = 1; m < members; m++)
        {
            var other = Invented(invention, family, place, phone, mail, invention.Between(m == 1 ? 1930 : 1962, m == 1 ? 1965 : 1990),
                m == 1 && head.Sex == "M" && !hasNamesake ? "F" : invention.One("M", "F"));
            if (hasNamesake && m == 1)
                other = other with { First = head.First, Middle = head.Middle, Suffix = "jr", Sex = "M",
                    Born = invention.Date(head.Born.Year + 20, head.Born.Year + 35) };
            yield return other;
        }
    }

    private static Person Invented(Invention invention, string family, (string Street, string Town, string Code) place, string phone, string mail, int year,
        string sex)
    {
        var first = invention.One(sex == "M" ? Men : Women);
        return new(first, invention.Chance(0.5) ? invention.One(sex == "M" ? Men : Women) : "", family, "",
            sex == "F" && invention.Chance(0.3) ? invention.Words(1)[0] : "", invention.Date(year, year), sex, place.Street, place.Town, place.Code,
            invention.Chance(0.5) ? phone : Number(invention, 10),
            invention.Chance(0.3) ? mail : $"{first}.{family}{invention.Number(1, 99)}@brief.example", Number(invention, 9));
    }

    private static string[] Row(Invention invention, Person person, int spoilt, Func<(string, string, string)> place)
    {
        var first = spoilt > 0 && invention.Chance(0.35) && Nicknames.TryGetValue(person.First, out var nicks) ? invention.One(nicks)
            : spoilt > 0 && invention.Chance(0.08) ? person.First[..1] : person.First;
        var family = spoilt > 0 && person.Maiden.Length > 0 && invention.Chance(0.5) ? person.Maiden : person.Family;
        var middle = person.Middle.Length == 0 || invention.Chance(0.4) ? "" : invention.Chance(0.5) ? person.Middle[..1] : person.Middle;
        var suffix = person.Suffix.Length > 0 && invention.Chance(0.7) ? person.Suffix : "";
        if (spoilt > 0 && invention.Chance(0.12)) family = invention.Typo(family);
        var name = string.Join(' ', new[] { invention.Chance(0.1) ? invention.One("mr", "dr", "mrs") : "", first, middle, family, suffix }
            .Where(p => p.Length > 0));
        if (invention.Chance(0.15)) name = $"{family}, {first} {middle}".Trim();
        var (street, town, code) = spoilt > 0 && invention.Chance(0.15) ? place() : (person.Street, person.Town, person.Code);
        var source = invention.Between(1, 3);
        var hasAddress = invention.Chance(source == 3 ? 0.4 : 0.9);
        return [$"S{source}", name, "", source == 2 || invention.Chance(0.7) ? Born(invention, person.Born, spoilt) : "",
            invention.Chance(0.6) ? person.Sex : "",
            hasAddress ? street : "", hasAddress || invention.Chance(0.5) ? town : "", hasAddress && invention.Chance(0.8) ? code : "",
            invention.Chance(source == 1 ? 0.7 : 0.2) ? person.Phone : "", invention.Chance(source == 1 ? 0.6 : 0.1) ? person.Mail : "",
            source == 2 || invention.Chance(0.15) ? spoilt > 0 && invention.Chance(0.05) ? invention.Typo(person.National) : person.National : "", ""];
    }

    private static string Born(Invention invention, DateOnly born, int spoilt)
    {
        if (spoilt > 0 && invention.Chance(0.06)) born = born.AddDays(invention.Between(-40, 40));
        if (invention.Chance(0.1)) return born.Year.ToString(CultureInfo.InvariantCulture);
        return born.ToString(invention.One("yyyy-MM-dd", "yyyy-MM-dd", "d MMM yyyy"), CultureInfo.InvariantCulture);
    }

    private static string[] Company(Invention invention, string name, string street, string town, string code, string phone, string mail, string tax)
    {
        var shown = invention.Chance(0.15) ? invention.Typo(name) : name;
        shown += invention.One("", " ltd", " limited", " inc", " llc");
        var hasAddress = invention.Chance(0.8);
        return [$"S{invention.Between(1, 3)}", "", shown, "", "", hasAddress ? street : "", hasAddress || invention.Chance(0.5) ? town : "",
            hasAddress && invention.Chance(0.8) ? code : "", invention.Chance(0.5) ? phone : "", invention.Chance(0.4) ? mail : "", "",
            invention.Chance(0.6) ? tax : ""];
    }

    private static string Number(Invention invention, int digits) =>
        string.Concat(Enumerable.Range(0, digits).Select(i => (char)('0' + invention.Random.Next(i == 0 ? 1 : 0, 10))));
}

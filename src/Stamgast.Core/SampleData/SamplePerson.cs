using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Text;

namespace Stamgast.SampleData;

/// <summary>Fills in an invented person: name, birth date, e-mail of a free-mail provider that does not exist.</summary>
internal static class SamplePerson
{
    private const int BirthYearFrom = 1932;
    private const int BirthYears = 76;

    private static readonly string[] BelgianMail = Mail("gmail, hotmail, telenet, skynet, proximus, outlook, yahoo, live, scarlet, orange, icloud, mail");
    private static readonly string[] DutchMail = Mail("gmail, hotmail, ziggo, kpnmail, outlook, live, xs4all, planet, yahoo, icloud, home");
    private static readonly string[] FrenchMail = Mail("gmail, orange, free, hotmail, wanadoo, sfr, laposte, yahoo, outlook, icloud");
    private static readonly string[] GermanMail = Mail("gmx, web, t-online, gmail, freenet, outlook, posteo, icloud, arcor");
    private static readonly string[] LuxembourgMail = Mail("pt, gmail, internet, hotmail, outlook, vo");

    // The share of each place, in percent; the last one takes the rest.
    private static readonly (Community Who, int Percent)[] InFlanders = [(Communities.Flemish, 84), (Communities.Moroccan, 5), (Communities.Turkish, 3),
        (Communities.Walloon, 3), (Communities.Slavic, 3), (Communities.Italian, 2)];
    private static readonly (Community Who, int Percent)[] InWallonia = [(Communities.Walloon, 74), (Communities.Italian, 7), (Communities.Moroccan, 7),
        (Communities.Flemish, 6), (Communities.Turkish, 3), (Communities.Slavic, 2), (Communities.Portuguese, 1)];
    private static readonly (Community Who, int Percent)[] InEastBelgium = [(Communities.German, 80), (Communities.Walloon, 15), (Communities.Slavic, 3),
        (Communities.Turkish, 2)];
    private static readonly (Community Who, int Percent)[] InNetherlands = [(Communities.Dutch, 84), (Communities.Moroccan, 5), (Communities.Turkish, 5),
        (Communities.Slavic, 3), (Communities.Italian, 2), (Communities.Flemish, 1)];
    private static readonly (Community Who, int Percent)[] InFrance = [(Communities.Walloon, 80), (Communities.Moroccan, 10), (Communities.Portuguese, 4),
        (Communities.Italian, 4), (Communities.Turkish, 2)];
    private static readonly (Community Who, int Percent)[] InGermany = [(Communities.German, 82), (Communities.Turkish, 9), (Communities.Slavic, 7),
        (Communities.Italian, 2)];
    private static readonly (Community Who, int Percent)[] InLuxembourg = [(Communities.Luxembourgish, 50), (Communities.Portuguese, 25),
        (Communities.Walloon, 15), (Communities.German, 5), (Communities.Italian, 5)];

    /// <param name="housemate">Somebody at the same address with the same last name and another first name; null for nobody.</param>
    public static void Fill(CustomerValues values, Place place, SeededRandom random, CustomerValues? housemate)
    {
        var isMan = random.Chance(50);
        var community = Neighbour(place, random);
        values[CustomerFields.Type] = "person";
        do values[CustomerFields.FirstName] = community.First(random, isMan);
        while (values[CustomerFields.FirstName] == housemate?[CustomerFields.FirstName]);
        var surname = community.Surname(random, out var isCommon);
        SetSurname(values, surname, community == Communities.Dutch || community == Communities.German);
        if (housemate is not null)
        {
            isCommon = true;
            values[CustomerFields.Particle] = housemate[CustomerFields.Particle];
            values[CustomerFields.LastName] = housemate[CustomerFields.LastName];
        }
        values[CustomerFields.Gender] = random.Chance(88) ? isMan ? "1" : "2" : "0";
        if (random.Chance(80)) values[CustomerFields.Salutation] = Salutation(place.Language, isMan);
        if (random.Chance(66)) values[CustomerFields.BirthDate] = BirthDate(random);
        if (random.Chance(74)) values[CustomerFields.Email] = Email(values, place, isCommon, random);
    }

    /// <summary>Another last name that fits the place.</summary>
    public static string OtherSurname(Place place, SeededRandom random) => Neighbour(place, random).Surname(random, out _);

    /// <summary>Belgium keeps particles in the registered name; the Netherlands and Germany keep them separate.</summary>
    public static void SetSurname(CustomerValues values, string surname, bool splitsParticle)
    {
        var core = splitsParticle ? PersonNames.CoreStart(surname) : 0;
        values[CustomerFields.Particle] = core == 0 ? null : surname[..core].TrimEnd();
        values[CustomerFields.LastName] = core == 0 ? surname : surname[core..];
    }

    public static string BirthDate(SeededRandom random)
    {
        var year = BirthYearFrom + random.Below(BirthYears);
        var month = random.Between(1, 12);
        return Day(year, month, random.Between(1, DateTime.DaysInMonth(year, month)));
    }

    public static string Day(int year, int month, int day) => string.Create(10, (year, month, day), static (text, d) =>
    {
        text[4] = text[7] = '-';
        (text[0], text[1], text[2], text[3]) = ((char)('0' + d.year / 1000), (char)('0' + d.year / 100 % 10), (char)('0' + d.year / 10 % 10),
            (char)('0' + d.year % 10));
        (text[5], text[6], text[8], text[9]) = ((char)('0' + d.month / 10), (char)('0' + d.month % 10), (char)('0' + d.day / 10), (char)('0' + d.day % 10));
    });

    /// <summary>A private address made from the person's name. Common names get a number, so that no two people share one by accident.</summary>
    public static string Email(CustomerValues values, Place place, bool isCommon, SeededRandom random)
    {
        var first = Ascii(values[CustomerFields.FirstName]);
        var last = Ascii(values[CustomerFields.Particle]) + Ascii(values[CustomerFields.LastName]);
        var pattern = random.Below(8);
        var local = pattern switch
        {
            0 or 1 or 2 => string.Concat(first, ".", last),
            3 or 4 => first + last,
            5 => string.Concat(first.AsSpan(0, 1), last),
            6 => string.Concat(last, ".", first),
            _ => string.Concat(first.AsSpan(0, 1), ".", last),
        };
        var number = isCommon || pattern is 5 or 7 || random.Chance(60) ? random.Between(2, 9999).ToString(CultureInfo.InvariantCulture) : "";
        return string.Concat(local, number, "@", random.Pick(MailOf(place)));
    }

    /// <summary>Plain letters for an address, "x" when the name has none.</summary>
    public static string Ascii(string? name) => name is null ? "" : Folding.Letters(name) is { Length: > 0 } letters ? letters : "x";

    private static string Salutation(string language, bool isMan) => language switch
    {
        "nl" => isMan ? "Dhr." : "Mevr.",
        "fr" => isMan ? "M." : "Mme",
        "de" => isMan ? "Herr" : "Frau",
        _ => isMan ? "Mr" : "Ms",
    };

    private static Community Neighbour(Place place, SeededRandom random)
    {
        var shares = place switch
        {
            { Country: "BE", Language: "nl" } => InFlanders,
            { Country: "BE", Language: "de" } => InEastBelgium,
            { Country: "BE" } => InWallonia,
            { Country: "NL" } => InNetherlands,
            { Country: "FR" } => InFrance,
            { Country: "DE" } => InGermany,
            _ => InLuxembourg,
        };
        var at = random.Below(100);
        foreach (var (who, percent) in shares)
            if ((at -= percent) < 0) return who;
        return shares[^1].Who;
    }

    private static string[] MailOf(Place place) => place.Country switch
    {
        "BE" => BelgianMail,
        "NL" => DutchMail,
        "FR" => FrenchMail,
        "DE" => GermanMail,
        _ => LuxembourgMail,
    };

    private static string[] Mail(string providers) => [.. providers.Split(", ").Select(p => p + ".example")];
}

using System.Globalization;
using Stamgast.Customers;

namespace Stamgast.SampleData;

/// <summary>
/// Invents customers for trying out, tests and measurements: persons and companies of Belgium, the Netherlands, France, Germany and Luxembourg, the
/// same for the same seed on every machine. Each is made from the seed and its own ID, so a million take no memory.
/// </summary>
public static class SampleCustomers
{
    private const long NumberOffset = 100_000;
    private const int CompanyPercent = 24;
    private const int HouseholdPercent = 6;

    // Random number streams of one customer; far enough apart for any number of IDs.
    private const long DecisionStream = 1L << 40;
    private const long ErrorStream = 2L << 40;

    private static readonly CustomerValues Blank = CustomerValues.Blank();

    private static readonly (Place[] Places, int Percent)[] Regions =
    [
        (Places.Flanders, 42), (Places.Wallonia, 26), (Places.EastBelgium, 2), (Places.Netherlands, 14), (Places.France, 8), (Places.Germany, 6),
            (Places.Luxembourg, 2),
    ];

    private static readonly string[] Labels = ["An Verhulst", "Bram Claessens", "Céline Dumont", "Dirk Adriaens", "Fatima Benali", "Hugo Lambert",
        "Ines Wouters", "Karin Schmitz"];
    private static readonly string[] GroupNames = ["VIP", "Pers", "Leverancier", "Abonnee", "Vriend van het huis", "Proefklant", "Export"];
    private static readonly string[] ShopNames = ["Gent", "Antwerpen", "Liège", "Webshop"];

    /// <summary>
    /// Customers 1 to <paramref name="count"/> in order. <paramref name="duplicatesPercent"/> (0 to 90) of them repeat an earlier
    /// one with mistakes. The first four are the named ones of the guide; with duplicates the fifth is Jozefien's.
    /// </summary>
    public static IEnumerable<SampleCustomer> Generate(int count, long seed = 1, double duplicatesPercent = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(duplicatesPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duplicatesPercent, 90);
        return Enumerable.Range(1, count).Select(id => One(id, seed, duplicatesPercent));
    }

    private static SampleCustomer One(long id, long seed, double duplicatesPercent)
    {
        if (!IsDuplicate(id, seed, duplicatesPercent)) return new(Original(id, seed, duplicatesPercent), id, null, "");
        if (id == NamedCustomers.DuplicateId) return new(NamedCustomers.Josefien(), 1, 1, "typo_first+other_phone");
        var random = new SeededRandom(seed, id + ErrorStream);
        long repeated;
        do repeated = 1 + random.Below((int)id - 1);
        while (IsDuplicate(repeated, seed, duplicatesPercent));
        var values = Original(repeated, seed, duplicatesPercent);
        var errors = SampleErrors.Make(values, id, random);
        values[CustomerFields.Number] = random.Chance(70) ? Number(id) : null;
        values[CustomerFields.CustomerSince] = Since(random);
        return new(values, repeated, repeated, errors);
    }

    private static bool IsDuplicate(long id, long seed, double percent) =>
        percent > 0 && (id == NamedCustomers.DuplicateId || (id > NamedCustomers.DuplicateId && new SeededRandom(seed, id + DecisionStream).Chance(percent)));

    private static CustomerValues Original(long id, long seed, double duplicatesPercent)
    {
        if (NamedCustomers.Of(id) is { } named) return named;
        var random = new SeededRandom(seed, id);
        var place = random.Pick(Region(random));
        var values = Blank.Copy();
        var isCompany = random.Chance(CompanyPercent);
        var housemate = !isCompany && random.Chance(HouseholdPercent) ? Neighbour(id, seed, duplicatesPercent, random) : null;
        if (housemate is not null) place = Places.Of(housemate) ?? place;
        if (isCompany) SampleCompany.Fill(values, place, id, random);
        else SamplePerson.Fill(values, place, random, housemate);
        SetAddress(values, place, random);
        if (random.Chance(isCompany ? 62 : 40)) values[CustomerFields.Phone] = SampleNumbers.Landline(place, id);
        if (random.Chance(isCompany ? 30 : 68)) values[CustomerFields.Mobile] = SampleNumbers.Mobile(place, id, random);
        SetAdministration(values, place, id, random);
        if (housemate is not null) ShareHome(values, housemate);
        return values;
    }

    public static string Number(long id) => "C-" + (NumberOffset + id).ToString(CultureInfo.InvariantCulture);

    /// <summary>A street, number, box, postal code, town and country.</summary>
    internal static void SetAddress(CustomerValues values, Place place, SeededRandom random)
    {
        values[CustomerFields.Street] = Streets.Draw(place, random);
        var number = random.Between(1, random.Chance(80) ? 120 : 480).ToString(CultureInfo.InvariantCulture);
        values[CustomerFields.HouseNumber] = random.Chance(7) ? number + (char)('A' + random.Below(3)) : number;
        values[CustomerFields.Box] = place.Country == "BE" && random.Chance(18) ? random.Between(1, 40).ToString(CultureInfo.InvariantCulture) : null;
        values[CustomerFields.PostalCode] = Places.PostalCode(place, random);
        values[CustomerFields.City] = place.City;
        values[CustomerFields.Country] = place.Country;
    }

    /// <summary>A place in the same region as these values, for a move.</summary>
    internal static Place PlaceNear(CustomerValues values, SeededRandom random)
    {
        var region = values[CustomerFields.Country] switch
        {
            "NL" => Places.Netherlands,
            "FR" => Places.France,
            "DE" => Places.Germany,
            "LU" => Places.Luxembourg,
            _ => values[CustomerFields.Language] == "nl" ? Places.Flanders : Places.Wallonia,
        };
        return random.Pick(region);
    }

    private static Place[] Region(SeededRandom random)
    {
        var at = random.Below(100);
        foreach (var (places, percent) in Regions)
            if ((at -= percent) < 0) return places;
        return Places.Flanders;
    }

    private static void SetAdministration(CustomerValues values, Place place, long id, SeededRandom random)
    {
        if (random.Chance(92)) values[CustomerFields.Number] = Number(id);
        values[CustomerFields.Language] = random.Chance(3) ? "en" : place.Country == "LU" && random.Chance(35) ? "de" : place.Language;
        if (random.Chance(33)) values[CustomerFields.Iban] = SampleNumbers.Iban(place.Country, id, random);
        if (random.Chance(25)) values[CustomerFields.Groups] = random.Chance(80) ? random.Pick(GroupNames) : "VIP | Abonnee";
        if (random.Chance(40)) values[CustomerFields.Label] = random.Pick(Labels);
        if (random.Chance(30)) values[CustomerFields.Shops] = random.Pick(ShopNames);
        if (values[CustomerFields.Email] is not null && random.Chance(35)) values[CustomerFields.Newsletter] = "1";
        if (random.Chance(4)) values[CustomerFields.Active] = "0";
        if (random.Chance(10)) values[CustomerFields.Notes] = SampleNotes.Draw(place.Language, random);
        values[CustomerFields.CustomerSince] = Since(random);
        if (random.Chance(5)) SetDelivery(values, place, random);
    }

    private static void SetDelivery(CustomerValues values, Place place, SeededRandom random)
    {
        values[CustomerFields.DeliveryStreet] = Streets.Draw(place, random);
        values[CustomerFields.DeliveryHouseNumber] = random.Between(1, 200).ToString(CultureInfo.InvariantCulture);
        values[CustomerFields.DeliveryPostalCode] = Places.PostalCode(place, random);
        values[CustomerFields.DeliveryCity] = place.City;
        values[CustomerFields.DeliveryCountry] = place.Country;
    }

    private static string Since(SeededRandom random) => SamplePerson.Day(random.Between(2001, 2025), random.Between(1, 12), random.Between(1, 28));

    // Another member of the same household: same last name, address and landline, other first name, birth date, mobile.
    private static CustomerValues? Neighbour(long id, long seed, double duplicatesPercent, SeededRandom random)
    {
        var neighbour = id - 1 - random.Below(40);
        if (neighbour <= NamedCustomers.DuplicateId || IsDuplicate(neighbour, seed, duplicatesPercent)) return null;
        var other = Original(neighbour, seed, duplicatesPercent);
        return other.IsCompany ? null : other;
    }

    private static void ShareHome(CustomerValues values, CustomerValues housemate)
    {
        for (var field = CustomerFields.Street; field <= CustomerFields.Country; field++) values[field] = housemate[field];
        values[CustomerFields.Phone] = housemate[CustomerFields.Phone];
    }
}

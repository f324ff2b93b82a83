using System.Globalization;

namespace Stamgast.SampleData;

/// <summary>
/// Phone, VAT, enterprise and bank account numbers that pass their checks. Two customers never get the same one: each is made
/// from the customer's id by a step that visits every number once.
/// </summary>
internal static class SampleNumbers
{
    // A prime that divides none of the ranges below.
    private const long Step = 7_368_787;

    private static readonly string[] BelgianBanks = ["000", "001", "063", "091", "143", "210", "290", "310", "363", "380", "401", "540", "645", "734", "737",
        "777", "850", "979"];
    private static readonly string[] DutchBanks = ["ABNA", "RABO", "INGB", "SNSB", "TRIO", "ASNB", "KNAB", "BUNQ"];

    public static string Mobile(Place place, long id, SeededRandom random) => place.Country switch
    {
        "BE" => "+324" + Digits(Unique(id, 45_000_000) + 55_000_000, 8),
        "NL" => "+316" + Digits(Unique(id, 90_000_000) + 10_000_000, 8),
        "FR" => "+33" + (random.Chance(75) ? "6" : "7") + Digits(Unique(id, 90_000_000) + 10_000_000, 8),
        "DE" => "+491" + random.Pick(["51", "52", "57", "60", "63", "70", "72", "76", "79"]) + Digits(Unique(id, 9_000_000) + 1_000_000, 7),
        _ => "+3526" + random.Pick(["21", "61", "91"]) + Digits(Unique(id, 1_000_000), 6),
    };

    public static string Landline(Place place, long id)
    {
        var national = place.Country switch { "BE" => 8, "NL" => 9, "FR" => 9, "DE" => place.Area.Length + 7, _ => 8 };
        var length = national - place.Area.Length;
        var code = place.Country switch { "BE" => "+32", "NL" => "+31", "FR" => "+33", "DE" => "+49", _ => "+352" };
        var range = 1L;
        for (var i = 0; i < length; i++) range *= 10;
        return code + place.Area + Digits(Unique(id, range / 10 * 8) + range / 10 * 2, length);
    }

    /// <summary>The enterprise number and the VAT number of a company.</summary>
    public static (string? Enterprise, string Vat) Company(string country, long id)
    {
        switch (country)
        {
            case "BE":
                var eight = 4_000_000 + Unique(id, 5_900_000);
                var enterprise = Digits(eight, 8) + Digits(97 - eight % 97, 2);
                return (enterprise, "BE" + enterprise);
            case "NL":
                return (Digits(Unique(id, 80_000_000) + 10_000_000, 8), Dutch(id));
            case "FR":
                var siren = WithLuhn(Digits(Unique(id, 60_000_000) + 30_000_000, 8));
                return (siren, "FR" + Digits((12 + 3 * (long.Parse(siren, CultureInfo.InvariantCulture) % 97)) % 97, 2) + siren);
            case "DE":
                return (null, "DE" + WithMod11And10(Digits(Unique(id, 80_000_000) + 10_000_000, 8)));
            default:
                var six = Unique(id, 900_000) + 100_000;
                return (null, "LU" + Digits(six, 6) + Digits(six % 89, 2));
        }
    }

    public static string Iban(string country, long id, SeededRandom random)
    {
        var account = country switch
        {
            "BE" => Belgian(random.Pick(BelgianBanks) + Digits(Unique(id, 10_000_000), 7)),
            "NL" => random.Pick(DutchBanks) + Digits(Unique(id, 900_000_000) + 100_000_000, 10),
            "FR" => French(random.Pick(["10278", "12548", "15629", "20041", "30002", "30003", "30004"]), Digits(random.Below(90_000) + 10_000, 5),
            Digits(Unique(id, 9_000_000_000), 11)),
            "DE" => random.Pick(["10050000", "20050550", "37040044", "50010517", "70150000", "76026000"]) + Digits(Unique(id, 9_000_000_000), 10),
            _ => random.Pick(["001", "002", "003", "009", "014", "030"]) + Digits(Unique(id, 9_000_000_000), 13),
        };
        return string.Concat(country, Digits(98 - Mod97(country + "00", Mod97(account)), 2), account);
    }

    /// <summary>A different number below the limit for each ID, as long as there are fewer IDs than numbers.</summary>
    private static long Unique(long id, long limit) => id * Step % limit;

    private static string Digits(long number, int length) => string.Create(length, number, static (digits, rest) =>
    {
        for (var i = digits.Length - 1; i >= 0; i--, rest /= 10) digits[i] = (char)('0' + rest % 10);
    });

    private static string Belgian(string ten)
    {
        var check = long.Parse(ten, CultureInfo.InvariantCulture) % 97;
        return ten + Digits(check == 0 ? 97 : check, 2);
    }

    // The RIB key: 97 - (89 × bank + 15 × branch + 3 × account) mod 97.
    private static string French(string bank, string branch, string account)
    {
        var sum = 89 * long.Parse(bank, CultureInfo.InvariantCulture) + 15 * long.Parse(branch, CultureInfo.InvariantCulture)
            + 3 * long.Parse(account, CultureInfo.InvariantCulture);
        return bank + branch + account + Digits(97 - sum % 97, 2);
    }

    // Nine digits that pass the eleven test; of two neighbours at most one would need a tenth digit.
    private static string Dutch(long id)
    {
        var eight = Unique(id, 45_000_000) * 2 + 1_000_000;
        if (Eleven(eight) == 10) eight++;
        return $"NL{Digits(eight, 8)}{Eleven(eight)}B01";
    }

    private static int Eleven(long eight)
    {
        var digits = Digits(eight, 8);
        var sum = 0;
        for (var i = 0; i < 8; i++) sum += (9 - i) * (digits[i] - '0');
        return sum % 11;
    }

    private static string WithLuhn(string eight)
    {
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            var digit = eight[i] - '0';
            if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return eight + (char)('0' + (10 - sum % 10) % 10);
    }

    private static string WithMod11And10(string eight)
    {
        var check = 10;
        foreach (var c in eight)
        {
            var sum = (c - '0' + check) % 10;
            check = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return eight + (char)('0' + (11 - check) % 10);
    }

    private static int Mod97(string text, int carry = 0)
    {
        var remainder = carry;
        foreach (var c in text) remainder = c <= '9' ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'A' + 10) % 97;
        return remainder;
    }
}

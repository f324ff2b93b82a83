using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>
/// Restaurants of two guides: names with and without "café" or what follows after it, streets cut short, the district for the town; and several
/// restaurants in one hotel, which share address, telephone and half of the name.
/// </summary>
internal static class RestaurantsShape
{
    private static readonly string[] Kinds =
        "italian french american seafood steakhouse chinese japanese mexican delicatessen continental indian thai".Split(' ');
    private static readonly string[] Persons =
        "arnie angelo chez louise mario pierre betty hans luigi maria paul anton felix marcel rita vincent rosa".Split(' ');

    public static InventedTable Make(Invention invention, int restaurants)
    {
        var table = new InventedTable(["name", "addr", "city", "phone", "type"]);
        var names = invention.Words(1500);
        var streets = invention.Words(160);
        var cities = invention.Words(8);
        var districts = invention.Words(40);
        var entity = 0;
        for (var r = 0; r < restaurants; r++, entity++)
        {
            var city = invention.Random.Next(cities.Length);
            var name = Name(invention, names);
            var address = $"{invention.Between(1, 9900)} {invention.One(streets)} {invention.One("st.", "ave.", "blvd.", "rd.")}";
            var phone = Phone(invention, city);
            Add(table, entity, invention, name, address, cities[city], districts, phone, invention.Chance(0.2));
            if (!invention.Chance(0.03)) continue;
            // Others in the same hotel.
            foreach (var part in invention.Chance(0.5) ? ["grill"] : (string[])["terrace", "dining room"])
            {
                entity++;
                var sister = invention.Chance(0.5) ? $"{name} {part}" : $"{invention.One(names)} ({name})";
                Add(table, entity, invention, sister, address, cities[city], districts, invention.Chance(0.5) ? phone : Phone(invention, city),
                    invention.Chance(0.3));
            }
        }
        return table;
    }

    private static string Name(Invention invention, string[] names) => invention.Random.Next(6) switch
    {
        0 => $"{invention.One(Persons)}'s",
        1 => $"café {invention.One(names)}",
        2 => $"{invention.One(Persons)} {invention.One(names)}'s",
        3 => $"the {invention.One(names)} {invention.One("grill", "house", "room", "tavern")}",
        4 => $"{invention.One(names)}'s {invention.One("delicatessen", "steak house", "kitchen", "bistro")}",
        _ => $"{invention.One("la", "le", "il", "el")} {invention.One(names)}",
    };

    private static string Phone(Invention invention, int city) =>
        string.Create(CultureInfo.InvariantCulture, $"{210 + city * 3}/{invention.Between(200, 899)}-{invention.Between(1000, 9999)}");

    private static void Add(InventedTable table, int entity, Invention invention, string name, string address, string city, string[] districts, string phone,
        bool isTwice)
    {
        var kind = invention.One(Kinds);
        table.Add(entity, name, address, city, phone, kind);
        if (!isTwice) return;
        var again = name;
        if (invention.Chance(0.4))
            again = again.Replace("delicatessen", "deli", StringComparison.Ordinal).Replace("café ", "", StringComparison.Ordinal)
                .Replace("the ", "", StringComparison.Ordinal).Replace(" house", "house", StringComparison.Ordinal);
        if (invention.Chance(0.15)) again += invention.One(" on main", " restaurant", " of " + city, " (the)");
        if (invention.Chance(0.1)) again = invention.Typo(again);
        var there = invention.Chance(0.3) ? $"{address} {invention.One("between", "at")} {invention.One(districts)} st." : invention.Chance(0.15)
            ? address[(address.IndexOf(' ', StringComparison.Ordinal) + 1)..] : address.Replace(".", "", StringComparison.Ordinal);
        table.Add(entity, again, there, invention.Chance(0.2) ? invention.One(districts) : city,
            invention.Chance(0.08) ? Phone(invention, 0) : phone.Replace('/', '-'), invention.Chance(0.5) ? kind : invention.One(Kinds));
    }
}

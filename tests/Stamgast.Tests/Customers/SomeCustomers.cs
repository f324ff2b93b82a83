using Stamgast.Customers;

namespace Stamgast.Tests.Customers;

/// <summary>The people and companies of the tests.</summary>
internal static class SomeCustomers
{
    public static CustomerValues Person(string first, string last, params ReadOnlySpan<(int Field, string? Value)> more)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.FirstName] = first;
        values[CustomerFields.LastName] = last;
        foreach (var (field, value) in more) values[field] = value;
        return values;
    }

    public static CustomerValues Company(string name, params ReadOnlySpan<(int Field, string? Value)> more)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.Type] = "company";
        values[CustomerFields.CompanyName] = name;
        foreach (var (field, value) in more) values[field] = value;
        return values;
    }

    /// <summary>Jozefien Aerts (1), her duplicate Josefien (2), Willem de Bakker (3), Boulangerie Lefèvre (4), Claes &amp; Zonen (5), Youssef El Amrani
    /// (6), Chloé Lambert (7, inactive).</summary>
    public static CustomerValues[] Named() =>
    [
        Person("Jozefien", "Aerts", (CustomerFields.Number, "C-10023"), (CustomerFields.Email, "jozefien.aerts@post.example"),
            (CustomerFields.Phone, "+32486123309"),
            (CustomerFields.PostalCode, "2018"), (CustomerFields.City, "Antwerpen"), (CustomerFields.Country, "BE"), (CustomerFields.Groups, "Retail | VIP"),
            (CustomerFields.Label, "Karim")),
        Person("Josefien", "Aerts", (CustomerFields.Email, "j.aerts@post.example")),
        Person("Willem", "Bakker", (CustomerFields.Particle, "de"), (CustomerFields.Language, "nl-NL"), (CustomerFields.City, "Utrecht"),
        (CustomerFields.PostalCode, "3511 AB")),
        Company("Boulangerie Lefèvre SRL", (CustomerFields.Language, "fr"), (CustomerFields.VatNumber, "BE0403019261"), (CustomerFields.City, "Bruxelles")),
        Company("Claes & Zonen NV", (CustomerFields.Language, "nl"), (CustomerFields.Number, "C-00112"), (CustomerFields.Groups, "Retail"),
        (CustomerFields.Label, "Karim")),
        Person("Youssef", "El Amrani", (CustomerFields.City, "Molenbeek")),
        Person("Chloé", "Lambert", (CustomerFields.Active, "0")),
    ];

    /// <summary>Customers with any mixture of values, empty ones and the same ones too.</summary>
    public static CustomerValues[] Random(int count, int seed)
    {
        var random = new Random(seed);
        string[] first = ["Jozefien", "Chloé", "An", "Willem", "Øystein", "Ahmed", "Γιώργος"];
        string[] last = ["Aerts", "Van den Berg", "d'Hondt", "Lefèvre", "Çelik", "Müller-Lüdenscheid", "El Amrani"];
        string[] city = ["Gent", "GENT", "Antwerpen", "'s-Gravenhage", "Écaussinnes", "Luxembourg"];
        string? Some(string[] from) => random.Next(4) == 0 ? null : from[random.Next(from.Length)];
        return [.. Enumerable.Range(1, count).Select(i =>
        {
            var values = random.Next(4) == 0 ? Company($"{last[random.Next(last.Length)]} & Zonen NV") : Person(Some(first) ?? "", Some(last) ?? "");
            values[CustomerFields.Number] = random.Next(3) == 0 ? null : $"C-{random.Next(100000):00000}-{i}";
            values[CustomerFields.City] = Some(city);
            values[CustomerFields.Language] = Some(["nl", "fr", "nl-BE", "de"]);
            values[CustomerFields.Label] = Some(["Karim", "Nadia"]);
            values[CustomerFields.Groups] = Some(["Retail", "VIP", "Retail | VIP"]);
            values[CustomerFields.Email] = random.Next(3) == 0 ? null : $"mail{random.Next(1000)}@post.example";
            values[CustomerFields.Phone] = random.Next(3) == 0 ? null : $"+3248612{random.Next(10000):0000}";
            values[CustomerFields.CustomerSince] = random.Next(3) == 0 ? null : $"20{random.Next(10, 25)}-0{random.Next(1, 10)}-11";
            values[CustomerFields.Gender] = random.Next(3) == 0 ? "2" : "1";
            values[CustomerFields.Active] = random.Next(5) == 0 ? "0" : "1";
            return values;
        })];
    }
}

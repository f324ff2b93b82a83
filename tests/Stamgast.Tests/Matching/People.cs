using Stamgast.Matching;
using Stamgast.Profiling;

namespace Stamgast.Tests.Matching;

/// <summary>A small town of invented customers, some of whom are entered twice with errors; the same for the same seed.</summary>
internal sealed class People
{
    public static readonly string[] Columns = ["nummer", "voornaam", "naam", "geboortedatum", "e-mail", "gsm", "straat", "nr", "postcode", "gemeente"];

    private static readonly string[] First = ["Jozefien", "Willem", "Noor", "Pieter", "Fatima", "Youssef", "Zoë", "Luc", "Marie", "Hendrik", "Ayşe", "Jürgen",
        "Anneleen", "Karel", "Mehdi", "Sofie", "Didier", "Ingrid", "Tomasz", "Greet"];
    private static readonly string[] Parts = ["Aer", "Bak", "Clae", "Dewa", "Lefè", "Mer", "Pee", "Ver", "Wou", "Van Hoo", "De Koo", "Yıl", "Schmi", "Kowal",
        "ter", "berg", "mans", "huyse", "straete", "ckx"];
    private static readonly string[] Streets = ["Kerkstraat", "Molenweg", "Dorp", "Stationslaan", "Rue Neuve", "Beukendreef", "Veldstraat", "Avenue Louise",
        "Kapelstraat", "Eikenlaan"];
    private static readonly string[] Towns = ["9000 Gent", "2000 Antwerpen", "1000 Brussel", "3000 Leuven", "8000 Brugge", "4000 Luik", "9300 Aalst",
        "2800 Mechelen"];

    private readonly Random random;

    public People(int seed, int customers, int duplicates)
    {
        random = new Random(seed);
        for (var i = 0; i < customers; i++) Add(Invent(), i);
        for (var i = 0; i < duplicates; i++)
        {
            var original = random.Next(customers);
            Add(Damage([.. Rows[original]]), CustomerOf[original]);
        }
    }

    public List<string[]> Rows { get; } = [];

    /// <summary>The customer of each row.</summary>
    public List<int> CustomerOf { get; } = [];

    public MatchingTable Table() => Table(Columns, Rows);

    public static MatchingTable Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new MatchingTable(columns);
        foreach (var row in rows) table.Add(row);
        return table;
    }

    private void Add(string[] row, int customer)
    {
        row[0] = $"K{10_000 + Rows.Count}";
        Rows.Add(row);
        CustomerOf.Add(customer);
    }

    private string[] Invent()
    {
        var (first, last, town) = (One(First), One(Parts) + One(Parts[14..]) + One(Parts[14..]), One(Towns).Split(' '));
        var date = new DateTime(1930, 1, 1).AddDays(random.Next(27_000));
        return
        [
            "", first, last, random.Next(6) == 0 ? "" : date.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture),
            random.Next(4) == 0 ? ""
            : $"{Stamgast.Text.Folding.Letters(first)}.{Stamgast.Text.Folding.Letters(last)}{random.Next(99)}@{One(["post", "mail", "brief"])}.example",
            $"04{random.Next(60, 99)} {random.Next(10, 99)} {random.Next(10, 99)} {random.Next(10, 99)}", One(Streets), $"{random.Next(1, 150)}",
            town[0], town[1],
        ];
    }

    private string[] Damage(string[] row)
    {
        for (var errors = random.Next(1, 4); errors > 0; errors--)
        {
            var column = random.Next(1, row.Length);
            if (column == 3 || row[column].Length < 3) row[column] = "";
            else if (column == 5) row[column] = "+32 " + row[column][1..];
            else row[column] = row[column].Remove(random.Next(1, row[column].Length), 1);
        }
        return row;
    }

    private string One(string[] among) => among[random.Next(among.Length)];
}

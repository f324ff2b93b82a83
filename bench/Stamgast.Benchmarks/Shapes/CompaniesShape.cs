using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>Companies under German headings, some with a branch elsewhere that is another customer: the same name, another address and telephone.</summary>
internal static class CompaniesShape
{
    private static readonly string[] Trades =
        "Bäckerei Metzgerei Garage Transport Bau Elektro Malerei Anwälte Consulting Druckerei Apotheke Restaurant Café Logistik Software Design Studio".Split(
        ' ');
    private static readonly string[] Forms = ["GmbH", "AG", "BV", "NV", "SRL", "SA", "VOF", ""];
    private static readonly string[] Headings = ["Firma", "Adresse", "PLZ", "Ort", "Telefon", "UID", "Mail"];
    private const int Name = 0, Address = 1, Town = 3, Phone = 4, Number = 5, Mail = 6;

    public static InventedTable Make(Invention invention, int companies, int duplicates)
    {
        var table = new InventedTable(Headings);
        var family = invention.Frequent(invention.Words(1100), 0.7);
        var towns = invention.Words(200);
        var town = invention.Frequent(towns, 0.6);
        var streets = invention.Words(500).Select(w => w + invention.One("straße", "weg", "platz", "allee")).ToArray();
        string[] Place()
        {
            var place = town();
            return [invention.One(streets) + " " + invention.Number(1, 200), (10_000 + Array.IndexOf(towns, place) * 40).ToString(CultureInfo.InvariantCulture),
                place, invention.Chance(0.7) ? $"0{invention.Number(10, 99)} {invention.Number(100_000, 999_999)}" : ""];
        }
        var made = new List<(string[] Cells, int Entity)>();
        for (var e = 0; e < companies; e++)
        {
            var name = invention.Random.Next(3) switch { 0 => $"{invention.One(Trades)} {family()}",
                1 => $"{family()} & {invention.One("Söhne", "Zonen", "Fils", family())}", _ => $"{family()} {invention.One(Trades)}" };
            string[] cells = [$"{name} {invention.One(Forms)}".Trim(), .. Place(),
                invention.Chance(0.5) ? "ATU" + invention.Number(10_000_000, 99_999_999) : "", invention.Chance(0.7)
                ? $"{invention.One("info", "kontakt", "office")}@{family()}{e}.example" : ""];
            made.Add((cells, e));
            if (invention.Chance(0.03)) made.Add(([cells[Name], .. Place(), "", ""], companies + e));
        }
        for (int i = 0, originals = made.Count; i < duplicates; i++)
        {
            var (cells, entity) = made[invention.Random.Next(originals)];
            made.Add((Again(invention, [.. cells], Place), entity));
        }
        foreach (var (cells, entity) in made) table.Add(entity, cells);
        return table;
    }

    private static string[] Again(Invention invention, string[] cells, Func<string[]> place)
    {
        for (var errors = invention.One(1, 1, 2, 3); errors > 0; errors--)
        {
            switch (invention.Random.Next(8))
            {
                case 0: cells[Name] = string.Join(' ', cells[Name].Split(' ').Where(w => !Forms.Contains(w))) + invention.One("", " G.m.b.H.", " B.V."); break;
                case 1: cells[Name] = invention.Typo(cells[Name]); break;
                case 2: cells[Address] = cells[Address].Replace("straße", "str.", StringComparison.Ordinal); break;
                case 3: cells[Phone] = invention.One("", cells[Phone].Replace(' ', '/')); break;
                case 4: cells[Number] = ""; break;
                case 5: cells[Town] = invention.Typo(cells[Town]); break;
                case 6: cells[Name] += invention.One(" Benelux", " International", " Nord"); break;
                default: place()[..3].CopyTo(cells, Address); break;
            }
        }
        return cells;
    }
}

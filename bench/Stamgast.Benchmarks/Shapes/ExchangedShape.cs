using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>
/// Customers of a small shop, persons and companies, whose second rows have values in another's cell: the street for the town, a company as a last name,
/// both names in one cell or exchanged; and hardly any e-mail address or telephone number to go by.
/// </summary>
internal static class ExchangedShape
{
    private static readonly string[] Given =
        ("jan piet marie anna luc marc paul els an tom peter frank karin sofie emma lucas louis thomas david simon martine nadine christine patrick erik rita "
            + "johan dirk koen bart kristof hilde greet veerle").Split(' ');

    public static InventedTable Make(Invention invention, int customers)
    {
        var table = new InventedTable(["first_name", "last_name", "company", "email", "phone", "street", "house_number", "postal_code", "city"]);
        var family = invention.Frequent(invention.Words(900), 0.7);
        var towns = invention.Words(60, "em");
        var streets = invention.Words(400).Select(w => w + invention.One("straat", "laan", "weg")).ToArray();
        var trades = "bakkerij garage kapsalon brasserie apotheek slagerij".Split(' ');
        for (var e = 0; e < customers; e++)
        {
            var isCompany = invention.Chance(0.3);
            var last = family();
            var town = invention.Random.Next(towns.Length);
            string[] cells = [isCompany ? "" : invention.One(Given), isCompany ? "" : last, isCompany ? $"{invention.One(trades)} {last}" : "",
                invention.Chance(0.25) ? $"{last}{invention.Number(1, 99)}@post.example" : "",
                invention.Chance(0.3) ? "04" + invention.Number(70_000_000, 99_999_999) : "",
                invention.One(streets), invention.Number(1, 180), (1000 + town * 37).ToString(CultureInfo.InvariantCulture), towns[town]];
            table.Add(e, cells);
            if (invention.Chance(0.3)) table.Add(e, Again(invention, [.. cells]));
        }
        return table;
    }

    private static string[] Again(Invention invention, string[] cells)
    {
        if (cells[2].Length > 0)
        {
            if (invention.Chance(0.4)) (cells[1], cells[2]) = (cells[2], "");
        }
        else if (invention.Chance(0.15)) (cells[0], cells[1]) = (cells[1], cells[0]);
        else if (invention.Chance(0.15)) (cells[0], cells[1]) = ("", $"{cells[0]} {cells[1]}");
        else if (invention.Chance(0.1)) (cells[0], cells[1]) = ($"{cells[0]} {cells[1]}", "");
        if (invention.Chance(0.25)) (cells[5], cells[6], cells[8]) = (cells[8], "", $"{cells[5]} {cells[6]}");
        for (var i = 0; i < cells.Length; i++) if (cells[i].Length > 3 && invention.Chance(0.08)) cells[i] = invention.Typo(cells[i]);
        if (invention.Chance(0.3)) cells[3] = "";
        if (invention.Chance(0.3)) cells[4] = "";
        if (invention.Chance(0.2)) cells[7] = "";
        return cells;
    }
}

using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>Families at one address under French headings, full names in one column: relatives share name, address and often the telephone, and are not
/// one customer.</summary>
internal static class FamiliesShape
{
    private static readonly string[] GivenNames =
        ("jean marie pierre michel andré philippe alain bernard nicolas julien thomas luc anne sophie isabelle catherine nathalie sylvie céline hélène claire "
        + "julie camille léa manon lucas hugo louis arthur gabriel raphaël ethan zoé emma chloé inès jade louise alice rose mohamed fatima karim leïla youssef")
        .Split(' ');

    private sealed record Relative(string Given, string Family, string Address, string Place, string Phone, DateOnly Born, string Email);

    public static InventedTable Make(Invention invention, int households)
    {
        var table = new InventedTable(["Nom et prénom", "Adresse", "Localité", "GSM", "Né(e) le", "Courriel"]);
        var given = invention.Frequent([.. GivenNames, .. invention.Words(80)], 0.6);
        var family = invention.Frequent(invention.Words(1100), 0.85);
        var towns = invention.Words(150).Select((t, i) => string.Create(CultureInfo.InvariantCulture, $"{1000 + i * 40} {t}")).ToArray();
        var town = invention.Frequent(towns, 0.6);
        var streets = invention.Words(400).Select(s => "rue " + s).ToArray();
        var entity = 0;
        for (var h = 0; h < households; h++)
        {
            var (name, address, place, phone) = (family(), invention.One(streets) + " " + invention.Number(1, 150), town(), Phone(invention));
            for (var left = invention.One(1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4); left > 0; left--, entity++)
            {
                var first = given();
                var relative = new Relative(first, name, address, place, invention.Chance(0.6) ? phone : Phone(invention), invention.Date(1930, 2015),
                    invention.Chance(0.6) ? $"{first[..1]}{name}{entity}@{invention.One("courrier", "poste", "boite")}.example" : "");
                table.Add(entity, Cells(relative, name + " " + first, invention.Chance(0.7)));
                if (invention.Chance(0.12)) table.Add(entity, Again(invention, relative));
            }
        }
        return table;
    }

    private static string[] Cells(Relative relative, string name, bool isBornKnown) =>
        [name, relative.Address, relative.Place, relative.Phone, isBornKnown ? relative.Born.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "",
            relative.Email];

    private static string[] Again(Invention invention, Relative relative)
    {
        var cells = Cells(relative, relative.Family + " " + relative.Given, true);
        for (var errors = invention.Between(1, 3); errors > 0; errors--)
        {
            switch (invention.Random.Next(7))
            {
                case 0: cells[0] = invention.Typo(cells[0]); break;
                case 1: cells[0] = relative.Given + " " + relative.Family; break;
                case 2: cells[3] = invention.One("", Phone(invention)); break;
                case 3: cells[4] = invention.One("", relative.Born.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture)); break;
                case 4: cells[5] = invention.One("", $"{relative.Given}.{relative.Family}@lettre.example"); break;
                case 5: cells[1] = invention.Typo(cells[1]); break;
                default: cells[0] = $"{relative.Family} {relative.Given[..1]}."; break;
            }
        }
        return cells;
    }

    private static string Phone(Invention invention) => "04" + invention.Number(10_000_000, 99_999_999);
}

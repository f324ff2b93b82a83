using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>
/// Payments to companies as several departments wrote them down: one company is in the table a thousand times, many once, in a name, a town and
/// another name that is sometimes filled in.
/// </summary>
internal static class ChainShape
{
    public static InventedTable Make(Invention invention, int companies, int rows)
    {
        var table = new InventedTable(["beneficiary", "company name", "city", "country", "department"]);
        var names = invention.Words(companies).Select(w => $"{w} {invention.One("bank", "university", "energy", "institute", "works", "consult")}").ToArray();
        var towns = invention.Words(80);
        var town = Enumerable.Range(0, companies).Select(_ => invention.One(towns)).ToArray();
        var which = invention.Frequent([.. Enumerable.Range(0, companies).Select(i => i.ToString(CultureInfo.InvariantCulture))], 0.9);
        for (var r = 0; r < rows; r++)
        {
            var e = int.Parse(which(), CultureInfo.InvariantCulture);
            var name = names[e];
            if (invention.Chance(0.12)) name = invention.Typo(name);
            if (invention.Chance(0.2)) name += invention.One(" ltd", " s.a.", " gmbh", " nv");
            if (invention.Chance(0.05)) name = name[..3] + " " + name[4..];
            table.Add(e, name, invention.Chance(0.3) ? names[e] : "", invention.Chance(0.8) ? invention.Chance(0.05) ? invention.Typo(town[e]) : town[e] : "",
                invention.One("BE", "BE", "FR"), invention.One("transport", "research", "energy"));
        }
        return table;
    }
}

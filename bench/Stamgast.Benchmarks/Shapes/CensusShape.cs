using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>
/// Two counts of the same households: last and first name, middle initial, house number and street. Everyone of a house shares last name and address;
/// the second count leaves out people, misspells names, cuts first names to an initial or a nickname, and skips the house number.
/// </summary>
internal static class CensusShape
{
    private static readonly string[] Given =
        ("james john robert michael william david richard joseph thomas charles mary patricia jennifer linda elizabeth barbara susan jessica sarah karen "
        + "daniel emma emily eric erica julie julia jan jana louis louise paul paula carl carla maria mario denise dennis andrew andrea samantha samuel tina "
        + "tim")
        .Split(' ');
    private static readonly Dictionary<string, string> Nicknames = "robert:bob michael:mike william:bill david:dave richard:rick joseph:joe thomas:tom "
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat("patricia:pat jennifer:jen elizabeth:liz susan:sue daniel:dan andrew:andy".Split(' '))
        .Select(n => n.Split(':')).ToDictionary(n => n[0], n => n[1]);

    public static InventedTable Make(Invention invention, int households)
    {
        var table = new InventedTable(["last_name", "first_name", "middle", "house_no", "street"]);
        var family = invention.Frequent(invention.Words(700), 0.7);
        var given = invention.Frequent([.. Given, .. invention.Words(60)], 0.4);
        var streets = invention.Words(50).Select(w => w + invention.One(" street", " avenue", " circle", " drive")).ToArray();
        var entity = 0;
        for (var h = 0; h < households; h++)
        {
            var (last, number, street) = (family(), invention.Number(1, 400), invention.One(streets));
            var names = new HashSet<string>(StringComparer.Ordinal);
            for (var m = invention.One(1, 2, 2, 3, 4, 5, 6); m > 0; m--, entity++)
            {
                var first = given();
                if (!names.Add(first)) continue;
                var middle = invention.Chance(0.7) ? ((char)('a' + invention.Random.Next(20))).ToString() : "";
                // A lodger has a last name of his own.
                var own = invention.Chance(0.05) ? family() : last;
                table.Add(entity, own, first, middle, number, street);
                if (!invention.Chance(0.5)) continue;
                var (secondLast, secondFirst) = (invention.Chance(0.12) ? invention.Typo(own) : own, first);
                if (invention.Chance(0.12)) secondFirst = invention.Typo(first);
                else if (invention.Chance(0.25) && Nicknames.TryGetValue(first, out var nick)) secondFirst = nick;
                else if (invention.Chance(0.06)) secondFirst = first[..1];
                table.Add(entity, secondLast, secondFirst, invention.Chance(0.4) ? "" : middle, invention.Chance(0.08) ? "" : invention.Chance(0.05)
                    ? invention.Typo(number) : number, invention.Chance(0.1) ? invention.Typo(street) : street);
            }
        }
        return table;
    }
}

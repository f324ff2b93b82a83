using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>
/// Persons of history, about ten rows each, ever more spoilt: other names (titles, nicknames, families of several names), first
/// or family name left out, days and years off, the first of January for an unknown day, places and occupations that vary. In
/// the manner of the table of 50,000 historical persons that Splink is shown with.
/// </summary>
internal static class HistoricalShape
{
    private static readonly string[] Headings = ["full_name", "first_and_surname", "first_name", "surname", "dob", "birth_place", "postcode_fake", "gender",
        "occupation"];
    private static readonly string[] Given =
        ("john william thomas george james charles henry robert edward joseph samuel richard arthur frederick alfred walter francis david ernest albert hugh "
        + "philip herbert edmund mary elizabeth sarah anne jane alice margaret emily charlotte harriet catherine frances florence eleanor").Split(' ');
    private static readonly string[] Occupations =
        ("politician,writer,painter,lawyer,priest,military personnel,cricketer,association football "
        + "player,poet,actor,composer,engineer,architect,physician,botanist,military officer,judge,photographer").Split(',');
    private static readonly Dictionary<string, string[]> Nicknames =
        ("william:will,bill,willie robert:bob,rob thomas:tom john:jack,johnny edward:ed,ted,ned elizabeth:liz,betty,eliza margaret:maggie,peggy "
        + "charles:charlie "
        + "henry:harry,hal james:jim,jamie frederick:fred richard:dick frances:fanny mary:molly,polly joseph:joe samuel:sam alfred:alf albert:bert sarah:sally "
        + "catherine:kate,kitty")
        .Split(' ').Select(n => n.Split(':')).ToDictionary(n => n[0], n => n[1].Split(','));

    private sealed record Person(string First, string Middle, string Family, string Alias, DateOnly Born, string Town, string Postcode, string Gender,
        string Occupation, string Second);

    public static InventedTable Make(Invention invention, int rows)
    {
        var table = new InventedTable(Headings);
        var towns = invention.Frequent(invention.Words(600), 0.8);
        var given = invention.Frequent([.. Given, .. invention.Words(150)], 0.9);
        var family = invention.Frequent([.. "smith jones brown taylor wilson clark hall walker wood hughes".Split(' '), .. invention.Words(4000)], 0.6);
        for (int entity = 0, made = 0; made < rows; entity++)
        {
            var person = Invented(invention, given, family, towns);
            var copies = Math.Min(rows - made, invention.Between(2, 18));
            for (var i = 0; i < copies; i++, made++) Add(table, entity, invention, person, i == 0 ? 0 : i / (double)copies, towns);
        }
        return table;
    }

    private static Person Invented(Invention invention, Func<string> given, Func<string> family, Func<string> towns)
    {
        var (first, middle, last, town) = (given(), invention.Chance(0.5) ? given() : "", family(), towns());
        // One person in four is known by another name too: of a title, of the husband, of the stage.
        var alias = (invention.Random.Next(12)) switch
        {
            0 => $"{first} {last}, {invention.One("1st", "2nd", "3rd")} {invention.One("baron", "earl of", "viscount", "baronet of")} {towns()}",
            1 => $"{first} {family()}",
            2 => $"lord {last}",
            _ => "",
        };
        var sex = Array.IndexOf(Given, first) >= 24 || invention.Chance(0.1) ? "female" : "male";
        return new(first, middle, last, alias, invention.Date(1650, 1920), town, Postcode(invention, town), sex, invention.One(Occupations),
            invention.One(Occupations));
    }

    private static void Add(InventedTable table, int entity, Invention invention, Person person, double ramp, Func<string> towns)
    {
        var (first, middle, last) = (person.First, person.Middle, person.Family);
        var full = string.Join(' ', new[] { first, middle, last }.Where(n => n.Length > 0));
        if (invention.Chance(0.1 * (ramp > 0 ? 1 : 0) + 0.5 * ramp))
        {
            var kind = invention.Random.NextDouble();
            if (kind < 0.4 && person.Alias.Length > 0) full = person.Alias;
            else if (kind < 0.8)
                full = full.Replace(first, Nicknames.TryGetValue(first, out var nicks) ? invention.One(nicks) : invention.Chance(0.3) ? first[..1] : first,
                StringComparison.Ordinal);
            else full = invention.Typo(full);
        }
        if (invention.Chance(0.45 * ramp)) full = Shortened(invention, full);
        var words = full.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (shownFirst, shownLast) = words.Length switch { 0 => ("", ""), 1 => invention.Chance(0.5) ? (words[0], "") : ("", words[0]),
            _ => (words[0], words[^1]) };
        var town = invention.Chance(0.35 * ramp) ? "" : invention.Chance(0.15 * ramp) ? towns() : person.Town;
        var code = invention.Chance(0.4 * ramp) ? "" : invention.Chance(0.45 * ramp) ? Postcode(invention, person.Town) : person.Postcode;
        var job = invention.Chance(0.4 * ramp) ? "" : invention.Chance(0.4 * ramp) ? person.Second : person.Occupation;
        table.Add(entity, full, $"{shownFirst} {shownLast}".Trim(), shownFirst, shownLast, Born(invention, person.Born, ramp), town, code,
            invention.Chance(0.3 * ramp) ? "" : person.Gender, job);
    }

    private static string Shortened(Invention invention, string full)
    {
        var words = full.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        for (var i = words.Count - 2; i > 0; i--) if (invention.Chance(0.5)) words.RemoveAt(i);
        if (words.Count > 0 && invention.Chance(0.35)) words.RemoveAt(0);
        if (words.Count > 0 && invention.Chance(0.35)) words.RemoveAt(words.Count - 1);
        return string.Join(' ', words);
    }

    private static string Born(Invention invention, DateOnly born, double ramp)
    {
        if (invention.Chance(0.3 * ramp)) return "";
        var text = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!invention.Chance(0.6 * ramp)) return text;
        switch (invention.Random.Next(5))
        {
            case 0: return born.Year.ToString(CultureInfo.InvariantCulture) + "-01-01";
            case 1: return born.AddDays(invention.Between(-400, 400)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case 2: return born.Day <= 12 ? string.Create(CultureInfo.InvariantCulture, $"{born.Year}-{born.Day:00}-{born.Month:00}") : text;
            case 3: return born.Year.ToString(CultureInfo.InvariantCulture);
            default:
                var at = invention.One(2, 3, 6, 9);
                return text.Remove(at, 1).Insert(at, invention.Number(0, 9));
        }
    }

    private static string Postcode(Invention invention, string town) =>
        $"{town[..2]}{invention.Between(1, 20)} {invention.Between(1, 9)}{invention.One("abdefghj".ToCharArray())}{invention.One("lnpqrstu".ToCharArray())}";
}

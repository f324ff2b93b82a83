using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>Records of several shops: title, artist, album, year and length; values in each other's cells, put together in one, or left out.</summary>
internal static class SongsShape
{
    public static InventedTable Make(Invention invention, int songs)
    {
        var table = new InventedTable(["title", "artist", "album", "year", "length"]);
        var words = invention.Words(900);
        var word = invention.Frequent(words, 0.5);
        var artists = invention.Words(700).Select(w => invention.Chance(0.5) ? "the " + w + "s" : $"{invention.One(words)} {w}").ToArray();
        var artist = invention.Frequent(artists, 0.5);
        for (var e = 0; e < songs; e++)
        {
            string[] cells = [string.Join(' ', Enumerable.Range(0, invention.Between(1, 4)).Select(_ => word())), artist(),
                string.Join(' ', Enumerable.Range(0, invention.Between(1, 3)).Select(_ => word())), invention.Number(1960, 2020), invention.Number(120, 400)];
            table.Add(e, cells);
            for (var copies = invention.One(0, 0, 1, 1, 2, 3); copies > 0; copies--) table.Add(e, Again(invention, [.. cells]));
        }
        return table;
    }

    private static string[] Again(Invention invention, string[] cells)
    {
        if (invention.Chance(0.1)) (cells[0], cells[1]) = (cells[1], cells[0]);
        else if (invention.Chance(0.08)) (cells[0], cells[1]) = ($"{cells[1]} - {cells[0]}", "");
        if (invention.Chance(0.2)) cells[0] = invention.Typo(cells[0]);
        if (invention.Chance(0.15)) cells[1] = invention.Typo(cells[1]);
        if (invention.Chance(0.15)) cells[0] += invention.One(" (live)", " - single version", " (remastered)");
        if (invention.Chance(0.2)) cells[2] = "";
        if (invention.Chance(0.3)) cells[3] = invention.One("", cells[3][2..]);
        if (invention.Chance(0.3)) 
            cells[4] = (int.Parse(cells[4], CultureInfo.InvariantCulture) + invention.Between(-2, 2)).ToString(CultureInfo.InvariantCulture);
        return cells;
    }
}

namespace Stamgast.Tables;

/// <summary>The two lines of a header for one column: the word above, which may go for several columns, and the one below.</summary>
public readonly record struct HeaderPair(string Above, string Below)
{
    /// <summary>Both in one: "Name / First name"; the only one if the other is empty.</summary>
    public string Joined => Above.Length == 0 || Above.Equals(Below, StringComparison.OrdinalIgnoreCase) ? Below : Below.Length == 0
        ? Above : $"{Above} / {Below}";
}

/// <summary>A header of two lines: above, a word over several columns in one merged cell; below, the name of each of them.</summary>
internal static class HeaderLines
{
    /// <summary>The names of the columns if the second line complements the first; null when the two are not one header.</summary>
    public static HeaderPair[]? Of(SampleRow above, SampleRow below)
    {
        if (above.Filled == 0 || below.Filled < 2 || !AreNames(above, 0) || !AreNames(below, (below.Filled + 1) / 2)) return null;
        var width = Math.Max(above.Width, below.Width);
        var pairs = new HeaderPair[width];
        var group = "";
        var (spans, lacks) = (false, false);
        for (var column = 0; column < width; column++)
        {
            var (upper, lower) = (Cell(above, column), Cell(below, column));
            if (upper.Length > 0)
            {
                // The same word again: a program that repeats the content of a merged cell.
                spans |= lower.Length > 0 && upper.Equals(group, StringComparison.OrdinalIgnoreCase);
                // A cell over both lines has nothing to its right.
                group = lower.Length > 0 ? upper : "";
                lacks |= lower.Length == 0;
            }
            else if (lower.Length > 0) spans |= group.Length > 0;
            else group = "";
            pairs[column] = new HeaderPair(lower.Length > 0 && upper.Length == 0 ? group : upper, lower);
        }
        // If the second line names every column, it is the header, unless two of its names only differ by the words above.
        return spans && (lacks || TellsApart(pairs)) ? pairs : null;
    }

    private static bool TellsApart(HeaderPair[] pairs)
    {
        var names = pairs.Where(p => p.Below.Length > 0).ToList();
        var alone = names.Select(p => p.Below).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return alone < names.Count && names.Select(p => p.Joined).Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count;
    }

    private static bool AreNames(SampleRow row, int known) =>
        row.Cells.Count(HeaderGuess.IsKnown) >= known && !row.Cells.Any(c => HeaderGuess.LooksLikeData(c) && !HeaderGuess.IsKnown(c));

    private static string Cell(SampleRow row, int column) => column < row.Cells.Length ? row.Cells[column].Trim() : "";
}

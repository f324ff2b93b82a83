namespace Stamgast.Tables;

/// <summary>Recognises lines that a program wrote for people: "# printed by Els", "(25 rows)".</summary>
internal static class Remarks
{
    public static bool Is(RowBuffer row, int columns)
    {
        if (columns < 2) return false;
        var filled = 0;
        for (var column = 0; column < row.Count; column++)
            if (!row[column].IsWhiteSpace()) filled++;
        var first = row[0].Trim();
        if (first[0] == '#') return filled == 1 || (first.StartsWith("# ") && filled < columns);
        return filled == 1 && first.Length > 2 && first[^1] == ')' && char.IsAsciiDigit(first[1]) && first[1..].IndexOf(' ') > 0;
    }
}

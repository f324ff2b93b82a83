namespace Stamgast.Tables;

/// <summary>Recognises lines that a program wrote for people: "# printed by Els", "(25 rows)", "Page 2 of 3", "Source: the accounts".</summary>
internal static class Remarks
{
    private const int EnoughWords = 4;
    private static readonly string[] Pages = ["pagina", "page", "seite", "blz"];
    private static readonly string[] Sources = ["bron", "source", "quelle"];
    private static readonly System.Buffers.SearchValues<char> PageLetters = System.Buffers.SearchValues.Create("0123456789 /-.ofvanursOFVANURS");

    public static bool Is(RowBuffer row, int columns)
    {
        if (columns < 2) return false;
        var first = row[0].Trim();
        if (first.IsEmpty) return false;
        if (first[0] == '#') return Filled(row) is var filled && (filled == 1 || (first.StartsWith("# ") && filled < columns));
        // The letters first: they are few, and the cells of a row many.
        var says = first[0] == '(' ? first.Length > 2 && first[^1] == ')' && char.IsAsciiDigit(first[1]) && first[1..].IndexOf(' ') > 0 : columns > 2
            && MayBeWord(first) && (IsPage(first) || IsSource(first));
        return says && Filled(row) == 1;
    }

    /// <summary>
    /// True for the only cell of a line that contains the delimiter only within it, and is not a row in quotes: "This list is confidential; do not
    /// pass it on".
    /// </summary>
    public static bool IsNote(ReadOnlySpan<char> cell, char delimiter)
    {
        if (delimiter is '\0' or ' ' || !cell.Contains(delimiter)) return false;
        // "Aerts, Jozefien" may be a person.
        return delimiter != ',' || Words(cell) >= EnoughWords;
    }

    private static int Words(ReadOnlySpan<char> text)
    {
        var words = 0;
        foreach (var range in text.SplitAny(" \t\n"))
            if (text[range].ContainsAnyInRange('A', 'z')) words++;
        return words;
    }

    // Page, pagina, blz, seite, source, bron, quelle: all need a number or a colon, unlike "person" and "particulier".
    private static bool MayBeWord(ReadOnlySpan<char> first) => first.IndexOfAnyInRange('0', ':') > 0;

    private static int Filled(RowBuffer row)
    {
        var filled = 0;
        for (var column = 0; column < row.Count; column++)
            if (!row[column].IsWhiteSpace()) filled++;
        return filled;
    }

    private static bool IsPage(ReadOnlySpan<char> text)
    {
        foreach (var word in Pages)
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text[word.Length..].TrimStart(". ") is [>= '0' and <= '9', ..] number
                && !number.ContainsAnyExcept(PageLetters) && number.Length < 24) return true;
        return false;
    }

    private static bool IsSource(ReadOnlySpan<char> text)
    {
        foreach (var word in Sources)
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && text[word.Length..].TrimStart() is [':', ..]) return true;
        return false;
    }
}

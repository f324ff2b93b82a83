namespace Stamgast.Tables;

/// <summary>
/// Recognises "Subtotal;;;25" and similar lines. Careful: Total may be the name of a customer, so the rest of the line must be numbers.
/// </summary>
internal static class SubtotalLines
{
    private static readonly string[] Words =
    [
        "subtotaal", "subtotal", "sub-total", "sub-totaal", "sub total", "sous-total", "sous total", "zwischensumme", "teilsumme",
        "totaal", "eindtotaal", "algemeen totaal", "total", "grand total", "total général", "total general", "gesamt", "gesamtsumme", "summe", "endsumme",
        "somme", "aantal", "anzahl",
    ];

    private static readonly string[] Counted = ["klanten", "clients", "kunden", "customers", "leden", "membres", "mitglieder", "members", "personen",
        "personnes", "contacten", "contacts", "rijen", "lignes", "zeilen", "rows", "records", "general", "général", "generaal"];

    public static bool Is(RowBuffer row, int columns)
    {
        int filled = 0, first = -1;
        for (var column = 0; column < row.Count; column++)
        {
            if (row[column].IsWhiteSpace()) continue;
            if (filled++ == 0) first = column;
            else if (!IsNumber(row[column])) return false;
        }
        if (first < 0 || filled > Math.Max(2, columns / 2)) return false;
        return (filled > 1 || columns > 2) && SaysTotal(row[first].Trim());
    }

    /// <summary>Quick test on the row's first letters, so that ordinary rows cost nothing.</summary>
    public static bool MayBe(ReadOnlySpan<char> first) =>
        first.IsEmpty || (first[0] | 0x20) is 's' or 't' or 'z' or 'e' or 'a' or 'g' or ' ';

    private static bool SaysTotal(ReadOnlySpan<char> text)
    {
        foreach (var word in Words)
        {
            if (!text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = text[word.Length..].Trim(": =\t.");
            if (rest.IsEmpty || IsNumber(rest)) return true;
            // "Total: 25 customers", not "Total 4 All".
            if (rest[0] is >= '0' and <= '9') rest = rest.TrimStart("0123456789., \u00A0");
            foreach (var counted in Counted)
                if (rest.StartsWith(counted, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        foreach (var c in text.Trim())
            if (!char.IsAsciiDigit(c) && c is not ('.' or ',' or ' ' or '-' or '€' or '%' or '\u00A0')) return false;
        return true;
    }
}

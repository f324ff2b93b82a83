namespace Stamgast.Tables.Csv;

/// <summary>
/// Keeps a spreadsheet from running a value of a CSV file as a formula: an export puts an apostrophe before it and an import removes exactly one, so
/// that every value comes back unchanged.
/// </summary>
public static class FormulaGuard
{
    /// <summary>True for a value that a spreadsheet would run, and for one that only apostrophes keep from it.</summary>
    public static bool NeedsApostrophe(ReadOnlySpan<char> value)
    {
        var at = 0;
        while (at < value.Length && value[at] == '\'') at++;
        return at < value.Length && StartsFormula(value[at]);
    }

    /// <summary>True when the value itself starts a formula.</summary>
    public static bool IsFormula(ReadOnlySpan<char> value) => !value.IsEmpty && StartsFormula(value[0]);

    /// <summary>The value as written to a CSV file.</summary>
    public static string Protect(string value) => NeedsApostrophe(value) ? "'" + value : value;

    /// <summary>The value before <see cref="Protect"/>.</summary>
    public static ReadOnlySpan<char> Unprotect(ReadOnlySpan<char> cell) =>
        cell.Length > 1 && cell[0] == '\'' && NeedsApostrophe(cell) ? cell[1..] : cell;

    // Also the full-width forms, which some versions turn into the plain ones.
    private static bool StartsFormula(char c) =>
        c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\0' or '＝' or '＋' or '－' or '＠';
}

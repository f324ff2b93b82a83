using System.Buffers;

namespace Stamgast.Tables;

/// <summary>
/// Keeps a spreadsheet from running what a customer typed: a cell that begins like a formula gets a ' before it in an export, and
/// so does one that begins with ' before such a character; an import takes exactly one off. Lossless for every text.
/// Source: OWASP, CSV Injection; with the full-width forms that Excel reads alike.
/// </summary>
public static class FormulaGuard
{
    private static readonly SearchValues<char> Leads = SearchValues.Create("=+-@\t\r\0＝＋－＠");

    /// <summary>True when <see cref="Protect"/> puts a ' before the text.</summary>
    public static bool NeedsProtection(ReadOnlySpan<char> text)
    {
        var rest = text.TrimStart('\'');
        return !rest.IsEmpty && Leads.Contains(rest[0]);
    }

    /// <summary>The text as an export writes it.</summary>
    public static string Protect(string text) => NeedsProtection(text) ? "'" + text : text;

    /// <summary>The text that <see cref="Protect"/> was given.</summary>
    public static ReadOnlySpan<char> Unprotect(ReadOnlySpan<char> cell) =>
        cell.Length > 1 && cell[0] == '\'' && NeedsProtection(cell[1..]) ? cell[1..] : cell;
}

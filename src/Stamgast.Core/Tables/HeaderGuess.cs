using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Stamgast.Text;

namespace Stamgast.Tables;

/// <summary>Finds the line with the column names: below titles, above the rows, or nowhere.</summary>
internal static class HeaderGuess
{
    private static readonly FrozenSet<string> Words = (
        "id nr no num number numero nummer name naam nom voornaam achternaam familienaam prenom vorname nachname firstname lastname surname forename given "
            + "family " +
        "email mail courriel mailadres emailadres epost phone tel telefoon telephone telefon mobile gsm portable handy mobiel mobil fax " +
        "street straat rue strasse straatnaam adres adresse address huisnummer hausnummer postcode postal postalcode zip plz cp zipcode city gemeente plaats "
        + "woonplaats ville ort stad localite commune " +
        "stadt country land pays language taal langue sprache birth birthday dob geboortedatum naissance geburtsdatum geburtstag date datum gender geslacht "
        + "sexe genre geschlecht " +
        "salutation aanhef civilite anrede titel title company bedrijf bedrijfsnaam firma firmanaam societe organisation organization entreprise unternehmen "
        + "vat btw tva ust mwst iban bic " +
        "klantnummer klantnr klant client customer kunde kundennummer kundennr customerid customernumber notes note opmerking opmerkingen notities remarque "
        + "remarques bemerkung notizen comment comments " +
        "group groep groupe gruppe segment category categorie type status state province region website web url newsletter nieuwsbrief created customerno "
        + "houseno vatno").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private const int MostTitles = 10;

    /// <summary>Index of the header among the rows, or -1; and the index of the first possible row if there is none.</summary>
    public static (int Header, int First) Of(IReadOnlyList<SampleRow> rows)
    {
        if (rows.Count == 0) return (-1, 0);
        var filled = rows.Select(r => r.Filled).Order().ToArray();
        var usual = filled[filled.Length / 2];
        var enough = Math.Max(Math.Min(2, filled[^1]), (int)Math.Ceiling(usual * 0.5));
        var candidate = 0;
        while (candidate < rows.Count - 1 && candidate < 40 && rows[candidate].Filled < enough) candidate++;
        if (rows[candidate].Filled < enough) candidate = 0;
        if (!IsHeader(rows, candidate))
        {
            // Titles that have as many cells as rows do, and the names of the columns below them.
            var later = Enumerable.Range(candidate + 1, Math.Max(0, Math.Min(rows.Count - 1, candidate + MostTitles) - candidate))
                .FirstOrDefault(i => rows[i].Filled >= usual && NamesColumns(rows[i]), -1);
            return later < 0 ? (-1, candidate) : (later, later + 1);
        }
        // Two lines of header: above, "Customer" and "Address" over several columns; below, the name of each.
        if (candidate + 2 < rows.Count && rows[candidate].Filled < rows[candidate + 1].Filled && NamesColumns(rows[candidate + 1])
            && HeaderLines.Of(rows[candidate], rows[candidate + 1]) is null) candidate++;
        return (candidate, candidate + 1);
    }

    private static bool NamesColumns(SampleRow row) =>
        row.Cells.Count(IsKnown) >= Math.Max(2, row.Filled / 2) && !row.Cells.Any(c => !IsKnown(c) && LooksLikeData(c));

    private static bool IsHeader(IReadOnlyList<SampleRow> rows, int candidate)
    {
        var cells = rows[candidate].Cells;
        int known = 0, data = 0;
        for (var column = 0; column < cells.Length; column++)
        {
            if (IsKnown(cells[column])) known++;
            else if (LooksLikeData(cells[column]) && !NamesYear(rows, candidate, column)) data++;
        }
        if (known > 0 && known >= data * 2 && known >= Math.Min(3, (rows[candidate].Filled + 2) / 3)) return true;
        if (data > 0) return false;
        return Votes(rows, candidate) >= 0;
    }

    // "Omzet 2023", "Vraag 0012": words with digits in them, above cells that have not both.
    private static bool NamesYear(IReadOnlyList<SampleRow> rows, int candidate, int column)
    {
        if (!HasBoth(rows[candidate].Cells[column])) return false;
        var below = rows.Skip(candidate + 1).Where(r => column < r.Cells.Length && !string.IsNullOrWhiteSpace(r.Cells[column]))
            .Select(r => r.Cells[column]).ToList();
        return below.Count > 0 && below.Count(HasBoth) * 10 < below.Count;

        static bool HasBoth(string cell) => cell.Count(char.IsLetter) > 2 && cell.Any(char.IsDigit) && !cell.Contains('@', StringComparison.Ordinal);
    }

    // Each column votes whether its first cell is of another kind than those below it.
    private static int Votes(IReadOnlyList<SampleRow> rows, int candidate)
    {
        var votes = 0;
        var cells = rows[candidate].Cells;
        for (var column = 0; column < cells.Length; column++)
        {
            var head = cells[column].Trim();
            if (head.Length == 0) continue;
            int seen = 0, data = 0, same = 0;
            for (var at = candidate + 1; at < rows.Count; at++)
            {
                var cell = column < rows[at].Cells.Length ? rows[at].Cells[column].Trim() : "";
                if (cell.Length == 0) continue;
                seen++;
                if (LooksLikeData(cell)) data++;
                if (cell.Equals(head, StringComparison.OrdinalIgnoreCase)) same++;
            }
            if (seen > 0 && data > seen * 0.8) votes += 2;
            if (same > 0) votes -= 2;
            if (head.Contains('_', StringComparison.Ordinal)) votes++;
        }
        return votes;
    }

    internal static bool IsKnown(string cell)
    {
        if (cell.Length is 0 or > 60 || cell.Contains('@', StringComparison.Ordinal)) return false;
        var tokens = Simplify(cell).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return tokens.Length is > 0 and <= 5 && (tokens.Any(Words.Contains) || Words.Contains(string.Concat(tokens)));
    }

    internal static bool LooksLikeData(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text.IsEmpty) return false;
        if (text.Contains('@')) return true;
        int digits = 0, letters = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c)) digits++;
            else if (char.IsLetter(c)) letters++;
        }
        return digits > 0 && (letters == 0 || digits >= 4);
    }

    private static string Simplify(string cell)
    {
        var simple = new StringBuilder(cell.Length);
        var previous = ' ';
        foreach (var c in Folding.Normalised(cell, NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsUpper(c) && char.IsLower(previous)) simple.Append(' ');
            simple.Append(char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ');
            previous = c;
        }
        return simple.ToString();
    }
}

/// <summary>A row of the sample for format detection.</summary>
internal sealed record SampleRow(long Line, string[] Cells)
{
    /// <summary>Cells with something in them.</summary>
    public int Filled { get; } = Cells.Count(c => !string.IsNullOrWhiteSpace(c));

    /// <summary>Cells up to the last one with something in it.</summary>
    public int Width { get; } = Array.FindLastIndex(Cells, c => !string.IsNullOrWhiteSpace(c)) + 1;
}

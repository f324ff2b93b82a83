using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;

namespace Stamgast.Importing.Rows;

/// <summary>
/// An interpretation or omission in the cells of a column (from 0), such as an extension after a phone number: the number of cells, with examples.
/// </summary>
/// <param name="Code">The code of the warning, see <see cref="NormalisedValue.WarningText"/>.</param>
public sealed record CellWarning(int Column, string Header, string Code, long Count, IReadOnlyList<string> Examples)
{
    public string Text(CultureInfo culture) => NormalisedValue.WarningText(Code, culture);
}

/// <summary>Counts the warnings of an import by column, and keeps those of each row. Repairs are not reported twice.</summary>
public sealed class CellWarnings(ColumnMapping mapping)
{
    private const int MostExamples = 3;

    private readonly Dictionary<(int Column, string Code), (long Count, List<string> Examples)> found = [];

    /// <inheritdoc cref="Repairs.Counts" />
    internal bool Counts { get; set; } = true;

    /// <summary>The warnings so far, by column; complete after the last row.</summary>
    public IReadOnlyList<CellWarning> Found =>
        [.. found.OrderBy(f => f.Key.Column).Select(f => new CellWarning(f.Key.Column, mapping.Columns[f.Key.Column].Header, f.Key.Code, f.Value.Count,
            f.Value.Examples))];

    internal void Add(ImportedRow row, int column, CustomerField field, string code, ReadOnlySpan<char> cell)
    {
        if (code is "postal.zero" or "date.century") return;
        row.Warnings.Add(new Problem(field.Ordinal, code, cell.ToString()));
        if (!Counts) return;
        var (count, examples) = found.TryGetValue((column, code), out var tally) ? tally : (0, []);
        if (examples.Count < MostExamples && !examples.Contains(row.Warnings[^1].Text)) examples.Add(row.Warnings[^1].Text);
        found[(column, code)] = (count + 1, examples);
    }
}

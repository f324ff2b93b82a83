using System.Runtime.InteropServices;
using Stamgast.Comparing;

namespace Stamgast.Matching;

/// <summary>
/// A table to look for duplicates in: headings and rows of text, from a file or from the database. Kept by column, each
/// distinct text once, so that a million rows fit in a few hundred megabytes.
/// </summary>
public sealed class MatchingTable
{
    private readonly ValuePool[] values;
    private readonly List<int>[] rows;

    public MatchingTable(IReadOnlyList<string> columns)
    {
        Columns = [.. columns];
        values = [.. columns.Select(_ => new ValuePool())];
        rows = [.. columns.Select(_ => new List<int>())];
    }

    /// <summary>The headings, in the order of the table; a heading may be empty or stand twice.</summary>
    public IReadOnlyList<string> Columns { get; }

    public int Rows { get; private set; }

    /// <summary>The text of a cell, from row 0 and column 0.</summary>
    public ReadOnlySpan<char> this[int row, int column] => rows[column].Count == 0 ? default : values[column][rows[column][row]];

    /// <summary>Adds a row; missing cells are empty, cells beyond the last heading are left out.</summary>
    public void Add(IReadOnlyList<string?> cells)
    {
        for (var i = 0; i < values.Length; i++) AddCell(i, i < cells.Count ? cells[i] : null);
        EndRow();
    }

    /// <summary>Adds the cell of one column to the row that is being made; each column once, then <see cref="EndRow"/>.</summary>
    public void AddCell(int column, ReadOnlySpan<char> text) => rows[column].Add(values[column].Add(text.Trim()));

    public void EndRow() => Rows++;

    /// <summary>Forgets all columns but one, to make room; their cells read as empty from then on.</summary>
    internal void KeepOnly(int? column)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i == column) continue;
            values[i] = new ValuePool();
            rows[i] = [];
        }
    }

    internal ValuePool Values(int column) => values[column];

    /// <summary>The numbers of a column's values, by row.</summary>
    internal ReadOnlySpan<int> Ids(int column) => CollectionsMarshal.AsSpan(rows[column]);
}

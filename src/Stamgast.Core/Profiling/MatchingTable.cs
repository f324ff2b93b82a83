using Stamgast.Comparing;

namespace Stamgast.Profiling;

/// <summary>
/// A table to look for duplicates in: headings and rows of text, from a file or from the database. Kept by column, each
/// distinct text once, so that a million rows fit in a few hundred megabytes.
/// </summary>
public sealed class MatchingTable
{
    private readonly Column[] columns;

    public MatchingTable(IReadOnlyList<string> columns)
    {
        Columns = [.. columns];
        this.columns = [.. columns.Select(_ => new Column())];
    }

    /// <summary>The headers, in the order of the table; they may be empty or repeated.</summary>
    public IReadOnlyList<string> Columns { get; }

    public int Rows { get; private set; }

    /// <summary>The text of a cell, from row 0 and column 0.</summary>
    public ReadOnlySpan<char> this[int row, int column] => columns[column].Count == 0 ? default : columns[column].Values[columns[column].Ids[row]];

    /// <summary>Adds a row; missing cells are empty, cells beyond the last heading are left out.</summary>
    public void Add(IReadOnlyList<string?> cells)
    {
        for (var i = 0; i < columns.Length; i++) columns[i].Add(i < cells.Count ? cells[i].AsSpan().Trim() : default);
        Rows++;
    }

    /// <summary>Adds rows; the columns may share the cores, since none knows of another.</summary>
    internal void Add(TableStretch stretch)
    {
        Parallel.For(0, columns.Length, column =>
        {
            for (var row = 0; row < stretch.Rows; row++) columns[column].Add(stretch[row, column]);
        });
        Rows += stretch.Rows;
    }

    /// <summary>Forgets all columns but one, to make room; their cells read as empty from then on.</summary>
    internal void KeepOnly(int? column)
    {
        for (var i = 0; i < columns.Length; i++)
            if (i != column) columns[i] = new Column();
    }

    internal ValuePool Values(int column) => columns[column].Values;

    /// <summary>The numbers of a column's values, by row; the array may be longer than the table.</summary>
    internal int[] Ids(int column) => columns[column].Ids;

    private sealed class Column
    {
        public ValuePool Values { get; } = new();

        public int[] Ids { get; private set; } = [];

        public int Count { get; private set; }

        public void Add(ReadOnlySpan<char> text)
        {
            if (Count == Ids.Length)
            {
                var longer = new int[Math.Max(16, Count * 2)];
                Ids.CopyTo(longer, 0);
                Ids = longer;
            }
            Ids[Count++] = Values.Add(text);
        }
    }
}

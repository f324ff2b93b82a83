namespace Stamgast.Profiling;

/// <summary>Some thousands of rows on their way from a file into a <see cref="MatchingTable"/>: the texts one after the other.</summary>
internal sealed class TableStretch(int columns)
{
    private const int MostRows = 4096;
    private const int MostCharacters = 1 << 20;

    private readonly List<int> ends = new(MostRows * columns);
    private char[] text = new char[1 << 16];
    private int used;

    public int Rows => ends.Count / columns;

    public bool IsFull => ends.Count >= MostRows * columns || used >= MostCharacters;

    /// <summary>A cell, without the blanks around it.</summary>
    public ReadOnlySpan<char> this[int row, int column]
    {
        get
        {
            var at = row * columns + column;
            var start = at == 0 ? 0 : ends[at - 1];
            return text.AsSpan(start, ends[at] - start);
        }
    }

    /// <summary>Adds the next cell, row after row.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (used + cell.Length > text.Length) Array.Resize(ref text, Math.Max(text.Length * 2, used + cell.Length));
        cell.CopyTo(text.AsSpan(used));
        used += cell.Length;
        ends.Add(used);
    }

    public void Clear()
    {
        ends.Clear();
        used = 0;
    }
}

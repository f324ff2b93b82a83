namespace Stamgast.Importing.Rows;

/// <summary>A few cells of a row, by the place of their column, in memory that the next row uses again.</summary>
internal sealed class GivenCells
{
    // A row with an unusually long cell. The next row starts without its buffer.
    private const int MostKept = 1024;

    private readonly List<(int Column, int From, int Length)> places = [];
    private char[] characters = new char[64];
    private int end;

    public int Count => places.Count;

    /// <summary>The place of the column of a cell.</summary>
    public int Column(int at) => places[at].Column;

    public ReadOnlySpan<char> this[int at] => characters.AsSpan(places[at].From, places[at].Length);

    public void Add(int column, ReadOnlySpan<char> cell)
    {
        if (end + cell.Length > characters.Length) Array.Resize(ref characters, Math.Max(characters.Length * 2, end + cell.Length));
        cell.CopyTo(characters.AsSpan(end));
        places.Add((column, end, cell.Length));
        end += cell.Length;
    }

    public void Clear()
    {
        if (places.Count == 0) return;
        places.Clear();
        end = 0;
        if (characters.Length > MostKept) characters = new char[64];
    }
}

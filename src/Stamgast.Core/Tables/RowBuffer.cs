namespace Stamgast.Tables;

/// <summary>One row as a source left it: cells as stretches of a character buffer, valid until the next row.</summary>
internal sealed class RowBuffer
{
    private int[] starts = new int[64];
    private int[] lengths = new int[64];
    private CellKind[] kinds = new CellKind[64];

    /// <summary>The source's buffer; cells count from <see cref="Base"/>.</summary>
    public char[] Chars = [];

    public int Base;
    public int Count;
    public long Line;

    /// <summary>Sum of the lengths of all cells: 0 when the row is blank.</summary>
    public int Filled;

    public ReadOnlySpan<char> this[int column] =>
        (uint)column < (uint)Count ? Chars.AsSpan(Base + starts[column], lengths[column]) : default;

    public CellKind Kind(int column) => (uint)column < (uint)Count ? kinds[column] : CellKind.Text;

    public void Clear()
    {
        Count = 0;
        Filled = 0;
    }

    public void Add(int start, int length)
    {
        var at = Count;
        if ((uint)at >= (uint)starts.Length)
        {
            if (!Grow(length)) return;
        }
        starts[at] = start;
        lengths[at] = length;
        kinds[at] = CellKind.Text;
        Filled += length;
        Count = at + 1;
    }

    public void Add(int start, int length, CellKind kind)
    {
        Add(start, length);
        if (Count > 0) kinds[Count - 1] = kind;
    }

    /// <summary>Replaces an existing cell with another range.</summary>
    public void Replace(int column, int start, int length, CellKind kind)
    {
        Filled += length - lengths[column];
        starts[column] = start;
        lengths[column] = length;
        kinds[column] = kind;
    }

    /// <summary>The end of the last cell, from <see cref="Base"/>.</summary>
    public int Span => Count == 0 ? 0 : starts[Count - 1] + lengths[Count - 1];

    /// <summary>Joins a cell with the next and the text between them; false if that is more than one character.</summary>
    public bool JoinNext(int column)
    {
        if (column + 1 >= Count || starts[column + 1] != starts[column] + lengths[column] + 1) return false;
        lengths[column] += lengths[column + 1] + 1;
        Filled++;
        for (var next = column + 1; next + 1 < Count; next++)
            (starts[next], lengths[next], kinds[next]) = (starts[next + 1], lengths[next + 1], kinds[next + 1]);
        Count--;
        return true;
    }

    public void Truncate(int count)
    {
        for (; Count > count; Count--) Filled -= lengths[Count - 1];
    }

    public Span<char> Writable(int column) => Chars.AsSpan(Base + starts[column], lengths[column]);

    public void Shorten(int column, int length)
    {
        Filled -= lengths[column] - length;
        lengths[column] = length;
    }

    // Empty cells beyond the limit come from sheets saved at full width; they mean nothing and are not kept.
    private bool Grow(int length)
    {
        if (Count < TableLimits.MaxColumns)
        {
            var size = Math.Min(starts.Length * 2, TableLimits.MaxColumns);
            Array.Resize(ref starts, size);
            Array.Resize(ref lengths, size);
            Array.Resize(ref kinds, size);
            return true;
        }
        if (length == 0) return false;
        throw new RefusedException("table.too_many_columns", Line, TableLimits.MaxColumns);
    }
}

/// <summary>A source of rows: one for each kind of file.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>Bytes of the file that were read so far.</summary>
    public abstract long BytesRead { get; }

    /// <summary>False when a row ends with its last non-empty cell, so that a short one means nothing.</summary>
    public virtual bool HasOwnWidth => true;

    /// <summary>Puts the next line, blank or not, into the buffer; false at the end.</summary>
    public abstract bool Next(RowBuffer row);

    public abstract void Dispose();
}

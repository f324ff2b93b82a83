using System.Buffers.Binary;

namespace Stamgast.Database.SqliteFiles;

/// <summary>
/// Builds the b-tree of one table from rows that come in the order of their row numbers: full leaves one after the other, and the levels
/// above them as soon as there is enough below (sqlite.org/fileformat2.html, 1.6).
/// </summary>
internal sealed class SqliteTableBuilder
{
    private const byte Leaf = 13;
    private const byte Interior = 5;
    private const int LeafHeader = 8;
    private const int InteriorHeader = 12;
    private const int LongestInteriorCell = 4 + 9;

    private readonly SqlitePages pages;
    private readonly uint root;
    private readonly byte[] page;
    private readonly byte[] overflow;
    // The leaves first, then the levels above them; each without the pages that have one above them already.
    private readonly List<List<(uint Page, long LastRow)>> levels = [[]];
    private int cells;
    private int content;
    private long lastRow;

    /// <param name="root">The number of the table's root page, an empty leaf.</param>
    public SqliteTableBuilder(SqlitePages pages, uint root)
    {
        this.pages = pages;
        this.root = root;
        page = new byte[pages.PageSize];
        overflow = new byte[pages.PageSize];
        content = pages.UsableSize;
    }

    /// <summary>Pages of a level that wait for the one above them; at least four times the capacity of an interior page.</summary>
    public int MostWaiting { get; init; } = 1 << 16;

    /// <param name="row">Higher than that of the row before.</param>
    public void Append(long row, SqliteRecord record)
    {
        var length = record.Length;
        var local = Local(length);
        var size = SqliteRecord.VarintLength((ulong)length) + SqliteRecord.VarintLength((ulong)row) + local + (local < length ? 4 : 0);
        if (content - size < LeafHeader + 2 * (cells + 1)) EndLeaf();
        content -= size;
        var cell = page.AsSpan(content, size);
        var at = SqliteRecord.WriteVarint(cell, (ulong)length);
        at += SqliteRecord.WriteVarint(cell[at..], (ulong)row);
        record.CopyTo(cell.Slice(at, local), 0);
        if (local < length) BinaryPrimitives.WriteUInt32BigEndian(cell[(at + local)..], Overflow(record, local));
        BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(LeafHeader + 2 * cells), (ushort)content);
        cells++;
        lastRow = row;
    }

    /// <summary>Writes the rest, and the root.</summary>
    public void Complete()
    {
        if (levels is [[]])
        {
            Header(page, Leaf);
            pages.Replace(root, page);
            return;
        }
        EndLeaf();
        for (var level = 0; ; level++)
        {
            var below = levels[level];
            for (var i = 0; i < below.Count;)
            {
                i = FillInterior(below, i);
                if (level == levels.Count - 1 && i == below.Count)
                {
                    pages.Replace(root, page);
                    return;
                }
                PutAbove(level, below[i - 1].LastRow);
            }
        }
    }

    // The part of a record stored in the leaf itself.
    private int Local(int length)
    {
        var most = pages.UsableSize - 35;
        if (length <= most) return length;
        var least = (pages.UsableSize - 12) * 32 / 255 - 23;
        var rest = least + (length - least) % (pages.UsableSize - 4);
        return rest <= most ? rest : least;
    }

    private uint Overflow(SqliteRecord record, int from)
    {
        var first = pages.Next;
        var piece = pages.UsableSize - 4;
        while (from < record.Length)
        {
            Array.Clear(overflow);
            var length = Math.Min(piece, record.Length - from);
            record.CopyTo(overflow.AsSpan(4, length), from);
            from += length;
            // The page after this one, which the last of the chain has not.
            var next = from < record.Length ? pages.After(pages.Next) : 0;
            BinaryPrimitives.WriteUInt32BigEndian(overflow, next);
            pages.Append(overflow);
        }
        return first;
    }

    private void EndLeaf()
    {
        Header(page, Leaf);
        levels[0].Add((pages.Append(page), lastRow));
        for (var level = 0; level < levels.Count && levels[level].Count == MostWaiting; level++) Relieve(level);
        Array.Clear(page);
        cells = 0;
        content = pages.UsableSize;
    }

    // Half of the waiting pages get the level above them. The rest is more than a page of that level holds, so that the last is never alone.
    private void Relieve(int level)
    {
        var below = levels[level];
        var i = 0;
        while (i < MostWaiting / 2)
        {
            i = FillInterior(below, i);
            PutAbove(level, below[i - 1].LastRow);
        }
        below.RemoveRange(0, i);
    }

    private void PutAbove(int level, long lastOfPage)
    {
        if (level == levels.Count - 1) levels.Add([]);
        levels[level + 1].Add((pages.Append(page), lastOfPage));
    }

    // Children i .. of a level until the page is full; the last of them is the right-most pointer.
    private int FillInterior(List<(uint Page, long LastRow)> level, int i)
    {
        Array.Clear(page);
        cells = 0;
        content = pages.UsableSize;
        while (true)
        {
            var (child, row) = level[i];
            var size = 4 + SqliteRecord.VarintLength((ulong)row);
            var full = content - size < InteriorHeader + 2 * (cells + 1);
            // A page with only one child is not allowed: the last three are divided as one and two if they do not all fit.
            var leaveTwo = i == level.Count - 3 && content - 2 * LongestInteriorCell < InteriorHeader + 2 * (cells + 2);
            if (full || leaveTwo || i == level.Count - 1)
            {
                Header(page, Interior);
                BinaryPrimitives.WriteUInt32BigEndian(page.AsSpan(8), child);
                return i + 1;
            }
            content -= size;
            BinaryPrimitives.WriteUInt32BigEndian(page.AsSpan(content), child);
            SqliteRecord.WriteVarint(page.AsSpan(content + 4), (ulong)row);
            BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(InteriorHeader + 2 * cells), (ushort)content);
            cells++;
            i++;
        }
    }

    private void Header(Span<byte> into, byte kind)
    {
        into[0] = kind;
        BinaryPrimitives.WriteUInt16BigEndian(into[3..], (ushort)cells);
        BinaryPrimitives.WriteUInt16BigEndian(into[5..], (ushort)(content == 65536 ? 0 : content));
    }
}

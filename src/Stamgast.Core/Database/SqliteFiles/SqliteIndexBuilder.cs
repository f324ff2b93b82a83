using System.Buffers.Binary;

namespace Stamgast.Database.SqliteFiles;

/// <summary>
/// Builds the b-tree of one index from entries in sorted order: full leaves one after the other, with one entry between each two of them moved up
/// (sqlite.org/fileformat2.html, 1.6). Entries are short: none needs a page of its own.
/// </summary>
internal sealed class SqliteIndexBuilder
{
    private const byte Leaf = 10;
    private const byte Interior = 2;
    private const int LeafHeader = 8;
    private const int InteriorHeader = 12;
    private const int Longest = 100;

    private readonly SqlitePages pages;
    private readonly uint root;
    private readonly List<byte[]> entries = [];
    private readonly List<(uint Page, byte[] Separator)> leaves = [];
    private int used = LeafHeader;

    /// <param name="root">The number of the index's root page, an empty leaf.</param>
    public SqliteIndexBuilder(SqlitePages pages, uint root)
    {
        this.pages = pages;
        this.root = root;
    }

    /// <param name="entry">The indexed values and the row number; not before the last one.</param>
    public void Append(SqliteRecord entry)
    {
        if (entry.Length > Longest) throw new ArgumentException("Such an entry may need pages of its own.", nameof(entry));
        var cell = new byte[1 + entry.Length];
        cell[0] = (byte)entry.Length;
        entry.CopyTo(cell.AsSpan(1), 0);
        // The page is written when there are two more than it holds: one to move up, and one for the page after it.
        if (used + cell.Length + 2 > pages.UsableSize && entries.Count > 0)
        {
            if (used <= pages.UsableSize)
            {
                used += cell.Length + 2;
                entries.Add(cell);
                return;
            }
            var separator = entries[^1];
            entries.RemoveAt(entries.Count - 1);
            leaves.Add((pages.Append(Page(Leaf, entries, 0)), separator));
            entries.Clear();
            used = LeafHeader;
        }
        used += cell.Length + 2;
        entries.Add(cell);
    }

    /// <summary>Writes the rest, and the root.</summary>
    public void Complete()
    {
        if (used > pages.UsableSize)
        {
            // One too many for the page, and none for the page after it: the last but one moves up.
            var (separator, last) = (entries[^2], entries[^1]);
            entries.RemoveRange(entries.Count - 2, 2);
            leaves.Add((pages.Append(Page(Leaf, entries, 0)), separator));
            entries.Clear();
            entries.Add(last);
        }
        if (leaves.Count == 0)
        {
            pages.Replace(root, Page(Leaf, entries, 0));
            return;
        }
        leaves.Add((pages.Append(Page(Leaf, entries, 0)), []));
        var level = leaves;
        while (true)
        {
            var above = new List<(uint Page, byte[] Separator)>();
            for (var i = 0; i < level.Count; i++)
            {
                var cells = new List<byte[]>();
                for (var room = pages.UsableSize - InteriorHeader; i < level.Count - 1; i++)
                {
                    var (child, separator) = level[i];
                    room -= 4 + separator.Length + 2;
                    // The child after a full page becomes its right-most one; it may not be the last but one, or the next page had one child only.
                    if (room < 0 || cells.Count > 0 && i == level.Count - 3 && room < 2 * (4 + Longest + 2)) break;
                    var cell = new byte[4 + separator.Length];
                    BinaryPrimitives.WriteUInt32BigEndian(cell, child);
                    separator.CopyTo(cell.AsSpan(4));
                    cells.Add(cell);
                }
                var page = Page(Interior, cells, level[i].Page);
                if (above.Count == 0 && i == level.Count - 1)
                {
                    pages.Replace(root, page);
                    return;
                }
                above.Add((pages.Append(page), level[i].Separator));
            }
            level = above;
        }
    }

    private byte[] Page(byte kind, List<byte[]> cells, uint rightMost)
    {
        var page = new byte[pages.PageSize];
        var header = kind == Leaf ? LeafHeader : InteriorHeader;
        var content = pages.UsableSize;
        for (var i = 0; i < cells.Count; i++)
        {
            content -= cells[i].Length;
            cells[i].CopyTo(page.AsSpan(content));
            BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(header + 2 * i), (ushort)content);
        }
        page[0] = kind;
        BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(3), (ushort)cells.Count);
        BinaryPrimitives.WriteUInt16BigEndian(page.AsSpan(5), (ushort)(content == 65536 ? 0 : content));
        if (kind == Interior) BinaryPrimitives.WriteUInt32BigEndian(page.AsSpan(8), rightMost);
        return page;
    }
}

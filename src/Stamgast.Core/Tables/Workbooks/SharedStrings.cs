namespace Stamgast.Tables.Workbooks;

/// <summary>The texts of a workbook that cells refer to by number, kept as UTF-8 in blocks so that a million of them cost little more than their
/// letters.</summary>
internal sealed class SharedStrings
{
    private const int BlockBytes = 1 << 20;
    private const int EntryBytes = 8;

    private readonly List<byte[]> blocks = [];
    private readonly List<(int Block, int Offset)> entries = [];
    private byte[] block = [];
    private int used;
    private long total;

    public int Count => entries.Count;

    /// <summary>The text with a number; empty for an unassigned one.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)entries.Count) return default;
            var (at, offset) = entries[index];
            var bytes = blocks[at].AsSpan(offset);
            var length = BitConverter.ToInt32(bytes);
            return bytes.Slice(4, length);
        }
    }

    /// <summary>Reads the part with the strings; runs of rich text are joined, readings (phonetic) left out.</summary>
    public static SharedStrings Read(Stream stream, string part)
    {
        var strings = new SharedStrings();
        using var xml = new XmlScanner(stream, part);
        var text = new char[1024];
        var count = 0;
        var phonetic = 0;
        while (xml.Read())
        {
            var name = xml.Name;
            if (name.SequenceEqual("t"u8))
            {
                if (xml.IsEnd && phonetic == 0) count = XmlText.Append(ref text, count, xml.Text, xml.IsSection);
            }
            else if (name.SequenceEqual("si"u8))
            {
                if (xml.IsEnd || xml.IsEmpty) strings.Add(text.AsSpan(0, XmlText.Unescape(text.AsSpan(0, count))), part);
                count = 0;
                phonetic = 0;
            }
            else if (name.SequenceEqual("rPh"u8) && !xml.IsEmpty) phonetic += xml.IsEnd ? -1 : 1;
        }
        return strings;
    }

    private void Add(ReadOnlySpan<char> text, string part)
    {
        var need = System.Text.Encoding.UTF8.GetByteCount(text) + 4;
        total += need + EntryBytes;
        if (total > TableLimits.MaxSharedStrings) throw new RefusedException("table.unpacks_too_large", part);
        if (block.Length - used < need)
        {
            block = new byte[Math.Max(BlockBytes, need)];
            blocks.Add(block);
            used = 0;
        }
        BitConverter.TryWriteBytes(block.AsSpan(used), need - 4);
        System.Text.Encoding.UTF8.GetBytes(text, block.AsSpan(used + 4));
        entries.Add((blocks.Count - 1, used));
        used += need;
    }
}

using System.Buffers;
using System.Text;
using Stamgast.Tables.Markup;

namespace Stamgast.Tables.Workbooks;

/// <summary>
/// Walks from tag to tag through the XML of a workbook, on bytes, with one buffer: enough for sheets and strings, several times as
/// fast as a general reader. Document types are refused, so no entity can grow or reach for a file.
/// </summary>
internal sealed partial class XmlScanner : IDisposable
{
    private const int MostBuffered = 8 << 20;
    private readonly Stream stream;
    private readonly string part;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
    private int length;
    private int position;
    private int nameStart;
    private int nameLength;
    private int attributesLength;
    private int textStart;
    private int textLength;
    private byte[]? section;
    private bool ended;

    public XmlScanner(Stream stream, string part)
    {
        this.part = part;
        this.stream = Utf8(stream);
    }

    /// <summary>Name of the tag without prefix.</summary>
    public ReadOnlySpan<byte> Name => buffer.AsSpan(nameStart, nameLength);

    public ReadOnlySpan<byte> Attributes => buffer.AsSpan(nameStart + nameLength, attributesLength);

    public bool IsEnd { get; private set; }

    /// <summary>True for a tag that closes itself.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The text before the tag, entities not resolved (use <see cref="XmlText"/>).</summary>
    public ReadOnlySpan<byte> Text => section ?? buffer.AsSpan(textStart, textLength);

    /// <summary>True when the text was CDATA, where &amp; is literal.</summary>
    public bool IsSection => section is not null;

    /// <summary>Goes to the next tag; false at the end of the part.</summary>
    public bool Read()
    {
        section = null;
        textStart = position;
        while (true)
        {
            var open = Find((byte)'<', position);
            if (open < 0) return false;
            textLength = open - textStart;
            var close = Find((byte)'>', open + 1);
            if (close < 0) throw Damaged();
            var first = buffer[Open() + 1];
            if (first is (byte)'!' or (byte)'?')
            {
                Skip(first == (byte)'?');
                continue;
            }
            close = CloseOfTag(close);
            TakeTag(Open() + 1, close);
            position = close + 1;
            return true;
        }
    }

    /// <summary>The value of an attribute, raw; empty when it is not there.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        var rest = Attributes;
        while (true)
        {
            var equals = rest.IndexOf((byte)'=');
            if (equals < 0) return default;
            var key = rest[..equals].Trim(" \t\r\n"u8);
            rest = rest[(equals + 1)..].TrimStart(" \t\r\n"u8);
            if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\'')) return default;
            var end = rest[1..].IndexOf(rest[0]);
            if (end < 0) return default;
            if (key.SequenceEqual(name)) return rest.Slice(1, end);
            rest = rest[(end + 2)..];
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        stream.Dispose();
    }

    private int Open() => textStart + textLength;

    // An attribute may contain '>': then the tag continues to the next one after a quote.
    private int CloseOfTag(int close)
    {
        while (true)
        {
            var tag = buffer.AsSpan(Open(), close - Open());
            if (tag[^1] is (byte)'"' || tag.IndexOf((byte)'=') < 0 || tag.TrimEnd(" \t\r\n/"u8)[^1] is (byte)'"' or (byte)'\'') return close;
            var start = textStart;
            close = Find((byte)'>', close + 1);
            if (close < 0 || start < 0) throw Damaged();
        }
    }

    private void TakeTag(int from, int close)
    {
        IsEnd = buffer[from] == (byte)'/';
        if (IsEnd) from++;
        IsEmpty = close > from && buffer[close - 1] == (byte)'/';
        var inside = buffer.AsSpan(from, close - from - (IsEmpty ? 1 : 0));
        var end = inside.IndexOfAny(" \t\r\n"u8);
        var name = end < 0 ? inside : inside[..end];
        var colon = name.IndexOf((byte)':');
        nameStart = from + colon + 1;
        nameLength = name.Length - colon - 1;
        attributesLength = end < 0 ? 0 : inside.Length - end;
    }

    // Comments, instructions and CDATA; a document type is refused.
    private void Skip(bool isInstruction)
    {
        if (isInstruction)
        {
            SkipPast("?>"u8);
            return;
        }
        while (length - Open() < 12 && Fill()) { }
        var rest = buffer.AsSpan(Open(), length - Open());
        if (rest.StartsWith("<!--"u8)) SkipPast("-->"u8);
        else if (rest.StartsWith("<![CDATA["u8))
        {
            byte[] before = [.. Text];
            var from = Open() + 9 - textStart;
            SkipPast("]]>"u8);
            // Entities in the text before have not been resolved yet; a section follows text only in files that no program writes.
            section = [.. before, .. buffer.AsSpan(lastSkipStart + from, lastSkipLength - from - 3)];
        }
        else throw new RefusedException("table.doctype", part);
    }

    private int lastSkipStart;
    private int lastSkipLength;

    private void SkipPast(ReadOnlySpan<byte> end)
    {
        var from = Open() + 2;
        while (true)
        {
            var at = buffer.AsSpan(from, length - from).IndexOf(end);
            if (at >= 0)
            {
                lastSkipStart = textStart;
                position = from + at + end.Length;
                lastSkipLength = position - textStart;
                textStart = position;
                textLength = 0;
                return;
            }
            var start = textStart;
            if (!Fill()) throw Damaged();
            from -= start - textStart;
        }
    }

    private int Find(byte value, int from)
    {
        while (true)
        {
            var at = buffer.AsSpan(from, length - from).IndexOf(value);
            if (at >= 0) return from + at;
            var searched = length - from;
            var start = textStart;
            if (!Fill()) return -1;
            from += searched - (start - textStart);
        }
    }

    // Keeps everything from the start of the current text; moves it to the front.
    private bool Fill()
    {
        if (ended) return false;
        var kept = length - textStart;
        if (textStart > 0)
        {
            buffer.AsSpan(textStart, kept).CopyTo(buffer);
            position -= textStart;
            textStart = 0;
            length = kept;
        }
        if (length == buffer.Length)
        {
            if (length >= MostBuffered) throw new RefusedException("table.cell_too_long", part, TableLimits.MaxCell);
            var larger = ArrayPool<byte>.Shared.Rent(length * 2);
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        var count = stream.Read(buffer, length, buffer.Length - length);
        ended = count == 0;
        length += count;
        return !ended;
    }

    private Stream Utf8(Stream source)
    {
        var head = new byte[4];
        var count = source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (count >= 3 && head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            head.AsSpan(3, count - 3).CopyTo(buffer);
            length = count - 3;
            return source;
        }
        head.AsSpan(0, count).CopyTo(buffer);
        length = count;
        var wide = count < 2 ? null
            : head[0] == 0xFF && head[1] == 0xFE || (head[0] == '<' && head[1] == 0) ? Encoding.Unicode
            : head[0] == 0xFE && head[1] == 0xFF || (head[0] == 0 && head[1] == '<') ? Encoding.BigEndianUnicode
            : null;
        if (wide is null) return source;
        var mark = head[0] is 0xFF or 0xFE ? 2 : 0;
        length = Encoding.UTF8.GetBytes(wide.GetString(head, mark, count - mark), buffer);
        return Encoding.CreateTranscodingStream(source, wide, Encoding.UTF8);
    }

    private RefusedException Damaged() => new("table.damaged", part);
}

using System.Buffers;
using System.Text;

namespace Stamgast.Database.SqliteFiles;

/// <summary>
/// One row in the record format of SQLite: a header of serial types, then the values (sqlite.org/fileformat2.html, 2.1). Reused for each row.
/// </summary>
internal sealed class SqliteRecord
{
    private byte[] types = new byte[256];
    private byte[] body = new byte[4096];
    private int typesLength;
    private int bodyLength;

    /// <summary>Bytes of the whole record.</summary>
    public int Length => HeaderLength + bodyLength;

    private int HeaderLength
    {
        get
        {
            // The length of the header counts itself, as a varint.
            var length = typesLength + 1;
            return length < 128 ? length : length + 1;
        }
    }

    public void Clear() => typesLength = bodyLength = 0;

    public void Null() => Type(0);

    public void Integer(long value)
    {
        if (value is 0 or 1)
        {
            Type((ulong)(8 + value));
            return;
        }
        var (type, length) = value switch
        {
            >= sbyte.MinValue and <= sbyte.MaxValue => (1UL, 1),
            >= short.MinValue and <= short.MaxValue => (2UL, 2),
            >= -0x800000 and <= 0x7FFFFF => (3UL, 3),
            >= int.MinValue and <= int.MaxValue => (4UL, 4),
            >= -0x800000000000 and <= 0x7FFFFFFFFFFF => (5UL, 6),
            _ => (6UL, 8),
        };
        Type(type);
        var bytes = Room(length);
        for (var i = length - 1; i >= 0; i--, value >>= 8) bytes[i] = (byte)value;
    }

    public void Text(ReadOnlySpan<char> text)
    {
        var room = Room(text.Length * 3);
        if (Ascii.FromUtf16(text, room, out var length) != OperationStatus.Done) length = Encoding.UTF8.GetBytes(text, room);
        bodyLength -= text.Length * 3 - length;
        Type((ulong)length * 2 + 13);
    }

    /// <summary>A text that is UTF-8 already.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Type((ulong)utf8.Length * 2 + 13);
    }

    /// <summary>Several consecutive texts, with the end of each; an empty one is null.</summary>
    public void Texts(ReadOnlySpan<byte> utf8, ReadOnlySpan<int> ends)
    {
        utf8.CopyTo(Room(utf8.Length));
        while (typesLength + ends.Length * 9 > types.Length) Array.Resize(ref types, types.Length * 2);
        var into = types.AsSpan(typesLength);
        var (from, written) = (0, 0);
        foreach (var end in ends)
        {
            var type = end == from ? 0 : (uint)(end - from) * 2 + 13;
            if (type < 0x80) into[written++] = (byte)type;
            else written += WriteVarint(into[written..], type);
            from = end;
        }
        typesLength += written;
    }

    /// <summary>Copies the record from its byte <paramref name="from"/> on until the span is full.</summary>
    public void CopyTo(Span<byte> into, int from)
    {
        Span<byte> header = stackalloc byte[2];
        var prefix = WriteVarint(header, (ulong)HeaderLength);
        Copy(header[..prefix], ref into, ref from);
        Copy(types.AsSpan(0, typesLength), ref into, ref from);
        Copy(body.AsSpan(0, bodyLength), ref into, ref from);
    }

    /// <summary>Writes a number in groups of seven bits, the highest first; gives the number of bytes, 1 to 9.</summary>
    public static int WriteVarint(Span<byte> into, ulong value)
    {
        if (value < 0x80)
        {
            into[0] = (byte)value;
            return 1;
        }
        if (value >> 56 != 0)
        {
            into[8] = (byte)value;
            value >>= 8;
            for (var i = 7; i >= 0; i--, value >>= 7) into[i] = (byte)(value | 0x80);
            return 9;
        }
        var length = VarintLength(value);
        for (var i = length - 1; i >= 0; i--, value >>= 7) into[i] = (byte)(i == length - 1 ? value & 0x7F : value | 0x80);
        return length;
    }

    public static int VarintLength(ulong value)
    {
        var length = 1;
        while (length < 9 && value >= 0x80)
        {
            value >>= 7;
            length++;
        }
        return length;
    }

    private static void Copy(scoped ReadOnlySpan<byte> part, ref Span<byte> into, ref int from)
    {
        if (from >= part.Length)
        {
            from -= part.Length;
            return;
        }
        var piece = part[from..];
        if (piece.Length > into.Length) piece = piece[..into.Length];
        piece.CopyTo(into);
        into = into[piece.Length..];
        from = 0;
    }

    private void Type(ulong type)
    {
        if (typesLength + 9 > types.Length) Array.Resize(ref types, types.Length * 2);
        if (type < 0x80) types[typesLength++] = (byte)type;
        else typesLength += WriteVarint(types.AsSpan(typesLength), type);
    }

    private Span<byte> Room(int length)
    {
        if (bodyLength + length > body.Length) Array.Resize(ref body, Math.Max(body.Length * 2, bodyLength + length));
        bodyLength += length;
        return body.AsSpan(bodyLength - length, length);
    }
}

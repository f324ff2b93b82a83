using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Stamgast.Records;

/// <summary>The values of a record as UTF-8, made once for all places where they are written. Reused for each record.</summary>
internal sealed class Utf8Values(int fields)
{
    private const int Block = 16;

    private readonly int[] ends = new int[fields];
    private byte[] bytes = new byte[4096];
    private int end;

    /// <summary>The bytes of a field; empty for an empty one.</summary>
    public ReadOnlySpan<byte> this[int ordinal]
    {
        get
        {
            var from = ordinal == 0 ? 0 : ends[ordinal - 1];
            return bytes.AsSpan(from, ends[ordinal] - from);
        }
    }

    /// <summary>The bytes of all fields, one after the other.</summary>
    public ReadOnlySpan<byte> Whole => bytes.AsSpan(0, ends[^1]);

    /// <summary>The end of each field among them.</summary>
    public ReadOnlySpan<int> Ends => ends;

    public void Take(RecordValues values)
    {
        Clear();
        values.AddTo(this);
    }

    public void Clear() => end = 0;

    /// <summary>The fields are added one after the other; null or empty for an empty one.</summary>
    public void Add(int ordinal, string? text)
    {
        if (text is not null) end += Append(ref bytes, end, text);
        ends[ordinal] = end;
    }

    /// <inheritdoc cref="Add(int, string?)" />
    public void Add(int ordinal, ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(ref bytes, end, utf8.Length));
        ends[ordinal] = end += utf8.Length;
    }

    /// <summary>The same for a longer part. Most values are short, so a whole block is copied at once: the next value overwrites the rest.</summary>
    internal void Add(int ordinal, byte[] among, int from, int length)
    {
        if (length <= Block && from + Block <= among.Length && end + Block <= bytes.Length) Vector128.Create(among, from).CopyTo(bytes, end);
        else among.AsSpan(from, length).CopyTo(Room(ref bytes, end, length));
        ends[ordinal] = end += length;
    }

    /// <summary>Appends a text, enlarging the buffer if needed; returns its length in bytes.</summary>
    internal static int Append(ref byte[] bytes, int end, ReadOnlySpan<char> text)
    {
        // One character becomes at most three bytes.
        var room = Room(ref bytes, end, text.Length * 3);
        return IsNarrowed(text, room) ? text.Length : Ascii.FromUtf16(text, room, out var length) == OperationStatus.Done
            ? length : Encoding.UTF8.GetBytes(text, room);
    }

    // Most texts have 4 to 16 ASCII characters: two pieces that may overlap.
    private static bool IsNarrowed(ReadOnlySpan<char> text, Span<byte> room)
    {
        if (text.Length is < 4 or > 16) return false;
        var units = MemoryMarshal.Cast<char, ushort>(text);
        if (text.Length >= 8)
        {
            var (first, last) = (Vector128.Create(units), Vector128.Create(units[^8..]));
            if (((first | last) & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero) return false;
            var narrow = Vector128.Narrow(first, last).AsUInt64();
            MemoryMarshal.Write(room, narrow.GetElement(0));
            MemoryMarshal.Write(room[(text.Length - 8)..], narrow.GetElement(1));
            return true;
        }
        var (head, tail) = (MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text)), MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(text[^4..])));
        if (((head | tail) & 0xFF80_FF80_FF80_FF80) != 0) return false;
        var both = Vector128.Narrow(Vector128.Create(head, tail).AsUInt16(), Vector128<ushort>.Zero).AsUInt32();
        MemoryMarshal.Write(room, both.GetElement(0));
        MemoryMarshal.Write(room[(text.Length - 4)..], both.GetElement(1));
        return true;
    }

    private static Span<byte> Room(ref byte[] bytes, int end, int length)
    {
        if (end + length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, end + length));
        return bytes.AsSpan(end);
    }
}
